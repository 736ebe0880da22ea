import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from './work-folder.js';

const COMPILER = process.env.CC ?? 'cc';

export type Compiled = { readonly program: string } | { readonly obstacle: string };

/** Compiles one C file of this folder, once per content. A failure is data: the benchmark goes on without the program. */
export function compile(name: string): Compiled {
  const source = join(import.meta.dirname, `${name}.c`);
  const digest = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 12);
  const program = join(workFolder(), `${name}-${digest}`);
  if (existsSync(program)) return { program };
  const unfinished = `${program}.${process.pid}`;
  const compiler = spawnSync(COMPILER, ['-O2', '-pthread', source, '-o', unfinished], { encoding: 'utf8' });
  if (compiler.error !== undefined) return { obstacle: `no C compiler: ${compiler.error.message}` };
  if (compiler.status !== 0) {
    return { obstacle: `${COMPILER} could not compile ${name}.c: ${compiler.stderr.split('\n')[0]}` };
  }
  renameSync(unfinished, program);
  return { program };
}
