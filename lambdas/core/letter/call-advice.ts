import { toEpochMs } from '../time/time-zone.ts';
import type { LetterInput } from './letter.ts';

/**
 * Why the candidate should phone, too. `soon`: the interview is near; `final`: the final
 * round is over; `offer`: there is an offer.
 */
export type CallAdvice = 'soon' | 'final' | 'offer';

const HOUR_MS = 3_600_000;
/**
 * If the interview begins in less than this, the recruiter may not read an email in time.
 */
const SOON_MS = 48 * HOUR_MS;
/** An interview date without a time lasts until the end of that day in its time zone. */
const DAY_MS = 24 * HOUR_MS;

/**
 * Why the candidate should phone, too, or undefined if the letter is enough. `soon` comes
 * before the other reasons.
 *
 * @param now epoch ms
 */
export function callAdvice(
  { stage, interviewDate, timeZone }: Pick<LetterInput, 'stage' | 'interviewDate' | 'timeZone'>,
  now: number,
): CallAdvice | undefined {
  if (interviewDate !== undefined) {
    const startsAt = toEpochMs(interviewDate, timeZone);
    const upcomingUntil = interviewDate.includes('T') ? startsAt : startsAt + DAY_MS;
    if (now < upcomingUntil && startsAt - now < SOON_MS) return 'soon';
  }
  return stage === 'final' || stage === 'offer' ? stage : undefined;
}
