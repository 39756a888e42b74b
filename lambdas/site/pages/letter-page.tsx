import type { Decline, DeclineState } from '../../core/decline/decline.ts';
import { isExpired } from '../../core/decline/retention.ts';
import { shortNameOf } from '../../core/decline/short-name.ts';
import { threadOf } from '../../core/letter/thread.ts';
import { sendNonce } from '../../core/magic-link.ts';
import { hasOwnCopy } from '../../core/mail/letter-mail.ts';
import { formatMoment } from '../../core/time/format-date.ts';
import type { Words } from '../words/en.ts';
import { letterWords } from '../words/letter.ts';
import { phoneTexts } from '../words/phone.ts';
import { CallAdvice } from './call-advice.tsx';
import { KeptNames } from './kept-names.tsx';
import { Banner, type Page, page } from './layout.tsx';
import {
  actionOf,
  Cancel,
  Fold,
  type Held,
  type LetterContent,
  letterLang,
  type PartProps,
  pageOf,
  reconnectDayOf,
} from './letter-parts.tsx';
import { LetterView } from './letter-view.tsx';
import { NoteHints } from './note-hint-list.tsx';
import { PhoneHelp } from './phone-help.tsx';
import { SelfSend } from './self-send.tsx';
import { sentContent } from './sent-page.tsx';

export interface LetterPageOptions extends Omit<PartProps, 'person' | 'phone' | 'isUnticked'> {
  /**
   * Why the letter is shown again. `tick`: not sent, the box was not ticked. `changed`:
   * not sent, the letter has changed. `senderChanged`: not sent, see `mayLeaveFrom`.
   * `notSaved`: an edit came too late. `erasing`: not sent, the candidate is erasing
   * everything. `held`: not sent, see `held`.
   */
  readonly banner?: 'tick' | 'changed' | 'senderChanged' | 'notSaved' | 'erasing' | 'held';
  /** A fresh link has replaced this one, which may only ask for another fresh link. */
  readonly isSuperseded?: boolean;
  /** The page answers a POST that was done. A reload leads to the letter's page. */
  readonly isAnswer?: boolean;
}

const MINUTE_MS = 60_000;

/** Says why the letter cannot be sent, and when it can, in the candidate's local time. */
export function heldText(
  words: Words,
  { input, linkExpiresAt }: Pick<Decline, 'input' | 'linkExpiresAt'>,
  held: Held,
): string {
  if (held.kind === 'stopped') return letterWords(words).review.held.stopped;
  const freeAt = Math.ceil(held.freeAt / MINUTE_MS) * MINUTE_MS;
  const { time, day } = formatMoment(freeAt, input.timeZone, words.language);
  const full = letterWords(words).review.held.full(time, day);
  return freeAt < linkExpiresAt ? full : `${full} ${letterWords(words).review.held.renew}`;
}

/** The same for the page, which also has the way to send the letter by hand. */
const heldTextOfPage = (words: Words, decline: Decline, held: Held): string =>
  `${heldText(words, decline, held)} ${letterWords(words).review.held.urgent}`;

/**
 * Warns if an earlier letter from the same form may have arrived: the candidate decides
 * whether to send this one as well.
 */
const ConfirmedBefore = ({ words, decline }: PartProps) => {
  const { confirmedBeforeAt, input } = decline;
  if (confirmedBeforeAt === undefined) return null;
  const { time, day } = formatMoment(confirmedBeforeAt, input.timeZone, words.language);
  return <p class="call">{letterWords(words).review.confirmedBefore(time, day)}</p>;
};

/** The id of the box of the send form, to which the page links if it was not ticked. */
const SURE_ID = 'sure';

/** The send form. Its button says that it works while the mail service has the letter. */
const SendForm = (props: PartProps) => {
  const { words, decline, link, person, isUnticked = false } = props;
  const { review, letter } = letterWords(words);
  return (
    <form method="post" action={actionOf(props, 'send')} autocomplete="off">
      <input type="hidden" name="letter" value={decline.letterHash} />
      <input type="hidden" name="nonce" value={sendNonce(link.secret, decline.letterHash)} />
      <label class="check">
        <input
          id={SURE_ID}
          type="checkbox"
          name="sure"
          value="yes"
          required
          {...(isUnticked && { 'aria-invalid': 'true' })}
        />
        <span>{review.sure}</span>
      </label>
      <button type="submit" class="main" data-busy={review.sending(person)}>
        {review.send(person)}
      </button>
      <p class="hint" role="status" data-busy={review.wait}>
        {review.final} {hasOwnCopy(decline.letter) && letter.copy}
      </p>
    </form>
  );
};

/** The way back to the form, and to the two fields that people change most. */
const Change = (props: PartProps) => {
  const { words, decline } = props;
  const { review } = letterWords(words);
  const { thread, ownSubject } = decline.input;
  return (
    <>
      <a class="row" href={actionOf(props, 'edit')}>
        <b>{review.edit}</b>
        <span>{review.editHelp}</span>
      </a>
      <p class="links">
        <a href={`${actionOf(props, 'edit')}#recruiterGreeting`}>{review.greeting}</a>
        {thread !== undefined && (
          <a href={`${actionOf(props, 'edit')}#ownSubject`}>
            {review[ownSubject ? 'inThread' : 'ownSubject']}
          </a>
        )}
      </p>
    </>
  );
};

/**
 * The review. What should be known before the letter is sent stands above the letter;
 * nothing stands between the letter and its send button.
 */
const Review = (props: PartProps) => {
  const { words, decline, now, person, hints = [] } = props;
  const { review, letter, outcome } = letterWords(words);
  const { personalNote = '', stage, timeZone } = decline.input;
  const reconnectDay = reconnectDayOf(props);
  const until = formatMoment(decline.linkExpiresAt, timeZone, words.language);
  return (
    <>
      <p class="lead">{review.lead}</p>
      <ConfirmedBefore {...props} />
      {props.held && <p class="call">{heldTextOfPage(words, decline, props.held)}</p>}
      {hints.length > 0 && (
        <>
          <NoteHints words={words} note={personalNote} hints={hints} />
          <p>
            <a href={`${actionOf(props, 'edit')}#personalNote`}>{words.vague.change}</a>
          </p>
        </>
      )}
      <CallAdvice words={words} situation={decline.input} now={now} />
      <section class="desk band" tabindex={0} aria-label={letter.label}>
        <LetterView
          words={words}
          letter={decline.letter}
          language={letterLang(decline)}
          thread={threadOf(decline.input)}
        />
      </section>
      <section aria-labelledby="send-title">
        <h2 id="send-title">{review.sendTitle}</h2>
        <SendForm {...props} />
      </section>
      <section class="folds" aria-label={review.otherwise}>
        <Change {...props} />
        <SelfSend {...props} />
        <Cancel {...props} />
        <PhoneHelp texts={props.phone} />
        <Fold title={words.advice.title} line={words.advice.timing[stage]}>
          <p>{words.advice.vague.text}</p>
        </Fold>
      </section>
      <p class="hint after">
        {review.until(until.time, until.day)}{' '}
        {decline.linkMail === 'shown' && `${review.notEmailed} `}
        {reconnectDay !== undefined && (
          <KeptNames text={review.remindOn(person, reconnectDay)} names={[person]} />
        )}
      </p>
      <p class="links">
        <a href={actionOf(props, 'another')}>{outcome.another}</a>
      </p>
    </>
  );
};

/**
 * What a letter's page shows. Only the review and the page of a sent letter are loaded at
 * the start of a function, because most letters have no other page.
 */
async function contentOf(props: PartProps, isSuperseded: boolean): Promise<LetterContent> {
  const { words, decline, person, now } = props;
  const isOpenDraft = decline.state === 'draft' && !isSuperseded && !isExpired(decline, now);
  if (isOpenDraft && !decline.isByHand) {
    const { title, pageTitle } = letterWords(words).review;
    return {
      heading: title(person),
      title: pageTitle(person),
      isSplit: true,
      body: <Review {...props} />,
    };
  }
  if (decline.state === 'sent' || decline.state === 'delivered') return sentContent(props);
  const { otherContent } = await import('./other-pages.tsx');
  return otherContent(props, isSuperseded);
}

/**
 * The states whose pages say what to say on the phone: before the letter is sent, and
 * once it was.
 */
const phoneStates: readonly DeclineState[] = ['draft', 'sent', 'delivered', 'delayed', 'self-sent'];

/** Says at the top why the letter is shown again. */
const Why = ({
  words,
  decline,
  link,
  banner,
  held,
  unconfirmed,
}: Pick<LetterPageOptions, 'words' | 'decline' | 'link' | 'held' | 'unconfirmed'> & {
  readonly banner: LetterPageOptions['banner'] | undefined;
}) => {
  if (unconfirmed !== undefined) {
    const { action, problem } = unconfirmed;
    return <Banner text={words.confirmation[problem]} href={`#${action}-sure`} />;
  }
  if (banner === undefined) return null;
  if (banner === 'held') return <Banner text={held && heldTextOfPage(words, decline, held)} />;
  const text = letterWords(words).review[banner];
  if (banner === 'tick') return <Banner text={text} href={`#${SURE_ID}`} />;
  return banner === 'senderChanged' ? (
    <Banner text={text} href={actionOf({ link, words }, 'edit')} />
  ) : (
    <Banner text={text} />
  );
};

export async function letterPage({
  banner,
  held,
  isSuperseded = false,
  isAnswer = false,
  ...options
}: LetterPageOptions): Promise<Page> {
  const { words, decline, unconfirmed } = options;
  const person = await shortNameOf(decline);
  const phone = phoneStates.includes(decline.state)
    ? await phoneTexts(words, decline.input, person)
    : undefined;
  const content = await contentOf(
    {
      ...options,
      person,
      phone,
      isUnticked: banner === 'tick',
      // The banner says it already.
      held: banner === 'held' ? undefined : held,
    },
    isSuperseded && decline.state === 'draft',
  );
  const { heading, title = heading.replace(/\.$/, ''), body, ...layout } = content;
  const isRefused = banner ?? unconfirmed ?? options.copy;
  return page({
    ...layout,
    words,
    title,
    switchable: isRefused === undefined,
    ...((isAnswer || isRefused) && { address: pageOf(options) }),
    children: (
      <>
        <h1>
          <KeptNames text={heading} names={[person]} />
        </h1>
        <Why
          words={words}
          decline={decline}
          link={options.link}
          banner={banner}
          held={held}
          unconfirmed={unconfirmed}
        />
        {body}
      </>
    ),
  });
}
