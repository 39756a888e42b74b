import { describe, expect, test } from 'vitest';
import { callAdvice } from '../../../lambdas/core/letter/call-advice.ts';
import { toEpochMs } from '../../../lambdas/core/time/time-zone.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

describe('the advice to phone', () => {
  test.each([
    ['an interview tomorrow', 'soon', { stage: 'scheduled', interviewDate: '2026-11-24' }],
    ['an interview later today', 'soon', { stage: 'scheduled', interviewDate: '2026-11-23' }],
    ['an interview in 47 hours', 'soon', { stage: 'scheduled', interviewDate: '2026-11-25T11:00' }],
    [
      'an interview in 49 hours',
      undefined,
      { stage: 'scheduled', interviewDate: '2026-11-25T13:00' },
    ],
    [
      'an interview in 46 hours, in Tokyo',
      'soon',
      { stage: 'scheduled', interviewDate: '2026-11-25T19:00', timeZone: 'Asia/Tokyo' },
    ],
    [
      'an interview in 50 hours, in Mexico City',
      undefined,
      { stage: 'scheduled', interviewDate: '2026-11-25T08:00', timeZone: 'America/Mexico_City' },
    ],
    [
      'an interview that is over',
      undefined,
      { stage: 'interviewing', interviewDate: '2026-11-22T10:00' },
    ],
    [
      'a near interview after the final round',
      'soon',
      { stage: 'final', interviewDate: '2026-11-24' },
    ],
    ['only a final round that is over', 'final', { stage: 'final' }],
    ['an offer', 'offer', { stage: 'offer' }],
    ['only a message of a recruiter', undefined, { stage: 'screen' }],
    ['only an application', undefined, { stage: 'application' }],
  ] as const)('when there is %s, then the advice is %s', (_, advice, situation) => {
    expect(callAdvice(situation, now)).toBe(advice);
  });
});

test.each([
  ['2026-12-03', undefined, '2026-12-03T00:00:00.000Z'],
  ['2026-12-03T15:00', undefined, '2026-12-03T15:00:00.000Z'],
  ['2026-12-03T15:00', 'America/Mexico_City', '2026-12-03T21:00:00.000Z'],
  ['2026-12-03', 'Asia/Tokyo', '2026-12-02T15:00:00.000Z'],
  ['2026-07-01T09:30', 'Europe/Madrid', '2026-07-01T07:30:00.000Z'],
  ['2026-03-29T04:00', 'Europe/Madrid', '2026-03-29T02:00:00.000Z'],
  ['2026-12-03T00:15', 'Asia/Kathmandu', '2026-12-02T18:30:00.000Z'],
  // The clocks skip the first three, and repeat the others.
  ['2027-03-28T02:30', 'Europe/Madrid', '2027-03-28T01:30:00.000Z'],
  ['2027-03-14T02:30', 'America/New_York', '2027-03-14T07:30:00.000Z'],
  ['2027-10-03T02:10', 'Australia/Lord_Howe', '2027-10-02T15:40:00.000Z'],
  ['2027-10-31T02:30', 'Europe/Madrid', '2027-10-31T00:30:00.000Z'],
  ['2027-11-07T01:30', 'America/New_York', '2027-11-07T05:30:00.000Z'],
  ['2027-04-04T01:45', 'Australia/Lord_Howe', '2027-04-03T14:45:00.000Z'],
])('when the date is %s in the time zone %s, then it is %s', (local, timeZone, moment) => {
  expect(new Date(toEpochMs(local, timeZone)).toISOString()).toBe(moment);
});
