/** Costs of the processes of a browser and a server: processor time, memory, tasks. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { ServeProcess } from '../../test/support/hosts/serve-process.js';

/** Ticks per second in `/proc/PID/stat`, on every Linux that runs Node. */
const ticksPerSecond = 100;

/** Returns the processor seconds that the server's process, with its threads, has used. */
export function serverSeconds({ child }: ServeProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Returns the processor seconds of all processes of the browser. */
export async function browserSeconds(browser: Browser): Promise<number> {
  const processes = await browserProcesses(browser);
  return processes.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

interface BrowserProcess {
  readonly type: string;
  readonly id: number;
  /** Processor seconds. */
  readonly cpuTime: number;
}

export async function browserProcesses(browser: Browser): Promise<readonly BrowserProcess[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo;
}

export interface PageMemory {
  /** Megabytes of the page's objects and buffers after a collection. */
  readonly heap: number;
  /** Megabytes of the page's process that it shares with no other. */
  readonly process: number;
}

export async function pageMemory(browser: Browser, page: Page): Promise<PageMemory> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round++) {
    await session.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(300);
  }
  const usage = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await session.detach();
  const renderers = (await browserProcesses(browser)).filter(({ type }) => type === 'renderer');
  const owned = renderers.map(({ id }) => privateBytes(id));
  return {
    heap: (usage.usedSize + (usage.backingStorageSize ?? 0)) / 1e6,
    process: Math.max(...owned) / 1e6,
  };
}

function privateBytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
  const kilobytes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB/gm)].map(([, count]) => Number(count));
  return kilobytes.reduce((sum, count) => sum + count, 0) * 1024;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** Measures every task of the page's main thread during an action, in milliseconds. */
export async function tasksDuring(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const { traceEvents: events } = trace;
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const tasks = mains.map((main) =>
    events.filter(({ name, pid, tid }) => pid === main.pid && tid === main.tid && name.endsWith('::RunTask')),
  );
  const busiest = tasks.toSorted((one, other) => other.length - one.length)[0] ?? [];
  return busiest.map(({ dur = 0 }) => dur / 1000);
}
