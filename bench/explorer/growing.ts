/** Measurements of pages of synthetic roots: what a page's memory grows by, and how a huge folder scrolls. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startServeThread } from '../../test/support/hosts/serve-process.js';
import { bundleSyntheticServe } from '../bundle.js';
import { syntheticRoot } from '../synthetic-reader.js';
import { workFolder } from '../work-folder.js';
import { type PageMemory, pageMemory } from './costs.js';
import type { Figure } from './figures.js';
import { answerTimes, WatchedPage, withServed } from './watched-page.js';

const small = 10_000;
const large = 5_000_000;
const names = 1_000_000;
const pageFolder = join(import.meta.dirname, '../../out/renderer');

/** Opens a page of a synthetic root, and returns when that has been read. */
async function withSyntheticPage<Result>(
  browser: Browser,
  root: string,
  act: (watched: WatchedPage) => Promise<Result>,
): Promise<Result> {
  // why: only a folder that is there is served.
  const folder = join(workFolder(), root);
  mkdirSync(folder, { recursive: true });
  const entry = join(await bundleSyntheticServe(), 'serve.js');
  return withServed(startServeThread({ folders: [folder], pageFolder }, entry), async (served) => {
    const watched = await WatchedPage.open(browser, served);
    await watched.waitForRest();
    const result = await act(watched);
    await watched.close();
    return result;
  });
}

export async function measureMemory(browser: Browser, progress: (line: string) => void): Promise<Figure[]> {
  const memoryAt = (entries: number): Promise<PageMemory> => {
    progress(`memory of a page of ${entries} entries`);
    return withSyntheticPage(browser, syntheticRoot(entries), ({ page }) => pageMemory(browser, page));
  };
  const before = await memoryAt(small);
  const after = await memoryAt(large);
  const what = `from ${small} to ${large} entries`;
  const wanted = '< 30';
  return [
    { what: `the page's objects grow ${what} by`, values: [after.heap - before.heap], unit: 'MB', wanted },
    {
      what: `the page's process grows ${what} by`,
      values: [after.process - before.process],
      unit: 'MB',
      wanted,
    },
    { what: `the page's process at ${large}`, values: [after.process], unit: 'MB' },
  ];
}

/** Turns the wheel, then jumps, and measures the time between pictures and until rows are there. */
export function measureScrolling(browser: Browser, progress: (line: string) => void): Promise<Figure[]> {
  progress(`scrolling ${names} names of one folder`);
  return withSyntheticPage(browser, syntheticRoot(names, true), async (watched) => {
    const { page, window } = watched;
    const box = (await window.list.boundingBox())!;
    await page.mouse.move(box.x + 100, box.y + 200);
    await page.evaluate(startPictures);
    const notes = await watched.during(async () => {
      for (let turn = 0; turn < 120; turn++) {
        await page.mouse.wheel(0, 240);
        await page.waitForTimeout(16);
      }
    }, 300);
    const pictures = (await page.evaluate('hectarePictures.splice(0)')) as number[];
    const jumps: number[] = [];
    for (let jump = 0; jump < 12; jump++) {
      jumps.push(await page.evaluate(jumpTo(((jump * 7) % 12) / 12)));
      await page.waitForTimeout(200);
    }
    const wheel = `${names} names in one folder, the wheel turned`;
    const bar = `${names} names in one folder, the bar dragged far`;
    return [
      { what: `${wheel}: from picture to picture`, values: pictures, unit: 'ms' },
      { what: `${wheel}: rows are answered`, values: answerTimes(notes, 'children'), unit: 'ms' },
      { what: `${bar}: until the rows are there`, values: jumps, unit: 'ms' },
    ];
  });
}

/** Records the milliseconds from one animation frame to the next. */
const startPictures = `
  globalThis.hectarePictures = [];
  let last = performance.now();
  const look = () => requestAnimationFrame(() => {
    const now = performance.now();
    hectarePictures.push(now - last);
    last = now;
    look();
  });
  look();`;

const jumpTo = (share: number): string => `new Promise((resolve) => {
  const list = document.querySelector('[role=treegrid]');
  const start = performance.now();
  list.scrollTop = ${share} * (list.scrollHeight - list.clientHeight);
  const look = () => {
    const rows = [...list.querySelectorAll('[role=row][aria-rowindex]')];
    const isThere = rows.length > 2 && rows.every((row) => row.childElementCount > 0);
    if (isThere && performance.now() > start + 1) resolve(performance.now() - start);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(() => requestAnimationFrame(look));
})`;
