/** Formats of numbers and dates, in the language and the units that were chosen. */
import type { Units } from '../settings/settings.js';

export interface Formats {
  readonly language: string;
  bytes(bytes: number): string;
  /** Returns a gain or a loss with its sign. */
  change(bytes: number): string;
  /** Returns every byte, also of decimal strings beyond 2^53. */
  exactBytes(bytes: number | string): string;
  count(count: number): string;
  share(share: number): string;
  countChange(count: number): string;
  rate(perSecond: number): string;
  /** Returns a time that has passed, in the largest unit of which it is one or more. */
  ago(milliseconds: number): string;
  date(milliseconds: number): string;
  dateTime(milliseconds: number): string;
  seconds(milliseconds: number): string;
}

const minus = '\u2212';
const agoUnits = [
  ['year', 365.25 * 86_400],
  ['month', 30.44 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

const decimal = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];
const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

export function createFormats(language: string, units: Units): Formats {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const digits = [0, 1, 2].map(
    (count) =>
      new Intl.NumberFormat(language, { minimumFractionDigits: count, maximumFractionDigits: count }),
  );
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const roundPercent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });
  const day = new Intl.DateTimeFormat(language, { year: 'numeric', month: '2-digit', day: '2-digit' });
  const minute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const names = units === 'binary' ? binary : decimal;
  const step = units === 'binary' ? 1024 : 1000;

  const scale = (bytes: number): string => {
    let value = bytes;
    let unit = 0;
    while (value >= step - 0.5 && unit < names.length - 1) {
      value /= step;
      unit++;
    }
    const fraction = unit === 0 ? 0 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return `${digits[fraction]!.format(value)}\u00a0${names[unit]}`;
  };
  return {
    language,
    bytes: scale,
    change: (bytes) => signed(bytes, scale),
    exactBytes: (bytes) => `${whole.format(typeof bytes === 'string' ? BigInt(bytes) : bytes)}\u00a0B`,
    count: (count) => whole.format(count),
    share: (share) => {
      if (share > 0 && share < 0.0005) return `<\u2009${percent.format(0.001)}`;
      return (share === 0 || share > 0.9995 ? roundPercent : percent).format(share);
    },
    countChange: (count) => signed(count, (value) => whole.format(value)),
    ago: (milliseconds) => {
      const seconds = Math.max(0, milliseconds) / 1000;
      const [unit, length] = agoUnits.find(([, least]) => seconds >= least) ?? (['second', 1] as const);
      return relative.format(-Math.floor(seconds / length), unit);
    },
    rate: (perSecond) => compact.format(perSecond),
    date: (milliseconds) => (Number.isFinite(milliseconds) ? day.format(milliseconds) : ''),
    dateTime: (milliseconds) => (Number.isFinite(milliseconds) ? minute.format(milliseconds) : ''),
    seconds: (milliseconds) =>
      milliseconds < 100
        ? `${whole.format(milliseconds)}\u00a0ms`
        : `${digits[1]!.format(milliseconds / 1000)}\u00a0s`,
  };
}

const signed = (value: number, format: (value: number) => string): string =>
  `${value > 0 ? '+' : value < 0 ? minus : ''}${format(Math.abs(value))}`;
