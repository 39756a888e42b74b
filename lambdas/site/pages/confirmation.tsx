import type { Words } from '../words/en.ts';

/**
 * Why an action was not done. `not-ticked`: the box was not ticked. `not-from-page`: the
 * nonce of the page was missing or wrong.
 */
export type ConfirmationProblem = keyof Words['confirmation'];

/**
 * The box that a person ticks to confirm an action. It is never ticked when the page is
 * served, also not after a mistake, so a program that submits forms confirms nothing.
 * Its form has `autocomplete="off"`: otherwise Firefox ticks it again after a reload.
 */
export const ConfirmationBox = ({
  words,
  id,
  label,
  problem,
}: {
  readonly words: Words;
  readonly id: string;
  readonly label: string;
  readonly problem?: ConfirmationProblem | undefined;
}) => (
  <>
    {problem !== undefined && (
      <p class="problem" id={`${id}-error`}>
        {words.confirmation[problem]}
      </p>
    )}
    <label class="check">
      <input
        id={id}
        type="checkbox"
        name="sure"
        value="yes"
        required
        {...(problem !== undefined && {
          'aria-invalid': 'true',
          'aria-describedby': `${id}-error`,
          autofocus: true,
        })}
      />
      <span>{label}</span>
    </label>
  </>
);
