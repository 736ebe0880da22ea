/** Client of one engine over a port. */
import type { EngineEvents, EngineRequests } from '../../contract/engine-protocol.js';
import type { Port } from '../../contract/port.js';
import { RequestClient } from '../../contract/requests.js';

export class EngineClient extends RequestClient<EngineRequests, EngineEvents> {
  private readonly port: Port;
  private readonly endListeners = new Set<(reason: string) => void>();

  constructor(port: Port) {
    super((message) => port.post(message));
    this.port = port;
    port.listen((message) => this.receive(message as Parameters<EngineClient['receive']>[0]));
    port.onClose((reason) => this.end(reason ?? ''));
  }

  onEnd(listener: (reason: string) => void): void {
    this.endListeners.add(listener);
  }

  override end(reason: string): void {
    if (this.isEnded) return;
    super.end(reason);
    for (const listener of this.endListeners) listener(reason);
  }

  close(): void {
    this.endListeners.clear();
    this.port.close();
    this.end('closed');
  }
}
