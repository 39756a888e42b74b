import type { Child } from 'hono/jsx';
import type { PublicAllowList } from '../../core/allow-list.ts';
import type { HandChannel, LetterLanguage } from '../../core/choices.ts';
import type { Page } from '../../site/pages/layout.tsx';
import { messagePage } from '../../site/pages/message-page.tsx';
import { ShortTextView } from '../../site/pages/short-text-view.tsx';
import { byHandWords } from '../../site/words/by-hand.ts';
import type { Words } from '../../site/words/en.ts';
import { allowListText, formAnswerWords } from '../words/form.ts';

/** The text that the candidate sends by hand. */
interface ByHand {
  readonly text: string;
  readonly channel: HandChannel;
  readonly language: LetterLanguage;
}

const inboxPage = (
  words: Words,
  lead: string,
  linkHours: number,
  rest: readonly string[],
  shown: { readonly title?: string; readonly first?: Child } = {},
): Page =>
  messagePage({
    words,
    title: formAnswerWords(words).mailed.title,
    ...shown,
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
  byHand?: ByHand,
): Page {
  const { ifAllowed, missing } = formAnswerWords(words).mailed;
  const who = allowListText(words, allowList);
  const rest = who === undefined ? [missing] : [missing, who];
  if (byHand === undefined) return inboxPage(words, ifAllowed(address), linkHours, rest);
  const { title, mailed } = byHandWords(words);
  const first = <ShortTextView words={words} {...byHand} />;
  return inboxPage(words, ifAllowed(address), linkHours, [mailed, ...rest], { title, first });
}
