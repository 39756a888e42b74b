import { describe, expect, test } from 'vitest';
import { callAdvice } from '../../../lambdas/core/letter/call-advice.ts';
import { toEpochMs } from '../../../lambdas/core/time/time-zone.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

describe('phone as well', () => {
  test.each([
    ['an interview tomorrow', { stage: 'scheduled', interviewDate: '2026-11-24' }, 'soon'],
    ['one later today', { stage: 'scheduled', interviewDate: '2026-11-23' }, 'soon'],
    ['47 hours ahead', { stage: 'scheduled', interviewDate: '2026-11-25T11:00' }, 'soon'],
    ['49 hours ahead', { stage: 'scheduled', interviewDate: '2026-11-25T13:00' }, undefined],
    [
      '47 hours ahead there',
      { stage: 'scheduled', interviewDate: '2026-11-25T19:00', timeZone: 'Asia/Tokyo' },
      'soon',
    ],
    [
      '50 hours ahead there',
      { stage: 'scheduled', interviewDate: '2026-11-25T08:00', timeZone: 'America/Mexico_City' },
      undefined,
    ],
    ['one that is over', { stage: 'interviewing', interviewDate: '2026-11-22T10:00' }, undefined],
    ['a near one after the final round', { stage: 'final', interviewDate: '2026-11-24' }, 'soon'],
    ['after the final round', { stage: 'final' }, 'final'],
    ['an offer', { stage: 'offer' }, 'offer'],
    ['a recruiter who wrote', { stage: 'screen' }, undefined],
    ['an application', { stage: 'application' }, undefined],
  ] as const)('%s', (_, situation, advice) => {
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
])('%s in %s is %s', (local, timeZone, moment) => {
  expect(new Date(toEpochMs(local, timeZone)).toISOString()).toBe(moment);
});
