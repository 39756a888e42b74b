import type { Decline } from '../../core/decline/decline.ts';
import { formatMoment } from '../../core/time/format-date.ts';
import type { Words } from '../words/en.ts';
import { letterWords } from '../words/letter.ts';
import type { Held } from './letter-parts.tsx';

const MINUTE_MS = 60_000;

/** Says why the letter cannot be sent, and when it can, in the candidate's local time. */
export function heldText(
  words: Words,
  { input, linkExpiresAt }: Pick<Decline, 'input' | 'linkExpiresAt'>,
  held: Held,
): string {
  if (held.kind === 'stopped') return letterWords(words).review.held.stopped;
  const freeAt = Math.ceil(held.freeAt / MINUTE_MS) * MINUTE_MS;
  const { time, day } = formatMoment(freeAt, input.timeZone, words.language);
  const full = letterWords(words).review.held.full(time, day);
  return freeAt < linkExpiresAt ? full : `${full} ${letterWords(words).review.held.renew}`;
}

/** The same for the page, which also has the way to send the letter by hand. */
export const heldTextOfPage = (words: Words, decline: Decline, held: Held): string =>
  `${heldText(words, decline, held)} ${letterWords(words).review.held.urgent}`;
