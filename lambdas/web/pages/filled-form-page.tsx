import type { Child } from 'hono/jsx';
import { isOneOf } from '../../core/choices.ts';
import { fieldNames } from '../../core/decline/form-fields.ts';
import { type Page, partsOfPage } from '../../site/pages/layout.tsx';
import { LetterText } from '../../site/pages/letter-view.tsx';
import { NoteHints } from '../../site/pages/note-hint-list.tsx';
import { ShortTextView } from '../../site/pages/short-text-view.tsx';
import { formAnswerWords, formWords, problemText } from '../words/form.ts';
import { Advice } from './form-advice.tsx';
import { type FilledParts, FORM_ID, type FormPageOptions, formDocument } from './form-page.tsx';

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
      {/* Enter in a field presses the form's first submit button. It must not be the
          one that changes the address. */}
      <span class="default-button" aria-hidden="true">
        <button type="submit" tabindex={-1}>
          {formWords(words).form.submit}
        </button>
      </span>
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

/** A field's label with a colon, unless the label is a question. */
const withColon = (label: string): string => label.replace(/[^?]$/, '$&:');

const errorSummary: FilledParts['errorSummary'] = ({ words, errors }) => (
  <section class="summary" id="errors" role="alert" aria-labelledby="errors-title" tabindex={-1}>
    <h2 id="errors-title">{formAnswerWords(words).form.summaryTitle}</h2>
    <ul>
      {errors.map((error) => (
        <li>
          {isOneOf(fieldNames, error.field) ? (
            <a href={`#${error.field}`}>
              {withColon(formWords(words).fields[error.field])} {problemText(words, error)}
            </a>
          ) : (
            `${error.field}: ${problemText(words, error)}`
          )}
        </li>
      ))}
    </ul>
  </section>
);

/**
 * The letter from the fields that are filled in so far. The candidate requests it with a
 * button, or the page's script does while they type.
 */
const preview: FilledParts['preview'] = ({ words, preview }) =>
  preview === undefined ? null : (
    <>
      <h2 id="preview-title">{formAnswerWords(words).form.previewTitle}</h2>
      {preview === 'no-stage' ? (
        <p>{formAnswerWords(words).form.chooseStage}</p>
      ) : preview.byHand !== undefined ? (
        <ShortTextView words={words} text={preview.text} {...preview.byHand} />
      ) : (
        <article class="letter">
          <p lang={preview.language}>
            <strong>{preview.subject}</strong>
          </p>
          <LetterText text={preview.text} language={preview.language} />
        </article>
      )}
      <p class="hint">{formAnswerWords(words).form.previewNote}</p>
    </>
  );

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
          autocomplete="off"
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

const parts: FilledParts = {
  problemText,
  errorSummary,
  question,
  preview,
  thread,
  status,
  day,
  noteHints: NoteHints,
};

/** The page with a form that may be filled in, see `formDocument`. */
export const formPage = (options: FormPageOptions): Page => formDocument(options, parts);

/**
 * What the script of that page takes from it while one types: the inputs of the greeting,
 * and the content of the parts with `data-live`. The rest of the page is in the browser
 * already, and takes longer to make and to load than all of these.
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
      removeButtons: { form: FORM_ID, action: `${formAction}#beside` },
    }),
    preview: preview(options),
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
