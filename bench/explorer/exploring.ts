/** Measurements of a page whose folder has been read: how soon it answers, and what it costs when idle. */
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../e2e/support/browser.js';
import { startServe } from '../../test/support/hosts/serve-process.js';
import { browserSeconds, serverSeconds } from './costs.js';
import type { Figure } from './figures.js';
import { paintTimes } from './scanning.js';
import { answerTimes, between, is, type Note, type Served, WatchedPage, withServed } from './watched-page.js';

const filterLines = [
  'report',
  'photo -thumbnail',
  'ext:jpg,png,svg',
  'size>1M',
  'size>100k kind:image -archive age<1y',
  '(report or data) and not (ext:js,ts or size<1k)',
  'path:"@(a|b)*[0-9].js"',
];
const idleSeconds = 10;

export function measureExploring(
  browser: Browser,
  tree: string,
  rounds: number,
  progress: (line: string) => void,
): Promise<Figure[]> {
  return withServed(startServe([tree]), async (served) => {
    const watched = await WatchedPage.open(browser, served);
    await watched.waitForRest();
    progress('idle');
    const idle = await measureIdle(browser, served, watched);
    progress('hover, zoom and filters');
    const figures = [
      ...(await hover(watched)),
      ...(await zoom(watched, rounds)),
      ...(await filters(watched)),
    ];
    await watched.close();
    return [...figures, ...idle];
  });
}

/** Measures the idle page beside a browser with an empty page, since asking a browser for its use costs some. */
async function measureIdle(browser: Browser, { server }: Served, { page }: WatchedPage): Promise<Figure[]> {
  await page.mouse.move(1, 1);
  const empty = await launchChromium();
  await empty.newPage();
  // Browsers tidy up for a while after much work.
  await page.waitForTimeout(6000);
  const used = () => Promise.all([browserSeconds(browser), serverSeconds(server), browserSeconds(empty)]);
  const before = await used();
  await page.waitForTimeout(idleSeconds * 1000);
  const after = await used();
  await empty.close();
  const share = (which: 0 | 1 | 2) => [(100 * (after[which] - before[which])) / idleSeconds];
  return [
    { what: 'idle: a processor of the browser', values: share(0), unit: '%', wanted: '0' },
    { what: 'idle: a processor of the server', values: share(1), unit: '%', wanted: '0' },
    { what: 'idle: a processor of a browser with an empty page', values: share(2), unit: '%' },
  ];
}

async function hover(watched: WatchedPage): Promise<Figure[]> {
  const box = (await watched.window.map.boundingBox())!;
  const notes = await watched.during(async () => {
    for (let step = 0; step < 30; step++) {
      const x = box.x + box.width * (0.1 + 0.8 * ((step * 0.37) % 1));
      await watched.page.mouse.move(x, box.y + box.height * (0.1 + 0.8 * ((step * 0.23) % 1)));
      await watched.page.waitForTimeout(80);
    }
  }, 200);
  return [
    { what: 'hover: outlined', values: paintTimes(notes), unit: 'ms', wanted: '≤ 50' },
    { what: 'hover: the engine answers', values: answerTimes(notes, 'details'), unit: 'ms', wanted: '≤ 50' },
  ];
}

/** Goes into the largest folder by the keyboard, and out again. */
async function zoom(watched: WatchedPage, rounds: number): Promise<Figure[]> {
  const box = (await watched.window.map.boundingBox())!;
  const into: number[] = [];
  const out: number[] = [];
  for (let round = 0; round < rounds * 2; round++) {
    const enter = () =>
      watched.page.mouse.dblclick(box.x + 40 + 20 * (round % 4), box.y + 60 + 30 * (round % 3));
    into.push(...drawnAfter(await watched.during(enter, 700), 'dblclick'));
    const leave = () => watched.page.keyboard.press('Backspace');
    out.push(...drawnAfter(await watched.during(leave, 700), 'keydown'));
  }
  return [
    { what: 'zoom into a folder: first drawn', values: into, unit: 'ms', wanted: '≤ 50' },
    { what: 'zoom out of it: first drawn', values: out, unit: 'ms', wanted: '≤ 50' },
  ];
}

function drawnAfter(notes: readonly Note[], input: string): number[] {
  const time = between(notes, is('input', input), is('out request', 'acknowledge'));
  return time === undefined ? [] : [time];
}

/** Pastes filters, so that one input is one filter. The page's wait for further typing is not counted. */
async function filters(watched: WatchedPage): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const line of filterLines) {
    const map: number[] = [];
    const all: number[] = [];
    for (let round = 0; round < 3; round++) {
      await watched.during(() => watched.window.filter.fill(''), 1200);
      const notes = await watched.during(() => watched.window.filter.fill(line), 1500);
      const asked = is('out request', 'show');
      map.push(between(notes, asked, is('out request', 'acknowledge')) ?? Number.NaN);
      const first = notes.find(asked)?.at ?? Number.NaN;
      const last = notes.findLast(({ kind, name }) => kind === 'in answer' || name === 'acknowledge');
      all.push((last?.at ?? Number.NaN) - first);
    }
    const shown = `filter \`${line.replaceAll('|', '\\|')}\``;
    figures.push({ what: `${shown}: the map is drawn`, values: map, unit: 'ms', wanted: '≤ 150' });
    figures.push({
      what: `${shown}: the last answer for list and panels`,
      values: all,
      unit: 'ms',
      wanted: '≤ 150',
    });
  }
  return figures;
}
