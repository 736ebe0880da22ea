import { lstatSync, readdirSync } from 'node:fs';
import type { NewEntry } from '../../../src/core/stored/batch-builder.js';
import { type EntryFacts, factsOf } from '../readers/file-facts.js';
import type { ModelEntry } from './model-tree.js';

/** A real folder as a model, looked at through node:fs one entry at a time. */
export function readModel(folder: string): (NewEntry & Pick<ModelEntry, 'name' | 'parent'>)[] {
  const paths = [Buffer.from(folder)];
  const entries = [rowOf(Buffer.from(folder), -1, factsOf('', lstatSync(folder, { bigint: true })))];
  for (let directory = 0; directory < entries.length; directory++) {
    if ((entries[directory]!.mode & 0xf000) !== 0x4000) continue;
    for (const name of readdirSync(paths[directory]!, { encoding: 'buffer' })) {
      const path = Buffer.concat([paths[directory]!, Buffer.from('/'), name]);
      entries.push(rowOf(name, directory, factsOf('', lstatSync(path, { bigint: true }))));
      paths.push(path);
    }
  }
  return entries;
}

function rowOf(name: Buffer, parent: number, { device, mtime, ...facts }: EntryFacts) {
  const [major, minor] = device.split(':').map(Number);
  const nanoseconds = Number(((mtime % billion) + billion) % billion);
  const seconds = (mtime - BigInt(nanoseconds)) / billion;
  return { ...facts, name, parent, device: [major!, minor!], mtime: [seconds, nanoseconds] } as const;
}

const billion = 1_000_000_000n;
