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
  /** Returns a date; the year alone where no `Date` can hold it. */
  date(milliseconds: number): string;
  dateTime(milliseconds: number): string;
  /** Returns a time of ISO 8601, also of years that no `Date` can hold. */
  isoDateTime(text: string): string;
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

/** Limit of a `Date` in milliseconds on each side of 1970 (ECMAScript, Time Values); beyond it `Intl` throws. */
const maxTime = 8.64e15;
/** Mean length of a year of the Gregorian calendar. */
const yearMs = 365.2425 * 86_400_000;
/** Text in place of a number that is none. */
const unknown = '\u2013';

export const createFormats = (language: string, units: Units): Formats => ({
  language,
  ...byteFormats(language, units),
  ...numberFormats(language),
  ...timeFormats(language),
});

type ByteFormats = Pick<Formats, 'bytes' | 'change' | 'exactBytes'>;

function byteFormats(language: string, units: Units): ByteFormats {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const digits = [0, 1, 2].map((count) => fixedDigits(language, count));
  const names = units === 'binary' ? binary : decimal;
  const step = units === 'binary' ? 1024 : 1000;
  const scale = (bytes: number): string => {
    if (!Number.isFinite(bytes)) return unknown;
    let value = bytes;
    let unit = 0;
    while (value >= step - 0.5 && unit < names.length - 1) {
      value /= step;
      unit++;
    }
    const fraction = unit === 0 ? 0 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return `${digits[fraction]!.format(value)}\u00a0${names[unit]}`;
  };
  const exact = (bytes: number | string): string => {
    const number = typeof bytes === 'number' ? bytes : /^-?\d+$/.test(bytes) ? BigInt(bytes) : Number.NaN;
    return typeof number === 'number' && !Number.isFinite(number)
      ? unknown
      : `${whole.format(number)}\u00a0B`;
  };
  return { bytes: scale, change: (bytes) => signed(bytes, scale), exactBytes: exact };
}

type NumberFormats = Pick<Formats, 'count' | 'share' | 'countChange' | 'rate'>;

function numberFormats(language: string): NumberFormats {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const roundPercent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });
  const finite = (format: (value: number) => string) => (value: number) =>
    Number.isFinite(value) ? format(value) : unknown;
  return {
    count: finite((count) => whole.format(count)),
    share: finite((share) => {
      if (share > 0 && share < 0.0005) return `<\u2009${percent.format(0.001)}`;
      return (share === 0 || share > 0.9995 ? roundPercent : percent).format(share);
    }),
    countChange: finite((count) => signed(count, (value) => whole.format(value))),
    rate: finite((perSecond) => compact.format(perSecond)),
  };
}

type TimeFormats = Pick<Formats, 'ago' | 'date' | 'dateTime' | 'isoDateTime' | 'seconds'>;

function timeFormats(language: string): TimeFormats {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenths = fixedDigits(language, 1);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const day = new Intl.DateTimeFormat(language, { year: 'numeric', month: '2-digit', day: '2-digit' });
  const minute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const timeBy = (format: Intl.DateTimeFormat) => (milliseconds: number) => {
    if (!Number.isFinite(milliseconds)) return '';
    return Math.abs(milliseconds) <= maxTime ? format.format(milliseconds) : yearOf(milliseconds);
  };
  const dateTime = timeBy(minute);
  return {
    date: timeBy(day),
    dateTime,
    isoDateTime: (text) => {
      const milliseconds = Date.parse(text);
      return Number.isNaN(milliseconds)
        ? text.replace(/:\d\d(\.\d+)?Z$/, '').replace('T', ' ')
        : dateTime(milliseconds);
    },
    ago: (milliseconds) => {
      if (!Number.isFinite(milliseconds)) return '';
      const seconds = Math.max(0, milliseconds) / 1000;
      const [unit, length] = agoUnits.find(([, least]) => seconds >= least) ?? (['second', 1] as const);
      return relative.format(-Math.floor(seconds / length), unit);
    },
    seconds: (milliseconds) =>
      milliseconds < 100
        ? `${whole.format(milliseconds)}\u00a0ms`
        : `${tenths.format(milliseconds / 1000)}\u00a0s`,
  };
}

/** Returns the year of a time that no `Date` can hold. */
function yearOf(milliseconds: number): string {
  const year = Math.floor(1970 + milliseconds / yearMs);
  return year < 0 ? `${minus}${-year}` : `${year}`;
}

/** Returns a time for machines, as `<time>` takes it; undefined where no `Date` can hold it. */
export const machineTime = (milliseconds: number): string | undefined =>
  Math.abs(milliseconds) <= maxTime ? new Date(milliseconds).toISOString() : undefined;

const fixedDigits = (language: string, count: number): Intl.NumberFormat =>
  new Intl.NumberFormat(language, { minimumFractionDigits: count, maximumFractionDigits: count });

const signed = (value: number, format: (value: number) => string): string =>
  `${value > 0 ? '+' : value < 0 ? minus : ''}${format(Math.abs(value))}`;
