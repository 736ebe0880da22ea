/** Messages between the process of the test, which plays the page and the user, and the app's. Values are encoded. */
import type { EndAddress } from './port-socket.js';

/** Sender of a request: the page, or one that may not. */
export type Sender = 'page' | 'frame within' | 'other address' | 'other window' | 'frame that is gone';

export type ToApp = { readonly number: number } & (
  | { readonly kind: 'invoke'; readonly channel: string; readonly bytes: Uint8Array; readonly sender: Sender }
  /** Asks what was done to the desktop. */
  | { readonly kind: 'recorded' }
  | { readonly kind: 'answer dialog'; readonly dialog: string; readonly answer: unknown }
  | { readonly kind: 'menu' }
  | { readonly kind: 'click'; readonly labels: readonly string[] }
  | { readonly kind: 'leave'; readonly to: 'background' | 'foreground' | 'dock' }
  | { readonly kind: 'is in front' }
  /** Events of the app itself. */
  | { readonly kind: 'open file'; readonly path: string }
  | { readonly kind: 'activate' }
  | { readonly kind: 'close window' }
  | { readonly kind: 'reload' }
  | { readonly kind: 'page crash' }
  | { readonly kind: 'gpu crash' }
  | { readonly kind: 'quit' }
  /** Tries what a page may try. The answer is whether it was allowed. */
  | { readonly kind: 'try'; readonly what: Attempt; readonly detail: string }
  | { readonly kind: 'load'; readonly url: string; readonly method: string }
  | ScriptResult
);

/** Result of a script in the page, encoded, or the message of its error. */
export type ScriptResult = { readonly kind: 'executed'; readonly script: number } & (
  | { readonly bytes: Uint8Array }
  | { readonly error: string }
);

export type Attempt =
  | 'navigate'
  | 'redirect'
  | 'open window'
  | 'attach webview'
  | 'download'
  | 'permission'
  | 'permission check'
  | 'device';

export type ToTest =
  | { readonly kind: 'done'; readonly number: number; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string }
  | { readonly kind: 'execute'; readonly script: number; readonly code: string }
  | {
      readonly kind: 'send';
      readonly channel: string;
      readonly bytes: Uint8Array;
      readonly ports: readonly EndAddress[];
    }
  | {
      readonly kind: 'loaded';
      readonly url: string;
      readonly html: string;
      readonly headers: Readonly<Record<string, string>>;
    };
