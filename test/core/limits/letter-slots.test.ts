import { describe, expect, test } from 'vitest';
import {
  type Slot,
  slotGroupOf,
  slotName,
  slotsFullUntil,
  takenAt,
} from '../../../lambdas/core/limits/letter-slots.ts';
import { mailboxKey } from '../../../lambdas/core/mailbox-key.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const limits = { perRecruiter: 3, perDomain: 5 };

/** Slots at these hours, all of one recruiter. */
const slotsOf = (recruiterEmail: string, hours: readonly number[]): Record<string, Slot> =>
  Object.fromEntries(
    hours.map((hour) => [
      `${recruiterEmail} ${hour}`,
      { recruiter: mailboxKey(recruiterEmail), at: hour * HOUR_MS },
    ]),
  );

describe('the slots of a recruiter', () => {
  const dana = 'dana@northwind.example';
  const lee = 'lee@northwind.example';
  test.each([
    ['no letter', {}, undefined],
    ['one letter less than the limit', slotsOf(dana, [1, 2]), undefined],
    ['as many letters as the limit', slotsOf(dana, [5, 1, 2]), HOUR_MS + DAY_MS],
    ['more, because the limit was lowered', slotsOf(dana, [1, 2, 3, 4]), 2 * HOUR_MS + DAY_MS],
    ['letters to a colleague only', slotsOf(lee, [1, 2, 3]), undefined],
    [
      'letters to the whole domain',
      { ...slotsOf(lee, [1, 2, 3]), ...slotsOf(dana, [4, 5]) },
      HOUR_MS + DAY_MS,
    ],
    [
      'both limits reached: the later time counts',
      { ...slotsOf(lee, [1, 2]), ...slotsOf(dana, [4, 5, 6]) },
      4 * HOUR_MS + DAY_MS,
    ],
    [
      'a spelling of the same mailbox',
      slotsOf('Dana+jobs@Northwind.example', [1, 2, 3]),
      DAY_MS + HOUR_MS,
    ],
  ])('when there is %s, then the next one is free at the right time', (_, slots, freeAt) => {
    expect(slotsFullUntil(slots, dana, limits)).toBe(freeAt);
  });

  test('when the mailbox is at a domain for everybody, then the domain has no limit', () => {
    const others = slotsOf('other@gmail.com', [1, 2, 3, 4, 5, 6, 7]);
    expect(slotsFullUntil(others, 'dana@gmail.com', limits)).toBeUndefined();
    const own = slotsOf('d.a.n.a+x@googlemail.com', [1, 2, 3]);
    expect(slotsFullUntil(own, 'dana@gmail.com', limits)).toBe(HOUR_MS + DAY_MS);
  });

  test('when 24 hours have passed, then a slot is free, and not a moment before', () => {
    const slots = slotsOf(dana, [0]);
    expect(Object.keys(takenAt(slots, DAY_MS - 1))).toHaveLength(1);
    expect(Object.keys(takenAt(slots, DAY_MS))).toHaveLength(0);
  });
});

describe('the group of slots', () => {
  test.each([
    ['dana@northwind.example', 'lee@northwind.example', true],
    ['dana@northwind.example', 'Dana@NORTHWIND.example', true],
    ['dana@northwind.example', 'dana@southwind.example', false],
    ['dana@northwind.example', 'dana@mail.northwind.example', false],
    ['dana@gmail.com', 'lee@gmail.com', false],
    ['dana@gmail.com', 'd.ana+x@googlemail.com', true],
    ['dana@outlook.com', 'dana@hotmail.com', false],
    ['dana@yahoo.com.mx', 'lee@yahoo.com.mx', false],
    ['dana@telefonica.com', 'lee@telefonica.com', true],
  ])('when the recruiters are %s and %s, then they share it: %s', (one, other, isShared) => {
    expect(slotGroupOf(one) === slotGroupOf(other)).toBe(isShared);
    expect(slotGroupOf(one)).toMatch(/^(?:recruiter|domain)#[\w-]{22}$/);
  });

  test('when the letter or its link changes, then it takes another slot', () => {
    const letter = { id: 'id', letterHash: 'a', linkHash: 'b' };
    const names = [
      letter,
      { ...letter, id: 'other' },
      { ...letter, letterHash: 'other' },
      { ...letter, linkHash: 'other' },
    ].map(slotName);
    expect(new Set(names).size).toBe(4);
  });
});
