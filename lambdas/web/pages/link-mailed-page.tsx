import type { Page } from '../../site/pages/layout.tsx';
import { messagePage } from '../../site/pages/message-page.tsx';
import type { Words } from '../../site/words/en.ts';
import { formWords } from '../words/form.ts';

/** The page "Look in your inbox": the link to the letter was emailed. */
export function linkMailedPage(words: Words, address: string, linkHours: number): Page {
  const { mailed } = formWords(words);
  return messagePage({
    words,
    title: mailed.title,
    paragraphs: [mailed.lead(address), mailed.next(linkHours), mailed.missing],
    link: { href: `/?lang=${words.language}`, label: mailed.again },
  });
}
