/** How long ago something was modified, in steps: what the map is coloured by, and one of its panels. */

const day = 86_400;

/** The steps from young to old; a step's place is the key of the legend. */
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

/** Up to how many seconds ago each step but the last two reaches. Years have 365 days, months 30. */
const limits = [1, 7, 30, 182, 365, 730, 1825].map((days) => days * day);
const older = AGES.indexOf('older');
const future = AGES.indexOf('future');

/**
 * The key of the step of a time, both in seconds since 1970. Clocks differ: only what lies more than a day ahead is in
 * the future.
 */
export function ageKey(modified: number, now: number): number {
  const age = now - modified;
  if (age < -day) return future;
  for (let key = 0; key < limits.length; key++) if (age < limits[key]!) return key;
  return older;
}
