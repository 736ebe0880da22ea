/** Ports of Electron as utility processes see them. */
import type { Port } from '../contract/port.js';

interface PortEvent {
  readonly data: unknown;
  readonly ports: readonly ProcessEnd[];
}

/** Used part of Electron's `MessagePortMain`, which only main and preload may name. */
export interface ProcessEnd {
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
  on(event: 'message', listener: (event: PortEvent) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** Line from a utility process to main, which forked it: `process.parentPort`. */
export interface MainLine {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: PortEvent) => void): unknown;
}

export function processPort(end: ProcessEnd): Port {
  return {
    // why: all is copied, since a transfer list of Electron takes ports only (electron#34905).
    post: (message) => end.postMessage(message),
    listen: (onMessage) => {
      end.on('message', ({ data }) => onMessage(data));
      end.start();
    },
    onClose: (listener) => {
      end.on('close', () => listener());
    },
    close: () => end.close(),
  };
}

export function mainLine(): MainLine {
  const { parentPort } = process as { readonly parentPort?: MainLine };
  if (!parentPort) throw new Error('not a utility process');
  return parentPort;
}
