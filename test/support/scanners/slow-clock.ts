import { afterEach, beforeEach, vi } from 'vitest';

/** Makes every step of a scanner take long by the clock, so that scanners share even the smallest tree. */
export function provideSlowClock(): void {
  beforeEach(() => {
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      time += 10;
      return time;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
}
