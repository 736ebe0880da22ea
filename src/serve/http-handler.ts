/** HTTP requests: the page's files, and the exchange of the token. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { RefusalLog } from './refusal-log.js';
import { judgeRequest, type Rejection } from './request-guard.js';
import { securityHeaders } from './security-headers.js';
import type { SignIn } from './sign-in.js';
import type { AnswerStatic } from './static-files.js';

export interface HttpParts {
  readonly names: readonly string[];
  readonly signIn: SignIn;
  readonly answerStatic: AnswerStatic;
  readonly refusals: RefusalLog;
}

/** A token is shorter by far. */
const maxBodyBytes = 1024;

export function httpHandler(parts: HttpParts): RequestListener {
  return (request, response) => {
    const rejection = judgeRequest(request, parts.names);
    if (rejection) {
      parts.refusals.note(`a request was refused: ${rejection.reason}`);
      reject(response, rejection);
      return;
    }
    response.setHeaders(securityHeaders(request.headers.host));
    const path = request.url!.split('?', 1)[0];
    if (request.method === 'POST') void answerPost(request, response, path!, parts);
    else if (path === '/session') answerText(response, parts.signIn.isKnown(request.headers) ? 204 : 401, '');
    else parts.answerStatic(request, response, () => answerText(response, 404, 'There is nothing here.\n'));
  };
}

async function answerPost(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { signIn, refusals }: HttpParts,
): Promise<void> {
  if (path !== '/session') {
    answerText(response, 404, 'There is nothing here.\n');
    return;
  }
  const token = await readBody(request);
  const exchanged = token === undefined ? undefined : signIn.exchange(token);
  if (!exchanged) {
    refusals.note('a sign-in was refused: the token is wrong or was used before');
    answerText(
      response,
      403,
      'This address has been used, or has ended. Press Enter where hectare serve runs for another.\n',
    );
    return;
  }
  response.setHeader('Set-Cookie', exchanged.setCookie);
  answerText(response, 200, exchanged.key);
}

/** Returns undefined for a body that breaks off or is too long; its rest is not read. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length > maxBodyBytes) resolve(undefined);
      else parts.push(part);
    });
    request.on('end', () => resolve(Buffer.concat(parts).toString()));
    request.on('close', () => resolve(undefined));
    request.on('error', () => resolve(undefined));
  });
}

function reject(response: ServerResponse, { status, reason }: Rejection): void {
  response.setHeaders(securityHeaders());
  response.setHeader('Connection', 'close');
  answerText(response, status, `Refused: ${reason}.\n`);
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(text);
}
