import { type Page, page } from '../../site/pages/layout.tsx';
import { messagePage } from '../../site/pages/message-page.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';

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
