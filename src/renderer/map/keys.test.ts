import { describe, expect, test } from 'vitest';
import { sketchFrame } from '../../../test/support/trees/sketch-frame.js';
import type { Session } from '../state/session.js';
import { createSessionStore } from '../state/session-store.js';
import { handleMapKey } from './keys.js';

/** Returns a frame: a folder with one file at the left, a file and a tile of many entries at the right. */
const frame = sketchFrame([
  { node: 0, box: [0, 0, 100, 100], flags: 1 },
  { node: 1, box: [0, 0, 60, 100], flags: 1 },
  { node: 2, box: [60, 0, 40, 50] },
  { node: 0, box: [60, 50, 40, 50], flags: 2 },
  { node: 3, parent: 1, box: [0, 0, 60, 100], depth: 2 },
]);

function press(keys: readonly string[]) {
  const store = createSessionStore('/root', 0);
  store.setState({
    path: [
      { node: 5, name: '/' },
      { node: 0, name: 'root' },
    ],
  });
  const session = { store } as Session;
  const handled = keys.map((key) => handleMapKey({ key } as KeyboardEvent, frame, session));
  return { handled, ...store.getState() };
}

describe('keys on the map', () => {
  test('begin with the largest tile', () => {
    expect(press(['ArrowRight']).selection).toBe(3);
    expect(press(['Home']).selection).toBe(3);
  });

  test('go to the neighbour, but not to what stands for many', () => {
    expect(press(['Home', 'ArrowRight']).selection).toBe(2);
    expect(press(['Home', 'ArrowRight', 'ArrowDown']).selection).toBe(2);
    expect(press(['Home', 'ArrowRight', 'ArrowLeft']).selection).toBe(1);
  });

  test('go in to the folder of a file, and out with it selected', () => {
    expect(press(['Home', 'Enter'])).toMatchObject({ focus: 1, back: [0] });
    expect(press(['Escape'])).toMatchObject({ focus: 5, selection: 0 });
  });

  test('leave others alone', () => {
    expect(press(['x', 'Tab']).handled).toEqual([false, false]);
  });
});
