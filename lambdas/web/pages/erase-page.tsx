import { formatDay } from '../../core/time/format-date.ts';
import { ConfirmationBox, type ConfirmationProblem } from '../../site/pages/confirmation.tsx';
import { Banner, type Page, page } from '../../site/pages/layout.tsx';
import { messagePage } from '../../site/pages/message-page.tsx';
import type { Words } from '../../site/words/en.ts';
import { failureWords } from '../../site/words/failures.ts';
import { contactWords } from '../words/contacts.ts';

export interface ErasePageOptions {
  readonly words: Words;
  /** `/contacts/{token}`. */
  readonly path: string;
  /** The last day on which backups still hold the erased data, `YYYY-MM-DD`. */
  readonly backupsUntil: string;
  /** The nonce of the form, see `actionNonce`. */
  readonly nonce: string;
  /** `leaving`: nothing was erased, because a letter is being sent. */
  readonly banner?: 'leaving' | undefined;
  readonly problem?: ConfirmationProblem | undefined;
}

/**
 * The page that says what will be erased and what remains. It has a box that the
 * candidate must tick before anything is erased.
 */
export function erasePage(options: ErasePageOptions): Page {
  const { words, path, backupsUntil, nonce, banner, problem } = options;
  const { erase } = contactWords(words);
  const until = formatDay(backupsUntil, words.language);
  return page({
    words,
    title: erase.title,
    switchable: banner === undefined && problem === undefined,
    children: (
      <>
        <h1>{erase.title}</h1>
        <Banner text={problem === 'not-ticked' ? erase.tick : banner && erase[banner]} />
        <p class="lead">{erase.lead}</p>
        <ul>
          {erase.what.map((what) => (
            <li>{what}</li>
          ))}
        </ul>
        <div class="folds">
          <details>
            <summary>
              <b>{erase.staysTitle}</b>
              <span>{erase.staysLine(until)}</span>
            </summary>
            <p>{erase.remains(until)}</p>
            <p>{erase.limits}</p>
            <p>{erase.blocks}</p>
          </details>
        </div>
        <form
          method="post"
          action={`${path}/erase?lang=${words.language}`}
          class="send"
          autocomplete="off"
        >
          <input type="hidden" name="nonce" value={nonce} />
          <ConfirmationBox words={words} id="erase-sure" label={erase.sure} problem={problem} />
          <button type="submit" class="danger main">
            {erase.button}
          </button>
        </form>
        <p class="after">
          <a href={`${path}?lang=${words.language}`}>{erase.back}</a>
        </p>
      </>
    ),
  });
}

export const erasedPage = (words: Words, backupsUntil: string): Page =>
  messagePage({
    words,
    title: contactWords(words).erase.done.title,
    paragraphs: [
      contactWords(words).erase.done.text,
      contactWords(words).erase.remains(formatDay(backupsUntil, words.language)),
    ],
    link: { href: `/?lang=${words.language}`, label: failureWords(words).failures.home },
  });

/** The page that says that erasing is not finished. Its button goes on. */
export function erasingPage({
  words,
  path,
  nonce,
}: Pick<ErasePageOptions, 'words' | 'path' | 'nonce'>): Page {
  const { unfinished } = contactWords(words).erase;
  return page({
    words,
    title: unfinished.title,
    switchable: false,
    children: (
      <>
        <h1>{unfinished.title}</h1>
        <p class="lead">{unfinished.text}</p>
        <form method="post" action={`${path}/erase?lang=${words.language}`} class="send">
          <input type="hidden" name="nonce" value={nonce} />
          <button type="submit" class="danger main">
            {unfinished.button}
          </button>
        </form>
      </>
    ),
  });
}
