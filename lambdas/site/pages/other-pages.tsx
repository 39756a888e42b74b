import type { Child } from 'hono/jsx';
import { isExpired } from '../../core/decline/retention.ts';
import { waitReasonOf } from '../../core/decline/wait-reason.ts';
import { hasOwnCopy } from '../../core/mail/letter-mail.ts';
import { formatMoment } from '../../core/time/format-date.ts';
import { byHandWords } from '../words/by-hand.ts';
import { letterWords } from '../words/letter.ts';
import { troubleWords } from '../words/trouble.ts';
import { Bounced } from './bounced-page.tsx';
import { byHandContent } from './by-hand-page.tsx';
import { CopyQuestion } from './copy-question.tsx';
import { KeptNames } from './kept-names.tsx';
import {
  ActionForm,
  actionOf,
  anotherOf,
  Cancel,
  Fold,
  Lead,
  type LetterContent,
  type PartProps,
  pageOf,
  ShowLetter,
} from './letter-parts.tsx';
import { PhoneHelp } from './phone-help.tsx';
import { CopyLetter, OpenInMail, SelfSend, SentBySelf } from './self-send.tsx';
import { ReconnectLine, SentLinks, sentContent } from './sent-page.tsx';
import { Times } from './times.tsx';

/** One step of what to do. */
const Step = ({ title, children }: { readonly title: string; readonly children?: Child }) => (
  <li>
    <h2>{title}</h2>
    {children}
  </li>
);

/** What the pages say of a text to send by hand, which is no letter. */
const byHandOf = ({ words, decline }: PartProps) =>
  decline.isByHand ? byHandWords(words) : undefined;

const Another = (props: PartProps) => (
  <p class="after">
    <a href={anotherOf(props)}>
      {byHandOf(props)?.another ?? letterWords(props.words).outcome.another}
    </a>
  </p>
);

/** A page that only says what happened, with the letter. */
const Closed = (props: PartProps & { readonly text: string; readonly children?: Child }) => (
  <>
    <Lead text={props.text} props={props} />
    <div class="folds">
      {props.children}
      <ShowLetter {...props} title={byHandOf(props)?.label} />
    </div>
    <Another {...props} />
  </>
);

/** How often, in seconds, a page looks again by itself. */
const LOOK_AGAIN = { sending: 5, retry: 60 } as const;

const pending = (props: PartProps, state: 'sending' | 'retry', body: Child): LetterContent => {
  const words = troubleWords(props.words);
  const seconds = LOOK_AGAIN[state];
  return {
    heading: words[state].title,
    door: 'half',
    lookAgain: { seconds, path: pageOf(props) },
    body: (
      <>
        {body}
        <p>
          <a class="button quiet" href={pageOf(props)} data-again={seconds}>
            {words.reload}
          </a>
        </p>
        <div class="folds">
          <ShowLetter {...props} />
          {state === 'retry' && (
            <>
              <SelfSend {...props} />
              <Cancel {...props} />
            </>
          )}
        </div>
      </>
    ),
  };
};

function waiting(props: PartProps): LetterContent {
  const { words, decline } = props;
  const { why, close, again } = troubleWords(words).retry;
  const { replyTo } = decline.letter;
  return pending(
    props,
    'retry',
    <>
      <Lead text={why[waitReasonOf(decline)]} props={props} />
      <p>
        <KeptNames text={close(replyTo)} names={[replyTo]} /> {again}
      </p>
    </>,
  );
}

const MINUTE_MS = 60_000;
/** How long a copy usually takes at most. */
const COPY_MS = 10 * MINUTE_MS;
const ROUNDED_TO_MS = 5 * MINUTE_MS;

/**
 * Until when one should wait for the own copy, epoch ms. Undefined if that has passed, or
 * if the letter was tried again, so that nobody knows when it was tried last.
 */
function copyDueAt({ decline, now }: PartProps): number | undefined {
  const { confirmedAt, attempts } = decline;
  if (confirmedAt === undefined || attempts > 1) return undefined;
  const dueAt = Math.ceil((confirmedAt + COPY_MS) / ROUNDED_TO_MS) * ROUNDED_TO_MS;
  return dueAt > now ? dueAt : undefined;
}

const Unknown = (props: PartProps) => {
  const { words, decline, link, person } = props;
  const { unknown } = troubleWords(words);
  const { letter, input } = decline;
  const dueAt = copyDueAt(props);
  const time = dueAt && formatMoment(dueAt, input.timeZone, words.language).clock;
  const isCopied = hasOwnCopy(letter);
  const help = isCopied ? unknown.lookHelp : unknown.lookOwn;
  return (
    <>
      <Lead text={unknown.text(person)} props={props} />
      <ol class="steps">
        <Step title={unknown.look}>
          <p>
            <KeptNames text={help(letter.subject)} names={[letter.subject]} />
          </p>
        </Step>
        {isCopied && (
          <Step title={unknown.there}>
            <p>
              <KeptNames text={unknown.thereHelp(person)} names={[person]} />
            </p>
            <CopyQuestion words={words} link={link} reason={props.copy} />
          </Step>
        )}
        <Step title={time ? unknown.by(time) : unknown.later}>
          <p>{unknown.again}</p>
          <p>
            <a class="button quiet" href={actionOf(props, 'again')}>
              {unknown.sendAgain}
            </a>
          </p>
        </Step>
      </ol>
      <div class="folds">
        <SelfSend {...props} />
        <ShowLetter {...props} />
        <Times {...props} />
      </div>
      <Another {...props} />
    </>
  );
};

const Failed = (props: PartProps) => {
  const { failed } = troubleWords(props.words);
  const { selfSend } = letterWords(props.words);
  return (
    <>
      <Lead text={failed.text} props={props} />
      <ol class="steps">
        <Step title={failed.open}>
          <p>{failed.sendHelp}</p>
          <OpenInMail props={props} isMain />
          <Fold title={selfSend.byCopy}>
            <CopyLetter {...props} />
          </Fold>
        </Step>
        <Step title={failed.send} />
        <Step title={failed.tell}>
          <SentBySelf {...props} />
        </Step>
      </ol>
      <div class="folds">
        <ShowLetter {...props} />
        <Times {...props} />
      </div>
      <Another {...props} />
    </>
  );
};

const sentBySelf = (props: PartProps) =>
  byHandOf(props)?.sent ?? troubleWords(props.words)['self-sent'];

const SelfSent = (props: PartProps) => (
  <>
    <Lead text={sentBySelf(props).text} props={props} />
    <ul class="next">
      <ReconnectLine {...props} />
    </ul>
    <div class="folds">
      <ShowLetter {...props} title={byHandOf(props)?.label} />
      <PhoneHelp texts={props.phone} />
    </div>
    <SentLinks {...props} another={byHandOf(props)?.another} />
  </>
);

const FreshLink = (props: PartProps & { readonly isMain?: boolean }) => {
  const { fresh } = troubleWords(props.words);
  return (
    <ActionForm {...props} action="fresh-link" sure={fresh.sure}>
      <button type="submit" class={props.isMain ? 'main' : 'quiet'} data-busy={fresh.busy}>
        {fresh.button}
      </button>
    </ActionForm>
  );
};

/** A link that a newer one has replaced, also just after it was asked for. */
function superseded(props: PartProps): LetterContent {
  const { words, decline, unconfirmed } = props;
  const { title, text, refused, missing, missingHelp } = troubleWords(words).superseded;
  if (decline.linkMail === 'refused') {
    return {
      heading: troubleWords(words).expired.title,
      door: 'slit',
      body: (
        <>
          <Lead text={refused} props={props} />
          <FreshLink {...props} isMain />
        </>
      ),
    };
  }
  return {
    heading: title,
    door: 'ajar',
    body: (
      <>
        <Lead text={text(decline.input.candidateEmail)} props={props} />
        <div class="folds">
          <Fold title={missing} open={unconfirmed?.action === 'fresh-link'}>
            <p>{missingHelp}</p>
            <FreshLink {...props} />
          </Fold>
        </div>
      </>
    ),
  };
}

function cancelled(props: PartProps): LetterContent {
  const { title, text } = byHandOf(props)?.cancelled ?? troubleWords(props.words).cancelled;
  return { heading: title, door: 'ajar', body: <Closed {...props} text={text} /> };
}

/**
 * What a letter's page shows if the letter was neither just sent nor is to be reviewed:
 * it is sent by hand, it waits, there is trouble, or the letter or its link is closed.
 */
export async function otherContent(
  props: PartProps,
  isSuperseded: boolean,
): Promise<LetterContent> {
  const { words, decline, person, now } = props;
  const { state } = decline;
  const trouble = await troubleWords.load(words.language);
  if (isSuperseded && !isExpired(decline, now)) return superseded(props);
  switch (state) {
    case 'draft':
      if (!isSuperseded && !isExpired(decline, now)) return byHandContent(props);
      return {
        heading: trouble.expired.title,
        door: 'ajar',
        body: (
          <>
            <Lead text={byHandOf(props)?.expired ?? trouble.expired.text} props={props} />
            <FreshLink {...props} isMain />
          </>
        ),
      };
    case 'sending':
      return pending(props, state, <Lead text={trouble.sending.text} props={props} />);
    case 'retry':
      return waiting(props);
    case 'sent':
    case 'delivered':
      return sentContent(props);
    case 'delayed':
      return sentContent(props, {
        text: letterWords(words).outcome.delayed,
        times: <Times {...props} />,
      });
    case 'bounced':
      return {
        heading: trouble.bounced.title(person),
        door: 'slit',
        body: (
          <>
            <Bounced {...props} />
            <div class="folds">
              <ShowLetter {...props} />
              <Times {...props} />
            </div>
            <Another {...props} />
          </>
        ),
      };
    case 'complained':
      return {
        heading: trouble.complained.title,
        door: 'slit',
        body: (
          <Closed {...props} text={trouble.complained.text}>
            <Times {...props} />
          </Closed>
        ),
      };
    case 'failed':
      return { heading: trouble.failed.title, door: 'slit', body: <Failed {...props} /> };
    case 'unknown':
      return { heading: trouble.unknown.title, door: 'slit', body: <Unknown {...props} /> };
    case 'cancelled':
      return cancelled(props);
    case 'self-sent':
      return { heading: sentBySelf(props).title, door: 'open', body: <SelfSent {...props} /> };
  }
}
