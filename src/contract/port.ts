/**
 * A two-way message channel: worker threads, utility processes, a WebSocket, or a pair within one thread.
 *
 * Messages are copied or moved, never shared: a port of Electron takes no transfer list but ports, so nothing
 * relies on being moved. Messages arrive in the order in which they were posted.
 */
export interface Port {
  /**
   * @param given memory of the message that the sender does not need any more. A port may move it instead of
   * copying: worker threads do, at half the cost. The receiver sees no difference.
   */
  post(message: unknown, given?: readonly ArrayBufferLike[]): void;
  /** Sets the port's one listener. Messages wait until there is one. */
  listen(onMessage: (message: unknown) => void): void;
  /** Calls back once when the other side is gone: closed, exited or crashed, with a reason where there is one. */
  onClose(listener: (reason?: string) => void): void;
  close(): void;
}
