import { spawnSync } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';

const SWITCH = '/proc/sys/vm/drop_caches';
/** File systems that live in memory (statfs(2)): tmpfs and ramfs. They are never cold. */
const IN_MEMORY = [0x01021994, 0x858458f6];

/** Why reading cold cannot be measured here, or undefined where it can. */
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

/** Afterwards names, metadata and programs come from the disk again. What was not written yet would stay. */
export function dropCaches(): void {
  spawnSync('sync');
  writeFileSync(SWITCH, '3');
}
