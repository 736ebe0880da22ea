import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoTime } from '../../core/tree/iso-time.js';
import { createFormats, machineTime } from './format.js';

const narrow = (text: string) => text.replaceAll(/[\u202f\u2009]/g, ' ').replaceAll('\u00a0', ' ');

describe('sizes', () => {
  test.each([
    [0, '0 B', '0 B'],
    [999, '999 B', '999 B'],
    [1000, '1.00 kB', '1,000 B'],
    [1024, '1.02 kB', '1.00 KiB'],
    [12_345_678, '12.3 MB', '11.8 MiB'],
    [999_600, '1.00 MB', '976 KiB'],
    [7.2e9, '7.20 GB', '6.71 GiB'],
  ])('%d is %s or %s', (bytes, inDecimal, inBinary) => {
    expect(narrow(createFormats('en', 'decimal').bytes(bytes))).toBe(inDecimal);
    expect(narrow(createFormats('en', 'binary').bytes(bytes))).toBe(inBinary);
  });

  test('are exact beyond 2^53', () => {
    expect(narrow(createFormats('en', 'decimal').exactBytes('9007199254740993'))).toBe(
      '9,007,199,254,740,993 B',
    );
  });

  test('follow the language', () => {
    expect(narrow(createFormats('de', 'decimal').bytes(1_234_567))).toBe('1,23 MB');
  });

  test('show a share that is small but not nothing', () => {
    const { share } = createFormats('en', 'decimal');
    expect([share(0), share(0.00001), share(0.0523), share(0.5), share(1)].map(narrow)).toEqual([
      '0%',
      '< 0.1%',
      '5.2%',
      '50.0%',
      '100%',
    ]);
  });
});

describe('changes', () => {
  test('have their sign', () => {
    const { change, countChange } = createFormats('en', 'decimal');
    expect([change(0), change(1500), change(-2_000_000)].map(narrow)).toEqual([
      '0 B',
      '+1.50 kB',
      '\u22122.00 MB',
    ]);
    expect([countChange(1234), countChange(-5)]).toEqual(['+1,234', '\u22125']);
  });
});

describe('how long it took', () => {
  test.each([
    [0, '0 ms'],
    [38.4, '38 ms'],
    [100, '0.1 s'],
    [21_040, '21.0 s'],
  ])('%d milliseconds are %s', (milliseconds, text) => {
    expect(narrow(createFormats('en', 'decimal').seconds(milliseconds))).toBe(text);
  });
});

describe('how long ago', () => {
  const hour = 3_600_000;
  test.each([
    [0, 'now'],
    [-5000, 'now'],
    [59_000, '59 seconds ago'],
    [61_000, '1 minute ago'],
    [3 * hour, '3 hours ago'],
    [25 * hour, 'yesterday'],
    [20 * 24 * hour, '2 weeks ago'],
    [400 * 24 * hour, 'last year'],
  ])('%d milliseconds are %s', (milliseconds, text) => {
    expect(createFormats('en', 'decimal').ago(milliseconds)).toBe(text);
  });
});

describe('times that no Date can hold', () => {
  const { date, dateTime, isoDateTime } = createFormats('en', 'decimal');
  test.each([
    [8_640_000_000_001, '275760'],
    [-8_640_000_000_001, '\u2212271821'],
    [2 ** 63, '292277026596'],
  ])('%d seconds are shown by their year', (seconds, year) => {
    expect([date(seconds * 1000), dateTime(seconds * 1000)]).toEqual([year, year]);
  });

  test('are shown to the minute where they come as text', () => {
    expect(isoDateTime('+292277026596-12-04T15:30:07.999999999Z')).toBe('+292277026596-12-04 15:30');
    expect(narrow(isoDateTime('2026-11-22T12:30:00.123456789Z'))).toMatch(/^Nov 2\d, 2026, \d+:\d\d [AP]M$/);
  });
});

describe('whatever a file system says', () => {
  const languages = fc.constantFrom('en', 'de');
  const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

  test('any 64-bit seconds have a date, a time and an age', () => {
    fc.assert(
      fc.property(languages, int64, (language, seconds) => {
        const { date, dateTime, ago, isoDateTime } = createFormats(language, 'decimal');
        const milliseconds = Number(seconds) * 1000;
        const texts = [date(milliseconds), dateTime(milliseconds), ago(milliseconds)];
        for (const text of texts) expect(text).not.toBe('');
        expect(isoDateTime(isoTime({ seconds, nanoseconds: 0 }))).toMatch(/\d/);
        expect(machineTime(milliseconds)).toSatisfy((text) => text === undefined || text !== '');
      }),
    );
  });

  test('any number has a text', () => {
    fc.assert(
      fc.property(languages, fc.oneof(fc.double(), int64.map(Number)), (language, number) => {
        for (const units of ['decimal', 'binary'] as const) {
          const { language: _, isoDateTime: __, ...formats } = createFormats(language, units);
          for (const format of Object.values(formats)) expect(typeof format(number)).toBe('string');
        }
      }),
    );
  });

  test('any text of a number or a time has a text', () => {
    const { exactBytes, isoDateTime } = createFormats('en', 'decimal');
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof exactBytes(text)).toBe('string');
        expect(typeof isoDateTime(text)).toBe('string');
      }),
    );
  });
});
