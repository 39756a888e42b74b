import type { FieldProblem } from '../../core/decline/form-fields.ts';
import { formatDay } from '../../core/time/format-date.ts';
import { Banner, type Page, page } from '../../site/pages/layout.tsx';
import { messagePage } from '../../site/pages/message-page.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';
import { formWords } from '../words/form.ts';

/** The page that asks for the address to which the link is mailed. */
export function requestLinkPage({
  words,
  submitted = '',
  problem,
  banner,
}: {
  readonly words: Words;
  readonly submitted?: string;
  readonly problem?: FieldProblem;
  /** Why the page asks again, if the reason is not an invalid address. */
  readonly banner?: string;
}): Page {
  const { requestLink } = contactWords(words);
  return page({
    words,
    title: requestLink.title,
    switchable: problem === undefined && banner === undefined,
    children: (
      <>
        <h1>{requestLink.title}</h1>
        <Banner text={banner} />
        <p class="lead">{requestLink.lead}</p>
        <form method="post" action={`/contacts/link?lang=${words.language}`} novalidate>
          <label for="candidateEmail" class="row-label">
            {requestLink.email}
          </label>
          {problem !== undefined && (
            <p class="problem" id="candidateEmail-error">
              {formWords(words).problems[problem]}
            </p>
          )}
          <div class="row">
            <input
              type="email"
              id="candidateEmail"
              name="candidateEmail"
              value={submitted}
              required
              autocomplete="email"
              {...(problem !== undefined && {
                'aria-invalid': 'true',
                'aria-describedby': 'candidateEmail-error',
                autofocus: true,
              })}
            />
            <button type="submit">{requestLink.button}</button>
          </div>
        </form>
      </>
    ),
  });
}

/** The page "Look in your inbox". It is the same for an address without contacts. */
export const contactsMailedPage = (words: Words, address: string, linkHours: number): Page =>
  messagePage({
    words,
    title: formWords(words).mailed.title,
    paragraphs: [
      contactWords(words).mailed.lead(address),
      contactWords(words).mailed.next(linkHours),
      contactWords(words).mailed.missing,
    ],
  });

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

/**
 * The page behind the URL of the header `List-Unsubscribe`, for mail programs that show
 * the URL as a link. Mail programs with an unsubscribe button post to the URL by
 * themselves.
 */
export function unsubscribePage(words: Words, path: string): Page {
  const { unsubscribe } = contactWords(words);
  return page({
    words,
    title: unsubscribe.title,
    children: (
      <>
        <h1>{unsubscribe.title}</h1>
        <p class="lead">{unsubscribe.lead}</p>
        <form method="post" action={`${path}/unsubscribe?lang=${words.language}`}>
          <button type="submit">{unsubscribe.button}</button>
        </form>
      </>
    ),
  });
}

export const unsubscribedPage = (words: Words): Page =>
  messagePage({
    words,
    title: contactWords(words).unsubscribe.done.title,
    paragraphs: [contactWords(words).unsubscribe.done.text],
    link: { href: `/contacts?lang=${words.language}`, label: contactWords(words).one.all },
  });
