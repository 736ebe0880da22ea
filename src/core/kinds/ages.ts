/** Steps of age, counted from the last modification: a colour mode of the map, and one of its panels. */

const day = 86_400;

/** Steps from young to old; a step's index is its key in the legend. */
export const AGES = [
  'today',
  'week',
  'month',
  'halfYear',
  'year',
  'twoYears',
  'fiveYears',
  'older',
  'future',
] as const;

/** Ages in seconds at which each step but the last two ends. Years have 365 days, months 30. */
const limits = [1, 7, 30, 182, 365, 730, 1825].map((days) => days * day);
const older = AGES.indexOf('older');
const future = AGES.indexOf('future');

/**
 * Returns the key of a time's step; both times are seconds since 1970. Clocks differ: only what lies more than a day
 * ahead is in the future.
 */
export function ageKey(modified: number, now: number): number {
  const age = now - modified;
  if (age < -day) return future;
  for (let key = 0; key < limits.length; key++) if (age < limits[key]!) return key;
  return older;
}
