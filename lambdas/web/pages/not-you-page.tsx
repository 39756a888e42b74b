import type { MailboxStop } from '../../core/limits/mailbox-stops.ts';
import { ConfirmationBox, type ConfirmationProblem } from '../../site/pages/confirmation.tsx';
import { type Page, page } from '../../site/pages/layout.tsx';
import type { Words } from '../../site/words/en.ts';
import { notYouWords } from '../words/not-you.ts';

export interface NotYouPageOptions {
  readonly words: Words;
  /** `/not-you/{token}`. */
  readonly path: string;
  readonly stop: MailboxStop;
  /** The nonce of the form. It is another one for stopping than for allowing. */
  readonly nonce: string;
  /** The page answers a form that changed something. */
  readonly isChanged?: boolean;
  readonly problem?: ConfirmationProblem | undefined;
}

/**
 * The page "Not you?". It stops the emails of one kind to a mailbox; when they are
 * stopped, the same page allows them again. It does not show the address, because we do
 * not store it.
 */
export function notYouPage(options: NotYouPageOptions): Page {
  const { words, path, stop, nonce, isChanged = false, problem } = options;
  const texts = notYouWords(words);
  const { kind, isStopped } = stop;
  const { lead, stop: stopText, stopped, allow, allowed, sure, allowSure } = texts[kind];
  const title = isStopped ? texts.stoppedTitle : isChanged ? texts.allowedTitle : texts.title;
  const paragraphs = isStopped
    ? [stopped, allow]
    : isChanged
      ? [allowed, stopText]
      : [lead, stopText];
  return page({
    words,
    title,
    door: 'ajar',
    switchable: problem === undefined && !isChanged,
    children: (
      <>
        <h1>{title}</h1>
        {paragraphs.map((paragraph, index) => (
          <p class={index === 0 ? 'lead' : undefined}>{paragraph}</p>
        ))}
        <form
          method="post"
          action={`${path}?lang=${words.language}`}
          class="send"
          autocomplete="off"
        >
          <input type="hidden" name="emails" value={isStopped ? 'allow' : 'stop'} />
          <input type="hidden" name="nonce" value={nonce} />
          <ConfirmationBox
            words={words}
            id="not-you-sure"
            label={isStopped ? allowSure : sure}
            problem={problem}
          />
          <button type="submit" class="main">
            {isStopped ? texts.allowButton : texts.stopButton}
          </button>
          <p class="hint">{texts.keep}</p>
        </form>
      </>
    ),
  });
}
