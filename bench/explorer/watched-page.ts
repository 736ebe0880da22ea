/** The built `hectare serve` and a page in a browser that records what happens in it. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { contextOf } from '../../e2e/support/browser.js';
import { Explorer } from '../../e2e/support/explorer.js';
import { type SignedIn, signIn } from '../../test/support/hosts/serve-client.js';
import type { ServeProcess } from '../../test/support/hosts/serve-process.js';
import { forgetScans } from './kept-scans.js';

/** A record of `probe.js`. */
export interface Note {
  /** Milliseconds since the navigation began. */
  readonly at: number;
  /** `in` or `out` with the kind of a message; `input`; `painted` after an input; `shown`. */
  readonly kind: string;
  /** Name of the request, the event, the input or the shown element. */
  readonly name: string;
  /** Number of the request and its answer. */
  readonly number?: number;
  readonly bytes?: number;
  /** Number of tiles in a frame. */
  readonly tiles?: number;
  /** Milliseconds that a scan has taken, if the message has them. */
  readonly elapsed?: number;
}

export interface Served {
  readonly server: ServeProcess;
  readonly signedIn: SignedIn;
}

/** Runs an action with a server, and ends it. */
export async function withServed<Result>(
  starting: Promise<ServeProcess>,
  act: (served: Served) => Promise<Result>,
): Promise<Result> {
  const server = await starting;
  try {
    return await act({ server, signedIn: await signIn(server.address) });
  } finally {
    await server.end();
  }
}

export class WatchedPage {
  readonly page: Page;
  readonly window: Explorer;

  constructor(page: Page) {
    this.page = page;
    this.window = new Explorer(page);
  }

  /** Opens a page that has nothing kept from another. It reads the served folder. */
  static async open(browser: Browser, { signedIn }: Served, viewport = { width: 1920, height: 1080 }) {
    forgetScans();
    const context = await browser.newContext({ ...contextOf(signedIn), viewport });
    await context.addInitScript({ path: join(import.meta.dirname, 'probe.js') });
    const page = await context.newPage();
    await page.goto(signedIn.origin);
    return new WatchedPage(page);
  }

  notes(): Promise<Note[]> {
    return this.page.evaluate('hectareNotes');
  }

  /** Waits until one of the names is recorded. Polls rarely, so as not to slow the page. */
  async waitForNote(kind: string, ...names: string[]): Promise<void> {
    const anyName = JSON.stringify(names);
    const isThere = `hectareNotes.some((note) => note.kind === '${kind}' && ${anyName}.includes(note.name))`;
    // why: the page's content security policy forbids what `waitForFunction` does with a string.
    while (!(await this.page.evaluate(isThere))) await this.page.waitForTimeout(100);
  }

  /** Waits until the scan has ended and is kept, and the page has come to rest. */
  async waitForRest(): Promise<void> {
    await this.waitForNote('in event', 'finished');
    await this.waitForNote('in event', 'saved', 'notSaved');
    await this.page.waitForTimeout(1500);
  }

  /** Returns what is recorded during an action and for a moment afterwards. */
  async during(act: () => Promise<void>, moment: number): Promise<Note[]> {
    const { length } = await this.notes();
    await act();
    await this.page.waitForTimeout(moment);
    return (await this.notes()).slice(length);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** Returns the milliseconds from one record to the next of another kind; undefined if either is missing. */
export function between(
  notes: readonly Note[],
  isStart: (note: Note) => boolean,
  isEnd: (note: Note) => boolean,
): number | undefined {
  const start = notes.findIndex(isStart);
  const end = notes.findIndex((note, index) => index > start && isEnd(note));
  return start < 0 || end < 0 ? undefined : notes[end]!.at - notes[start]!.at;
}

export const is =
  (kind: string, name: string) =>
  (note: Note): boolean =>
    note.kind === kind && note.name === name;

/** Returns the milliseconds from each request of a name to its answer. */
export function answerTimes(notes: readonly Note[], name: string): number[] {
  const answered = new Map(
    notes.filter(({ kind }) => kind === 'in answer').map(({ number, at }) => [number, at]),
  );
  return notes.filter(is('out request', name)).flatMap(({ number, at }) => {
    const end = answered.get(number);
    return end === undefined ? [] : [end - at];
  });
}
