/** What can be done with an entry outside of the app. Where it lies, the engine is asked: a page names only its node. */
import { clipboard, shell } from 'electron';
import * as v from 'valibot';
import type { SessionNode } from '../contract/desktop-protocol.js';
import { detailsAnswer } from './engine-message.js';
import { pathText } from './path-bytes.js';
import { Refused } from './refused.js';
import type { Sessions } from './sessions.js';

export async function revealEntry(sessions: Sessions, entry: SessionNode): Promise<void> {
  shell.showItemInFolder(await pathOf(sessions, entry));
}

export async function copyPath(sessions: Sessions, entry: SessionNode): Promise<void> {
  await clipboard.writeText(await pathOf(sessions, entry));
}

/** @throws Refused */
async function pathOf(sessions: Sessions, { session, node }: SessionNode): Promise<string> {
  const { path } = v.parse(detailsAnswer, await sessions.find(session).ask('details', node));
  const text = pathText(path);
  if (text === undefined) throw new Refused({ code: 'badRequest', message: 'the path is no text' });
  return text;
}
