import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** Facts about the machine, without which the numbers mean nothing. */
export function describeMachine(): Record<string, string> {
  return {
    date: new Date().toISOString().slice(0, 10),
    system: `${type()} ${release()}`,
    processor: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} to be used`,
    memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    node: process.version,
    load: describeLoad(),
  };
}

/** Returns the load average of the last minute: what else the machine was doing. */
export function describeLoad(): string {
  return loadavg()[0]!.toFixed(2);
}

/** Returns the type of the file system, as `df` names it. */
export function describeFileSystem(folder: string): string {
  const { stdout } = spawnSync('df', ['--output=fstype', folder], { encoding: 'utf8' });
  return stdout?.trim().split('\n').at(-1) || 'unknown';
}
