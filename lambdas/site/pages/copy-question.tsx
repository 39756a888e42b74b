import { actionNonce, type MagicLink, tokenOf } from '../../core/magic-link.ts';
import type { Words } from '../words/en.ts';
import { letterWords } from '../words/letter.ts';

/** What the candidate answers about their own copy of a letter. */
export const copyAnswers = ['arrived', 'missing'] as const;
export type CopyAnswer = (typeof copyAnswers)[number];

/**
 * Why the question is shown again. `missing`: the copy did not arrive. `not-chosen`,
 * `not-from-page`: nothing was changed, see `confirmationProblems`.
 */
export type CopyReason = 'missing' | 'not-chosen' | 'not-from-page';

/**
 * Asks whether the candidate's own copy has arrived. No answer is preset, and the button
 * alone answers nothing, so a scanner that submits the form changes nothing.
 */
export const CopyQuestion = ({
  words,
  link,
  reason,
}: {
  readonly words: Words;
  readonly link: MagicLink;
  readonly reason?: CopyReason | undefined;
}) => {
  const { copy } = letterWords(words).outcome;
  const problem =
    reason === 'not-chosen'
      ? copy.choose
      : reason === 'not-from-page' && words.confirmation['not-from-page'];
  return (
    <form
      method="post"
      action={`/letters/${tokenOf(link)}/copy?lang=${words.language}`}
      autocomplete="off"
    >
      <input type="hidden" name="nonce" value={actionNonce(link.secret, link.id)} />
      <fieldset {...(problem && { 'aria-describedby': 'copy-error' })}>
        <legend>{copy.question}</legend>
        {problem && (
          <p class="problem" id="copy-error">
            {problem}
          </p>
        )}
        {copyAnswers.map((answer, index) => (
          <label class="check">
            <input
              type="radio"
              name="copy"
              value={answer}
              required
              {...(problem && index === 0 && { autofocus: true })}
            />
            <span>{copy[answer]}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit">{copy.button}</button>
      <p class="hint">{copy.help}</p>
    </form>
  );
};
