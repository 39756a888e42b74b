import { isOneOf, stages } from '../../core/choices.ts';
import { isLocalDate } from '../../core/time/calendar-day.ts';
import { isTimeZone } from '../../core/time/time-zone.ts';
import { CallAdvice, type Situation } from '../../site/pages/call-advice.tsx';
import type { Words } from '../../site/words/en.ts';
import type { SubmittedFields } from './form-inputs.ts';

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
