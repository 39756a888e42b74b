import { formatDay } from '../../core/time/format-date.ts';
import { Banner, type Page, page } from '../../site/pages/layout.tsx';
import { messagePage } from '../../site/pages/message-page.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';

export interface ErasePageOptions {
  readonly words: Words;
  /** `/contacts/{token}`. */
  readonly path: string;
  /** The last day on which backups still hold the erased data, `YYYY-MM-DD`. */
  readonly backupsUntil: string;
  readonly banner?: 'tick' | 'leaving';
}

/**
 * The page that says what will be erased and what remains. It has a box that the
 * candidate must tick before anything is erased.
 */
export function erasePage({ words, path, backupsUntil, banner }: ErasePageOptions): Page {
  const { erase } = contactWords(words);
  return page({
    words,
    title: erase.title,
    switchable: banner === undefined,
    children: (
      <>
        <h1>{erase.title}</h1>
        <Banner text={banner && erase[banner]} />
        <p class="lead">{erase.lead}</p>
        <ul>
          {erase.what.map((what) => (
            <li>{what}</li>
          ))}
        </ul>
        <p>{erase.remains(formatDay(backupsUntil, words.language))}</p>
        <form method="post" action={`${path}/erase?lang=${words.language}`} class="send">
          <label class="check">
            <input type="checkbox" name="sure" value="yes" required autocomplete="off" />
            <span>{erase.sure}</span>
          </label>
          <button type="submit" class="danger">
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
    link: { href: `/?lang=${words.language}`, label: words.failures.home },
  });
