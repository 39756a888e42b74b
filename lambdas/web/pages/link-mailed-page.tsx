import type { Child } from 'hono/jsx';
import type { PublicAllowList } from '../../core/allow-list.ts';
import type { HandChannel, LetterLanguage } from '../../core/choices.ts';
import { KeptNames } from '../../site/pages/kept-names.tsx';
import { type Page, page } from '../../site/pages/layout.tsx';
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

/** What to do if the email does not come, folded. */
const Missing = ({ words, who }: { readonly words: Words; readonly who?: string | undefined }) => {
  const { missing, missingHelp, again } = formAnswerWords(words).mailed;
  return (
    <div class="folds">
      <details>
        <summary>
          <b>{missing}</b>
        </summary>
        <p>{missingHelp}</p>
        {who !== undefined && <p>{who}</p>}
        <p>
          <a href={`/?lang=${words.language}`}>{again}</a>
        </p>
      </details>
    </div>
  );
};

/** The page's script forgets what was typed, see `data-forget`: it is a letter now. */
const inboxPage = (
  words: Words,
  lead: string,
  { address, linkHours, missing }: { address: string; linkHours: number; missing: Child },
): Page => {
  const { title, open, openHelp, send, sendHelp } = formAnswerWords(words).mailed;
  return page({
    words,
    title,
    door: 'ajar',
    children: (
      <>
        <h1 data-forget="">{`${title}.`}</h1>
        <p class="lead">
          <KeptNames text={lead} names={[address]} />
        </p>
        <ol class="steps">
          <li>
            <h2>{open}</h2>
            <p>{openHelp(linkHours)}</p>
          </li>
          <li>
            <h2>{send}</h2>
            <p>{sendHelp}</p>
          </li>
        </ol>
        {missing}
      </>
    ),
  });
};

/** The page "Check your inbox", for who has a link already: a new one was emailed. */
export function linkMailedPage(words: Words, address: string, linkHours: number): Page {
  const { lead } = formAnswerWords(words).mailed;
  return inboxPage(words, lead(address), {
    address,
    linkHours,
    missing: <Missing words={words} />,
  });
}

/**
 * The page "Check your inbox", for everyone else. It does not tell whether the address is
 * on the allow-list. A text to send by hand is on it at once.
 */
export function linkOnItsWayPage(
  words: Words,
  address: string,
  linkHours: number,
  allowList: PublicAllowList | undefined,
  byHand?: ByHand,
): Page {
  const lead = formAnswerWords(words).mailed.ifAllowed(address);
  const missing = <Missing words={words} who={allowListText(words, allowList)} />;
  if (byHand === undefined) return inboxPage(words, lead, { address, linkHours, missing });
  const { title, mailed } = byHandWords(words);
  return page({
    words,
    title: title.replace(/\.$/, ''),
    door: 'ajar',
    children: (
      <>
        <h1 data-forget="">{title}</h1>
        <ShortTextView words={words} {...byHand} />
        <h2>{formAnswerWords(words).mailed.title}</h2>
        <p>
          <KeptNames text={lead} names={[address]} /> {mailed}
        </p>
        {missing}
      </>
    ),
  });
}
