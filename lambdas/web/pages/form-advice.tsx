import type { Stage } from '../../core/choices.ts';
import type { CallAdvice } from '../../core/letter/call-advice.ts';
import { CallNote } from '../../site/pages/call-note.tsx';
import type { Words } from '../../site/words/en.ts';

/** What the advice beside the form depends on. */
export interface Advised {
  readonly stage: Stage;
  /** Why the candidate should phone, too. */
  readonly call: CallAdvice | undefined;
}

/** Short advice beside the form, for the candidate's stage if it is known. */
export const Advice = ({
  words: { advice },
  advised,
}: {
  readonly words: Words;
  readonly advised: Advised | undefined;
}) => (
  <>
    <h2 id="advice-title">{advice.title}</h2>
    {advised === undefined ? (
      <p>{advice.whenToCall}</p>
    ) : (
      <>
        <CallNote advice={advice} call={advised.call} />
        <p>{advice.timing[advised.stage]}</p>
      </>
    )}
    <h3>{advice.vague.title}</h3>
    <p>{advice.vague.text}</p>
  </>
);
