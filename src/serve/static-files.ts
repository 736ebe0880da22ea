/** Files of the page. They are the same for everybody, and all that is served without signing in. */
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

export type AnswerStatic = (request: IncomingMessage, response: ServerResponse, orElse: () => void) => void;

/** Error: the page has not been built. */
export class NoPageError extends Error {}

/** Returns a function that serves files. @param folder holds `index.html`, and `assets`, whose names change with their content. */
export function staticFiles(folder: string): AnswerStatic {
  if (!existsSync(join(folder, 'index.html'))) throw new NoPageError();
  // The files are looked up now: what a request names is compared with them and never reaches the file system.
  const answer = sirv(folder, { dev: false, etag: false, dotfiles: false, setHeaders: setCaching });
  return (request, response, orElse) => {
    // why: sirv throws for some ranges, and the files are small.
    delete request.headers.range;
    // why: sirv does not look after the file that it pipes, which may be gone by now.
    response.once('pipe', (source) => source.once('error', () => response.destroy()));
    answer(request, response, orElse);
  };
}

function setCaching(response: ServerResponse, path: string): void {
  if (!path.startsWith('/assets/')) return;
  response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
}
