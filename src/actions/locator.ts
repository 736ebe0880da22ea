/**
 * Finds entries by their absolute paths, component by component from `/`, following nothing.
 *
 * The directory that was opened last stays open, since what is acted on together often lies together. It is the directory
 * that had the path at that time: whoever acts compares the entry itself with what was seen.
 */
import { closeSync } from 'node:fs';
import { openForLookup, openSystemRoot, statusOfOpen } from '../../native/directory-changes.js';
import { isSamePath, splitPath } from './absolute-path.js';
import { type ActionProblem, problemOf } from './action-problem.js';

/** A directory that is open, and where the mount begins that it lies on. */
export interface OpenFolder {
  /** For look-ups only (O_PATH). */
  readonly descriptor: number;
  readonly components: readonly Uint8Array[];
  /** The key of its mount: two directories with the same can exchange entries by rename. */
  readonly mount: string;
  /** How many of the components lead to the root of the mount. */
  readonly mountDepth: number;
}

export interface LocatedEntry {
  readonly parent: OpenFolder;
  readonly name: Uint8Array;
}

export class Locator {
  private last: OpenFolder | undefined;

  /** Opens the directory that holds `path`, which is absolute. It stays open until the next call. */
  locate(path: Uint8Array): LocatedEntry | ActionProblem {
    const components = splitPath(path);
    const name = components.at(-1);
    if (name === undefined) return { reason: 'systemRoot' };
    const parent = this.open(components.slice(0, -1));
    return 'reason' in parent ? parent : { parent, name };
  }

  /** Opens a directory. It stays open until the next call. */
  open(components: readonly Uint8Array[]): OpenFolder | ActionProblem {
    if (this.last !== undefined && isSamePath(this.last.components, components)) return this.last;
    this.close();
    const opened = openComponents(components);
    if (typeof opened === 'number') return problemOf(opened);
    this.last = opened;
    return opened;
  }

  close(): void {
    if (this.last !== undefined) closeSync(this.last.descriptor);
    this.last = undefined;
  }
}

/** Opens a directory that the caller closes. Returns a negative errno where that fails. */
export function openComponents(components: readonly Uint8Array[]): OpenFolder | number {
  let descriptor = openSystemRoot();
  let mount = '';
  let mountDepth = 0;
  for (let depth = 0; descriptor >= 0; depth++) {
    const found = mountOf(descriptor);
    if (typeof found === 'number') return closing(descriptor, found);
    if (found !== mount) [mount, mountDepth] = [found, depth];
    const component = components[depth];
    if (component === undefined) return { descriptor, components, mount, mountDepth };
    descriptor = closing(descriptor, openForLookup(descriptor, component));
  }
  return descriptor;
}

/** Returns the key of the mount that an open directory is on, or a negative errno. */
function mountOf(descriptor: number): string | number {
  const status = statusOfOpen(descriptor);
  // why: before Linux 5.8 mounts have no number here, and the device has to do.
  return typeof status === 'number' ? status : `${status.mountId}:${status.device}`;
}

function closing(descriptor: number, result: number): number {
  closeSync(descriptor);
  return result;
}
