import { spawnSync } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';

const SWITCH = '/proc/sys/vm/drop_caches';
/** File systems that live in memory (statfs(2)): tmpfs and ramfs. They are never cold. */
const IN_MEMORY = [0x01021994, 0x858458f6];

/** Returns why cold reads cannot be measured here; undefined where they can. */
export function findColdObstacle(tree: string): string | undefined {
  if (process.platform !== 'linux') return 'the caches can be dropped on Linux only';
  if (process.getuid?.() !== 0) return 'dropping the caches takes root';
  if (IN_MEMORY.includes(statfsSync(tree).type)) return `${tree} lies in memory: set TMPDIR to a disk`;
  try {
    dropCaches();
    return undefined;
  } catch (error) {
    return `the caches cannot be dropped: ${error instanceof Error ? error.message : error}`;
  }
}

/** Drops the caches: names, metadata and programs then come from the disk. Dirty pages are written first, since they would stay. */
export function dropCaches(): void {
  spawnSync('sync');
  writeFileSync(SWITCH, '3');
}
