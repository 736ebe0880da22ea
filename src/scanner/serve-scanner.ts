/** Serves one root after the other over a port: chooses a reader, opens the root, and tells the engine what it is. */
import type { ChosenReader } from '../../native/choose-reader.js';
import type { RootOptions } from '../../native/directory-reader.js';
import { fileSystemType } from '../../native/file-system-type.js';
import { type Channel, openChannel } from '../contract/channel.js';
import type { Port } from '../contract/port.js';
import type { Backend, FromScanner, ScannerOptions, ToScanner } from '../contract/scanner-protocol.js';
import { Scanner } from './scanner.js';

export type MakeReader = (options: RootOptions, forced?: Backend) => ChosenReader<Backend>;

/** Serves until the port is closed. */
export function serveScanner(port: Port, makeReader: MakeReader): void {
  let scanner: Scanner | undefined;
  const active = (): Scanner => {
    if (!scanner) throw new Error('a scanner that was not started');
    return scanner;
  };
  const channel: Channel<FromScanner> = openChannel<FromScanner, ToScanner>(port, {
    start: (options) => {
      scanner = startScanner(options, channel, makeReader);
    },
    readDirectories: (job) => active().readDirectories(job),
    statRows: (job) => active().statRows(job),
    hungry: (count) => active().setHungry(count),
    acknowledge: (count) => active().acknowledge(count),
    stop: () => scanner?.stop(),
    rest: () => {
      scanner?.end();
      scanner = undefined;
    },
    end: () => {
      scanner?.end();
      channel.close();
    },
  });
}

/** Starts on a root, and introduces it. Returns undefined where that is refused, which the engine is told. */
function startScanner(
  options: ScannerOptions,
  channel: Channel<FromScanner>,
  makeReader: MakeReader,
): Scanner | undefined {
  const refuse = (errno: number, message: string): undefined => {
    channel.send('refused', { errno, message });
  };
  let chosen: ChosenReader<Backend>;
  try {
    chosen = makeReader(options, options.backend);
  } catch (error) {
    return refuse(0, (error as Error).message);
  }
  const { reader, refused } = chosen;
  const { root } = options;
  const openFailure = root.length === 0 ? 0 : reader.openRoot(root);
  if (openFailure < 0) return refuse(-openFailure, 'cannot be opened');
  const scanner = new Scanner(options, channel, reader);
  const described = scanner.describeRoot();
  if (typeof described === 'number') return refuse(-described, 'cannot be read');
  channel.send('ready', {
    backend: reader.backend,
    refused,
    fileSystem: fileSystemType(root),
    aliases: reader.mounts.aliases,
    root: described,
  });
  return scanner;
}
