import { afterEach, beforeEach, vi } from 'vitest';

/** A clock by which every step of a scanner takes long, for the tests around: so they share even the smallest tree. */
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
