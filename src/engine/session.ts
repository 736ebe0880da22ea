/**
 * Serves one page: opens a root when it is asked to, and answers until it is closed or the port is. What comes in is
 * checked here, whoever sends it; what cannot be answered is refused, and harms nothing.
 */
import type { EngineMessage, EngineRequests, Opened } from '../contract/engine-protocol.js';
import type { Port } from '../contract/port.js';
import { compileExclusion } from '../core/exclusion.js';
import { type Emit, type EngineRules, OpenRoot, type RootRequest } from './open-root.js';
import { RefusedRequest } from './refused-request.js';
import {
  checkName,
  checkPayload,
  type Envelope,
  openEnvelope,
  type Payload,
  type RequestName,
} from './request-schema.js';

type Answer = ReturnType<EngineRequests[RequestName]>;

/** Takes requests until the port is closed. */
export function serveSession(port: Port, rules: EngineRules): void {
  const session = new Session(port, rules);
  port.onClose(() => session.close());
  port.listen((message) => session.receive(message));
}

class Session {
  private readonly port: Port;
  private readonly rules: EngineRules;
  private root: OpenRoot | undefined;

  constructor(port: Port, rules: EngineRules) {
    this.port = port;
    this.rules = rules;
  }

  /** What cannot be answered, because it has no number, is passed over. */
  receive(message: unknown): void {
    const envelope = openEnvelope(message);
    if (envelope) void this.answer(envelope);
  }

  close(): void {
    this.root?.close();
    this.root = undefined;
  }

  private async answer({ number, name, payload }: Envelope): Promise<void> {
    try {
      const answer = this.handle(checkName(name), payload);
      // why: no turn is lost where the answer is there, so that answers and events keep their order.
      this.send(['answer', number, answer instanceof Promise ? await answer : answer]);
    } catch (error) {
      if (!(error instanceof RefusedRequest)) throw error;
      this.send(['refusal', number, error.refusal]);
    }
  }

  private handle(name: RequestName, payload: unknown): Answer | Promise<Answer> {
    if (name === 'open') return this.open(checkPayload(name, payload));
    if (name === 'close') {
      checkPayload(name, payload);
      this.close();
      return null;
    }
    return this.ask(name, payload);
  }

  private ask<Name extends RootRequest>(name: Name, payload: unknown): Answer | Promise<Answer> {
    const checked = checkPayload(name, payload);
    if (!this.root || (!this.root.isOpen && name !== 'cancel')) {
      throw new RefusedRequest('notOpen', 'no root is open');
    }
    const handler: (payload: Payload<Name>) => Answer | Promise<Answer> = this.root.handlers[name];
    return handler(checked);
  }

  private open(options: Payload<'open'>): Promise<Opened> {
    if (this.root) throw new RefusedRequest('alreadyOpen', 'close the root that is open first');
    checkGlobs(options.exclude);
    const emit: Emit = (name, event) => this.send(['event', name, event] as EngineMessage);
    const root = new OpenRoot(options, this.rules, emit);
    this.root = root;
    return root.opened.catch((error: unknown) => {
      if (this.root === root) this.root = undefined;
      throw error;
    });
  }

  private send(message: EngineMessage): void {
    this.port.post(message);
  }
}

/** @throws RefusedRequest */
function checkGlobs(globs: readonly string[]): void {
  try {
    compileExclusion(globs);
  } catch (error) {
    throw new RefusedRequest('badRequest', `a pattern is broken: ${(error as Error).message.slice(0, 200)}`);
  }
}
