/** The roots that were scanned last. They are kept, offered again, and told to the system. */
import { app } from 'electron';
import type { RecentRoot } from '../contract/desktop-protocol.js';
import type { ScanOutcome } from '../contract/process-protocol.js';
import { offer } from './grants.js';
import { keep, keptState } from './kept-state.js';
import { folderAt, pathText } from './path-bytes.js';

const maxRecent = 10;

/** Returns recent roots, the newest first, and offers them: the user's choice grants one. */
export function recentRoots(): RecentRoot[] {
  return (keptState().recent ?? []).flatMap(({ path, ...scan }) => {
    const text = pathText(new Uint8Array(Buffer.from(path, 'base64')));
    if (text === undefined) return [];
    const folder = folderAt(text);
    offer(folder.path);
    return [{ ...folder, ...scan }];
  });
}

export function addRecentRoot(root: Uint8Array, { allocatedBytes }: ScanOutcome): void {
  const path = Buffer.from(root).toString('base64');
  const others = (keptState().recent ?? []).filter((other) => other.path !== path);
  const newest = { path, scannedAt: Date.now(), allocatedBytes: Number(allocatedBytes) };
  keep({ recent: [newest, ...others].slice(0, maxRecent) });
  const text = pathText(root);
  if (text !== undefined) app.addRecentDocument(text);
}

export function clearRecentRoots(): void {
  keep({ recent: [] });
  app.clearRecentDocuments();
}
