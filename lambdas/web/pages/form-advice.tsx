import { CallAdvice, type Situation } from '../../site/pages/call-advice.tsx';
import type { Words } from '../../site/words/en.ts';

/** Short advice beside the form, for the candidate's stage if it is known. */
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
