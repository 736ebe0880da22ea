import { describe, expect, test } from 'vitest';
import { elidePath } from './elide-path.js';

describe('a path that has little room', () => {
  test('is itself where it is short', () => {
    expect(elidePath('/srv/film')).toBe('/srv/film');
    expect(elidePath('a'.repeat(140))).toBe('a'.repeat(140));
    expect(elidePath('🌍'.repeat(140))).toBe('🌍'.repeat(140));
  });

  test('begins and ends as it does, in as many characters as there may be', () => {
    const shown = elidePath(`/start/${'folder/'.repeat(100)}name.txt`);
    expect(shown).toMatch(/^\/start\/folder\/.*….*\/folder\/name\.txt$/);
    expect(shown).toHaveLength(140);
    expect([...elidePath('🌍'.repeat(200))]).toHaveLength(140);
    expect(elidePath('🌍'.repeat(200))).toMatch(/^(🌍)+…(🌍)+$/u);
  });
});
