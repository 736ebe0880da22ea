/** Names that arrive when what holds them is gone already. */
import { expect, test } from 'vitest';
import { FakeScanners, settle } from '../../../test/support/scanners/fake-scanners.js';
import { rootEntry } from '../../../test/support/trees/model-tree.js';
import { entryOf } from '../../../test/support/trees/small-models.js';
import { addUpAgain, pathsInOrder, totalsByPath } from '../../../test/support/trees/tree-contents.js';
import { ENGINE_REFERENCE, NO_DIRECTORY } from '../../contract/entry-batch.js';
import { BatchBuilder } from '../../core/stored/batch-builder.js';
import { newSenderNumbers, Tree } from '../../core/tree/tree.js';
import { Rescan } from './rescan.js';

const folder = (name: string) => entryOf(name, 0, 'directory', name.charCodeAt(0));
const file = (name: string) => entryOf(name, 0, 'file', name.charCodeAt(0));
const known = (directory: number) => (directory | ENGINE_REFERENCE) >>> 0;

test('what a scanner finds below a new folder that went meanwhile counts for nothing', async () => {
  const tree = new Tree();
  const first = new BatchBuilder()
    .section(NO_DIRECTORY, [rootEntry], { done: false })
    .section(0, [folder('a'), file('b')])
    .section(1, []);
  tree.append(first.build(), newSenderNumbers());
  const fakes = new FakeScanners();
  const rescan = new Rescan({
    root: rootEntry.name,
    crossMounts: false,
    exclude: [],
    scanners: { start: 1, max: 1 },
    spawn: fakes.spawn,
    tree,
    before: { wall: 0 },
  });
  await settle();
  const [fake] = fakes.all;
  const send = async (batch: BatchBuilder) => {
    fake!.channel.send('batch', batch.build());
    await settle();
  };
  fake!.ready();
  await settle();
  await send(fake!.builder.section(known(1), [folder('new')]));
  await send(fake!.builder.section(known(0), [file('b')]));
  fake!.idle(1);
  await settle();
  fake!.builder.directoriesReported = 0;
  await send(
    fake!.builder
      .section(known(2), [folder('inside')])
      .section(0, [folder('deep'), file('c')])
      .section(1, [file('d')]),
  );
  fake!.idle(2);
  const result = await rescan.finished();
  expect(pathsInOrder(result.tree)).toEqual(['', 'b']);
  expect(totalsByPath(result.tree)).toEqual(totalsByPath(addUpAgain(result.tree)));
});
