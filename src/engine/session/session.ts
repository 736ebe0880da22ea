/**
 * Service of an engine to one page: opens a root, and answers until it is closed or the port is. Every message is
 * checked here, whoever sends it; a bad one is refused, and harms nothing.
 */
import type { EngineMessage } from '../../contract/engine-protocol.js';
import type { Port } from '../../contract/port.js';
import { RequestRefused } from '../../contract/refusal.js';
import { openEnvelope, serveRequests } from '../../contract/requests.js';
import type { Opened } from '../../contract/scans.js';
import { checkName, checkPayload } from '../../core/borders/shapes.js';
import { compileExclusion } from '../../core/globs/exclusion.js';
import { globBelow } from '../../core/globs/glob-below.js';
import type { LoadedSnapshot } from '../snapshots/store.js';
import type { Emit } from './emit.js';
import { type EngineRules, identityOf, OpenRoot, type RootRequest, scanRules } from './open-root.js';
import {
  type EngineAnswer,
  type EnginePayload,
  type EngineRequestName,
  engineRequests,
} from './request-schema.js';
import { RootSnapshots } from './root-snapshots.js';

export interface ServedSession {
  /** Resolves when no snapshot is being saved, also of a root that was closed. */
  readonly saved: Promise<void>;
}

/** Answers requests until the port is closed. */
export function serveSession(port: Port, rules: EngineRules): ServedSession {
  const session = new EngineService(port, rules);
  port.onClose(() => session.close());
  port.listen((message) => session.receive(message));
  return session;
}

class EngineService {
  private readonly port: Port;
  private readonly rules: EngineRules;
  private readonly answer = serveRequests(
    (name, payload) => this.handle(checkName(engineRequests, name), payload),
    (reply) => this.send(reply),
  );
  private root: OpenRoot | undefined;
  /** Stands for a root whose snapshot is being looked for. */
  private opening: object | undefined;
  /** Snapshots of the root that was opened last. */
  private snapshots: RootSnapshots | undefined;

  constructor(port: Port, rules: EngineRules) {
    this.port = port;
    this.rules = rules;
  }

  get saved(): Promise<void> {
    return this.snapshots?.saved ?? Promise.resolve();
  }

  /** Answers a message; one without a number cannot be answered, and is dropped. */
  receive(message: unknown): void {
    const request = openEnvelope(message);
    if (request) void this.answer(request);
  }

  close(): void {
    this.opening = undefined;
    this.root?.close();
    this.root = undefined;
  }

  private handle(name: EngineRequestName, payload: unknown): EngineAnswer | Promise<EngineAnswer> {
    if (name === 'open') return this.open(checkPayload(name, engineRequests[name], payload));
    if (name === 'close') {
      checkPayload(name, engineRequests[name], payload);
      this.close();
      return null;
    }
    return this.ask(name, payload);
  }

  private ask<Name extends RootRequest>(name: Name, payload: unknown): EngineAnswer | Promise<EngineAnswer> {
    const checked = checkPayload(name, engineRequests[name], payload);
    if (!this.root || (!this.root.isOpen && name !== 'cancel')) {
      throw new RequestRefused('notOpen', 'no root is open');
    }
    const handler: (payload: EnginePayload<Name>) => EngineAnswer | Promise<EngineAnswer> =
      this.root.handlers[name];
    return handler(checked);
  }

  private async open(options: EnginePayload<'open'>): Promise<Opened> {
    if (this.root || this.opening) {
      throw new RequestRefused('alreadyOpen', 'close the root that is open first');
    }
    checkGlobs(options.exclude);
    const emit: Emit = (name, event) => this.send(['event', name, event] as EngineMessage);
    const snapshots = new RootSnapshots(options.path.slice(), this.rules.snapshotFolder, (name, event) => {
      // why: a snapshot of a root that was closed meanwhile must not reach the next root.
      if (this.snapshots === snapshots && (this.root || this.opening)) emit(name, event);
    });
    this.snapshots = snapshots;
    const kept = options.fromSnapshot ? await this.findKept(snapshots, options) : undefined;
    const root = new OpenRoot(options, this.rules, snapshots, emit, kept);
    this.root = root;
    return root.open().catch((error: unknown) => {
      if (this.root === root) this.root = undefined;
      throw error;
    });
  }

  /** @throws RequestRefused where it was closed meanwhile. */
  private async findKept(
    snapshots: RootSnapshots,
    options: EnginePayload<'open'>,
  ): Promise<LoadedSnapshot | undefined> {
    const opening = {};
    this.opening = opening;
    const kept = await snapshots.newest(scanRules(options), identityOf(options));
    if (this.opening !== opening) {
      throw new RequestRefused('engineEnded', 'it was closed while it was opened');
    }
    this.opening = undefined;
    return kept;
  }

  private send(message: EngineMessage): void {
    this.port.post(message);
  }
}

/** @throws RequestRefused */
function checkGlobs(globs: readonly string[]): void {
  try {
    compileExclusion(globs.map((glob) => globBelow(glob, '', process.platform === 'win32')));
  } catch (error) {
    throw new RequestRefused('badRequest', `a pattern is broken: ${(error as Error).message.slice(0, 200)}`);
  }
}
