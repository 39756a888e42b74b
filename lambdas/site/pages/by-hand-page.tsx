import { languageTag } from '../../core/choices.ts';
import { formatMoment } from '../../core/time/format-date.ts';
import { byHandWords } from '../words/by-hand.ts';
import { letterWords } from '../words/letter.ts';
import { KeptNames } from './kept-names.tsx';
import {
  ActionForm,
  actionOf,
  Cancel,
  type LetterContent,
  type PartProps,
  reconnectDayOf,
} from './letter-parts.tsx';
import { NoteHints } from './note-hint-list.tsx';
import { PhoneHelp } from './phone-help.tsx';

/** The page of a text that the candidate sends by hand: nothing on it sends an email. */
const ByHand = (props: PartProps) => {
  const { words, decline, person, hints = [] } = props;
  const { personalNote = '', channel = 'linkedin', letterLanguage, timeZone } = decline.input;
  const reconnectDay = reconnectDayOf(props);
  const until = formatMoment(decline.linkExpiresAt, timeZone, words.language);
  const byHand = byHandWords(words);
  const { review } = letterWords(words);
  return (
    <>
      <p class="lead">{byHand.lead}</p>
      {hints.length > 0 && <NoteHints words={words} note={personalNote} hints={hints} />}
      <section class="desk band" tabindex={0} aria-label={byHand.label}>
        <article class="letter">
          <p id="short-copy" class="letter-text" lang={languageTag(letterLanguage)} translate="no">
            {decline.letter.text.trim()}
          </p>
        </article>
      </section>
      <p class="after">
        <button
          type="button"
          class="main"
          hidden
          data-copy="short-copy"
          data-copied={byHand.copied}
        >
          {byHand.copy}
        </button>
      </p>
      <p class="hint">
        {byHand.advice[channel]} {byHand.calendar}
      </p>
      <section aria-labelledby="sent-title">
        <h2 id="sent-title">{byHand.tell}</h2>
        <ActionForm {...props} action="self-sent" sure={byHand.sure}>
          <button type="submit" class="quiet">
            {byHand.done}
          </button>
          <p class="hint after">
            {reconnectDay === undefined ? (
              byHand.doneHelp
            ) : (
              <KeptNames text={review.remindOn(person, reconnectDay)} names={[person]} />
            )}
          </p>
        </ActionForm>
      </section>
      <section class="folds" aria-label={review.otherwise}>
        <a class="row" href={actionOf(props, 'edit')}>
          <b>{review.edit}</b>
          <span>{byHand.editHelp}</span>
        </a>
        <Cancel {...props} texts={byHand.cancel} />
        <PhoneHelp texts={props.phone} />
      </section>
      <p class="hint after">{review.until(until.time, until.day)}</p>
      <p class="links">
        <a href={actionOf(props, 'another')}>{byHand.another}</a>
      </p>
    </>
  );
};

export const byHandContent = (props: PartProps): LetterContent => ({
  heading: byHandWords(props.words).title,
  isSplit: true,
  body: <ByHand {...props} />,
});
