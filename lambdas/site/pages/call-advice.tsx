import { callAdvice } from '../../core/letter/call-advice.ts';
import type { LetterInput } from '../../core/letter/letter.ts';
import type { Words } from '../words/en.ts';

/** What the advice depends on. */
export type Situation = Pick<LetterInput, 'stage' | 'interviewDate' | 'timeZone'>;

/** When to phone as well: what a letter alone may be too late, or too little, for. */
export const CallAdvice = ({
  words,
  situation,
  now,
}: {
  readonly words: Words;
  readonly situation: Situation;
  readonly now: number;
}) => {
  const call = callAdvice(situation, now);
  return call === undefined ? null : <p class="call">{words.advice.call[call]}</p>;
};
