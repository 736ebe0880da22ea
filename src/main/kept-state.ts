/** State that is kept from one start to the next: the window's place, preferences, recent roots. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import * as v from 'valibot';
import { log } from './log.js';
import { preferencesSchema } from './preferences.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const schema = v.object({
  window: v.optional(
    v.object({
      x: v.pipe(v.number(), v.safeInteger()),
      y: v.pipe(v.number(), v.safeInteger()),
      width: count,
      height: count,
      isMaximized: v.boolean(),
    }),
  ),
  preferences: v.optional(preferencesSchema),
  /** Recent roots, the newest first; paths in base64, since they are bytes. */
  recent: v.optional(v.array(v.object({ path: v.string(), scannedAt: count, allocatedBytes: count }))),
});

export type KeptState = v.InferOutput<typeof schema>;

const file = (): string => join(app.getPath('userData'), 'desktop.json');
let state: KeptState | undefined;

export function keptState(): KeptState {
  state ??= read();
  return state;
}

export function keep(change: Partial<KeptState>): void {
  state = { ...keptState(), ...change };
  try {
    writeFileSync(`${file()}.part`, JSON.stringify(state));
    renameSync(`${file()}.part`, file());
  } catch (error) {
    log(`preferences cannot be kept: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function read(): KeptState {
  try {
    return v.parse(schema, JSON.parse(readFileSync(file(), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log('what was kept is damaged, and passed over');
    return {};
  }
}
