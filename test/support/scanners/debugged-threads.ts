/**
 * The threads of a Node process as its debugger sees them: one can be made to fail from outside. The process is started with
 * `--inspect`, and does not know. Threads of threads are reached through their parents (the `NodeWorker` domain of the
 * inspector's protocol).
 */
import { WebSocket } from 'ws';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly sessionId: string;
    readonly message?: string;
    readonly workerInfo?: { readonly url: string };
  };
}

type Send = (message: object) => void;

export class DebuggedThreads {
  private readonly socket: WebSocket;
  /** Connections to the threads, with the file that each runs; the latest is the last. */
  private readonly threads: { readonly url: string; readonly send: Send }[] = [];
  private number = 0;

  /** @param stderr output of the process, which says where its debugger listens. */
  static async of(stderr: string): Promise<DebuggedThreads> {
    const [address] = /ws:\/\/\S+/.exec(stderr) ?? [];
    if (address === undefined) throw new Error(`no debugger listens: ${stderr}`);
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
    return new DebuggedThreads(socket);
  }

  private constructor(socket: WebSocket) {
    this.socket = socket;
    const send: Send = (message) => socket.send(JSON.stringify(message));
    socket.on('message', (data) => this.receive(send, JSON.parse(String(data)) as Message));
    this.watch(send);
  }

  /** Returns the threads that run a file, in the order of their start. */
  running(file: string): readonly { readonly send: Send }[] {
    return this.threads.filter(({ url }) => url.endsWith(file));
  }

  /** Runs a program in a thread, without waiting. */
  run({ send }: { readonly send: Send }, program: string): void {
    send({ id: ++this.number, method: 'Runtime.evaluate', params: { expression: program } });
  }

  close(): void {
    this.socket.close();
  }

  private watch(send: Send): void {
    send({ id: ++this.number, method: 'NodeWorker.enable', params: { waitForDebuggerOnStart: false } });
  }

  private receive(send: Send, { method, params }: Message): void {
    if (params === undefined) return;
    const { sessionId, message, workerInfo } = params;
    const below: Send = (inner) =>
      send({
        id: ++this.number,
        method: 'NodeWorker.sendMessageToWorker',
        params: { sessionId, message: JSON.stringify(inner) },
      });
    if (method === 'NodeWorker.attachedToWorker') {
      this.threads.push({ url: workerInfo!.url, send: below });
      this.watch(below);
    } else if (method === 'NodeWorker.receivedMessageFromWorker') {
      this.receive(below, JSON.parse(message!) as Message);
    }
  }
}
