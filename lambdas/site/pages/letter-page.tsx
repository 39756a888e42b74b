import type { Child } from 'hono/jsx';
import { languageTag } from '../../core/choices.ts';
import { contactFromDecline } from '../../core/contact/contact.ts';
import { type Decline, type DeclineState, isReported } from '../../core/decline/decline.ts';
import { provesMailbox } from '../../core/decline/mailbox-proof.ts';
import { isExpired } from '../../core/decline/retention.ts';
import { shortNameOf } from '../../core/decline/short-name.ts';
import { withoutFooter } from '../../core/letter/letter-footer.ts';
import { threadOf } from '../../core/letter/thread.ts';
import { actionNonce, type MagicLink, sendNonce, tokenOf } from '../../core/magic-link.ts';
import { hasOwnCopy } from '../../core/mail/letter-mail.ts';
import { mailtoOf } from '../../core/text/mailto.ts';
import { formatDay, formatMoment } from '../../core/time/format-date.ts';
import type { ShownHint } from '../../core/vague/note-hints.ts';
import { byHandWords } from '../words/by-hand.ts';
import type { Words } from '../words/en.ts';
import { letterWords } from '../words/letter.ts';
import { type PhoneTexts, phoneTexts } from '../words/phone.ts';
import { CallAdvice } from './call-advice.tsx';
import { ConfirmationBox, type ConfirmationProblem } from './confirmation.tsx';
import { CopyQuestion, type CopyReason } from './copy-question.tsx';
import { Banner, type Page, page } from './layout.tsx';
import { LetterText, LetterView } from './letter-view.tsx';
import { NoteHints } from './note-hint-list.tsx';
import { PhoneHelp } from './phone-help.tsx';
import { ShortTextView } from './short-text-view.tsx';

export interface LetterPageOptions {
  readonly words: Words;
  readonly decline: Decline;
  readonly link: MagicLink;
  /** Epoch ms. */
  readonly now: number;
  /**
   * Why the letter is shown again. `tick`: not sent, the box was not ticked. `changed`:
   * not sent, the letter has changed. `notSaved`: an edit came too late. `erasing`: not
   * sent, the candidate is erasing everything. `held`: not sent, see `held`.
   */
  readonly banner?: 'tick' | 'changed' | 'notSaved' | 'erasing' | 'held';
  /** Why the letter cannot be sent at the moment, said before one confirms. */
  readonly held?: Held | undefined;
  /**
   * The guard's hints on the personal note. The function `send` has no guard and leaves
   * them out.
   */
  readonly hints?: readonly ShownHint[];
  /** A fresh link has replaced this one, which may only ask for another fresh link. */
  readonly isSuperseded?: boolean;
  /** Which form of this page was posted unconfirmed, and what it lacked. */
  readonly unconfirmed?: {
    readonly action: LetterAction;
    readonly problem: ConfirmationProblem;
  };
  /** Why the question about the candidate's own copy is shown again. */
  readonly copy?: CopyReason;
}

/**
 * Why a draft cannot be sent at the moment. `full`: the recruiter has had as many letters
 * as a day allows, until `freeAt`, epoch ms. `stopped`: all sending is stopped.
 */
export type Held =
  | { readonly kind: 'full'; readonly freeAt: number }
  | { readonly kind: 'stopped' };

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

/** The actions on a letter, besides sending, whose forms have a box to tick. */
export type LetterAction = 'cancel' | 'self-sent' | 'fresh-link';

type PartProps = Omit<LetterPageOptions, 'banner' | 'isSuperseded'> & {
  /** The short name of the recruiter. */
  readonly person: string;
  /** What to say on the phone. Absent if the page does not show it. */
  readonly phone?: PhoneTexts | undefined;
};

const pathOf = (link: MagicLink): string => `/letters/${tokenOf(link)}`;
const actionOf = ({ link, words }: PartProps, action: string): string =>
  `${pathOf(link)}/${action}?lang=${words.language}`;
/**
 * A form with an unticked box. Neither a click on its button nor a scanner that submits
 * it as it was served does anything.
 */
const ActionForm = (
  props: PartProps & {
    readonly action: LetterAction;
    readonly sure: string;
    readonly children: Child;
  },
) => {
  const { words, link, action, sure, unconfirmed } = props;
  return (
    <form method="post" action={actionOf(props, action)} autocomplete="off">
      <input type="hidden" name="nonce" value={actionNonce(link.secret, link.id)} />
      <ConfirmationBox
        words={words}
        id={`${action}-sure`}
        label={sure}
        problem={unconfirmed?.action === action ? unconfirmed.problem : undefined}
      />
      {props.children}
    </form>
  );
};

const letterLang = ({ input }: Decline): string => languageTag(input.letterLanguage);

/**
 * How to send the letter by hand: copy its text, open it in a mail program, or download
 * it as a file.
 */
const SelfSend = (props: PartProps) => {
  const { words, decline } = props;
  const { letter } = decline;
  const text = withoutFooter(letter.text);
  return (
    <details
      class="self-send"
      open={decline.state === 'failed' || props.unconfirmed?.action === 'self-sent'}
    >
      <summary>{letterWords(words).selfSend.title}</summary>
      <p>{letterWords(words).selfSend.lead}</p>
      <label for="letter-copy">{letterWords(words).selfSend.copyLabel}</label>
      <textarea id="letter-copy" rows={10} readonly lang={letterLang(decline)}>
        {text}
      </textarea>
      <div class="actions">
        <button
          type="button"
          class="quiet"
          hidden
          data-copy="letter-copy"
          data-copied={letterWords(words).selfSend.copied}
        >
          {letterWords(words).selfSend.copy}
        </button>
        <a class="button quiet" href={mailtoOf({ ...letter, text })}>
          {letterWords(words).selfSend.mailto}
        </a>
        <a class="button quiet" href={`${pathOf(props.link)}/letter.eml`} download="letter.eml">
          {letterWords(words).selfSend.eml}
        </a>
      </div>
      <ActionForm {...props} action="self-sent" sure={letterWords(words).selfSend.sure}>
        <button type="submit" class="quiet">
          {letterWords(words).selfSend.done}
        </button>
        <p class="hint">{letterWords(words).selfSend.doneHelp}</p>
      </ActionForm>
    </details>
  );
};

const Cancel = (props: PartProps) => (
  <ActionForm {...props} action="cancel" sure={letterWords(props.words).review.cancelSure}>
    <button type="submit" class="quiet">
      {letterWords(props.words).review.cancel}
    </button>
    <p class="hint">{letterWords(props.words).review.cancelHelp}</p>
  </ActionForm>
);

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

const Review = (props: PartProps) => {
  const { words, decline, link, now, hints = [] } = props;
  const { personalNote = '' } = decline.input;
  const { reconnectOn } = contactFromDecline(decline, now);
  const until = formatMoment(decline.linkExpiresAt, decline.input.timeZone, words.language);
  return (
    <>
      <p class="lead">{letterWords(words).review.lead}</p>
      <ConfirmedBefore {...props} />
      <LetterView
        words={words}
        letter={decline.letter}
        language={letterLang(decline)}
        thread={threadOf(decline.input)}
      />
      <p>
        <a href={`${actionOf(props, 'edit')}#recruiterGreeting`}>
          {letterWords(words).review.greeting}
        </a>
      </p>
      {decline.input.thread !== undefined && (
        <p>
          <a href={`${actionOf(props, 'edit')}#ownSubject`}>
            {letterWords(words).review[decline.input.ownSubject ? 'inThread' : 'ownSubject']}
          </a>
        </p>
      )}
      {hints.length > 0 && (
        <>
          <NoteHints words={words} note={personalNote} hints={hints} />
          <p>
            <a href={`${actionOf(props, 'edit')}#personalNote`}>{words.vague.change}</a>
          </p>
        </>
      )}
      <CallAdvice words={words} situation={decline.input} now={now} />
      <p class="hint">{words.advice.timing[decline.input.stage]}</p>
      <PhoneHelp texts={props.phone} />
      <details class="advice">
        <summary>{words.advice.vague.title}</summary>
        <p>{words.advice.vague.text}</p>
      </details>
      <section class="send" aria-labelledby="send-title">
        <h2 id="send-title">{letterWords(words).review.sendTitle}</h2>
        {props.held && <p class="call">{heldTextOfPage(words, decline, props.held)}</p>}
        <form method="post" action={actionOf(props, 'send')} autocomplete="off">
          <input type="hidden" name="letter" value={decline.letterHash} />
          <input type="hidden" name="nonce" value={sendNonce(link.secret, decline.letterHash)} />
          <label class="check">
            <input type="checkbox" name="sure" value="yes" required />
            <span>{letterWords(words).review.sure}</span>
          </label>
          <button type="submit">{letterWords(words).review.send(props.person)}</button>
          <p class="hint">
            {letterWords(words).review.final}{' '}
            {hasOwnCopy(decline.letter) && letterWords(words).letter.copy}
          </p>
        </form>
      </section>
      <section aria-labelledby="otherwise-title">
        <h2 id="otherwise-title">{letterWords(words).review.otherwise}</h2>
        <p>
          <a class="button quiet" href={actionOf(props, 'edit')}>
            {letterWords(words).review.edit}
          </a>
        </p>
        <p>
          <a class="button quiet" href={actionOf(props, 'another')}>
            {letterWords(words).outcome.another}
          </a>
        </p>
        <Cancel {...props} />
        <SelfSend {...props} />
      </section>
      {reconnectOn !== undefined && (
        <p class="hint">
          {letterWords(words).review.remindOn(props.person, formatDay(reconnectOn, words.language))}
        </p>
      )}
      <p class="hint">
        {letterWords(words).review.until(until.time, until.day)}{' '}
        {decline.linkMail === 'shown' && letterWords(words).review.notEmailed}
      </p>
    </>
  );
};

/** The page of a text that the candidate sends by hand: nothing on it sends an email. */
const ByHandReview = (props: PartProps) => {
  const { words, decline, now, hints = [] } = props;
  const { personalNote = '', channel = 'linkedin', letterLanguage, timeZone } = decline.input;
  const { reconnectOn } = contactFromDecline(decline, now);
  const until = formatMoment(decline.linkExpiresAt, timeZone, words.language);
  const { lead, sure, done } = byHandWords(words);
  const { review, outcome } = letterWords(words);
  return (
    <>
      <p class="lead">{lead}</p>
      <ShortTextView
        words={words}
        text={decline.letter.text}
        channel={channel}
        language={letterLanguage}
      />
      {hints.length > 0 && <NoteHints words={words} note={personalNote} hints={hints} />}
      <PhoneHelp texts={props.phone} />
      <ActionForm {...props} action="self-sent" sure={sure}>
        <button type="submit">{done}</button>
      </ActionForm>
      <section aria-labelledby="otherwise-title">
        <h2 id="otherwise-title">{review.otherwise}</h2>
        <p>
          <a class="button quiet" href={actionOf(props, 'edit')}>
            {review.edit}
          </a>
        </p>
        <p>
          <a class="button quiet" href={actionOf(props, 'another')}>
            {outcome.another}
          </a>
        </p>
        <Cancel {...props} />
      </section>
      {reconnectOn !== undefined && (
        <p class="hint">{review.remindOn(props.person, formatDay(reconnectOn, words.language))}</p>
      )}
      <p class="hint">{review.until(until.time, until.day)}</p>
    </>
  );
};

const FreshLink = (props: PartProps & { readonly text: string }) => (
  <>
    <p class="lead">{props.text}</p>
    <ActionForm {...props} action="fresh-link" sure={letterWords(props.words).expired.sure}>
      <button type="submit">{letterWords(props.words).expired.button}</button>
    </ActionForm>
  </>
);

const ShowLetter = ({ words, decline }: PartProps) => (
  <details>
    <summary>{letterWords(words).outcome.show}</summary>
    {decline.isByHand ? (
      <LetterText text={decline.letter.text} language={letterLang(decline)} />
    ) : (
      <LetterView
        words={words}
        letter={decline.letter}
        language={letterLang(decline)}
        thread={threadOf(decline.input)}
      />
    )}
  </details>
);

/** What has happened to the letter so far, with times in the candidate's local time. */
const Timeline = ({ words, decline }: PartProps) => {
  const { state, confirmedAt, sentAt, copyArrivedAt, reportedAt, input } = decline;
  const { timeline } = letterWords(words).outcome;
  const steps: readonly (readonly [string, number | undefined])[] = [
    [timeline.confirmed, confirmedAt],
    [timeline.accepted, sentAt],
    [timeline.copyArrived, copyArrivedAt],
    ...(isReported(state) && state !== 'sent' ? ([[timeline[state], reportedAt]] as const) : []),
  ];
  const known = steps.flatMap(([label, at]) => (at === undefined ? [] : [{ label, at }]));
  if (known.length === 0) return null;
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">{timeline.title}</h2>
      <ol class="timeline">
        {known.map(({ label, at }) => {
          const { time, day } = formatMoment(at, input.timeZone, words.language);
          return (
            <li>
              <span>{label}</span>{' '}
              <time datetime={new Date(at).toISOString()}>{`${day}, ${time}`}</time>
            </li>
          );
        })}
      </ol>
    </section>
  );
};

const SendAgainLink = (
  props: PartProps & { readonly label: string; readonly isRisky?: boolean },
) => (
  <p>
    <a class={props.isRisky ? 'button quiet' : 'button'} href={actionOf(props, 'again')}>
      {props.label}
    </a>
  </p>
);

/**
 * After a letter has left: the day of the reminder, this day as a calendar file, and a
 * link to all contacts.
 */
const Reconnect = ({ words, decline, link, now, person }: PartProps) => {
  const { reconnectOn } = contactFromDecline(decline, now);
  const { isContactLost = false } = decline;
  const { reconnect, reconnectYourself, contactLost } = letterWords(words).outcome;
  const day = reconnectOn && formatDay(reconnectOn, words.language);
  return (
    <>
      {isContactLost && <p>{contactLost(person)}</p>}
      {day && <p>{isContactLost ? reconnectYourself(day) : reconnect(person, day)}</p>}
      <p class="links">
        {reconnectOn !== undefined && (
          <a href={`${pathOf(link)}/reminder.ics?lang=${words.language}`} download="open-door.ics">
            {letterWords(words).outcome.calendar}
          </a>
        )}
        <a href={`/contacts?lang=${words.language}`}>{words.contacts}</a>
      </p>
    </>
  );
};

const SentAt = ({ words, decline }: PartProps) => {
  const { sentAt, copyArrivedAt, letter, input } = decline;
  if (sentAt === undefined) {
    if (copyArrivedAt === undefined) return null;
    return <p class="lead">{letterWords(words).outcome.copy.settled(letter.to)}</p>;
  }
  const { time, day } = formatMoment(sentAt, input.timeZone, words.language);
  return <p class="lead">{letterWords(words).outcome.sent.text(time, day, letter.to)}</p>;
};

const Sent = (props: PartProps & { readonly note?: string }) => (
  <>
    <SentAt {...props} />
    {props.note !== undefined && <p>{props.note}</p>}
    {hasOwnCopy(props.decline.letter) && (
      <p>{letterWords(props.words).outcome.sent.copy(props.decline.letter.replyTo)}</p>
    )}
    <Reconnect {...props} />
    <PhoneHelp texts={props.phone} />
    <Timeline {...props} />
    <ShowLetter {...props} />
  </>
);

const Pending = (props: PartProps & { readonly state: 'sending' | 'retry' }) => (
  <>
    <p class="lead">{letterWords(props.words).outcome[props.state].text}</p>
    <p>
      <a class="button" href={pathOf(props.link)}>
        {letterWords(props.words).outcome.reload}
      </a>
    </p>
    {props.state === 'retry' && <Cancel {...props} />}
  </>
);

const Closed = (props: PartProps & { readonly text: string; readonly children?: Child }) => (
  <>
    <p class="lead">{props.text}</p>
    {props.children}
    <Timeline {...props} />
    <ShowLetter {...props} />
  </>
);

interface Content {
  readonly title: string;
  readonly body: Child;
  readonly isGood?: boolean;
}

/**
 * The title and body of a letter's page. A draft has its review, or a form for a fresh
 * link if its link has expired. Every later state has its outcome.
 */
function contentOf(props: PartProps): Content {
  const { words, decline, now } = props;
  const { outcome } = letterWords(words);
  const sentTitle = outcome.sent.title(props.person);
  switch (decline.state) {
    case 'draft':
      return isExpired(decline, now)
        ? {
            title: letterWords(words).expired.title,
            body: <FreshLink {...props} text={letterWords(words).expired.text} />,
          }
        : decline.isByHand
          ? { title: byHandWords(words).title, body: <ByHandReview {...props} /> }
          : { title: letterWords(words).review.title, body: <Review {...props} /> };
    case 'sending':
    case 'retry':
      return {
        title: outcome[decline.state].title,
        body: <Pending {...props} state={decline.state} />,
      };
    case 'sent':
      return { title: sentTitle, isGood: true, body: <Sent {...props} /> };
    case 'delivered':
    case 'delayed':
      return {
        title: sentTitle,
        isGood: true,
        body: <Sent {...props} note={outcome[decline.state]} />,
      };
    case 'bounced':
      return {
        title: outcome.bounced.title,
        body: (
          <Closed {...props} text={outcome.bounced.text(decline.letter.to)}>
            <SendAgainLink {...props} label={outcome.correct} />
          </Closed>
        ),
      };
    case 'complained': {
      const { title, text } = outcome.complained;
      return { title, body: <Closed {...props} text={text} /> };
    }
    case 'failed':
    case 'unknown': {
      const { title, text } = outcome[decline.state];
      const isUnknown = decline.state === 'unknown';
      return {
        title,
        body: (
          <Closed {...props} text={props.copy === 'missing' ? outcome.copy.advice : text}>
            {isUnknown && hasOwnCopy(decline.letter) && (
              <CopyQuestion words={words} link={props.link} reason={props.copy} />
            )}
            {isUnknown && <SendAgainLink {...props} label={outcome.sendAgain} isRisky />}
            <SelfSend {...props} />
          </Closed>
        ),
      };
    }
    case 'cancelled': {
      const { title, text } = outcome.cancelled;
      return { title, body: <Closed {...props} text={text} /> };
    }
    case 'self-sent': {
      const { title, text } = outcome['self-sent'];
      return {
        title,
        body: (
          <Closed {...props} text={text}>
            <Reconnect {...props} />
            <PhoneHelp texts={props.phone} />
          </Closed>
        ),
      };
    }
  }
}

/**
 * The states whose pages say what to say on the phone: before the letter is sent, and
 * once it was.
 */
const phoneStates: readonly DeclineState[] = ['draft', 'sent', 'delivered', 'delayed', 'self-sent'];

/** Where the candidate writes another letter: without an email, if the link allows it. */
const anotherOf = (props: PartProps): string =>
  provesMailbox(props.decline, props.link.secret, props.now)
    ? actionOf(props, 'another')
    : `/?lang=${props.words.language}`;

export async function letterPage({
  banner,
  held,
  isSuperseded = false,
  ...options
}: LetterPageOptions): Promise<Page> {
  const { words, decline } = options;
  const person = await shortNameOf(decline);
  const phone = phoneStates.includes(decline.state)
    ? await phoneTexts(words, decline.input, person)
    : undefined;
  const others = { ...options, person, phone };
  // The banner says it already.
  const props = banner === 'held' ? others : { ...others, held };
  const isReplaced = isSuperseded && decline.state === 'draft';
  const { title, body, isGood }: Content = isReplaced
    ? {
        title: letterWords(words).superseded.title,
        body: <FreshLink {...props} text={letterWords(words).superseded.text} />,
      }
    : contentOf(props);
  return page({
    words,
    title,
    switchable: banner === undefined && props.unconfirmed === undefined && props.copy === undefined,
    children: (
      <>
        <h1 class={isGood ? 'good' : undefined}>{title}</h1>
        <Banner
          text={
            banner === 'held'
              ? held && heldTextOfPage(words, decline, held)
              : banner && letterWords(words).review[banner]
          }
        />
        {body}
        {decline.state !== 'draft' && (
          <p class="after">
            <a href={anotherOf(props)}>{letterWords(words).outcome.another}</a>
          </p>
        )}
      </>
    ),
  });
}
