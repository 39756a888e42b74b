import { isOneOf, stages } from '../../core/choices.ts';
import { callAdvice } from '../../core/letter/call-advice.ts';
import type { LetterInput } from '../../core/letter/letter.ts';
import { isLocalDate } from '../../core/time/calendar-day.ts';
import { isTimeZone } from '../../core/time/time-zone.ts';
import type { SubmittedFields } from '../form-fields.ts';
import type { Words } from '../words/en.ts';

type Situation = Pick<LetterInput, 'stage' | 'interviewDate' | 'timeZone'>;

/**
 * What is known so far of where the candidate is in the process; undefined before they
 * said so.
 */
export function situationOf({
  stage = '',
  interviewDate = '',
  timeZone = '',
}: SubmittedFields): Situation | undefined {
  if (!isOneOf(stages, stage)) return undefined;
  return {
    stage,
    ...(isLocalDate(interviewDate) && { interviewDate }),
    ...(isTimeZone(timeZone) && { timeZone }),
  };
}

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

/** Beside the form: what helps at this stage, in a few lines. */
export const Advice = ({
  words,
  situation,
  now,
}: {
  readonly words: Words;
  readonly situation: Situation | undefined;
  readonly now: number;
}) => {
  const { advice } = words;
  return (
    <>
      <h2 id="advice-title">{advice.title}</h2>
      {situation === undefined ? (
        <p>{advice.whenToCall}</p>
      ) : (
        <>
          <CallAdvice words={words} situation={situation} now={now} />
          <p>{advice.timing[situation.stage]}</p>
        </>
      )}
      <h3>{advice.vague.title}</h3>
      <p>{advice.vague.text}</p>
    </>
  );
};
