/**
 * Hands the one-time address to a browser in a file that only the user may read.
 * why: arguments of programs stand in the list of processes, for every user of this machine.
 */
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface HandedAddress {
  /** The file, which leads a browser to the address. */
  readonly file: string;
  remove(): void;
}

/** Writes the file. @throws what node:fs throws. */
export async function handAddress(address: string): Promise<HandedAddress> {
  // mkdtemp makes a folder that is the user's alone.
  const folder = await mkdtemp(join(tmpdir(), 'hectare-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const file = join(folder, 'hectare.html');
  try {
    await writeFile(file, pageTo(address), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    remove();
    throw error;
  }
  return { file, remove };
}

/** @param address of our own making: it holds no character that HTML gives a meaning, but for the fragment's. */
const pageTo = (address: string): string => `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${address}">
<title>Hectare</title>
<p><a href="${address}">Open Hectare</a></p>
`;
