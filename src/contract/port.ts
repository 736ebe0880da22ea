/**
 * A two-way message channel: worker threads, utility processes, a WebSocket, or a pair within one thread.
 *
 * Messages are copied, never shared: a port of Electron takes no transfer list but ports, so nothing here
 * relies on one. Messages arrive in the order in which they were posted.
 */
export interface Port {
  post(message: unknown): void;
  /** One listener a port. Messages wait until there is one. */
  listen(onMessage: (message: unknown) => void): void;
  /** Called once when the other side is gone: closed, exited or crashed, with a reason where there is one. */
  onClose(listener: (reason?: string) => void): void;
  close(): void;
}
