/** Main's side of an engine, whose processes are played here: what it takes, what it refuses, and that it ends. */
import { EventEmitter } from 'node:events';
import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EngineProcess, endEngines, hasEngines } from './engine-process.js';

class PlayedProcess extends EventEmitter {
  readonly entry: string;
  readonly received: [message: unknown, ports: number][] = [];
  isKilled = false;
  hasSpawned = true;

  constructor(entry: string) {
    super();
    this.entry = entry;
  }

  postMessage(message: unknown, ports: readonly unknown[] = []): void {
    this.received.push([message, ports.length]);
  }

  kill(): boolean {
    this.isKilled = this.hasSpawned;
    return this.isKilled;
  }
}

const forked: PlayedProcess[] = [];

vi.mock('electron', () => ({
  utilityProcess: {
    fork: (entry: string) => {
      const child = new PlayedProcess(entry);
      forked.push(child);
      return child;
    },
  },
  MessageChannelMain: class {
    port1 = {};
    port2 = {};
  },
}));

let logged: string;
const events: unknown[] = [];

function start() {
  const engine = new EngineProcess('/built', {
    onFinished: (summary) => events.push(['finished', summary]),
    onSaving: (...step) => events.push(['saving', ...step]),
    onEnd: (reason) => events.push(['end', reason]),
  });
  const child = forked[0]!;
  return { engine, child, say: (message: unknown) => child.emit('message', message) };
}

const allScanners = () => forked.filter(({ entry }) => entry.endsWith('scanner.js'));
/** Those that are joined with the engine. */
const scanners = () => allScanners().filter(({ received }) => received.length > 0);

beforeEach(() => {
  logged = '';
  forked.length = 0;
  events.length = 0;
  vi.useFakeTimers();
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    logged += text;
    return true;
  });
});
afterEach(() => {
  for (const each of forked) each.emit('exit', 0);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what an engine says', () => {
  test('is an answer to what was asked, or a refusal', async () => {
    const { engine, child, say } = start();
    const [first, second] = [engine.ask('details', 1), engine.ask('details', 2)];
    expect(child.received.map(([message]) => message)).toEqual([
      ['request', 1, 'details', 1],
      ['request', 2, 'details', 2],
    ]);
    say(['refusal', 2, { code: 'noSuchNode', message: 'no' }]);
    say(['answer', 1, 'known']);
    expect(await first).toBe('known');
    await expect(second).rejects.toMatchObject({ refusal: { code: 'noSuchNode' } });
    expect(logged).toBe('');
  });

  test('is refused, logged and harmless where it has no known shape', () => {
    const { say } = start();
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(fc.anything(), { maxLength: 4 })), (message) => {
        logged = '';
        say(message);
        expect(logged).toContain('was refused');
      }),
    );
    expect(events).toEqual([]);
    expect(scanners()).toEqual([]);
  });

  test.each([
    ['an answer that nobody has asked for', ['answer', 7, null]],
    [
      'a summary of hostile numbers',
      ['event', 'finished', { entries: -1, allocatedBytes: '1e9', elapsedMilliseconds: 1 }],
    ],
    ['a scanner without a number', ['spawnScanner', '1']],
    ['more than is taken', ['spawnScanner', 1, 2]],
  ])('is refused: %s', (_what, message) => {
    start().say(message);
    expect(logged).toContain('was refused');
    expect(events).toEqual([]);
    expect(scanners()).toEqual([]);
  });
});

describe('scanners', () => {
  test('are forked when they are asked for, and joined with a port each', () => {
    const { child, say } = start();
    say(['spawnScanner', 1]);
    expect(scanners().map(({ entry, received }) => [entry, received])).toEqual([
      ['/built/scanner.js', [[null, 1]]],
    ]);
    expect(child.received).toEqual([[['scanner', 1], 1]]);
    scanners()[0]!.emit('exit', 9);
    expect(child.received.at(-1)).toEqual([['scannerEnded', 1, 'its process ended with code 9'], 0]);
  });

  test('are started beside the engine, as many as a scan begins with, and more when they are wanted', () => {
    const { say } = start();
    const ready = allScanners().length;
    expect(ready).toBe(Math.min(availableParallelism(), 8));
    allScanners()[0]!.emit('exit', 1);
    for (let scanner = 1; scanner <= ready; scanner++) say(['spawnScanner', scanner]);
    expect(allScanners()).toHaveLength(ready + 1);
    expect(scanners()).toHaveLength(ready);
  });

  test('are eight at the most, each asked for once', () => {
    const { child, say } = start();
    for (let scanner = 1; scanner <= 10; scanner++) say(['spawnScanner', scanner]);
    say(['spawnScanner', 1]);
    expect(scanners()).toHaveLength(8);
    expect(child.received.filter(([message]) => (message as unknown[])[0] === 'scannerEnded')).toHaveLength(
      3,
    );
    expect(logged.match(/refused a scanner/g)).toHaveLength(3);
  });
});

describe('an engine ends', () => {
  test('by itself: its scanners are ended, and what was asked is refused', async () => {
    const { engine, child, say } = start();
    say(['spawnScanner', 1]);
    const asked = engine.ask('details', 1);
    child.emit('exit', 5);
    await expect(asked).rejects.toMatchObject({ refusal: { code: 'engineEnded' } });
    await expect(engine.ask('details', 1)).rejects.toMatchObject({ refusal: { code: 'engineEnded' } });
    expect(allScanners().every(({ isKilled }) => isKilled)).toBe(true);
    expect(events).toEqual([['end', 'its process ended with code 5']]);
  });

  test('by an error that is fatal to V8, which is logged: it or its scanner, and main does not', () => {
    const { child, say } = start();
    say(['spawnScanner', 1]);
    for (const each of forked) each.emit('error', 'FatalError', 'v8::Allocate', '{}');
    expect(logged.match(/had a fatal error: FatalError in v8::Allocate/g)).toHaveLength(forked.length);
    expect(events).toEqual([]);
    child.emit('exit', 134);
    expect(events).toEqual([['end', 'its process ended with code 134']]);
  });

  test('when it is closed: it is asked to, and made to when it does not', () => {
    const { engine, child, say } = start();
    engine.close();
    expect(child.received.at(-1)).toEqual([['end'], 0]);
    say(['spawnScanner', 1]);
    say(['event', 'finished', { entries: 1, allocatedBytes: '1', elapsedMilliseconds: 1, complete: true }]);
    expect(scanners()).toEqual([]);
    expect(child.isKilled).toBe(false);
    vi.advanceTimersByTime(2001);
    expect(child.isKilled).toBe(true);
    child.emit('exit', 0);
    expect(events).toEqual([]);
  });

  test('when it is closed before its process has spawned', () => {
    const { engine } = start();
    for (const each of forked) each.hasSpawned = false;
    engine.kill();
    expect(forked.some(({ isKilled }) => isKilled)).toBe(false);
    for (const each of forked) {
      each.hasSpawned = true;
      each.emit('spawn');
    }
    expect(forked.filter(({ isKilled }) => !isKilled)).toEqual([]);
  });

  test('when it is closed, after it has written what it keeps, and not without end', () => {
    const { engine, child, say } = start();
    engine.close();
    say(['event', 'ending', null]);
    vi.advanceTimersByTime(59_000);
    expect(child.isKilled).toBe(false);
    vi.advanceTimersByTime(1001);
    expect(child.isKilled).toBe(true);
  });

  test('with the app, closed before or not', async () => {
    const closed = start();
    closed.engine.close();
    const open = new EngineProcess('/built', { onFinished: vi.fn(), onSaving: vi.fn(), onEnd: vi.fn() });
    const ended = endEngines();
    vi.advanceTimersByTime(2001);
    expect(forked.filter(({ isKilled }) => !isKilled)).toEqual([]);
    expect(open).toBeDefined();
    expect(hasEngines()).toBe(true);
    for (const each of forked) each.emit('exit', 0);
    await ended;
    expect(hasEngines()).toBe(false);
  });

  test('with the app, even if nothing can end it', async () => {
    start();
    const ended = endEngines();
    vi.advanceTimersByTime(2001);
    vi.advanceTimersByTime(3001);
    await ended;
    expect(hasEngines()).toBe(false);
  });
});
