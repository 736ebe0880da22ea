/**
 * Values that the browser keeps from one visit to the next. Whoever reads one checks it: it may be anything by then.
 */

/** Returns a kept value; null where there is none, or storage is refused. */
export function readKeptValue(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

export function keepValue(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage may be refused or full: the value then lasts as long as the page.
    return;
  }
}
