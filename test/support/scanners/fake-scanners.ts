import { type Channel, openChannel } from '../../../src/contract/channel.js';
import { NO_DIRECTORY } from '../../../src/contract/entry-batch.js';
import type { Port } from '../../../src/contract/port.js';
import type { FromScanner, ScannerLoad, ToScanner } from '../../../src/contract/scanner-protocol.js';
import { BatchBuilder } from '../../../src/core/stored/batch-builder.js';
import { rootEntry } from '../trees/model-tree.js';
import { createPortPair, type PairedPort } from './port-pair.js';

type Told = { [Name in keyof ToScanner]: ToScanner[Name][] };

/** A fake scanner that does what a test says, and records the messages that it gets. */
export class FakeScanner {
  readonly told: Told = {
    start: [],
    readDirectories: [],
    statRows: [],
    hungry: [],
    acknowledge: [],
    stop: [],
    rest: [],
    end: [],
  };
  readonly builder = new BatchBuilder();
  readonly channel: Channel<FromScanner>;
  readonly port: PairedPort;

  constructor(port: PairedPort) {
    this.port = port;
    const keep =
      <Name extends keyof ToScanner>(name: Name) =>
      (payload: ToScanner[Name]) => {
        (this.told[name] as ToScanner[Name][]).push(payload);
      };
    this.channel = openChannel<FromScanner, ToScanner>(port, {
      start: keep('start'),
      readDirectories: keep('readDirectories'),
      statRows: keep('statRows'),
      hungry: keep('hungry'),
      acknowledge: keep('acknowledge'),
      stop: keep('stop'),
      rest: keep('rest'),
      end: keep('end'),
    });
  }

  ready(): void {
    const root = this.builder.section(NO_DIRECTORY, [rootEntry], { done: false }).build();
    this.builder.directoriesReported = 0;
    this.channel.send('ready', { backend: 'statx', refused: ['better: ENOSYS'], aliases: [], root });
  }

  /** Reports a number of finished jobs. */
  idle(jobs: number): void {
    this.channel.send('idle', jobs);
  }

  load(load: ScannerLoad): void {
    this.channel.send('load', load);
  }
}

export class FakeScanners {
  readonly all: FakeScanner[] = [];

  readonly spawn = (): Port => {
    const [engine, scanner] = createPortPair();
    this.all.push(new FakeScanner(scanner));
    return engine;
  };
}

/** Waits until all messages under way, and their answers, have arrived. */
export async function settle(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}
