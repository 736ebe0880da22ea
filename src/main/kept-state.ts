/** State that is kept from one start to the next: the window's place, preferences, recent roots. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import * as v from 'valibot';
import { log } from './log.js';
import { preferencesSchema, readablePreferences } from './preferences.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const place = v.object({
  x: v.pipe(v.number(), v.safeInteger()),
  y: v.pipe(v.number(), v.safeInteger()),
  width: count,
  height: count,
  isMaximized: v.boolean(),
});
/** Milliseconds since 1970. why: what is beyond is no time in JavaScript, and throws where it is shown. */
const time = v.pipe(count, v.maxValue(8.64e15));
/** A recent root. Its path is in base64, since it is bytes. */
const recentRoot = v.object({
  path: v.string(),
  scannedAt: time,
  allocatedBytes: v.pipe(v.number(), v.finite(), v.minValue(0)),
});

const schema = v.object({
  window: v.optional(place),
  preferences: v.optional(preferencesSchema),
  /** Recent roots, the newest first. */
  recent: v.optional(v.array(recentRoot)),
});

/** As `schema`, but each damaged field is left out by itself, and so is each damaged item. */
const readable = v.object({
  window: v.fallback(v.optional(place), undefined),
  preferences: v.optional(readablePreferences),
  recent: v.pipe(
    v.fallback(v.array(v.unknown()), []),
    v.transform((roots) => roots.filter((root) => v.is(recentRoot, root))),
  ),
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
    const kept: unknown = JSON.parse(readFileSync(file(), 'utf8'));
    if (!v.is(schema, kept)) log('some of what was kept is damaged, and passed over');
    return v.parse(readable, kept);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log('what was kept is damaged, and passed over');
    return {};
  }
}
