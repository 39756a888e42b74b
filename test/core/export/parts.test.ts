import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerSize } from '../../../lambdas/core/export/answer-size.ts';
import {
  type Cursor,
  divide,
  isInPart,
  partQuery,
  readPart,
} from '../../../lambdas/core/export/parts.ts';

const id = fc.string({
  unit: fc.constantFrom(...'AZaz09-_'),
  minLength: 22,
  maxLength: 22,
});
const items = fc
  .record({
    contacts: fc.uniqueArray(id, { maxLength: 8 }),
    letters: fc.uniqueArray(id, { maxLength: 8 }),
  })
  .map(({ contacts, letters }): Cursor[] => [
    ...contacts.sort().map((one) => ({ kind: 'contact', id: one }) as const),
    ...letters.sort().map((one) => ({ kind: 'letter', id: one }) as const),
  ]);

describe('dividing an export', () => {
  test('when items have any sizes, then each is in exactly one part, and no part is full', () => {
    fc.assert(
      fc.property(items, fc.array(fc.nat(40), { minLength: 16, maxLength: 16 }), (all, sizes) => {
        const sized = all.map((item, index) => ({ ...item, size: sizes[index] ?? 0 }));
        const parts = divide(sized, 50);
        expect(parts.map(({ number }) => number)).toEqual(parts.map((_, index) => index + 1));
        for (const item of all)
          expect(parts.filter((part) => isInPart(part, item))).toHaveLength(1);
        for (const part of parts) {
          const inside = sized.filter((item) => isInPart(part, item));
          expect(inside.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(50);
          expect(part.of).toBe(parts.length);
        }
      }),
    );
  });

  test('when an item is added or deleted later, then the others stay in their part', () => {
    fc.assert(
      fc.property(items, id, (all, added) => {
        const parts = divide(
          all.map((item) => ({ ...item, size: 20 })),
          50,
        );
        const later: Cursor[] = [...all.slice(1), { kind: 'letter', id: added }];
        for (const item of later)
          expect(parts.filter((part) => isInPart(part, item))).toHaveLength(1);
      }),
    );
  });

  test('when the link of a part is read, then it is that part', () => {
    const parts = divide(
      [
        { kind: 'contact', id: 'a'.repeat(22), size: 40 },
        { kind: 'contact', id: 'b'.repeat(22), size: 40 },
        { kind: 'letter', id: 'c'.repeat(22), size: 40 },
      ],
      50,
    );
    expect(parts).toHaveLength(3);
    for (const part of parts) expect(readPart(partQuery(part))).toEqual(part);
  });

  test.each([
    {},
    { part: '1', of: '2' },
    { part: '1', of: '2', from: 'x.' },
    { part: '1', of: '2', from: 'c' },
    { part: '1', of: '2', from: 'c.', to: 'c.!' },
    { part: '1', of: '2', from: `c.${'a'.repeat(23)}` },
    { part: '0', of: '2', from: 'c.' },
    { part: '-1', of: '2', from: 'c.' },
    { part: '1e3', of: '2', from: 'c.' },
    { part: '1', of: '9999999', from: 'c.' },
  ])('when the query is %j, then it is no part', (query) => {
    expect(readPart(query)).toBeUndefined();
  });
});

test.each([
  ['plain', 10, 16],
  ['"quoted"', 10, 14],
  ['a\nb', 4, 8],
  ['ñandú €', 10, 16],
])('when a text is %j, then its size is that of the larger of its two forms', (text, low, high) => {
  expect(answerSize(text)).toBeGreaterThanOrEqual(low - 4);
  expect(answerSize(text)).toBeGreaterThanOrEqual(Buffer.from(text).toString('base64').length);
  expect(answerSize(text)).toBeLessThanOrEqual(high);
});
