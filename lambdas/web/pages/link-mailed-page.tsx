import type { Child } from 'hono/jsx';
import type { PublicAllowList } from '../../core/allow-list.ts';
import type { HandChannel, LetterLanguage } from '../../core/choices.ts';
import type { FieldName } from '../../core/decline/form-fields.ts';
import { KeptNames } from '../../site/pages/kept-names.tsx';
import { type Page, page } from '../../site/pages/layout.tsx';
import { ShortTextView } from '../../site/pages/short-text-view.tsx';
import { byHandWords } from '../../site/words/by-hand.ts';
import type { Words } from '../../site/words/en.ts';
import { allowListText, formAnswerWords } from '../words/form.ts';

/** The fields of a valid form, as a form submits them. */
type FormFields = Readonly<Record<FieldName, string>>;

/** The channel and the language of a text that the candidate sends by hand. */
interface HandText {
  readonly channel: HandChannel;
  readonly language: LetterLanguage;
}

/** The text that the candidate sends by hand, and whether a reminder follows. */
interface ByHand extends HandText {
  readonly text: string;
  readonly isReminded: boolean;
}

/** What to do if the email does not come, folded. */
const Missing = ({
  words,
  who,
  children,
}: {
  readonly words: Words;
  readonly who?: string | undefined;
  readonly children?: Child;
}) => {
  const { missing, missingHelp } = formAnswerWords(words).mailed;
  return (
    <div class="folds">
      <details>
        <summary>
          <b>{missing}</b>
        </summary>
        <p>{missingHelp}</p>
        {who !== undefined && <p>{who}</p>}
        {children}
      </details>
    </div>
  );
};

/**
 * The way back to the form with all that was typed, for a browser that keeps nothing. The
 * private reason stands on no page after the form.
 */
const Change = ({ words, fields }: { readonly words: Words; readonly fields: FormFields }) => {
  const { change, changeHelp } = formAnswerWords(words).mailed;
  const { reason, ...others } = fields;
  return (
    <form method="post" action={`/preview?lang=${words.language}`}>
      {Object.entries(others).map(
        ([name, value]) => value !== '' && <input type="hidden" name={name} value={value} />,
      )}
      <div class="actions">
        <button type="submit" class="quiet">
          {change}
        </button>
      </div>
      {reason !== '' && <p class="hint">{changeHelp}</p>}
    </form>
  );
};

/** The page's script forgets what was typed, see `data-forget`: it is a letter now. */
const inboxPage = (
  words: Words,
  lead: string,
  {
    address,
    linkHours,
    missing,
  }: { readonly address?: string; readonly linkHours: number; readonly missing: Child },
): Page => {
  const isAnswer = address !== undefined;
  const { title, open, openHelp, send, sendHelp } = formAnswerWords(words).mailed;
  return page({
    words,
    title,
    door: 'ajar',
    ...(isAnswer ? { address: addressOf(words) } : { switchable: true }),
    children: (
      <>
        <h1 {...(isAnswer && { 'data-forget': '' })}>{`${title}.`}</h1>
        <p class="lead">
          <KeptNames text={lead} names={isAnswer ? [address] : []} />
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

/** The way to an empty form, below what to do if the email does not come. */
const MissingOrAgain = ({ words }: { readonly words: Words }) => (
  <Missing words={words}>
    <p>
      <a href={`/?lang=${words.language}`}>{formAnswerWords(words).mailed.again}</a>
    </p>
  </Missing>
);

/** The page "Check your inbox", for who has a link already: a new one was emailed. */
export function linkMailedPage(words: Words, address: string, linkHours: number): Page {
  const lead = formAnswerWords(words).mailed.lead(address);
  return inboxPage(words, lead, {
    address,
    linkHours,
    missing: <MissingOrAgain words={words} />,
  });
}

/** Where the pages "Check your inbox" are found again. */
const addressOf = ({ language }: Words, byHand?: HandText): string => {
  const query = new URLSearchParams({
    lang: language,
    ...(byHand && { channel: byHand.channel, letterLanguage: byHand.language }),
  });
  return `/declines?${query}`;
};

/**
 * The page "Check your inbox" at its own address, where Back and a reload lead after the
 * form was posted. It knows nothing of the form: the text to send by hand is in the entry
 * of the history, if anywhere, and the page's script shows it.
 */
export function formSentPage(words: Words, linkHours: number, byHand?: HandText): Page {
  const { title, sent } = formAnswerWords(words).mailed;
  const missing = <MissingOrAgain words={words} />;
  if (byHand === undefined) return inboxPage(words, sent, { linkHours, missing });
  const { channel, language } = byHand;
  return page({
    words,
    title,
    door: 'ajar',
    switchable: true,
    query: { channel, letterLanguage: language },
    children: (
      <>
        <h1>{`${title}.`}</h1>
        <p class="lead">
          {sent} {byHandWords(words).behindLink}
        </p>
        <section hidden>
          <ShortTextView words={words} {...byHand} text="" />
        </section>
        {missing}
      </>
    ),
  });
}

/**
 * The page "Check your inbox", for everyone else. It does not tell whether the address is
 * on the allow-list. A text to send by hand is on it at once.
 */
export function linkOnItsWayPage(
  words: Words,
  {
    address,
    linkHours,
    allowList,
    fields,
    byHand,
  }: {
    readonly address: string;
    readonly linkHours: number;
    readonly allowList: PublicAllowList | undefined;
    /** The fields of the form, to change something. */
    readonly fields: FormFields;
    readonly byHand?: ByHand | undefined;
  },
): Page {
  const lead = formAnswerWords(words).mailed.arrives(address);
  const missing = (
    <>
      <Missing words={words} who={allowListText(words, allowList)}>
        <p>{formAnswerWords(words).mailed.notUsable}</p>
      </Missing>
      <Change words={words} fields={fields} />
    </>
  );
  if (byHand === undefined) return inboxPage(words, lead, { address, linkHours, missing });
  const { title, mailed } = byHandWords(words);
  return page({
    words,
    title: title.replace(/\.$/, ''),
    door: 'ajar',
    address: addressOf(words, byHand),
    children: (
      <>
        <h1 data-forget="">{title}</h1>
        <ShortTextView words={words} {...byHand} />
        <h2>{formAnswerWords(words).mailed.title}</h2>
        <p>
          <KeptNames text={lead} names={[address]} /> {mailed(byHand.isReminded)}
        </p>
        {missing}
      </>
    ),
  });
}
