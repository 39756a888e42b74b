import type { PublicAllowList } from '../../core/allow-list.ts';
import type { Page } from '../../site/pages/layout.tsx';
import { messagePage } from '../../site/pages/message-page.tsx';
import type { Words } from '../../site/words/en.ts';
import { allowListText, formAnswerWords } from '../words/form.ts';

const inboxPage = (words: Words, lead: string, linkHours: number, rest: readonly string[]): Page =>
  messagePage({
    words,
    title: formAnswerWords(words).mailed.title,
    paragraphs: [lead, formAnswerWords(words).mailed.next(linkHours), ...rest],
    link: { href: `/?lang=${words.language}`, label: formAnswerWords(words).mailed.again },
  });

/** The page "Look in your inbox", for who has a link already: a new one was emailed. */
export function linkMailedPage(words: Words, address: string, linkHours: number): Page {
  const { lead, missing } = formAnswerWords(words).mailed;
  return inboxPage(words, lead(address), linkHours, [missing]);
}

/**
 * The page "Look in your inbox", for everyone else. It does not tell whether the address
 * is on the allow-list.
 */
export function linkOnItsWayPage(
  words: Words,
  address: string,
  linkHours: number,
  allowList: PublicAllowList | undefined,
): Page {
  const { ifAllowed, missing } = formAnswerWords(words).mailed;
  const who = allowListText(words, allowList);
  const rest = who === undefined ? [missing] : [missing, who];
  return inboxPage(words, ifAllowed(address), linkHours, rest);
}
