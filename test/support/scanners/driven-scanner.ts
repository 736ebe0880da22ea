import { type Channel, openChannel } from '../../../src/contract/channel.js';
import type {
  FromScanner,
  NameBlock,
  ScannerOptions,
  ToScanner,
} from '../../../src/contract/scanner-protocol.js';
import { takeAttributes } from '../../../src/core/tree/nodes.js';
import { newSenderNumbers, resolve, Tree } from '../../../src/core/tree/tree.js';
import { directoryJob, namesJob, wholePaths } from '../../../src/engine/reading/directory-jobs.js';
import { type MakeReader, serveScanner } from '../../../src/scanner/serve-scanner.js';
import { createPortPair } from './port-pair.js';

type Received = { [Name in keyof FromScanner]: FromScanner[Name][] };

/** A scanner in this thread, driven by a test instead of an engine: its batches are merged, its messages kept. */
export class DrivenScanner {
  readonly tree = new Tree();
  readonly numbers = newSenderNumbers();
  readonly channel: Channel<ToScanner>;
  readonly received: Received = {
    ready: [],
    refused: [],
    batch: [],
    giveDirectories: [],
    giveNames: [],
    rows: [],
    idle: [],
    load: [],
  };
  /** Whether each batch is acknowledged when it has been merged. */
  acknowledges = true;
  /** Whether it goes on with the directories that it finds. */
  descends = true;
  isClosed = false;
  /** Called with each message, before anything else happens. */
  onMessage: ((name: keyof FromScanner) => void) | undefined;

  constructor(makeReader: MakeReader, options: Partial<ScannerOptions> = {}) {
    const [here, there] = createPortPair();
    serveScanner(there, makeReader);
    here.onClose(() => {
      this.isClosed = true;
    });
    const keep = <Name extends keyof FromScanner>(name: Name, payload: FromScanner[Name]) => {
      (this.received[name] as FromScanner[Name][]).push(payload);
      this.onMessage?.(name);
    };
    this.channel = openChannel<ToScanner, FromScanner>(here, {
      ready: (ready) => {
        keep('ready', ready);
        const { attributes } = this.tree.nodes;
        this.numbers.attributes = takeAttributes(attributes, this.numbers.attributes, ready.root.attributes);
        if (ready.root.count > 0) this.tree.append(ready.root, newSenderNumbers());
      },
      refused: (refused) => keep('refused', refused),
      batch: (batch) => {
        keep('batch', batch);
        this.tree.append(batch, this.numbers);
        if (this.acknowledges) this.channel.send('acknowledge', 1);
      },
      giveDirectories: (given) => keep('giveDirectories', given),
      giveNames: (given) => keep('giveNames', given),
      rows: (rows) => {
        keep('rows', rows);
        if (this.tree.nodes.count > 0) this.tree.append(rows.batch, this.numbers);
      },
      idle: (jobs) => keep('idle', jobs),
      load: (load) => keep('load', load),
    });
    this.channel.send('start', { ...plainScannerOptions, ...options });
  }

  /** Hands out directories by the tree's numbers, and returns when the scanner has come to rest. */
  async read(...directories: number[]): Promise<Tree> {
    this.sendDirectories(...directories);
    await this.until(() => this.received.idle.length > 0);
    return this.tree;
  }

  sendDirectories(...directories: number[]): void {
    this.channel.send(
      'readDirectories',
      directoryJob(this.tree, directories, () => this.descends),
    );
  }

  /** Hands names that were given away back to the same scanner, as an engine does to another one. */
  returnNames(given: FromScanner['giveNames']): void {
    const directory = resolve(given.directory, this.numbers);
    this.channel.send('statRows', namesJob(this.tree, directory, given, 0, this.descends));
  }

  statPaths(request: number, names: NameBlock): void {
    this.channel.send('statRows', { ...wholePaths(names), request });
  }

  identity(directory: number): readonly number[] {
    return this.tree.nodes.identity(this.tree.directories.node(directory));
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Gives the scanner many turns, after which it does nothing more by itself. */
  async idleTurns(turns = 100): Promise<void> {
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

const plainScannerOptions: ScannerOptions = {
  root: Uint8Array.of(47),
  followLinks: false,
  crossMounts: false,
  exclude: [],
  counted: new Uint32Array(),
};
