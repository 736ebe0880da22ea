/**
 * Typed messages over a port. A protocol is a map from a message's name to its payload, one map a
 * direction; on the wire a message is `[name, payload]`.
 */
import type { Port } from './port.js';

export type Handlers<Messages> = { readonly [Name in keyof Messages]: (payload: Messages[Name]) => void };

export interface Channel<Out> {
  /** Sends a message. `given` is as in `Port.post`. */
  send<Name extends keyof Out & string>(
    name: Name,
    payload: Out[Name],
    given?: readonly ArrayBufferLike[],
  ): void;
  close(): void;
}

/** Joins a port with the handlers of its messages. A message of no known name is a broken invariant. */
export function openChannel<Out, In>(port: Port, handlers: Handlers<In>): Channel<Out> {
  port.listen((message) => {
    const [name, payload] = message as [keyof In, In[keyof In]];
    if (!Object.hasOwn(handlers, name)) throw new Error(`unknown message ${String(name)}`);
    handlers[name](payload);
  });
  return {
    send: (name, payload, given) => port.post([name, payload], given),
    close: () => port.close(),
  };
}
