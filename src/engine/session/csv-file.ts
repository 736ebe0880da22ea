/** Listing as a file that the user has chosen. why: the engine writes it, since gigabytes need not go through a page. */
import type { EngineRequests } from '../../contract/engine-protocol.js';
import type { CsvTarget } from '../../contract/process-protocol.js';
import { RequestRefused } from '../../contract/refusal.js';
import { openWholeFile, type WholeFile } from '../files/whole-file.js';
import type { SharedPort } from './shared-port.js';

type OnProgress = (share: number, bytes: number) => void;

/**
 * Resolves with the file's length in bytes.
 * @param signal stops it; nothing is left of the file.
 * @throws RequestRefused
 */
export async function saveCsv(
  session: SharedPort,
  { file, filtered }: CsvTarget,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<number> {
  const whole = await openWholeFile(file).catch(refuse);
  try {
    const length = await writeChunks(session, filtered, whole, signal, onProgress);
    await whole.finish().catch(refuse);
    return length;
  } catch (error) {
    await whole.discard();
    throw error;
  }
}

async function writeChunks(
  session: SharedPort,
  filtered: boolean,
  whole: WholeFile,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<number> {
  const { id } = (await session.ask('exportCsv', { filtered })) as ReturnType<EngineRequests['exportCsv']>;
  let length = 0;
  let stopListening = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const stop = (): void => reject(new RequestRefused('badRequest', 'it was stopped'));
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop);
      stopListening = session.takeChunks(id, ({ bytes, progress, done }) => {
        length += bytes.length;
        onProgress(progress, length);
        const next = (): unknown => (done ? resolve() : session.ask('exportNext', id));
        whole.write(bytes).then(next).catch(reject);
      });
    });
  } catch (error) {
    await session.ask('exportCancel', id);
    throw error instanceof RequestRefused ? error : refuse(error);
  } finally {
    stopListening();
  }
  return length;
}

function refuse(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  throw new RequestRefused('notAllowed', message, code);
}
