import { ConfirmationBox, type ConfirmationProblem } from '../../site/pages/confirmation.tsx';
import { type Page, page } from '../../site/pages/layout.tsx';
import type { Words } from '../../site/words/en.ts';
import { noLettersWords } from '../words/no-letters.ts';

export interface NoLettersPageOptions {
  readonly words: Words;
  /** `/no-letters/{token}`. */
  readonly path: string;
  /** Whether this link has stopped all letters. */
  readonly isStopped: boolean;
  /** See `actionNonce`. */
  readonly nonce: string;
  readonly problem?: ConfirmationProblem | undefined;
}

/** The page on which a recruiter stops all letters. */
export function noLettersPage({
  words,
  path,
  isStopped,
  nonce,
  problem,
}: NoLettersPageOptions): Page {
  const { ask, stopped } = noLettersWords[words.language];
  const { title, lead } = isStopped ? stopped : ask;
  return page({
    words,
    title,
    door: 'ajar',
    switchable: problem === undefined,
    children: (
      <>
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {!isStopped && (
          <form
            method="post"
            action={`${path}?lang=${words.language}`}
            class="send"
            autocomplete="off"
          >
            <input type="hidden" name="nonce" value={nonce} />
            <ConfirmationBox
              words={words}
              id="no-letters-sure"
              label={ask.sure}
              problem={problem}
            />
            <button type="submit" class="danger main">
              {ask.button}
            </button>
          </form>
        )}
      </>
    ),
  });
}
