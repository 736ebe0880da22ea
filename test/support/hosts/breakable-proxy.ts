/** A breakable network between a browser and a server: a SOCKS 5 proxy (RFC 1928), as far as Chromium needs one. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface BreakableProxy {
  /** For the browser's settings. */
  readonly address: string;
  /** Cuts all connections, and lets no new one through. */
  breakOff(): void;
  mend(): void;
  close(): void;
}

export async function startBreakableProxy(): Promise<BreakableProxy> {
  const sockets = new Set<Socket>();
  let isBroken = false;
  const server = createServer((client) => {
    if (isBroken) client.destroy();
    else join(client, sockets);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `socks5://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breakOff: () => {
      isBroken = true;
      cut();
    },
    mend: () => {
      isBroken = false;
    },
    close: () => {
      server.close();
      cut();
    },
  };
}

function join(client: Socket, sockets: Set<Socket>): void {
  keep(client, sockets);
  client.once('data', () => {
    client.write(Buffer.from([5, 0]));
    client.once('data', (request: Buffer) => joinTo(request, client, sockets));
  });
}

function joinTo(request: Buffer, client: Socket, sockets: Set<Socket>): void {
  // Browsers also ask for sites of their makers, which do not exist here. Before the name come version, command, 0,
  // the kind of the address (a name) and its length.
  const name = request.toString('latin1', 5, request.length - 2);
  if (name !== '127.0.0.1') {
    client.destroy();
    return;
  }
  const target = connect(request.readUInt16BE(request.length - 2), name);
  keep(target, sockets);
  target.once('connect', () => {
    client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
    client.pipe(target).pipe(client);
  });
}

function keep(socket: Socket, sockets: Set<Socket>): void {
  sockets.add(socket);
  // Cut connections are intended.
  socket.on('error', () => socket.destroy());
  socket.on('close', () => sockets.delete(socket));
}
