/** A `MessagePort` in the page. As in every browser, setting `onmessage` starts it. */
import { type EndAddress, PortSocket } from './port-socket.js';

export class PagePort {
  private listener: ((event: { data: unknown }) => void) | null = null;
  private readonly socket: PortSocket;

  constructor(address: EndAddress) {
    this.socket = new PortSocket(address, {
      onMessage: (data) => this.listener?.({ data }),
      onClose: () => undefined,
    });
  }

  set onmessage(listener: (event: { data: unknown }) => void) {
    this.listener = listener;
    this.socket.start();
  }

  postMessage(message: unknown): void {
    this.socket.post(message);
  }

  close(): void {
    this.socket.close();
  }
}
