import { toEpochMs } from '../time/time-zone.ts';
import type { LetterInput } from './letter.ts';

/**
 * When to phone as well: the interview is near, the final round is over, there is an
 * offer.
 */
export type CallAdvice = 'soon' | 'final' | 'offer';

const HOUR_MS = 3_600_000;
/** With less than this to go, somebody may not see a mail in time. */
const SOON_MS = 48 * HOUR_MS;
/** A day without a time lasts until its end, wherever it is. */
const DAY_MS = 24 * HOUR_MS;

/**
 * Why a candidate should phone as well; undefined where the letter is enough. The nearest
 * reason comes first.
 */
export function callAdvice(
  { stage, interviewDate, timeZone }: Pick<LetterInput, 'stage' | 'interviewDate' | 'timeZone'>,
  now: number,
): CallAdvice | undefined {
  if (interviewDate !== undefined) {
    const begins = toEpochMs(interviewDate, timeZone);
    const over = interviewDate.includes('T') ? begins : begins + DAY_MS;
    if (now < over && begins - now < SOON_MS) return 'soon';
  }
  return stage === 'final' || stage === 'offer' ? stage : undefined;
}
