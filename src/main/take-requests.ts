/**
 * The requests of a window's page. Requests of other senders, or of a shape that no page of ours sends, are refused and
 * logged.
 */
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { DesktopRequests, Reply } from '../contract/desktop-protocol.js';
import type { Refusal } from '../contract/refusal.js';
import { RequestRefused } from '../contract/refusal.js';
import { checkPayload } from '../core/borders/shapes.js';
import { log } from './log.js';
import { isOurs } from './page-address.js';
import { type Payload, type RequestName, requestSchemas } from './request-schema.js';
import { currentWindow } from './window.js';

type Answer<Name extends RequestName> = ReturnType<DesktopRequests[Name]>;

export type PageRequestHandlers = {
  /** Handlers of requests without an answer return nothing: the page gets null. */
  readonly [Name in RequestName]: Answer<Name> extends null
    ? (payload: Payload<Name>) => void | Promise<void>
    : (payload: Payload<Name>) => Answer<Name> | Promise<Answer<Name>>;
};

/** Refusals that no page of ours causes; the others happen to every user. */
const refusalsToLog: ReadonlySet<Refusal['code']> = new Set(['badRequest', 'notAllowed', 'notOpen']);

/** Sets the handlers, in place of those of an earlier window. */
export function takeRequests(handlers: PageRequestHandlers): void {
  for (const name of Object.keys(requestSchemas) as RequestName[]) {
    ipcMain.removeHandler(name);
    ipcMain.handle(name, (event, payload: unknown) => reply(name, handlers, event, payload));
  }
}

async function reply<Name extends RequestName>(
  name: Name,
  handlers: PageRequestHandlers,
  event: IpcMainInvokeEvent,
  payload: unknown,
): Promise<Reply<Answer<Name>>> {
  try {
    checkSender(event);
    const result = await handlers[name](checkPayload(name, requestSchemas[name], payload));
    return { answer: (result ?? null) as Answer<Name> };
  } catch (error) {
    if (!(error instanceof RequestRefused)) {
      log(`${name} failed: ${String(error)}`);
      return { refusal: { code: 'engineEnded', message: 'the app has failed; its log says more' } };
    }
    if (refusalsToLog.has(error.refusal.code)) log(`${name} was refused: ${error.message}`);
    return { refusal: error.refusal };
  }
}

function checkSender({ sender, senderFrame }: IpcMainInvokeEvent): void {
  const isWindow = sender === currentWindow()?.webContents;
  if (isWindow && senderFrame !== null && senderFrame === sender.mainFrame && isOurs(senderFrame.url)) return;
  throw new RequestRefused('notAllowed', 'it came from elsewhere than the page');
}
