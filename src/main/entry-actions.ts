/** Actions on an entry outside of the app. A page names only its node: the engine says where it lies. */
import { clipboard, shell } from 'electron';
import * as v from 'valibot';
import { type EntryAction, entryActions, mapNames, type SessionNode } from '../contract/desktop-protocol.js';
import { RequestRefused } from '../contract/refusal.js';
import { detailsAnswer } from './engine-message.js';
import { pathText } from './path-bytes.js';
import type { Sessions } from './sessions.js';

const actions: Readonly<Record<EntryAction, (path: string) => void | Promise<void>>> = {
  reveal: (path) => shell.showItemInFolder(path),
  copyPath: (path) => clipboard.writeText(path),
};

/** Returns the handler of each action. They reject with what `pathOf` throws. */
export const entryHandlers = (sessions: Sessions) =>
  mapNames(entryActions, (action) => async (entry: SessionNode): Promise<void> => {
    await actions[action](await pathOf(sessions, entry));
  });

/**
 * Asks the engine for an entry's path.
 * @throws RequestRefused
 */
async function pathOf(sessions: Sessions, { session, node }: SessionNode): Promise<string> {
  const { path } = v.parse(detailsAnswer, await sessions.find(session).ask('details', node));
  const text = pathText(path);
  if (text === undefined) throw new RequestRefused('badRequest', 'the path is no text');
  return text;
}
