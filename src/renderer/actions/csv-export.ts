/**
 * Export of the listing as CSV. Chunks are requested one at a time and put into a Blob, which the browser keeps outside
 * the page's heap, so that a listing of gigabytes does not grow the page.
 */

import type { EngineClient } from '../host/engine-client.js';
import type { DesktopSession } from '../host/host.js';
import type { Session } from '../state/session.js';

export interface CsvExport {
  /** Resolves with the listing's length in bytes when it is saved, or `null` when it was given up. */
  readonly done: Promise<number | null>;
  cancel(): void;
}

interface ExportOptions {
  readonly filtered: boolean;
  /** Proposed name of the file. */
  readonly name: string;
}

type OnProgress = (share: number, bytes: number) => void;

/** Saves the listing: by the desktop, or to the browser's downloads. */
export function exportCsv(session: Session, options: ExportOptions, onProgress: OnProgress): CsvExport {
  const { client, desktop } = session;
  if (desktop) return saveOnDesktop(desktop, options, onProgress);
  const { done, cancel } = readListing(client, options.filtered, onProgress);
  const save = (blob: Blob | null) => {
    if (blob) saveBlob(blob, options.name);
    return blob?.size ?? null;
  };
  return { done: done.then(save), cancel };
}

function saveOnDesktop(desktop: DesktopSession, options: ExportOptions, onProgress: OnProgress): CsvExport {
  let isCancelled = false;
  const done = desktop.saveCsv(options, onProgress).catch((error: unknown) => {
    if (isCancelled) return null;
    throw error;
  });
  const cancel = (): void => {
    isCancelled = true;
    desktop.cancelSave();
  };
  return { done, cancel };
}

interface Reading {
  readonly done: Promise<Blob | null>;
  cancel(): void;
}

/** Number of chunks that are joined into one Blob, so that few are held. */
const joinAfter = 64;

function readListing(client: EngineClient, filtered: boolean, onProgress: OnProgress): Reading {
  let cancel: () => void = () => undefined;
  const done = new Promise<Blob | null>((resolve, reject) => {
    const type = 'text/csv';
    let parts: BlobPart[] = [];
    let bytes = 0;
    let id = -1;
    const stop = client.on('exportChunk', (chunk) => {
      if (id >= 0 && chunk.id !== id) return;
      parts.push(new Uint8Array(chunk.bytes));
      bytes += chunk.bytes.length;
      if (parts.length >= joinAfter) parts = [new Blob(parts)];
      onProgress(chunk.progress, bytes);
      if (!chunk.done) client.request('exportNext', chunk.id).catch(fail);
      else finish(new Blob(parts, { type }));
    });
    const finish = (blob: Blob | null) => {
      stop();
      resolve(blob);
    };
    const fail = (error: unknown) => {
      stop();
      reject(error);
    };
    cancel = () => {
      if (id >= 0) client.send('exportCancel', id);
      finish(null);
    };
    client.onEnd(() => fail(new Error('engineEnded')));
    client.request('exportCsv', { filtered }).then((started) => {
      id = started.id;
    }, fail);
  });
  return { done, cancel: () => cancel() };
}

/** Hands a file to the browser's downloads. */
function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
