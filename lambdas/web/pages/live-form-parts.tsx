import type { Child } from 'hono/jsx';
import { isOneOf, letterLanguages, tones } from '../../core/choices.ts';
import { lengths } from '../../core/decline/form-fields.ts';
import { splitAtGaps, withEllipses } from '../../core/letter/gaps.ts';
import { type Page, partsOfPage } from '../../site/pages/document.ts';
import { LetterText } from '../../site/pages/letter-view.tsx';
import { NoteHints } from '../../site/pages/note-hint-list.tsx';
import { ShortTextView } from '../../site/pages/short-text-view.tsx';
import type { Words } from '../../site/words/en.ts';
import { formAnswerWords, formWords } from '../words/form.ts';
import { BlankLetter, Gap, GreetingLine, LetterFacts, type PaperField } from './blank-letter.tsx';
import { Advice } from './form-advice.tsx';
import { inputsOfForm } from './form-inputs.ts';
import type { FilledParts, FormPageOptions } from './form-page.tsx';

/** For each address: the button that takes the suggestion, and the answered question. */
const questionInputs = {
  candidateEmail: { take: 'takeCandidateEmail', asked: 'askedCandidateEmail' },
  recruiterEmail: { take: 'takeRecruiterEmail', asked: 'askedRecruiterEmail' },
} as const;

/** The question about an address, with a button that takes the suggestion. */
const question: FilledParts['question'] = ({ words, formAction, question }) => {
  const name = question.field;
  const texts = formAnswerWords(words).question;
  const { take, asked } = questionInputs[name];
  return (
    <div class="question">
      <p id={`${name}-question`}>
        <strong>{texts.didYouMean(question.suggestion)}</strong> {texts.keep}
      </p>
      <button
        type="submit"
        class="quiet"
        formaction={`${formAction}#${name}`}
        name={take}
        value={question.suggestion}
      >
        {texts.take(question.suggestion)}
      </button>
      <input type="hidden" name={asked} value={question.typed} />
    </div>
  );
};

type LetterShown = Pick<FormPageOptions, 'words' | 'preview' | 'submitted'>;

/** A text of the letter, with its gaps in the words of the page. */
const WithGaps = ({ words, text }: { readonly words: Words; readonly text: string }) => (
  <>
    {splitAtGaps(text).map((part) =>
      'gap' in part ? <Gap words={words} name={part.gap} /> : part.text,
    )}
  </>
);

/** A name is shorter. What is typed may be anything. */
const MAX_SHOWN = 200;

/** Shows what was typed into a field, not too long; a gap if it is empty. */
const typedOrGap =
  ({ words, submitted }: LetterShown) =>
  (name: PaperField): Child => {
    const typed =
      name === 'recruiterName' ? inputsOfForm(submitted).greeting.value : submitted[name];
    const text = (typed ?? '').slice(0, MAX_SHOWN).trim();
    if (text === '') return <Gap words={words} name={name} />;
    return <span translate="no">{text.toWellFormed()}</span>;
  };

/**
 * The letter from the fields that are filled in so far. The candidate requests it with a
 * button, or the page's script does while they type.
 */
const preview: FilledParts['preview'] = (shown) => {
  const { words, preview } = shown;
  const show = typedOrGap(shown);
  if (preview === undefined) return <BlankLetter words={words} show={show} />;
  if (preview.byHand !== undefined) {
    const text = withEllipses(preview.text);
    return <ShortTextView words={words} {...preview.byHand} text={text} />;
  }
  return (
    <article class="letter">
      <LetterFacts
        words={words}
        show={show}
        subject={
          <strong lang={preview.language} translate="no">
            <WithGaps words={words} text={preview.subject} />
          </strong>
        }
      />
      <LetterText
        text={preview.text}
        language={preview.language}
        line={(text) => <WithGaps words={words} text={text} />}
      />
    </article>
  );
};

/** The first line of the letter is cut off by the edge of the page, and no longer. */
const MAX_PEEK = 120;

const peek: FilledParts['peek'] = (shown) => {
  const { words, preview } = shown;
  if (preview === undefined) return <GreetingLine words={words} show={typedOrGap(shown)} />;
  const text = preview.text.slice(0, MAX_PEEK).replace(/\s+/g, ' ').toWellFormed();
  return (
    <span lang={preview.language} translate="no">
      <WithGaps words={words} text={text} />
    </span>
  );
};

/** "Thanks 2 people, with a line of your own. Warm, in English." */
const own: FilledParts['own'] = ({ words, submitted }) => {
  const { ownHas } = formAnswerWords(words).form;
  const { tones: toneNames, letterLanguages: languages, form } = formWords(words);
  const people = (submitted.peopleToThank ?? '')
    .slice(0, MAX_SHOWN * lengths.peopleToThank)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  const has = ownHas(people, (submitted.personalNote ?? '').trim() !== '');
  if (has === '') return form.ownHelp;
  const { tone = '', letterLanguage = '' } = submitted;
  const how = [
    isOneOf(tones, tone) && toneNames[tone],
    isOneOf(letterLanguages, letterLanguage) && languages[letterLanguage],
  ].filter(Boolean);
  return `${has} ${how.join(', ')}.`;
};

const thread: FilledParts['thread'] = ({ words, submitted }) => {
  const { inReplyTo = '', references = '', theirSubject = '', ownSubject } = submitted;
  if (inReplyTo === '') return null;
  const { form } = formAnswerWords(words);
  return (
    <div class="field">
      <input type="hidden" name="inReplyTo" value={inReplyTo} />
      <input type="hidden" name="references" value={references} />
      <input type="hidden" name="theirSubject" value={theirSubject} />
      <p>
        {form.inReplyTo} <strong>{theirSubject === '' ? form.noSubject : theirSubject}</strong>
      </p>
      <label class="check">
        <input
          type="checkbox"
          id="ownSubject"
          name="ownSubject"
          value="yes"
          checked={ownSubject === 'yes'}
        />
        <span>{formWords(words).fields.ownSubject}</span>
      </label>
    </div>
  );
};

const status: FilledParts['status'] = ({ words, hints }) =>
  hints.length > 0 && <a href="#hints">{words.vague.status(hints.length)}</a>;

const day: FilledParts['day'] = ({ words, reminderDay }) =>
  reminderDay !== undefined && formAnswerWords(words).form.reminderDay(reminderDay);

/** These parts, for the page with a form that was filled in. */
export const liveParts = {
  question,
  preview,
  peek,
  own,
  thread,
  status,
  day,
  noteHints: NoteHints,
} as const satisfies Partial<FilledParts>;

/**
 * What the form's script asks for while one types: the inputs of the greeting, and the
 * content of the parts with `data-live`. The rest of the page is in the browser already,
 * and takes longer to make and to load than all of these.
 */
export function livePartsOfForm(options: FormPageOptions): Page {
  const { words, note, hints, withoutAll, inputs, advised, questions = [] } = options;
  const { value, byDefault, shown, chosenFor } = inputs.greeting;
  const formAction = `/preview?lang=${words.language}`;
  const contents: Readonly<Record<string, Child>> = {
    status: status(options),
    day: day(options),
    hints: NoteHints({
      words,
      note,
      hints,
      withoutAll,
      removeAction: `${formAction}#personalNote`,
    }),
    preview: preview(options),
    peek: peek(options),
    own: own(options),
    thread: thread(options),
    advice: Advice({ words, advised }),
    'question-candidateEmail': undefined,
    'question-recruiterEmail': undefined,
    ...Object.fromEntries(
      questions.map((one) => [
        `question-${one.field}`,
        question({ words, formAction, question: one }),
      ]),
    ),
  };
  return partsOfPage(
    <>
      <input name="recruiterGreeting" value={value} placeholder={byDefault} />
      <input name="shownGreeting" value={shown} />
      <input name="greetingFor" value={chosenFor} />
      {Object.entries(contents).map(([name, content]) => (
        <div data-live={name}>{content}</div>
      ))}
    </>,
  );
}
