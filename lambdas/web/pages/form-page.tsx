import type { Child } from 'hono/jsx';
import type { PublicAllowList } from '../../core/allow-list.ts';
import { plainAssetNames } from '../../core/assets.ts';
import {
  channels,
  type HandChannel,
  type LetterLanguage,
  letterLanguages,
  reasons,
  reconnectChoices,
  stages,
  tones,
} from '../../core/choices.ts';
import type { AddressField, AddressQuestion } from '../../core/decline/address-questions.ts';
import { type FieldError, type FieldName, lengths } from '../../core/decline/form-fields.ts';
import { monthNames } from '../../core/time/month-names.ts';
import type { ShownHint } from '../../core/vague/note-hints.ts';
import { Banner, type Page, page } from '../../site/pages/layout.tsx';
import type { NoteHints } from '../../site/pages/note-hint-list.tsx';
import type { Words } from '../../site/words/en.ts';
import { letterWords } from '../../site/words/letter.ts';
import { allowListText, formAnswerWords, formWords, type PageProblem } from '../words/form.ts';
import { Advice, type Advised } from './form-advice.tsx';
import type { FormInputs, SubmittedFields } from './form-inputs.ts';
import type { MonthOptions } from './month-options.ts';

/** The id of the form. The buttons beside it refer to it with their attribute `form`. */
export const FORM_ID = 'letter-form';

interface LetterPreview {
  readonly subject: string;
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
  /** Set if the candidate sends the text by hand. */
  readonly byHand?: { readonly channel: HandChannel; readonly language: LetterLanguage };
}

export interface FormPageOptions {
  readonly words: Words;
  readonly submitted: SubmittedFields;
  /** The values of the inputs of the fields that have two inputs each. */
  readonly inputs: FormInputs;
  /**
   * The months that a letter may name. Undefined for the empty form, which must not
   * depend on the day: it shows the names of the months.
   */
  readonly months?: MonthOptions;
  readonly errors?: readonly FieldError[];
  /** The questions about the addresses. */
  readonly questions?: readonly AddressQuestion[];
  /** Why the form is shown again, if the reason is not an invalid field. */
  readonly banner?: string;
  /** The submitted personal note as the letter has it. */
  readonly note: string;
  /** The guard's hints on `note`. */
  readonly hints: readonly ShownHint[];
  /** The note without all that the hints are about, see `Hints`. */
  readonly withoutAll?: string | undefined;
  /** Who may write here. Undefined: everyone. */
  readonly allowList: PublicAllowList | undefined;
  /** For the advice. Undefined if the stage is not known. */
  readonly advised?: Advised | undefined;
  /**
   * The day to write again that follows from the fields, in the words of the page. Only
   * shown with a preview.
   */
  readonly reminderDay?: string | undefined;
  /** What was read from a message, see `foundInMessage`. */
  readonly found?: FoundInMessage;
  /** The letter from the fields that are filled in so far. */
  readonly preview?: LetterPreview | 'no-stage' | undefined;
  /**
   * The path of the letter's link, `/letters/{token}`. Set only if the form changes a
   * stored letter.
   */
  readonly editing?: string;
  /**
   * Set only if the form makes a letter with the link of another one: the path of that
   * link, `/letters/{token}`, and the nonce of its page.
   */
  readonly another?: { readonly path: string; readonly nonce: string };
  readonly switchable?: boolean;
}

/** What was read from a message, to show it in the form. */
export interface FoundInMessage {
  /** A note below each field that the message says something about. */
  readonly notes: Readonly<Partial<Record<FieldName, Child>>>;
  /** Hidden inputs, with which the form says it again when it is posted. */
  readonly inputs: Child;
}

interface FieldContext {
  readonly words: Words;
  readonly submitted: SubmittedFields;
  readonly inputs: FormInputs;
  readonly months: MonthOptions | undefined;
  readonly errors: readonly FieldError[];
  readonly hints: readonly ShownHint[];
  readonly questions: readonly AddressQuestion[];
  readonly found: FoundInMessage | undefined;
  /** The URL that shows the form again, without a fragment. */
  readonly formAction: string;
  readonly parts: FilledParts | undefined;
}

/**
 * What only a form that was filled in shows. The first page of a process needs none of
 * it, so it is a module of its own, `filled-form-page.tsx`.
 */
export interface FilledParts {
  readonly problemText: (words: Words, found: PageProblem) => string;
  readonly errorSummary: (shown: Pick<FieldContext, 'words' | 'errors'>) => Child;
  readonly question: (
    shown: Pick<FieldContext, 'words' | 'formAction'> & { readonly question: AddressQuestion },
  ) => Child;
  readonly preview: (shown: Pick<FormPageOptions, 'words' | 'preview'>) => Child;
  /** The email that the letter answers, and whether the letter is in its thread. */
  readonly thread: (shown: Pick<FormPageOptions, 'words' | 'submitted'>) => Child;
  /** How many hints the note has. */
  readonly status: (shown: Pick<FormPageOptions, 'words' | 'hints'>) => Child;
  /** The day to write again. */
  readonly day: (shown: Pick<FormPageOptions, 'words' | 'reminderDay'>) => Child;
  readonly noteHints: typeof NoteHints;
}

const problemOf = ({ words, errors, parts }: FieldContext, name: FieldName) => {
  const error = errors.find(({ field }) => field === name);
  return error && parts?.problemText(words, error);
};

/**
 * The id and name of an input, and the ARIA attributes that connect it to its help and
 * its error for screen readers.
 */
function inputAttributes(context: FieldContext, name: FieldName) {
  const problem = problemOf(context, name);
  const describedBy = [
    formWords(context.words).help[name] && `${name}-hint`,
    problem && `${name}-error`,
    context.questions.some(({ field }) => field === name) && `${name}-question`,
    context.found?.notes[name] !== undefined && `${name}-found`,
  ]
    .filter(Boolean)
    .join(' ');
  return {
    id: name,
    name,
    ...(describedBy !== '' && { 'aria-describedby': describedBy }),
    ...(problem !== undefined && { 'aria-invalid': 'true' }),
  };
}

const Field = ({
  context,
  name,
  optional = false,
  help = formWords(context.words).help[name],
  children,
}: {
  readonly context: FieldContext;
  readonly name: FieldName;
  readonly optional?: boolean;
  readonly help?: string | undefined;
  readonly children: Child;
}) => {
  const problem = problemOf(context, name);
  return (
    <div class={problem === undefined ? 'field' : 'field wrong'}>
      <label for={name}>
        {formWords(context.words).fields[name]}
        {optional && <span class="optional"> ({formWords(context.words).form.optional})</span>}
      </label>
      {help !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {help}
        </p>
      )}
      {problem !== undefined && (
        <p class="problem" id={`${name}-error`}>
          {problem}
        </p>
      )}
      {children}
      {context.found?.notes[name]}
    </div>
  );
};

const TextField = ({
  context,
  name,
  help,
  ...attributes
}: {
  readonly context: FieldContext;
  readonly name: FieldName;
  readonly help?: string | undefined;
  readonly type?: 'email';
  readonly maxlength?: number;
  readonly autocomplete: 'name' | 'email' | 'off';
  readonly readonly?: boolean;
  readonly required?: boolean;
}) => (
  <Field context={context} name={name} help={help}>
    <input
      type="text"
      required
      value={context.submitted[name] ?? ''}
      {...inputAttributes(context, name)}
      {...attributes}
    />
  </Field>
);

const Select = ({
  context,
  name,
  options,
  selected,
  prompt,
  required = false,
}: {
  readonly context: FieldContext;
  readonly name: FieldName;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly selected: string | undefined;
  readonly prompt?: string;
  readonly required?: boolean;
}) => (
  <select {...inputAttributes(context, name)} required={required}>
    {prompt !== undefined && <option value="">{prompt}</option>}
    {options.map(([value, label]) => (
      <option value={value} selected={value === selected}>
        {label}
      </option>
    ))}
  </select>
);

/** How many characters the list shows of a text that is none of its months. */
const MAX_SHOWN_MONTH = 40;

/**
 * The month in which the candidate would like to talk. Without a year, "May" is the next
 * such month, so the list of the empty form is right on every day.
 */
const MonthSelect = ({ context }: { readonly context: FieldContext }) => {
  const { words, months } = context;
  const names = monthNames(words.language).map(
    (name, index) => [String(index + 1).padStart(2, '0'), name] as const,
  );
  return (
    <select {...inputAttributes(context, 'talkAgain')}>
      <option value="">{formWords(words).form.noMonth}</option>
      {months?.other !== undefined && (
        <option value={months.other} selected>
          {months.other.slice(0, MAX_SHOWN_MONTH).toWellFormed()}
        </option>
      )}
      {(months?.options ?? names).map(([value, label]) => (
        <option value={value} selected={value === months?.selected}>
          {label}
        </option>
      ))}
    </select>
  );
};

/** The question about an address. The page's script replaces it while one types. */
const Question = ({
  context,
  name,
}: {
  readonly context: FieldContext;
  readonly name: AddressField;
}) => {
  const question = context.questions.find(({ field }) => field === name);
  return (
    <div aria-live="polite" data-live={`question-${name}`}>
      {question !== undefined && context.parts?.question({ ...context, question })}
    </div>
  );
};

/**
 * The name in the greeting, filled in with the default. The hidden inputs tell what the
 * page showed: then a greeting that the candidate left as it was follows the name.
 */
const Greeting = ({ context }: { readonly context: FieldContext }) => {
  const { value, byDefault, shown, chosenFor } = context.inputs.greeting;
  return (
    <Field context={context} name="recruiterGreeting" optional>
      <input
        type="text"
        value={value}
        placeholder={byDefault}
        maxlength={lengths.name}
        autocomplete="off"
        {...inputAttributes(context, 'recruiterGreeting')}
      />
      <input type="hidden" name="shownGreeting" value={shown} />
      <input type="hidden" name="greetingFor" value={chosenFor} />
    </Field>
  );
};

/**
 * Where a message is pasted or chosen, from which the form is filled in. The page's
 * script reads it in the browser; without it, the button posts the form to `/read`.
 */
const Paste = ({ words }: { readonly words: Words }) => {
  const { submit, optional, paste, unkept, read, file } = formWords(words).form;
  const { reader } = words.deployment?.assets ?? plainAssetNames;
  return (
    <details id="paste" data-reader={`/assets/${reader}`}>
      <summary>
        {paste}
        <span class="optional"> ({optional})</span>
      </summary>
      {/* Enter in a field presses the form's first submit button. */}
      <span class="default-button" aria-hidden="true">
        <button type="submit" tabindex={-1}>
          {submit}
        </button>
      </span>
      <p class="hint">{unkept}</p>
      <textarea id="message" name="message" rows={5} aria-label={paste} />
      <input type="file" id="file" name="file" aria-label={file} accept=".eml,.txt" />
      <button
        type="submit"
        class="quiet"
        formaction={`/read?lang=${words.language}`}
        formenctype="multipart/form-data"
      >
        {read}
      </button>
    </details>
  );
};

const People = ({
  context,
  fixedEmail,
  allowList,
}: {
  readonly context: FieldContext;
  readonly fixedEmail: boolean;
  readonly allowList: PublicAllowList | undefined;
}) => (
  <>
    <fieldset>
      <legend>{formWords(context.words).form.you}</legend>
      <TextField
        context={context}
        name="candidateName"
        maxlength={lengths.name}
        autocomplete="name"
      />
      <TextField
        context={context}
        name="candidateEmail"
        type="email"
        autocomplete="email"
        readonly={fixedEmail}
        help={
          fixedEmail
            ? formAnswerWords(context.words).form.fixedAddress
            : [
                formWords(context.words).help.candidateEmail,
                allowListText(context.words, allowList),
              ]
                .filter(Boolean)
                .join(' ')
        }
      />
      <Question context={context} name="candidateEmail" />
    </fieldset>
    <fieldset>
      <legend>{formWords(context.words).form.them}</legend>
      <TextField
        context={context}
        name="recruiterName"
        maxlength={lengths.name}
        autocomplete="off"
      />
      <Greeting context={context} />
      <Field context={context} name="channel">
        <Select
          context={context}
          name="channel"
          options={channels.map((channel) => [channel, formWords(context.words).channels[channel]])}
          selected={context.submitted.channel}
        />
      </Field>
      <TextField
        context={context}
        name="recruiterEmail"
        type="email"
        autocomplete="off"
        required={[undefined, '', 'email'].includes(context.submitted.channel)}
      />
      <Question context={context} name="recruiterEmail" />
      <TextField context={context} name="company" maxlength={lengths.company} autocomplete="off" />
    </fieldset>
  </>
);

const Role = ({ context }: { readonly context: FieldContext }) => {
  const { words, submitted, inputs } = context;
  const { interviewDay, interviewTime } = inputs;
  return (
    <fieldset>
      <legend>{formWords(words).form.role}</legend>
      <TextField context={context} name="role" maxlength={lengths.role} autocomplete="off" />
      <Field context={context} name="referenceNumber" optional>
        <input
          type="text"
          maxlength={lengths.referenceNumber}
          autocomplete="off"
          value={submitted.referenceNumber ?? ''}
          {...inputAttributes(context, 'referenceNumber')}
        />
      </Field>
      <Field context={context} name="stage">
        <Select
          context={context}
          name="stage"
          options={stages.map((stage) => [stage, formWords(words).stages[stage]])}
          selected={submitted.stage}
          prompt={formWords(words).form.choose}
          required
        />
      </Field>
      <Field context={context} name="interviewDate" optional>
        <div class="pair">
          <input type="date" value={interviewDay} {...inputAttributes(context, 'interviewDate')} />
          <label class="beside">
            <span>{formWords(words).interviewTime}</span>
            <input type="time" name="interviewTime" value={interviewTime} />
          </label>
        </div>
      </Field>
    </fieldset>
  );
};

const LetterFields = ({ context }: { readonly context: FieldContext }) => {
  const { words, submitted } = context;
  return (
    <fieldset>
      <legend>{formWords(words).form.letter}</legend>
      <div data-live="thread">{context.parts?.thread(context)}</div>
      <div class="pair">
        <Field context={context} name="letterLanguage">
          <Select
            context={context}
            name="letterLanguage"
            options={letterLanguages.map((language) => [
              language,
              formWords(words).letterLanguages[language],
            ])}
            selected={submitted.letterLanguage ?? words.language}
          />
        </Field>
        <Field context={context} name="tone">
          <Select
            context={context}
            name="tone"
            options={tones.map((tone) => [tone, formWords(words).tones[tone]])}
            selected={submitted.tone ?? 'warm'}
          />
        </Field>
      </div>
      <Field context={context} name="peopleToThank" optional>
        <textarea rows={3} {...inputAttributes(context, 'peopleToThank')}>
          {submitted.peopleToThank ?? ''}
        </textarea>
      </Field>
      <Field context={context} name="personalNote" optional>
        <textarea
          rows={3}
          maxlength={lengths.personalNote}
          {...inputAttributes(context, 'personalNote')}
        >
          {submitted.personalNote ?? ''}
        </textarea>
        <p class="hint" role="status" data-live="status">
          {context.parts?.status(context)}
        </p>
      </Field>
      <Field context={context} name="keepMeInMindFor" optional>
        <input
          type="text"
          maxlength={lengths.keepMeInMindFor}
          autocomplete="off"
          value={submitted.keepMeInMindFor ?? ''}
          {...inputAttributes(context, 'keepMeInMindFor')}
        />
      </Field>
      <Field context={context} name="talkAgain" optional>
        <MonthSelect context={context} />
      </Field>
    </fieldset>
  );
};

const PrivateFields = ({
  context,
  reminderDay,
}: {
  readonly context: FieldContext;
  readonly reminderDay: string | undefined;
}) => {
  const { words, submitted, inputs } = context;
  const { reconnect, reconnectDate } = inputs;
  return (
    <fieldset class="private">
      <legend>{formWords(words).form.private}</legend>
      <p class="hint">{formWords(words).form.privateHelp}</p>
      <Field context={context} name="reason" optional>
        <Select
          context={context}
          name="reason"
          options={reasons.map((reason) => [reason, formWords(words).reasons[reason]])}
          selected={submitted.reason}
          prompt={formWords(words).reasons.none}
        />
      </Field>
      <Field context={context} name="reconnect">
        <div class="pair">
          <Select
            context={context}
            name="reconnect"
            options={['' as const, ...reconnectChoices, 'date' as const].map((choice) => [
              choice,
              formWords(words).reconnect[choice],
            ])}
            selected={reconnect}
          />
          <label class="beside">
            <span>{formWords(words).reconnectDate}</span>
            <input type="date" name="reconnectDate" value={reconnectDate} />
          </label>
        </div>
        <p class="hint" data-live="day">
          {context.parts?.day({ words, reminderDay })}
        </p>
      </Field>
      {/* The page's script fills this in with the browser's time zone and hides the field
          below. */}
      <input type="hidden" name="browserTimeZone" value="" data-browser-time-zone="timeZone" />
      <Field context={context} name="timeZone" optional>
        <input
          type="text"
          autocomplete="off"
          value={submitted.timeZone ?? ''}
          {...inputAttributes(context, 'timeZone')}
        />
      </Field>
    </fieldset>
  );
};

/**
 * The page with the form: empty, with the submitted fields and their errors, with a
 * preview, or with the fields of a stored letter.
 *
 * @param parts undefined for the empty form only
 */
export function formDocument(options: FormPageOptions, parts?: FilledParts): Page {
  const {
    words,
    submitted,
    inputs,
    months,
    advised,
    reminderDay,
    note,
    hints,
    withoutAll,
    allowList,
    errors = [],
    questions = [],
    banner,
    found,
    preview,
    editing,
    another,
    switchable = false,
  } = options;
  const query = `?lang=${words.language}`;
  const letterPath = editing ?? another?.path;
  /** Where a form behind a link is posted. */
  const ownAction =
    editing === undefined ? another && `${another.path}/another` : `${editing}/edit`;
  const formAction = `${ownAction ?? '/preview'}${query}`;
  const previewAction = `${formAction}#beside`;
  const fields = { words, submitted, inputs, months, errors, hints, questions, found };
  const context = { ...fields, formAction, parts };
  const own = another ? letterWords(words).outcome.another : formWords(words).form.title;
  const title = editing === undefined ? own : formAnswerWords(words).form.editTitle;
  return page({
    words,
    switchable,
    title: errors.length > 0 ? `${formWords(words).errorPrefix}${title}` : title,
    desk: (
      <aside class="desk" id="beside">
        <div id="hints" data-live="hints">
          {parts?.noteHints({
            words,
            note,
            hints,
            withoutAll,
            removeButtons: { form: FORM_ID, action: previewAction },
          })}
        </div>
        {/* The page's script says here why the preview is not up to date. */}
        <p id="preview-problem" class="problem" aria-live="polite" />
        <section id="preview" class="preview" tabindex={-1} data-live="preview">
          {parts?.preview({ words, preview })}
        </section>
        <section class="advice" data-live="advice">
          <Advice words={words} advised={advised} />
        </section>
      </aside>
    ),
    children: (
      <>
        <h1>title</h1>
        <p class="lead">
          {letterPath === undefined
            ? formWords(words).form.lead
            : formAnswerWords(words).form[editing === undefined ? 'anotherLead' : 'editLead']}
        </p>
        <Banner text={banner} />
        {errors.length > 0 && parts?.errorSummary({ words, errors })}
        {/* `novalidate`: the server reports all errors at once, in the language of the
              page. The browser's own messages do neither. */}
        <form
          id={FORM_ID}
          method="post"
          action={`${ownAction ?? '/declines'}${query}`}
          data-preview={`/preview${query}`}
          data-busy={formWords(words).form.busy}
          novalidate
        >
          {another && <input type="hidden" name="nonce" value={another.nonce} />}
          {letterPath === undefined && <Paste words={words} />}
          {found?.inputs}
          <People context={context} fixedEmail={letterPath !== undefined} allowList={allowList} />
          <Role context={context} />
          <LetterFields context={context} />
          <PrivateFields context={context} reminderDay={reminderDay} />
          <div class="actions">
            <button type="submit">
              {letterPath === undefined
                ? formWords(words).form.submit
                : formAnswerWords(words).form.saveEdit}
            </button>
            {letterPath === undefined ? (
              <button type="submit" class="quiet" formaction={previewAction}>
                {formWords(words).form.preview}
              </button>
            ) : (
              <a href={letterPath}>{formAnswerWords(words).form.back}</a>
            )}
          </div>
        </form>
      </>
    ),
  });
}
