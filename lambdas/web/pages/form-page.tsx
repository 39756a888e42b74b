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
import { BlankLetter, Gap, GreetingLine, type PaperField } from './blank-letter.tsx';
import { Advice, type Advised } from './form-advice.tsx';
import type { FormInputs, SubmittedFields } from './form-inputs.ts';
import type { MonthOptions } from './month-options.ts';

/** The id of the form. The buttons beside it refer to it with their attribute `form`. */
const FORM_ID = 'letter-form';

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
   * The day to write again that follows from the fields, in the words of the page.
   */
  readonly reminderDay?: string | undefined;
  /** What was read from a message, see `foundInMessage`. */
  readonly found?: FoundInMessage;
  /**
   * The letter from the fields that are filled in so far. Undefined if the stage is not
   * known.
   */
  readonly preview?: LetterPreview | undefined;
  /**
   * Set only if the form changes a stored letter: the path of its link,
   * `/letters/{token}`, and which version of the letter the form shows.
   */
  readonly editing?: { readonly path: string; readonly version: number };
  /**
   * Set only if the form makes a letter with the link of another one: the path of that
   * link, `/letters/{token}`, and the nonce of its page. `title`: of the form, if it is
   * the same letter once more. Then the form says so again when it is posted.
   */
  readonly another?: { readonly path: string; readonly nonce: string; readonly title?: string };
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
  /** The letter so far, on its desk. */
  readonly preview: (shown: Pick<FormPageOptions, 'words' | 'preview' | 'submitted'>) => Child;
  /** The first line of the letter, which looks out at the lower edge of a phone. */
  readonly peek: (shown: Pick<FormPageOptions, 'words' | 'preview' | 'submitted'>) => Child;
  /** What the fold with the optional fields has in it. */
  readonly own: (shown: Pick<FormPageOptions, 'words' | 'submitted'>) => Child;
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
  /** No help stands beside the field if it is empty. */
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
      {help !== undefined && help !== '' && (
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

/**
 * What an on-screen keyboard and a spell checker do with a field. Names are no words of a
 * dictionary, and start with a capital.
 */
const typing = {
  name: { autocapitalize: 'words', spellcheck: false, enterkeyhint: 'next' },
  title: { autocapitalize: 'words', spellcheck: true, enterkeyhint: 'next' },
  email: { spellcheck: false, enterkeyhint: 'next' },
  code: { autocapitalize: 'characters', spellcheck: false, enterkeyhint: 'next' },
  words: { spellcheck: true, enterkeyhint: 'next' },
} as const;

const TextField = ({
  context,
  name,
  help,
  kind = 'name',
  optional = false,
  children,
  ...attributes
}: {
  readonly context: FieldContext;
  readonly name: FieldName;
  readonly help?: string | undefined;
  readonly kind?: keyof typeof typing;
  readonly optional?: boolean;
  readonly maxlength?: number;
  readonly autocomplete?: 'name' | 'email' | 'off';
  readonly readonly?: boolean;
  readonly required?: boolean;
  readonly children?: Child;
}) => (
  <Field context={context} name={name} help={help} optional={optional}>
    <input
      type={kind === 'email' ? 'email' : 'text'}
      required={!optional}
      autocomplete="off"
      value={context.submitted[name] ?? ''}
      {...typing[kind]}
      {...inputAttributes(context, name)}
      {...attributes}
    />
    {children}
  </Field>
);

const Select = ({
  context,
  name,
  options,
  selected,
  prompt,
  required = false,
  autocomplete,
}: {
  readonly context: FieldContext;
  readonly name: FieldName;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly selected: string | undefined;
  readonly prompt?: string;
  readonly required?: boolean;
  readonly autocomplete?: 'off';
}) => (
  <select {...inputAttributes(context, name)} required={required} autocomplete={autocomplete}>
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
  const { paste, pasteHelp, message, unkept, read, file } = formWords(words).form;
  const { reader } = words.deployment?.assets ?? plainAssetNames;
  return (
    <details class="slot" id="paste" data-reader={`/assets/${reader}`}>
      <summary>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
          <path d="M3 6h18v13H3zM3 7l9 7 9-7" />
        </svg>
        <b>{paste}</b>
        <span>{pasteHelp}</span>
      </summary>
      <div>
        <label for="message">{message}</label>
        <p class="hint" id="message-hint">
          {unkept}
        </p>
        <textarea id="message" name="message" rows={4} aria-describedby="message-hint" />
        <label for="file">{file}</label>
        <input type="file" id="file" name="file" accept=".eml,.txt" />
        <button
          type="submit"
          class="quiet"
          formaction={`/read?lang=${words.language}`}
          formenctype="multipart/form-data"
        >
          {read}
        </button>
      </div>
    </details>
  );
};

/**
 * Where the candidate is in the process: the first question, since the letter depends on
 * it. The style hides the day of the interview at stages whose letters have none, see
 * `stagesWithInterview`.
 */
const Stage = ({ context }: { readonly context: FieldContext }) => {
  const { words, submitted, inputs, found } = context;
  const { fields, stages: labels, interviewDay, interviewTime } = formWords(words);
  const problem = problemOf(context, 'stage');
  return (
    <fieldset class="field" aria-describedby={problem && 'stage-error'}>
      <legend>{fields.stage}</legend>
      {problem !== undefined && (
        <p class="problem" id="stage-error">
          {problem}
        </p>
      )}
      <div class="choices">
        {stages.map((stage, index) => (
          <label class="choice">
            <input
              type="radio"
              id={index === 0 ? 'stage' : undefined}
              name="stage"
              value={stage}
              required
              checked={submitted.stage === stage}
            />
            <span>{labels[stage]}</span>
          </label>
        ))}
      </div>
      {found?.notes.stage}
      <div class="when">
        <Field context={context} name="interviewDate" optional>
          <div class="pair two">
            <label class="beside">
              <span>{interviewDay}</span>
              <input
                type="date"
                value={inputs.interviewDay}
                {...inputAttributes(context, 'interviewDate')}
              />
            </label>
            <label class="beside">
              <span>{interviewTime}</span>
              <input type="time" name="interviewTime" value={inputs.interviewTime} />
            </label>
          </div>
        </Field>
      </div>
    </fieldset>
  );
};

/** How the candidate answers if they have no address of the recruiter. */
const WithoutAddress = ({ context }: { readonly context: FieldContext }) => {
  const { words, submitted } = context;
  const isByHand = submitted.channel !== undefined && !['', 'email'].includes(submitted.channel);
  const isOpen = isByHand || problemOf(context, 'channel') !== undefined;
  return (
    <details class="side" open={isOpen}>
      <summary>{formWords(words).form.noAddress}</summary>
      <Field context={context} name="channel">
        <Select
          context={context}
          name="channel"
          options={channels.map((channel) => [channel, formWords(words).channels[channel]])}
          selected={submitted.channel}
        />
      </Field>
    </details>
  );
};

const Recruiter = ({ context }: { readonly context: FieldContext }) => {
  const { channel } = context.submitted;
  return (
    <fieldset>
      <legend>{formWords(context.words).form.them}</legend>
      <div class="pair">
        <TextField context={context} name="recruiterName" maxlength={lengths.name} />
        <div class="sided">
          <TextField
            context={context}
            name="recruiterEmail"
            kind="email"
            required={[undefined, '', 'email'].includes(channel)}
          >
            <Question context={context} name="recruiterEmail" />
          </TextField>
          <WithoutAddress context={context} />
        </div>
        <TextField context={context} name="company" maxlength={lengths.company} />
        <TextField context={context} name="role" kind="title" maxlength={lengths.role} />
      </div>
    </fieldset>
  );
};

const Candidate = ({
  context,
  fixedEmail,
  allowList,
}: {
  readonly context: FieldContext;
  readonly fixedEmail: boolean;
  readonly allowList: PublicAllowList | undefined;
}) => {
  const { words } = context;
  const help = [formWords(words).help.candidateEmail, allowListText(words, allowList)];
  return (
    <fieldset>
      <legend>{formWords(words).form.you}</legend>
      <div class="pair">
        <TextField
          context={context}
          name="candidateName"
          maxlength={lengths.name}
          autocomplete="name"
        />
        <TextField
          context={context}
          name="candidateEmail"
          kind="email"
          autocomplete="email"
          readonly={fixedEmail}
          help=""
        >
          <Question context={context} name="candidateEmail" />
        </TextField>
      </div>
      <p class="hint under" id="candidateEmail-hint">
        {fixedEmail ? formAnswerWords(words).form.fixedAddress : help.filter(Boolean).join(' ')}
      </p>
    </fieldset>
  );
};

/** Says how many characters are left; without the script, how many there may be. */
const Count = ({
  words,
  name,
  most,
}: {
  readonly words: Words;
  readonly name: FieldName;
  readonly most: number;
}) => {
  const { upTo, left } = formWords(words).form;
  return (
    <p class="hint count" data-count={name} data-left={left}>
      {upTo(most)}
    </p>
  );
};

/** The optional fields of the letter. The guard's hints stand directly below the note. */
const YourOwn = ({
  context,
  isOpen,
  hints,
}: {
  readonly context: FieldContext;
  readonly isOpen: boolean;
  readonly hints: Child;
}) => {
  const { words, submitted } = context;
  const { form, letterLanguages: languages, tones: toneNames } = formWords(words);
  return (
    <details open={isOpen}>
      <summary>
        <b>{form.own}</b>
        <span data-live="own">{context.parts?.own(context) ?? form.ownHelp}</span>
      </summary>
      <div>
        <div data-live="thread">{context.parts?.thread(context)}</div>
        <Field context={context} name="peopleToThank" optional>
          <textarea
            rows={2}
            {...typing.name}
            enterkeyhint="enter"
            {...inputAttributes(context, 'peopleToThank')}
          >
            {submitted.peopleToThank ?? ''}
          </textarea>
        </Field>
        <Field context={context} name="personalNote" optional>
          <textarea
            rows={3}
            maxlength={lengths.personalNote}
            spellcheck
            {...inputAttributes(context, 'personalNote')}
          >
            {submitted.personalNote ?? ''}
          </textarea>
          <Count words={words} name="personalNote" most={lengths.personalNote} />
          <p class="hint" role="status" data-live="status">
            {context.parts?.status(context)}
          </p>
          <div id="hints" data-live="hints">
            {hints}
          </div>
        </Field>
        <div class="pair">
          <Field context={context} name="tone">
            <Select
              context={context}
              name="tone"
              options={tones.map((tone) => [tone, toneNames[tone]])}
              selected={submitted.tone ?? 'warm'}
            />
          </Field>
          <Field context={context} name="letterLanguage">
            <Select
              context={context}
              name="letterLanguage"
              options={letterLanguages.map((language) => [language, languages[language]])}
              selected={submitted.letterLanguage ?? words.language}
            />
          </Field>
        </div>
        <div class="pair">
          <Greeting context={context} />
          <TextField
            context={context}
            name="referenceNumber"
            kind="code"
            optional
            maxlength={lengths.referenceNumber}
          />
        </div>
        <TextField
          context={context}
          name="keepMeInMindFor"
          kind="words"
          optional
          maxlength={lengths.keepMeInMindFor}
        >
          <Count words={words} name="keepMeInMindFor" most={lengths.keepMeInMindFor} />
        </TextField>
        <Field context={context} name="talkAgain" optional>
          <MonthSelect context={context} />
        </Field>
      </div>
    </details>
  );
};

const PrivateFields = ({
  context,
  isOpen,
  reminderDay,
}: {
  readonly context: FieldContext;
  readonly isOpen: boolean;
  readonly reminderDay: string | undefined;
}) => {
  const { words, submitted, inputs } = context;
  const { form, reasons: reasonTexts, reconnect, reconnectDate } = formWords(words);
  return (
    <details class="private" open={isOpen}>
      <summary>
        <b>{form.private}</b>
        <span>{form.privateHelp}</span>
      </summary>
      <div>
        <Field context={context} name="reason" optional>
          <Select
            context={context}
            name="reason"
            options={reasons.map((reason) => [reason, reasonTexts[reason]])}
            selected={submitted.reason}
            prompt={reasonTexts.none}
            // A browser that restores the form after Back must leave the reason out.
            autocomplete="off"
          />
        </Field>
        <Field context={context} name="reconnect">
          <Select
            context={context}
            name="reconnect"
            options={['' as const, ...reconnectChoices, 'date' as const].map((choice) => [
              choice,
              reconnect[choice],
            ])}
            selected={inputs.reconnect}
          />
          <label class="beside day">
            <span>{reconnectDate}</span>
            <input type="date" name="reconnectDate" value={inputs.reconnectDate} />
          </label>
          <p class="hint" data-live="day">
            {context.parts?.day({ words, reminderDay })}
          </p>
        </Field>
        {/* The page's script fills this in with the browser's time zone, and hides the
            field below. */}
        <input type="hidden" name="browserTimeZone" value="" data-browser-time-zone="timeZone" />
        <TextField context={context} name="timeZone" kind="name" optional />
      </div>
    </details>
  );
};

/** The fields of the folds. A fold is open if it has an error, a question, or a value. */
const ownFields: readonly FieldName[] = [
  'peopleToThank',
  'personalNote',
  'referenceNumber',
  'keepMeInMindFor',
  'talkAgain',
  'inReplyTo',
];
const ownFieldsByDefault: readonly FieldName[] = ['tone', 'letterLanguage', 'recruiterGreeting'];
const privateFields: readonly FieldName[] = ['reason', 'reconnect', 'timeZone'];

/** Where a form behind a link is found again, without what was posted. */
const addressOf = ({ words, editing, another }: FormPageOptions): string => {
  const page = another && (another.title === undefined ? 'another' : 'again');
  return `${another?.path ?? editing?.path}/${page ?? 'edit'}?lang=${words.language}`;
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
  } = options;
  const { language, otherLanguage } = words;
  const letterPath = editing?.path ?? another?.path;
  /** Where a form behind a link is posted. */
  const ownAction =
    editing === undefined ? another && `${another.path}/another` : `${editing.path}/edit`;
  const actionIn = (shown: string) => `${ownAction ?? '/preview'}?lang=${shown}`;
  const formAction = actionIn(language);
  const fields = { words, submitted, inputs, months, errors, hints, questions, found };
  const context = { ...fields, formAction, parts };
  const { form } = formWords(words);
  const own = another ? (another.title ?? letterWords(words).outcome.another) : form.title;
  const title = editing === undefined ? own : formAnswerWords(words).form.editTitle;
  const submit = letterPath === undefined ? form.submit : formAnswerWords(words).form.saveEdit;
  const gapOf = (name: PaperField) => <Gap words={words} name={name} />;
  const hasError = (names: readonly FieldName[]) =>
    errors.some(({ field }) => names.some((name) => name === field));
  const hasValue = (names: readonly FieldName[]) =>
    names.some((name) => (submitted[name] ?? '') !== '');
  return page({
    words,
    /** The other language keeps what was typed: it is a button of the form. */
    languageButton: { form: FORM_ID, action: actionIn(otherLanguage.code), submit },
    isEmptyForm: parts === undefined,
    address: letterPath === undefined ? `/?lang=${language}` : addressOf(options),
    title: errors.length > 0 ? `${formWords(words).errorPrefix}${title}` : title,
    desk: (
      <aside class="desk" id="letter" tabindex={0} aria-labelledby="letter-title">
        <div class="over">
          <h2 id="letter-title">{form.letter}</h2>
          <span class="state">{form.nothingSent}</span>
          {/* The page's script shows it where the desk is a sheet. */}
          <button type="button" class="close" hidden>
            {form.close}
          </button>
        </div>
        {/* The page's script says here why the letter is not up to date. */}
        <p id="preview-problem" class="problem" aria-live="polite" />
        <div id="preview" data-live="preview">
          {parts?.preview({ words, preview, submitted }) ?? (
            <BlankLetter words={words} show={gapOf} />
          )}
        </div>
        <div class="aside" data-live="advice">
          <Advice words={words} advised={advised} />
        </div>
      </aside>
    ),
    children: (
      <>
        <h1>{title}</h1>
        <p class="lead">
          {letterPath === undefined
            ? form.lead
            : formAnswerWords(words).form[editing === undefined ? 'anotherLead' : 'editLead']}
        </p>
        <Banner text={banner} />
        {errors.length > 0 && parts?.errorSummary({ words, errors })}
        {/* `novalidate`: the server reports all errors at once, in the language of the
            page. The browser's own messages do neither. */}
        <form
          id={FORM_ID}
          method="post"
          action={`${ownAction ?? '/declines'}?lang=${language}`}
          data-preview={`/preview?lang=${language}`}
          data-too-busy={form.busy}
          data-keep={
            letterPath === undefined ? (parts === undefined ? 'restore' : 'save') : undefined
          }
          data-version={editing?.version}
          novalidate
        >
          {another && <input type="hidden" name="nonce" value={another.nonce} />}
          {another?.title !== undefined && <input type="hidden" name="onceMore" value="yes" />}
          {letterPath === undefined && <Paste words={words} />}
          {found?.inputs}
          <Stage context={context} />
          <Recruiter context={context} />
          <Candidate
            context={context}
            fixedEmail={letterPath !== undefined}
            allowList={allowList}
          />
          <div class="folds">
            <YourOwn
              context={context}
              isOpen={hasError([...ownFields, ...ownFieldsByDefault]) || hasValue(ownFields)}
              hints={parts?.noteHints({
                words,
                note,
                hints,
                withoutAll,
                removeAction: `${formAction}#personalNote`,
              })}
            />
            <PrivateFields
              context={context}
              isOpen={hasError(privateFields)}
              reminderDay={reminderDay}
            />
          </div>
          <div class="actions">
            <button type="submit" class="main" data-busy={form.submitBusy}>
              {submit}
            </button>
            {letterPath !== undefined && (
              <a href={letterPath}>{formAnswerWords(words).form.back}</a>
            )}
          </div>
          <p class="hint">{form.unsent}</p>
          {letterPath === undefined && (
            <p class="hint" data-kept hidden>
              <span>{form.kept}</span>{' '}
              <button type="button" class="plain" data-other={form.keep}>
                {form.forget}
              </button>
            </p>
          )}
          {/* Without the page's script it asks the server for the letter; with it, it
              opens the desk as a sheet. */}
          <button
            type="submit"
            class="peek"
            formaction={`${formAction}#letter`}
            hidden={letterPath !== undefined}
          >
            <span class="first-line" data-live="peek">
              {parts?.peek({ words, preview, submitted }) ?? (
                <GreetingLine words={words} show={gapOf} />
              )}
            </span>
            <span class="pocket">{form.preview}</span>
          </button>
        </form>
      </>
    ),
  });
}
