import type { RootOptions } from '../../../native/directory-reader.js';
import type { EntryRows } from '../../../native/entry-rows.js';
import type { MakeReader } from '../../../src/scanner/serve-scanner.js';
import type { ModelEntry } from '../trees/model-tree.js';
import { SyntheticReader } from './synthetic-reader.js';

/** Readers of a model that record what each of them did, by path (latin1): nothing may be done twice. */
export class WatchedReaders {
  /** Directories whose names were enumerated, for each reader. */
  readonly read: string[][] = [];
  /** Names that were stat'ed, for each reader. */
  readonly looked: string[][] = [];
  readonly readers: SyntheticReader[] = [];
  private readonly entries: readonly ModelEntry[];
  private readonly maxRows: number | undefined;

  constructor(entries: readonly ModelEntry[], maxRows?: number) {
    this.entries = entries;
    this.maxRows = maxRows;
  }

  readonly make = (options: RootOptions): ReturnType<MakeReader> => {
    const reader = new SyntheticReader(this.entries, options, this.maxRows);
    const { open, enumerate, stat } = reader;
    const read: string[] = [];
    const looked: string[] = [];
    const paths = new Map<number, string>();
    this.read.push(read);
    this.looked.push(looked);
    this.readers.push(reader);
    const watched = {
      open: (path: Uint8Array) => {
        const handle = open.call(reader, path);
        paths.set(handle, Buffer.from(path).toString('latin1'));
        return handle;
      },
      enumerate: (handle: number, rows: EntryRows) => {
        const got = enumerate.call(reader, handle, rows);
        if (got === 0) read.push(paths.get(handle)!);
        return got;
      },
      stat: (handle: number, rows: EntryRows, from: number, to: number) => {
        const directory = paths.get(handle)!;
        for (let row = from; row < to; row++) {
          const name = Buffer.from(rows.names.subarray(rows.nameStart[row]!, rows.nameStart[row + 1]! - 1));
          looked.push(`${directory === '' ? '' : `${directory}/`}${name.toString('latin1')}`);
        }
        stat.call(reader, handle, rows, from, to);
      },
    };
    return { reader: Object.assign(reader, watched), refused: [] };
  };
}
