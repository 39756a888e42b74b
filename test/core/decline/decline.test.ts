import { expect, test } from 'vitest';
import { type declineStates, transitions } from '../../../lambdas/core/decline/decline.ts';

const transitionsFrom = (state: (typeof declineStates)[number]): string[] =>
  Object.entries(transitions)
    .filter(([, { from }]) => from.some((origin) => origin === state))
    .map(([name]) => name);

test('when a letter is cancelled or self-sent, then its state is final', () => {
  expect(transitionsFrom('cancelled')).toEqual([]);
  expect(transitionsFrom('self-sent')).toEqual([]);
});

test('when a transition leads to sending, then it is a claim of a draft or a retry', () => {
  const into = Object.entries(transitions).filter(([, { to }]) => to === 'sending');
  expect(into.map(([name, { from }]) => [name, [...from]])).toEqual([
    ['claim', ['draft']],
    ['reclaim', ['retry']],
  ]);
});

test('when a letter is unknown, then no transition leads back to sending', () => {
  // Open Door informs the candidate, and never sends the letter again by itself.
  expect(transitionsFrom('unknown').filter((name) => !name.startsWith('report-'))).toEqual([
    'self-send',
    'accept',
    'copy-arrived',
  ]);
});

test('when the copy has arrived, then only a letter that we cannot know about is settled', () => {
  expect(transitions['copy-arrived']).toEqual({ from: ['unknown'], to: 'sent' });
});

test('when a report arrives, then it replaces only a state of lower rank', () => {
  expect(transitionsFrom('complained')).toEqual([]);
  expect(transitionsFrom('bounced')).toEqual(['report-complained']);
  expect(transitionsFrom('delivered')).toEqual(['report-bounced', 'report-complained']);
});
