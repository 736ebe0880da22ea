/** Browser host put together: one HTTP server, its sign-in and its sockets. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Port } from '../contract/port.js';
import { type BoundAddress, boundNames, isLoopback } from './bound-names.js';
import { httpHandler } from './http-handler.js';
import type { OfferedFolders } from './offered-folders.js';
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
  readonly log: (line: string) => void;
}

export interface RunningServer {
  /** Address of the page; whoever has it may sign in, once. */
  readonly address: string;
  /** True where other machines can reach it. */
  readonly isPublic: boolean;
  end(): void;
}

/** Starts the server. @throws NoPageError, and errors of the system when it cannot listen. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { folders, spawnEngine, log, graceMilliseconds } = options;
  const answerStatic = staticFiles(options.pageFolder);
  const server = createServer();
  const bound = await listen(server, options);
  const names = boundNames(options.host, bound);
  const signIn = new SignIn(bound.port);
  // The page is told only what this host can do, which is nothing of what a desktop can.
  const greeting = { version: options.version, capabilities: [] };
  const sockets = new Sockets({ names, signIn, greeting, folders, spawnEngine, log, graceMilliseconds });
  server.on('request', httpHandler({ names, signIn, answerStatic, log }));
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  return {
    address: `http://${names[0]}/${signIn.fragment}`,
    isPublic: !isLoopback(bound.address),
    end: () => {
      sockets.end();
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
