import { ConfirmationBox, type ConfirmationProblem } from '../../site/pages/confirmation.tsx';
import { type Page, page } from '../../site/pages/layout.tsx';
import type { Words } from '../../site/words/en.ts';
import { noLettersWords } from '../words/no-letters.ts';

export interface NoLettersPageOptions {
  readonly words: Words;
  /** `/no-letters/{token}`. */
  readonly path: string;
  /**
   * Whether the recruiter gets letters. `stopped`: this link has stopped them, and can
   * allow them again; `stoppedElsewhere`: it cannot.
   */
  readonly state: 'ask' | 'stopped' | 'stoppedElsewhere';
  /** See `actionNonce`. */
  readonly nonce: string;
  readonly problem?: ConfirmationProblem | undefined;
}

/** The page on which a recruiter stops all letters, or allows them again. */
export function noLettersPage(options: NoLettersPageOptions): Page {
  const { words, path, state, nonce, problem } = options;
  const all = noLettersWords[words.language];
  const { title, lead } = all[state];
  const form = state === 'stoppedElsewhere' ? undefined : all[state];
  return page({
    words,
    title,
    switchable: problem === undefined,
    children: (
      <>
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {form && (
          <form method="post" action={`${path}?lang=${words.language}`} class="send">
            <input type="hidden" name="nonce" value={nonce} />
            <input type="hidden" name="letters" value={state === 'ask' ? 'stop' : 'allow'} />
            <ConfirmationBox
              words={words}
              id="no-letters-sure"
              label={form.sure}
              problem={problem}
            />
            <button type="submit">{form.button}</button>
          </form>
        )}
      </>
    ),
  });
}
