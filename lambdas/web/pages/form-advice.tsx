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
    <p>
      <b>{advice.title}.</b>{' '}
      {advised === undefined ? advice.whenToCall : advice.timing[advised.stage]}
    </p>
    {advised && <CallNote advice={advice} call={advised.call} />}
    <p>
      <b>{advice.vague.title}</b> {advice.vague.text}
    </p>
  </>
);
