/** Browser host put together: one HTTP server, its sign-in and its sockets. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Port } from '../contract/port.js';
import { type BoundAddress, boundNames, isLoopback } from './bound-names.js';
import { httpHandler } from './http-handler.js';
import type { OfferedFolders } from './offered-folders.js';
import { RefusalLog } from './refusal-log.js';
import { SignIn } from './sign-in.js';
import { Sockets } from './sockets.js';
import { staticFiles } from './static-files.js';

export interface ServerOptions {
  readonly folders: OfferedFolders;
  readonly host: string;
  readonly port: number;
  readonly pageFolder: string;
  readonly graceMilliseconds: number;
  readonly spawnEngine: () => Port;
  readonly version: string;
  /** Milliseconds after which an unused token ends. */
  readonly tokenMilliseconds?: number | undefined;
  /** Is called when the token was used, has ended, or is replaced. */
  readonly onTokenEnd?: (() => void) | undefined;
  readonly log: (line: string) => void;
}

export interface RunningServer {
  /** Address of the page; whoever has it may sign in, once. */
  readonly address: string;
  /** True where other machines can reach it. */
  readonly isPublic: boolean;
  /** Makes another token, and with it another address. */
  renewAddress(): void;
  end(): void;
}

/**
 * Limits for whoever has not signed in. A page of ours sends its requests at once, and then needs one connection; each
 * of `maxTabs` pages may load with six at a time.
 */
const limits = {
  maxHeaderSize: 8192,
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
};
const maxConnections = 256;

/** Starts the server. @throws NoPageError, and errors of the system when it cannot listen. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { folders, spawnEngine, log, graceMilliseconds } = options;
  const answerStatic = staticFiles(options.pageFolder);
  const server = createServer(limits);
  server.maxConnections = maxConnections;
  const refusals = new RefusalLog(log);
  server.on('drop', () => refusals.note('a connection was refused: there are too many'));
  const bound = await listen(server, options);
  const names = boundNames(options.host, bound);
  const signIn = new SignIn(bound.port, options.tokenMilliseconds, options.onTokenEnd);
  // The page is told only what this host can do, which is nothing of what a desktop can.
  const greeting = { version: options.version, capabilities: [] };
  const sockets = new Sockets({
    names,
    signIn,
    greeting,
    folders,
    spawnEngine,
    log,
    refusals,
    graceMilliseconds,
  });
  server.on('request', httpHandler({ names, signIn, answerStatic, refusals }));
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  return {
    get address() {
      return `http://${names[0]}/${signIn.fragment}`;
    },
    isPublic: !isLoopback(bound.address),
    renewAddress: () => signIn.renewToken(),
    end: () => {
      signIn.endToken();
      sockets.end();
      refusals.end();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listen(
  server: ReturnType<typeof createServer>,
  { host, port }: ServerOptions,
): Promise<BoundAddress> {
  server.listen(port, host);
  // `once` rejects when there is an error instead.
  await once(server, 'listening');
  return server.address() as AddressInfo;
}
