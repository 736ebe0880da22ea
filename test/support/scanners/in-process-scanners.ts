import type { Port } from '../../../src/contract/port.js';
import { Scan, type ScanTask } from '../../../src/engine/reading/scan.js';
import { type MakeReader, serveScanner } from '../../../src/scanner/serve-scanner.js';
import { createPortPair, type PairedPort } from './port-pair.js';

/** Scanners in this thread, over ports that copy: the same code as in threads, in a repeatable order. */
export class InProcessScanners {
  /** The scanners' ends of their ports. */
  readonly ports: PairedPort[] = [];
  private readonly makeReader: MakeReader;

  constructor(makeReader: MakeReader) {
    this.makeReader = makeReader;
  }

  readonly spawn = (): Port => {
    const [engine, scanner] = createPortPair();
    this.ports.push(scanner);
    serveScanner(scanner, this.makeReader);
    return engine;
  };
}

/** Starts a scan by a number of scanners. */
export function startScan(makeReader: MakeReader, scanners: number, options: Partial<ScanTask> = {}): Scan {
  return new Scan({
    root: Uint8Array.of(47),
    followLinks: false,
    crossMounts: false,
    exclude: [],
    scanners: { start: scanners, max: scanners },
    spawn: new InProcessScanners(makeReader).spawn,
    ...options,
  });
}
