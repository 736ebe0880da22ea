/** Sizes and ages as they are written in a filter: "1.5G", "2Ki", "3w". */
import { type AgeLimit, type AgeUnit, ageUnits, type SizeLimit, type SizeUnit, sizeUnits } from './syntax.js';

/** Number with few enough digits that a double holds them and its text has no exponent. */
const number = /^(\d{1,15}(?:[.,]\d{1,6})?) ?([A-Za-z]*)$/;

/** Parses a size; undefined where the text is none. Without a unit it is bytes. */
export function parseSize(text: string): Omit<SizeLimit, 'comparison'> | undefined {
  const found = split(text);
  const unit = found && sizeUnitNames.get(found.unit);
  return unit && { amount: found.amount, unit };
}

/** Parses a duration; undefined where the text is none, or has no unit. */
export function parseAge(text: string): Omit<AgeLimit, 'comparison'> | undefined {
  const found = split(text);
  const unit = found && ageUnitNames.get(found.unit);
  return unit && { amount: found.amount, unit };
}

function split(text: string): { amount: number; unit: string } | undefined {
  const found = number.exec(text);
  if (!found) return undefined;
  return { amount: Number(found[1]!.replace(',', '.')), unit: found[2]!.toLowerCase() };
}

/** Names of units in lower case: "k", "kb" and "kB" are the same, and so are "Ki" and "KiB". */
const sizeUnitNames = new Map<string, SizeUnit>([['', 'B']]);
for (const unit of Object.keys(sizeUnits) as SizeUnit[]) {
  sizeUnitNames.set(unit.toLowerCase(), unit);
  if (unit !== 'B') sizeUnitNames.set(`${unit.toLowerCase()}b`, unit);
}

const ageUnitNames = new Map<string, AgeUnit>([['mo', 'm']]);
const longAgeUnits: Record<AgeUnit, string> = { h: 'hour', d: 'day', w: 'week', m: 'month', y: 'year' };
for (const unit of Object.keys(ageUnits) as AgeUnit[]) {
  for (const name of [unit, longAgeUnits[unit], `${longAgeUnits[unit]}s`]) ageUnitNames.set(name, unit);
}
