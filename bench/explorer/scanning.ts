/** Measurements of a page that watches a scan: when it can be used, what it shows, how much it slows the scan. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { cliPath } from '../../test/programs/hectare.js';
import { TestTab } from '../../test/support/hosts/serve-client.js';
import { startServe } from '../../test/support/hosts/serve-process.js';
import { measure } from '../measure.js';
import { scans } from '../own-programs.js';
import { workFolder } from '../work-folder.js';
import { browserProcesses, tasksDuring } from './costs.js';
import { type Figure, percentile } from './figures.js';
import { forgetScans } from './kept-scans.js';
import { answerTimes, between, is, type Note, type Served, WatchedPage, withServed } from './watched-page.js';

const openAsked = is('out request', 'openRoot');
const drawn = is('out request', 'acknowledge');
const finished = is('in event', 'finished');

/** Measures a scan of the folder by its own clock, in milliseconds. */
type ScanTime = number;

export function measureScanning(
  browser: Browser,
  tree: string,
  rounds: number,
  progress: (line: string) => void,
): Promise<Figure[]> {
  return withServed(startServe([tree]), async (served) => {
    const alone: ScanTime[] = [];
    const undrawn: ScanTime[] = [];
    const watched: Note[][] = [];
    for (let round = 0; round <= rounds; round++) {
      progress(`scanning, round ${round} of ${rounds}`);
      const times = [scanAlone(tree), await scanUndrawn(served, tree)] as const;
      const notes = await scanWatched(browser, served);
      // The first round warms the caches.
      if (round === 0) continue;
      alone.push(times[0]);
      undrawn.push(times[1]);
      watched.push(notes);
    }
    progress('scanning, pointed at');
    const pointed = await scanPointedAt(browser, served);
    progress('scanning, traced');
    const tasks = await scanTraced(browser, served);
    return [...describeWatched(watched), ...describeSlowing(alone, undrawn, watched), ...pointed, ...tasks];
  });
}

/** Measures a page with nothing to read: the cost of loading when no scan wants the processors too. */
export async function measureLoading(browser: Browser, rounds: number): Promise<Figure> {
  const folder = mkdtempSync(join(workFolder(), 'small-'));
  writeFileSync(join(folder, 'file'), 'a file');
  const values = await withServed(startServe([folder]), async (served) => {
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const notes = await scanWatched(browser, served);
      if (round > 0) times.push(notes.find(is('shown', 'map'))?.at ?? Number.NaN);
    }
    return times;
  });
  rmSync(folder, { recursive: true });
  return { what: 'the explorer can be used, of a folder with one file', values, unit: 'ms', wanted: '≤ 500' };
}

/** Measures how far a page slows a scan on one processor when the browser draws on another. */
export async function measureApart(browser: Browser, tree: string, rounds: number): Promise<Figure> {
  const first = ['taskset', '-c', '0'];
  for (const { id } of await browserProcesses(browser)) execFileSync('taskset', ['-apc', '1', String(id)]);
  const values = await withServed(
    startServe([tree], { program: [...first, process.execPath, cliPath] }),
    async (served) => {
      const slower: number[] = [];
      for (let round = 0; round <= rounds; round++) {
        const alone = scanAlone(tree, first);
        const notes = await scanWatched(browser, served);
        if (round > 0) slower.push(100 * ((notes.find(finished)?.elapsed ?? Number.NaN) / alone - 1));
      }
      return slower;
    },
  );
  return { what: 'slower, each on a processor of its own', values, unit: '%', wanted: '≤ 15' };
}

function describeWatched(rounds: readonly Note[][]): Figure[] {
  const each = (of: (notes: Note[]) => number | undefined) => rounds.flatMap((notes) => of(notes) ?? []);
  const frames = rounds.flatMap((notes) => notes.filter(is('in event', 'frame')));
  const shown = (name: string) => each((notes) => notes.find(is('shown', name))?.at);
  return [
    { what: 'the window is drawn, from the navigation', values: shown('window'), unit: 'ms' },
    { what: 'the explorer can be used', values: shown('map'), unit: 'ms', wanted: '≤ 500' },
    {
      what: 'first tiles, from the request to open',
      values: each((notes) => between(notes, openAsked, drawn)),
      unit: 'ms',
      wanted: '≤ 300',
    },
    { what: 'frames drawn while scanning', values: each(frameRate), unit: 'a second', wanted: '≥ 4' },
    {
      what: 'a frame, from its arrival to its acknowledgement',
      values: rounds.flatMap(drawingTimes),
      unit: 'ms',
    },
    { what: 'tiles of a frame while scanning', values: frames.map(({ tiles = 0 }) => tiles), unit: '' },
    { what: 'bytes of a frame', values: frames.map(({ bytes = 0 }) => bytes / 1000), unit: 'kB' },
  ];
}

/** Returns the frames per second from the first frame to the end of the scan. */
function frameRate(notes: readonly Note[]): number | undefined {
  const end = notes.find(finished)?.at ?? 0;
  const moments = notes
    .filter(drawn)
    .map(({ at }) => at)
    .filter((at) => at <= end);
  return moments.length < 2 ? undefined : (1000 * moments.length) / (end - moments[0]!);
}

function drawingTimes(notes: readonly Note[]): number[] {
  const times: number[] = [];
  let arrived: number | undefined;
  for (const note of notes) {
    if (is('in event', 'frame')(note)) arrived ??= note.at;
    if (!drawn(note) || arrived === undefined) continue;
    times.push(note.at - arrived);
    arrived = undefined;
  }
  return times;
}

function describeSlowing(alone: ScanTime[], undrawn: ScanTime[], watched: readonly Note[][]): Figure[] {
  const withPage = watched.map((notes) => notes.find(finished)?.elapsed ?? Number.NaN);
  const more = (times: readonly number[]) => times.map((time, round) => 100 * (time / alone[round]! - 1));
  return [
    { what: 'the scan on the command line', values: alone, unit: 'ms' },
    { what: 'the scan for a page that draws nothing', values: undrawn, unit: 'ms' },
    { what: 'the scan with a page watching', values: withPage, unit: 'ms' },
    { what: 'slower: frames made, none drawn', values: more(undrawn), unit: '%' },
    { what: 'slower: with a page watching', values: more(withPage), unit: '%', wanted: '≤ 15' },
  ];
}

function scanAlone(tree: string, through: readonly string[] = []): ScanTime {
  const [contender] = scans(tree, [undefined]);
  const { output, failure } = measure([...through, ...contender!.command]);
  if (failure !== undefined) throw new Error(`hectare scan failed: ${failure}`);
  return contender!.readClaim(output).elapsedMs ?? Number.NaN;
}

/** Asks for frames and acknowledges them, as a page does, without drawing. */
async function scanUndrawn({ signedIn }: Served, tree: string): Promise<ScanTime> {
  forgetScans();
  const tab = await new TestTab(signedIn).connect();
  const { session } = await tab.open(tree);
  const view = { focus: 0, width: 1100, height: 760, measure: 'allocated', everyLink: false };
  await tab.requestEngine(session, 'show', { ...view, filter: '', colours: 'type', hiddenKeys: [] });
  for (let elapsed = Number.NaN; ; ) {
    const events = tab.events.splice(0);
    for (const message of events) {
      if (message[0] !== 'engine' || message[2][0] !== 'event') continue;
      const [, name, event] = message[2];
      if (name === 'frame') void tab.requestEngine(session, 'acknowledge', event.number);
      if (name === 'finished') elapsed = event.elapsedMilliseconds;
      // The snapshot is not counted, and must be there before it can be deleted.
      if (name !== 'saved' && name !== 'notSaved') continue;
      tab.leave();
      return elapsed;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function scanWatched(browser: Browser, served: Served): Promise<Note[]> {
  const page = await WatchedPage.open(browser, served);
  await page.waitForRest();
  const notes = await page.notes();
  await page.close();
  return notes;
}

/** Moves the pointer over the map all the while. */
async function scanPointedAt(browser: Browser, served: Served): Promise<Figure[]> {
  const watched = await WatchedPage.open(browser, served);
  const { page } = watched;
  await watched.waitForNote('out request', 'acknowledge');
  const box = (await watched.window.map.boundingBox())!;
  const hasEnded = `hectareNotes.some((note) => note.name === 'finished')`;
  for (let step = 0; !(await page.evaluate(hasEnded)); step++) {
    const x = box.x + box.width * (0.1 + 0.8 * ((step * 0.37) % 1));
    await page.mouse.move(x, box.y + box.height * (0.1 + 0.8 * ((step * 0.23) % 1)));
    await page.waitForTimeout(90);
  }
  const notes = await watched.notes();
  await watched.waitForRest();
  await watched.close();
  return [
    { what: 'hover while scanning: outlined', values: paintTimes(notes), unit: 'ms', wanted: '≤ 50' },
    {
      what: 'hover while scanning: the engine answers',
      values: answerTimes(notes, 'details'),
      unit: 'ms',
      wanted: '≤ 50',
    },
  ];
}

/** Returns the milliseconds from each movement of the pointer to the next picture. */
export function paintTimes(notes: readonly Note[]): number[] {
  return notes.flatMap((note, index) =>
    is('input', 'pointermove')(note)
      ? (between(notes.slice(index), () => true, is('painted', 'pointermove')) ?? [])
      : [],
  );
}

async function scanTraced(browser: Browser, served: Served): Promise<Figure[]> {
  const context = await WatchedPage.open(browser, served);
  await context.waitForRest();
  const tasks = await tasksDuring(browser, context.page, async () => {
    forgetScans();
    await context.page.reload();
    await context.waitForRest();
  });
  await context.close();
  return [
    {
      what: `tasks of the page while it loads and scans: 99 of 100 of ${tasks.length} are shorter than`,
      values: [percentile(tasks, 0.99)],
      unit: 'ms',
      wanted: '≤ 50',
    },
    { what: 'the longest of them', values: [Math.max(...tasks)], unit: 'ms' },
    { what: 'tasks of more than 50 ms', values: [tasks.filter((task) => task > 50).length], unit: '' },
  ];
}
