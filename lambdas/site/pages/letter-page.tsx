import type { Child } from 'hono/jsx';
import { formatDay, formatMoment } from '../../core/dates.ts';
import type { Decline } from '../../core/decline.ts';
import { firstName } from '../../core/letter.ts';
import { type MagicLink, sendNonce, tokenOf } from '../../core/magic-link.ts';
import type { Words } from '../words/en.ts';
import { type Page, page } from './layout.tsx';
import { LetterView } from './letter-view.tsx';

export interface LetterPageOptions {
  readonly words: Words;
  readonly decline: Decline;
  readonly link: MagicLink;
  readonly now: number;
  /** Why the letter is shown again instead of sent. */
  readonly notice?: 'tick' | 'changed';
}

type PartProps = Omit<LetterPageOptions, 'notice'>;

const pathOf = (link: MagicLink): string => `/letters/${tokenOf(link)}`;
const actionOf = ({ link, words }: PartProps, action: string): string =>
  `${pathOf(link)}/${action}?lang=${words.language}`;
const letterLang = ({ request }: Decline): string => (request.letterLanguage === 'en' ? 'en' : 'es');
const recruiterOf = ({ request }: Decline): string => firstName(request.recruiterName);

const mailtoOf = ({ to, subject, text }: Decline['letter']): string =>
  `mailto:${encodeURIComponent(to).replace('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`;

/** Take the letter along: to copy, into a mail program, as a file. */
const SelfSend = (props: PartProps) => {
  const { words, decline } = props;
  const { letter } = decline;
  return (
    <details class="self-send" open={decline.state === 'failed'}>
      <summary>{words.selfSend.title}</summary>
      <p>{words.selfSend.lead}</p>
      <label for="letter-copy">{words.selfSend.copyLabel}</label>
      <textarea id="letter-copy" rows={10} readonly lang={letterLang(decline)}>
        {letter.text}
      </textarea>
      <div class="actions">
        <button
          type="button"
          class="quiet"
          hidden
          data-copy="letter-copy"
          data-copied={words.selfSend.copied}
        >
          {words.selfSend.copy}
        </button>
        <a class="button quiet" href={mailtoOf(letter)}>
          {words.selfSend.mailto}
        </a>
        <a class="button quiet" href={`${pathOf(props.link)}/letter.eml`} download="letter.eml">
          {words.selfSend.eml}
        </a>
      </div>
      <form method="post" action={actionOf(props, 'self-sent')}>
        <p class="hint">{words.selfSend.doneHint}</p>
        <button type="submit" class="quiet">
          {words.selfSend.done}
        </button>
      </form>
    </details>
  );
};

const Cancel = (props: PartProps) => (
  <form method="post" action={actionOf(props, 'cancel')}>
    <button type="submit" class="quiet">
      {props.words.review.cancel}
    </button>
    <p class="hint">{props.words.review.cancelHint}</p>
  </form>
);

const Review = ({ notice, ...props }: LetterPageOptions) => {
  const { words, decline, link } = props;
  const until = formatMoment(decline.linkExpiresAt, decline.request.timeZone, words.language);
  return (
    <>
      <h1>{words.review.title}</h1>
      {notice && (
        <section class="summary" role="alert">
          <p>{words.review[notice === 'tick' ? 'tick' : 'changed']}</p>
        </section>
      )}
      <p class="lead">{words.review.lead}</p>
      <LetterView words={words} letter={decline.letter} language={letterLang(decline)} />
      <section class="send" aria-labelledby="send-title">
        <h2 id="send-title">{words.review.sendTitle}</h2>
        <form method="post" action={actionOf(props, 'send')}>
          <input type="hidden" name="letter" value={decline.letterHash} />
          <input type="hidden" name="nonce" value={sendNonce(link.secret, decline.letterHash)} />
          <label class="check">
            <input type="checkbox" name="sure" value="yes" required autocomplete="off" />
            <span>{words.review.sure}</span>
          </label>
          <button type="submit">{words.review.send(recruiterOf(decline))}</button>
          <p class="hint">
            {words.review.final} {words.letter.copy}
          </p>
        </form>
      </section>
      <section aria-labelledby="otherwise-title">
        <h2 id="otherwise-title">{words.review.otherwise}</h2>
        <div class="actions">
          <a class="button quiet" href={actionOf(props, 'edit')}>
            {words.review.edit}
          </a>
          <Cancel {...props} />
        </div>
        <SelfSend {...props} />
      </section>
      <p class="hint">{words.review.until(until.time, until.day)}</p>
    </>
  );
};

const Expired = (props: PartProps) => (
  <>
    <h1>{props.words.expired.title}</h1>
    <p class="lead">{props.words.expired.text}</p>
    <form method="post" action={actionOf(props, 'fresh-link')}>
      <button type="submit">{props.words.expired.button}</button>
    </form>
  </>
);

const ShowLetter = ({ words, decline }: PartProps) => (
  <details>
    <summary>{words.outcome.show}</summary>
    <LetterView words={words} letter={decline.letter} language={letterLang(decline)} />
  </details>
);

const Reconnect = ({ words, decline }: PartProps) => {
  const { reconnectOn } = decline.plan;
  if (reconnectOn === undefined) return null;
  return <p>{words.outcome.reconnect(recruiterOf(decline), formatDay(reconnectOn, words.language))}</p>;
};

const SentAt = ({ words, decline }: PartProps) => {
  const { sentAt, letter, request } = decline;
  if (sentAt === undefined) return null;
  const { time, day } = formatMoment(sentAt, request.timeZone, words.language);
  return <p class="lead">{words.outcome.sent.text(time, day, letter.to)}</p>;
};

const Sent = (props: PartProps & { readonly note?: string }) => (
  <>
    <h1 class="good">{props.words.outcome.sent.title(recruiterOf(props.decline))}</h1>
    <SentAt {...props} />
    {props.note !== undefined && <p>{props.note}</p>}
    <p>{props.words.outcome.sent.copy}</p>
    <Reconnect {...props} />
    <ShowLetter {...props} />
  </>
);

const Pending = (props: PartProps & { readonly state: 'sending' | 'retry' }) => {
  const { title, text } = props.words.outcome[props.state];
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <p>
        <a class="button" href={pathOf(props.link)}>
          {props.words.outcome.reload}
        </a>
      </p>
      {props.state === 'retry' && <Cancel {...props} />}
    </>
  );
};

const Closed = (
  props: PartProps & {
    readonly title: string;
    readonly text: string;
    readonly children?: Child;
  },
) => (
  <>
    <h1>{props.title}</h1>
    <p class="lead">{props.text}</p>
    {props.children}
    <ShowLetter {...props} />
  </>
);

/** What the letter's own address shows: the review while it is a draft, for ever after what became of it. */
function Body(options: LetterPageOptions) {
  const { words, decline, now } = options;
  const { outcome } = words;
  switch (decline.state) {
    case 'draft':
      return decline.linkExpiresAt > now ? <Review {...options} /> : <Expired {...options} />;
    case 'sending':
    case 'retry':
      return <Pending {...options} state={decline.state} />;
    case 'sent':
      return <Sent {...options} />;
    case 'delivered':
    case 'delayed':
    case 'complained':
      return <Sent {...options} note={outcome[decline.state]} />;
    case 'bounced':
      return (
        <Closed {...options} title={outcome.bounced.title} text={outcome.bounced.text(decline.letter.to)}>
          <SentAt {...options} />
        </Closed>
      );
    case 'failed':
      return (
        <>
          <Closed {...options} {...outcome.failed} />
          <SelfSend {...options} />
        </>
      );
    case 'unknown':
    case 'cancelled':
      return <Closed {...options} {...outcome[decline.state]} />;
    case 'self-sent':
      return (
        <Closed {...options} {...outcome['self-sent']}>
          <Reconnect {...options} />
        </Closed>
      );
  }
}

const isOver = ({ state }: Decline): boolean => state !== 'draft' && state !== 'sending' && state !== 'retry';

export function letterPage(options: LetterPageOptions): Page {
  const { words, decline } = options;
  return page({
    words,
    title: decline.state === 'draft' ? words.review.title : 'Open Door',
    switchable: options.notice === undefined,
    children: (
      <>
        {Body(options)}
        {isOver(decline) && (
          <p class="after">
            <a href={`/?lang=${words.language}`}>{words.outcome.another}</a>
          </p>
        )}
      </>
    ),
  });
}
