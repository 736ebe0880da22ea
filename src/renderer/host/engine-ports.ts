/**
 * Ports of engines as they come from the preload script: in messages of the window to itself, each with its session.
 */
import type { EnginePortMessage } from '../../contract/desktop-protocol.js';

export class EnginePorts {
  private readonly arrived = new Map<number, MessagePort>();
  private readonly wanted = new Map<number, (port: MessagePort) => void>();

  constructor(window: Window) {
    window.addEventListener('message', ({ source, data, ports: [port] }: MessageEvent<unknown>) => {
      if (source === window && port && isPortMessage(data)) this.arrive(data[1], port);
    });
  }

  /** Returns the port of a session that has been opened. It may still be on its way. */
  take(session: number): Promise<MessagePort> {
    const port = this.arrived.get(session);
    this.arrived.delete(session);
    if (port) return Promise.resolve(port);
    return new Promise((resolve) => {
      this.wanted.set(session, resolve);
    });
  }

  private arrive(session: number, port: MessagePort): void {
    const resolve = this.wanted.get(session);
    if (resolve) resolve(port);
    else this.arrived.set(session, port);
    this.wanted.delete(session);
  }
}

function isPortMessage(data: unknown): data is EnginePortMessage {
  return Array.isArray(data) && data[0] === 'enginePort' && typeof data[1] === 'number';
}
