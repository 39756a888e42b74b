import type { WindowPlace } from '../../core/contact/contact-store.ts';
import { type Page, page } from '../../site/pages/layout.tsx';
import { messagePage } from '../../site/pages/message-page.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';

/**
 * The page behind the URL of the header `List-Unsubscribe`, for mail programs that show
 * the URL as a link. Mail programs with an unsubscribe button post to the URL by
 * themselves.
 *
 * @param rest where stopping them goes on, if it has begun and is not finished
 */
export function unsubscribePage(words: Words, path: string, rest?: WindowPlace): Page {
  const { unsubscribe } = contactWords(words);
  const query = new URLSearchParams({ lang: words.language, ...rest });
  return page({
    words,
    title: unsubscribe.title,
    door: 'ajar',
    children: (
      <>
        <h1>{unsubscribe.title}</h1>
        <p class="lead">{rest === undefined ? unsubscribe.lead : unsubscribe.unfinished}</p>
        <form method="post" action={`${path}/unsubscribe?${query}`}>
          <button type="submit" class="main">
            {unsubscribe.button}
          </button>
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
