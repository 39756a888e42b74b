import { expect, test } from 'vitest';
import { addressKey } from '../../../lambdas/core/email-address.ts';
import { personKey } from '../../../lambdas/core/letter/person-key.ts';

const key = (recruiterName: string, company: string, recruiterEmail = '') =>
  personKey({ recruiterName, company, recruiterEmail });

test('when there is an address, then the key is that of the address alone', () => {
  expect(key('Dana', 'Northwind', 'Dana@northwind.example')).toBe(
    addressKey('dana@northwind.example'),
  );
});

test('when there is none, then spelling does not matter, and name and company do', () => {
  const dana = key('Íñigo Lee', 'Northwind');
  expect(dana).toMatch(/^[\w-]{22}$/);
  expect(key('iñigo  LEE ', 'NORTHWIND')).toBe(dana);
  expect(key('Ｉñigo Lee', 'Northwind')).toBe(dana);
  for (const other of [key('Íñigo', 'Lee Northwind'), key('Íñigo Lee', ''), key('', 'Northwind')])
    expect(other).not.toBe(dana);
});
