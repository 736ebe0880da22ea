/** Demonstration folder, such as people have, made of zeros: the same at every run. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface DemoTree {
  readonly root: string;
  /** Lengths of files, by paths relative to the root. */
  readonly files: ReadonlyMap<string, number>;
  remove(): void;
}

const day = 86_400;

/** Files as [folder, number, extension, typical kilobytes, days since they were changed]. */
type Shelf = readonly [folder: string, files: number, extension: string, kilobytes: number, days: number];

const shelves: readonly Shelf[] = [
  ['film/2024/lofoten', 7, 'mov', 9200, 420],
  ['film/2024/harbour', 5, 'mkv', 7400, 610],
  ['film/2023/orchard', 9, 'mp4', 3600, 900],
  ['film/2021/first-steps', 6, 'mp4', 4800, 1700],
  ['photos/2025/alps/raw', 60, 'cr3', 620, 200],
  ['photos/2025/alps', 60, 'jpg', 110, 199],
  ['photos/2024/garden/raw', 34, 'cr3', 560, 500],
  ['photos/2024/garden', 70, 'jpg', 90, 480],
  ['photos/2022/wedding', 120, 'jpg', 105, 1300],
  ['music/live', 14, 'flac', 1300, 2100],
  ['music/albums/north', 22, 'flac', 900, 1500],
  ['music/albums/south', 40, 'mp3', 240, 1900],
  ['machines/debian', 1, 'qcow2', 120_000, 40],
  ['machines/images', 3, 'iso', 6600, 800],
  ['backup/2025', 6, 'tar.zst', 3900, 25],
  ['backup/2024', 4, 'tar.gz', 2900, 380],
  ['projects/atlas/src', 90, 'ts', 9, 3],
  ['projects/atlas/tiles', 30, 'sqlite', 420, 12],
  ['projects/atlas/build', 24, 'so', 310, 2],
  ['projects/shop/data', 12, 'parquet', 800, 70],
  ['projects/shop/node_modules/cache', 260, 'js', 14, 60],
  ['documents/taxes', 26, 'pdf', 210, 300],
  ['documents/letters', 40, 'odt', 35, 1100],
  ['downloads', 9, 'zip', 1500, 6],
  ['downloads/unfinished', 4, 'tmp', 1100, 1],
];

const nouns = ['aurora', 'bridge', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heron', 'island', 'juniper'];

export function buildDemoTree(): DemoTree {
  const root = join(mkdtempSync(join(tmpdir(), 'hectare-demo-')), 'maria');
  const files = new Map<string, number>();
  const random = createRandom(20_26);
  for (const [folder, count, extension, kilobytes, days] of shelves) {
    mkdirSync(join(root, folder), { recursive: true });
    for (let number = 0; number < count; number++) {
      const name = `${folder}/${nouns[Math.floor(random() * nouns.length)]}-${number + 1}.${extension}`;
      const length = Math.ceil(kilobytes * 360 * (0.25 + 1.5 * random() ** 2));
      const path = join(root, name);
      writeFileSync(path, Buffer.alloc(length));
      const time = Date.now() / 1000 - day * days * (0.7 + 0.5 * random());
      utimesSync(path, time, time);
      files.set(name, length);
    }
  }
  return { root, files, remove: () => rmSync(dirname(root), { recursive: true, force: true }) };
}

/** Returns a small linear congruential generator: the same tree at every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
