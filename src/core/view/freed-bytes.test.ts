import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modes } from '../../../test/support/trees/model-tree.js';
import { SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import { FreedBytes } from './freed-bytes.js';

/** By inode: how many names there are, and units of 512 bytes. */
const inodes = fc.array(fc.record({ links: fc.integer({ min: 1, max: 5 }), blocks: fc.nat(1000) }), {
  minLength: 1,
  maxLength: 6,
});

test('an inode is freed with the last of its names, in whichever tree it lies', () => {
  fc.assert(
    fc.property(
      inodes,
      fc.array(fc.array(fc.nat(5), { maxLength: 12 }), { maxLength: 4 }),
      (files, chosen) => {
        const named = files.map(() => 0);
        const freed = new FreedBytes();
        let others = 0n;
        for (const names of chosen) {
          const sketch: Record<string, ReturnType<typeof special>> = {};
          names.forEach((choice, index) => {
            const inode = choice % files.length;
            const { links, blocks } = files[inode]!;
            // No file has more names than it says.
            if (named[inode]! >= links) return;
            named[inode]!++;
            sketch[`file-${index}`] = special({
              mode: modes.file,
              links,
              inode: BigInt(inode + 1000),
              blocks: BigInt(blocks),
            });
          });
          const { tree } = new SketchedTree(sketch);
          freed.addTree(tree);
          others += BigInt(tree.nodes.allocatedBytes(0));
        }
        const bytesOf = (isWanted: (inode: number) => boolean): bigint =>
          files.reduce((sum, { blocks }, inode) => (isWanted(inode) ? sum + BigInt(blocks) * 512n : sum), 0n);
        const isWhole = (inode: number): boolean => named[inode] === files[inode]!.links;
        const isKept = (inode: number): boolean => named[inode]! > 0 && !isWhole(inode);
        expect(freed.freed).toEqual({
          bytes: others + bytesOf(isWhole),
          keptBytes: bytesOf(isKept),
          keptFiles: files.filter((_, inode) => isKept(inode)).length,
        });
      },
    ),
    { numRuns: 300 },
  );
});

test('a single name of a file is freed where it is the only one', () => {
  const freed = new FreedBytes();
  freed.addFile([0, 1, 2, 0], 1, 4096n);
  freed.addFile([0, 1, 3, 0], 2, 8192n);
  expect(freed.freed).toEqual({ bytes: 4096n, keptBytes: 8192n, keptFiles: 1 });
  freed.addFile([0, 1, 3, 0], 2, 8192n);
  expect(freed.freed).toEqual({ bytes: 12_288n, keptBytes: 0n, keptFiles: 0 });
});
