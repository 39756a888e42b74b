import { threadOf } from '../../core/letter/thread.ts';
import { sendNonce } from '../../core/magic-link.ts';
import { hasOwnCopy } from '../../core/mail/letter-mail.ts';
import { formatMoment } from '../../core/time/format-date.ts';
import { letterWords } from '../words/letter.ts';
import { CallAdvice } from './call-advice.tsx';
import { heldTextOfPage } from './held-text.ts';
import { KeptNames } from './kept-names.tsx';
import {
  actionOf,
  Cancel,
  Fold,
  type LetterContent,
  letterLang,
  type PartProps,
  reconnectDayOf,
  SURE_ID,
} from './letter-parts.tsx';
import { LetterView } from './letter-view.tsx';
import { NoteHints } from './note-hint-list.tsx';
import { PhoneHelp } from './phone-help.tsx';
import { SelfSend } from './self-send.tsx';

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

export function reviewContent(props: PartProps): LetterContent {
  const { title, pageTitle } = letterWords(props.words).review;
  return {
    heading: title(props.person),
    title: pageTitle(props.person),
    isSplit: true,
    body: <Review {...props} />,
  };
}
