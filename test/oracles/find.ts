import { type CommandOptions, runCommand } from '../programs/command.js';

/** An entry as GNU find describes it. */
export interface FoundEntry {
  /** Path below the root, `''` for the root itself. */
  path: Buffer;
  /** Type, in the words of `hectare list`. */
  type: string;
  mode: string;
  device: string;
  inode: string;
  links: number;
  user: string;
  group: string;
  length: bigint;
  allocatedBytes: bigint;
  /** Nanoseconds since 1970. */
  modified: bigint;
  depth: number;
}

export interface FindOptions extends CommandOptions {
  /** Commands that the command runs through, for instance into a mount namespace. */
  through?: string[];
  followLinks?: boolean;
  /** Folders and files that find must not look at, as absolute paths without glob characters. */
  without?: string[];
}

export interface Found {
  entries: FoundEntry[];
  /** find's own complaints, a line each. */
  errors: string[];
}

const typeOfLetter: Record<string, string> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  p: 'fifo',
  s: 'socket',
  c: 'character-device',
  b: 'block-device',
};

/** Format of find's output. The path comes last: it may hold every byte but NUL. */
const format = '%y %m %D %i %n %U %G %s %b %T@ %d %P\\0';

/** Reads a tree on its own file system with GNU find. */
export async function findEntries(root: string, options: FindOptions = {}): Promise<Found> {
  const { through = [], followLinks = false, without = [], ...commandOptions } = options;
  const prune = without.flatMap((path) => ['-path', path, '-prune', '-o']);
  const command = ['find', followLinks ? '-L' : '-P', root, '-xdev', ...prune, '-printf', format];
  const { stdout, stderr } = await runCommand([...through, ...command], commandOptions);
  // latin1 keeps every byte; only the path is turned back into bytes.
  const rows = stdout.toString('latin1').split('\0').slice(0, -1);
  return { entries: rows.map(parseRow), errors: stderr.split('\n').filter((line) => line !== '') };
}

function parseRow(row: string): FoundEntry {
  const fields = row.split(' ', 11);
  const path = row.slice(fields.join(' ').length + 1);
  const [type = '', mode = '', device = '', inode = '', links, user = '', group = '', ...rest] = fields;
  const [length = '', blocks = '', modified = '', depth] = rest;
  return {
    path: Buffer.from(path, 'latin1'),
    type: typeOfLetter[type] ?? 'unknown',
    mode,
    device,
    inode,
    links: Number(links),
    user,
    group,
    length: BigInt(length),
    allocatedBytes: BigInt(blocks) * 512n,
    modified: parseTime(modified),
    depth: Number(depth),
  };
}

/** Parses a time of find: seconds, negative before 1970, then nanoseconds, which always count upwards. */
function parseTime(text: string): bigint {
  const [seconds = '', fraction = ''] = text.split('.');
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.slice(0, 9));
}
