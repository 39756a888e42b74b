import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dateTimeFormat, keepObjects } from '../../lambdas/core/intl-objects.ts';

/** Counts how many objects are made. */
function counting() {
  let made = 0;
  const give = keepObjects((locale: string, options: { readonly timeZone?: string }) => {
    made += 1;
    return new Intl.DateTimeFormat(locale, options);
  });
  return { give, made: () => made };
}

test('when an object is needed again, then it is the same one', () => {
  const { give, made } = counting();
  const one = give('en', { timeZone: 'Europe/Madrid' });
  expect(give('en', { timeZone: 'Europe/Madrid' })).toBe(one);
  expect(made()).toBe(1);
});

test.each([
  ['locale', 'es', { timeZone: 'UTC' }],
  ['zone', 'en', { timeZone: 'Europe/Madrid' }],
  ['option', 'en', {}],
  ['text that looks like another key', 'en {"timeZone":"UTC"}', {}],
] as const)('when the %s is another one, then so is the object', (_what, locale, options) => {
  const give = keepObjects((one: string, other: object) => ({ one, other }));
  const known = give('en', { timeZone: 'UTC' });
  expect(give(locale, options)).not.toBe(known);
  expect(give(locale, options)).toEqual({ one: locale, other: options });
});

test('when zones are written in any case, then only the last 100 objects are kept', () => {
  const { give, made } = counting();
  const letters = 'america/argentina/buenos_aires';
  const zones = Array.from({ length: 1000 }, (_, number) =>
    [...letters]
      .map((letter, bit) => (number & (1 << bit) ? letter.toUpperCase() : letter))
      .join(''),
  );
  for (const timeZone of zones) {
    give('en', { timeZone });
    // One that is used all the time stays.
    give('en', { timeZone: 'Europe/Madrid' });
  }
  expect(made()).toBe(1001);
  for (const timeZone of zones.slice(-99)) give('en', { timeZone });
  expect(made()).toBe(1001);
  for (const timeZone of zones.slice(0, 100)) give('en', { timeZone });
  expect(made()).toBe(1101);
});

test('when Intl knows no such zone, then nothing is kept, and the error comes each time', () => {
  const { give, made } = counting();
  for (const timeZone of ['Mars/Olympus', 'Mars/Olympus', 'Europe/Madrid ']) {
    expect(() => give('en', { timeZone })).toThrow(RangeError);
  }
  expect(made()).toBe(3);
  expect(() => dateTimeFormat('en', { timeZone: 'Mars/Olympus' })).toThrow(RangeError);
});

test('when a function needs Intl, then it takes an object that is kept', () => {
  const root = new URL('../../lambdas/', import.meta.url);
  const makers = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => {
      const source = readFileSync(new URL(file, root), 'utf8');
      return /\bnew Intl\.|\.(?:localeCompare|toLocale(?:Date|Time)?String)\(/.test(source);
    });
  // `graphemes.ts` keeps its only one itself, `format-date.ts` what it formats with one.
  const known = ['core/graphemes.ts', 'core/intl-objects.ts', 'core/time/format-date.ts'];
  expect(makers.sort()).toEqual(known);
});
