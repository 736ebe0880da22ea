/**
 * The listing as CSV. Chunks are asked for one at a time and put into a Blob at once, which the browser keeps outside
 * the page's heap, so that a listing of gigabytes does not grow the page.
 */
import type { EngineClient } from './engine-client.js';

export interface CsvExport {
  /** Resolves with the whole listing, or `null` when it was given up. */
  readonly done: Promise<Blob | null>;
  cancel(): void;
}

/** Chunks are joined into one Blob this often, so that their number stays small. */
const joinAfter = 64;

export function exportCsv(
  client: EngineClient,
  filtered: boolean,
  onProgress: (share: number, bytes: number) => void,
): CsvExport {
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
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
