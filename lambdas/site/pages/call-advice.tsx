import { callAdvice } from '../../core/letter/call-advice.ts';
import type { LetterInput } from '../../core/letter/letter.ts';
import type { Words } from '../words/en.ts';
import { CallNote } from './call-note.tsx';

/** The part of the letter's input that the advice depends on. */
export type Situation = Pick<LetterInput, 'stage' | 'interviewDate' | 'timeZone'>;

/**
 * Advises the candidate to phone as well if the letter alone may be too late or too
 * little. Renders nothing otherwise.
 */
export const CallAdvice = ({
  words,
  situation,
  now,
}: {
  readonly words: Words;
  readonly situation: Situation;
  readonly now: number;
}) => <CallNote advice={words.advice} call={callAdvice(situation, now)} />;
