import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashBytes, PathIndex } from './path-index.js';

const bytes = (path: string) => Buffer.from(path);

/** An index whose keepers are lists of paths. */
function makeIndex(keepers: string[][]) {
  return new PathIndex((number) => ({
    isPath: (row: number, path: Uint8Array) => keepers[number]![row] === Buffer.from(path).toString(),
  }));
}

const operation = fc.record({
  kind: fc.constantFrom('add', 'add', 'add', 'retain'),
  path: fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', '/') }),
  keeper: fc.nat(2),
});

describe('the index of paths', () => {
  test('is a map, whatever is added and forgotten', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
        const keepers: string[][] = [[], [], []];
        const index = makeIndex(keepers);
        const model = new Map<string, string>();
        for (const { kind, path, keeper } of operations) {
          if (kind === 'retain') {
            index.retain((number) => number !== keeper);
            for (const [known, place] of model) if (place.startsWith(`${keeper} `)) model.delete(known);
            continue;
          }
          const row = keepers[keeper]!.push(path) - 1;
          const known = index.find(bytes(path), hashBytes(bytes(path)));
          expect(known >= 0).toBe(model.has(path));
          if (known < 0) index.add(hashBytes(bytes(path)), keeper, row);
          else index.move(known, keeper, row);
          model.set(path, `${keeper} ${row}`);
        }
        expect(index.count).toBe(model.size);
        for (const [path, place] of model) {
          const number = index.find(bytes(path), hashBytes(bytes(path)));
          expect(`${index.keeper(number)} ${index.row(number)}`).toBe(place);
        }
      }),
    );
  });

  test('tells paths with the same hash apart', () => {
    const index = makeIndex([['a', 'b']]);
    index.add(7, 0, 0);
    index.add(7, 0, 1);
    expect([index.find(bytes('b'), 7), index.find(bytes('a'), 7), index.find(bytes('c'), 7)]).toEqual([
      1, 0, -1,
    ]);
  });

  test('hashes a path in parts as in one piece', () => {
    expect(hashBytes(bytes('c/d'), hashBytes(bytes('a/b/')))).toBe(hashBytes(bytes('a/b/c/d')));
  });
});
