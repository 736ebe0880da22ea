/** Absolute paths as bytes, and as the components that they are made of. */
import { DOT, SLASH } from '../core/columns/bytes.js';

/** Splits a path at its slashes: empty components and `.` fall away. @throws RangeError for `..`, which may lead anywhere. */
export function splitPath(path: Uint8Array): Uint8Array[] {
  const components: Uint8Array[] = [];
  for (let start = 0; start < path.length; ) {
    const slashAt = path.indexOf(SLASH, start);
    const end = slashAt < 0 ? path.length : slashAt;
    const component = path.subarray(start, end);
    if (isDots(component, 2)) throw new RangeError('a path with ..');
    if (component.length > 0 && !isDots(component, 1)) components.push(component);
    start = end + 1;
  }
  return components;
}

const isDots = (component: Uint8Array, count: number): boolean =>
  component.length === count && component.every((byte) => byte === DOT);

/** Joins components to an absolute path; `/` for none. */
export function joinComponents(components: readonly Uint8Array[]): Uint8Array {
  const length = components.reduce((sum, component) => sum + component.length + 1, 0);
  const path = new Uint8Array(Math.max(1, length)).fill(SLASH);
  let at = 1;
  for (const component of components) {
    path.set(component, at);
    at += component.length + 1;
  }
  return path;
}

/** Whether a path is another one, or lies below it. Both are absolute, as `joinComponents` makes them. */
export function liesAtOrBelow(path: Uint8Array, folder: Uint8Array): boolean {
  if (folder.length === 1) return true;
  if (path.length < folder.length || Buffer.compare(path.subarray(0, folder.length), folder) !== 0)
    return false;
  return path.length === folder.length || path[folder.length] === SLASH;
}

/** Whether two paths are the same, as components. */
export const isSamePath = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
  a.length === b.length && a.every((component, index) => Buffer.compare(component, b[index]!) === 0);
