import { actionNonce, type MagicLink, tokenOf } from '../../core/magic-link.ts';
import type { Words } from '../words/en.ts';
import { troubleWords } from '../words/trouble.ts';
import type { CopyReason } from './letter-parts.tsx';

/**
 * Where the candidate says that their own copy has arrived. The box is not ticked, and
 * the button alone says nothing, so a scanner that submits the form changes nothing.
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
  const { choose, arrived, button } = troubleWords(words).unknown;
  const problem = reason === 'not-chosen' ? choose : reason && words.confirmation['not-from-page'];
  return (
    <form
      method="post"
      action={`/letters/${tokenOf(link)}/copy?lang=${words.language}`}
      autocomplete="off"
    >
      <input type="hidden" name="nonce" value={actionNonce(link.secret, link.id)} />
      {problem !== undefined && (
        <p class="problem" id="copy-error">
          {problem}
        </p>
      )}
      <label class="check">
        <input
          type="checkbox"
          name="copy"
          value="arrived"
          required
          {...(problem !== undefined && {
            'aria-invalid': 'true',
            'aria-describedby': 'copy-error',
            autofocus: true,
          })}
        />
        <span>{arrived}</span>
      </label>
      <button type="submit">{button}</button>
    </form>
  );
};
