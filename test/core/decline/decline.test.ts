import { expect, test } from 'vitest';
import { type declineStates, transitions } from '../../../lambdas/core/decline/decline.ts';

const leaves = (state: (typeof declineStates)[number]): string[] =>
  Object.entries(transitions)
    .filter(([, { from }]) => from.some((origin) => origin === state))
    .map(([name]) => name);

test('a cancelled or self-sent letter is final', () => {
  expect(leaves('cancelled')).toEqual([]);
  expect(leaves('self-sent')).toEqual([]);
});

test('only a claim leads to sending, from a draft or a retry', () => {
  const into = Object.entries(transitions).filter(([, { to }]) => to === 'sending');
  expect(into.map(([name, { from }]) => [name, [...from]])).toEqual([
    ['claim', ['draft']],
    ['reclaim', ['retry']],
  ]);
});

test('nothing leads from unknown back to sending: it is told, never sent again by itself', () => {
  expect(leaves('unknown').filter((name) => !name.startsWith('report-'))).toEqual([
    'self-send',
    'accept',
  ]);
});

test('a report replaces lower ranks only', () => {
  expect(leaves('complained')).toEqual([]);
  expect(leaves('bounced')).toEqual(['report-complained']);
  expect(leaves('delivered')).toEqual(['report-bounced', 'report-complained']);
});
