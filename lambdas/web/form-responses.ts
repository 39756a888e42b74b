import type { PublicAllowList } from '../core/allow-list.ts';
import type { PageLanguage } from '../core/choices.ts';
import { isBlank } from '../core/clean-text.ts';
import { type AddressQuestion, addressQuestions } from '../core/decline/address-questions.ts';
import type { Decline } from '../core/decline/decline.ts';
import {
  type FormOptions,
  type FormResult,
  partialInput,
  readDeclineForm,
  submittedFields,
} from '../core/decline/decline-form.ts';
import { type FieldError, lengths } from '../core/decline/form-fields.ts';
import type { DraftRefusal } from '../core/decline/open-drafts.ts';
import { callAdvice } from '../core/letter/call-advice.ts';
import type { ShownGreeting } from '../core/letter/greeting.ts';
import type { LetterInput } from '../core/letter/letter.ts';
import type { Log } from '../core/log.ts';
import { cleanParagraphs } from '../core/text/plain-text.ts';
import { utcDay } from '../core/time/calendar-day.ts';
import { formatDay } from '../core/time/format-date.ts';
import type { LoadHints, ShownHints } from '../core/vague/note-hints.ts';
import { textFields } from '../site/body.ts';
import { logBroken, type PostedBody, type SiteContext } from '../site/context.ts';
import type { Situation } from '../site/pages/call-advice.tsx';
import type { Page } from '../site/pages/layout.tsx';
import { errorBody, respond, respondFailure, setRetryAfter } from '../site/respond.ts';
import { type LetterPreviewDependencies, previewOf } from './letter-preview.ts';
import {
  fieldsOfForm,
  inputsOfForm,
  type SubmittedFields,
  withChosenGreeting,
} from './pages/form-inputs.ts';
import type { FormPageOptions } from './pages/form-page.tsx';
import { livePartsOfForm } from './pages/live-form-parts.tsx';
import { monthOptions } from './pages/month-options.ts';
import { formAnswerWords, problemText } from './words/form.ts';

export interface PostedForm {
  /** The fields as they were submitted, to show them again. */
  readonly submitted: SubmittedFields;
  readonly result: FormResult;
  /**
   * The candidate pressed the button of a hint, which removes words from the personal
   * note, the button of a question about an address, or that of the other language. The
   * form is shown again with the shorter note, the other address or in the other
   * language, and nothing else happens.
   */
  readonly isOnlyShown: boolean;
  /**
   * The page's script requests the live preview while the candidate fills in the form.
   */
  readonly isLive: boolean;
  /** The questions about the addresses, to show them beside the fields. */
  readonly questions: readonly AddressQuestion[];
  /**
   * The page that posted the form did not show one of the questions. The form is shown
   * again with them. The second time it counts as answered. JSON is not asked.
   */
  readonly mustAsk: boolean;
}

/**
 * Keeps the stored time zone if the field shows nothing but is not empty: marks or spaces
 * that came with a paste. Whoever wants to remove the zone empties the field. The review
 * shows what happened to every other field, but not always to the zone.
 */
function withoutLosingZone<Fields extends Readonly<Record<string, unknown>>>(
  fields: Fields,
  storedZone: string | undefined,
): Fields {
  const { timeZone } = fields;
  const isKept =
    storedZone !== undefined &&
    typeof timeZone === 'string' &&
    timeZone !== '' &&
    isBlank(timeZone);
  return isKept ? { ...fields, timeZone: storedZone } : fields;
}

/**
 * Reads a posted form.
 *
 * @param options `fixed`: fields that the candidate cannot change; they replace the
 *   posted ones, and no question is asked about them. `shown`: the greeting of the stored
 *   letter that the form changes, for a client that does not post what its page showed.
 *   `storedZone`: the time zone of that letter, see {@link withoutLosingZone}.
 *   `language`: of the page, for its button of the other language. `isPreview`, `isOwn`,
 *   `zoneLookUp`, `stored`: see `FormOptions`
 */
export function readForm(
  body: PostedBody,
  now: Date,
  {
    fixed = {},
    shown,
    storedZone,
    isPreview = false,
    language,
    ...options
  }: {
    readonly fixed?: SubmittedFields;
    readonly shown?: ShownGreeting;
    readonly storedZone?: string | undefined;
    readonly isPreview?: boolean;
    readonly language?: PageLanguage;
  } & Omit<FormOptions, 'isPreview'>,
): PostedForm {
  const {
    // A field of an older form, which may still be open in a browser.
    page: _page,
    // Without a script, the message and what was read from it come with every post.
    message: _message,
    file: _file,
    found: _found,
    use: _use,
    live,
    takeNote,
    takeCandidateEmail,
    takeRecruiterEmail,
    askedCandidateEmail,
    askedRecruiterEmail,
    switchFrom,
    shownGreeting,
    greetingFor,
    ...texts
  } = textFields(body);
  const shownOnPage =
    shownGreeting === undefined
      ? shown
      : { greeting: shownGreeting, chosenFor: greetingFor === '' ? undefined : greetingFor };
  const chosen = <Fields extends Readonly<Record<string, unknown>>>(fields: Fields): Fields =>
    shownOnPage === undefined ? fields : withChosenGreeting(fields, shownOnPage);
  const questionsOf = ({ valid }: FormResult) =>
    addressQuestions(valid).filter(({ field }) => fixed[field] === undefined);
  if (!body.isForm) {
    const fields = withoutLosingZone({ ...chosen(body.fields), ...fixed }, storedZone);
    const result = readDeclineForm(fields, now, { isPreview, ...options });
    return {
      submitted: { ...texts, ...fixed },
      result,
      isOnlyShown: false,
      isLive: false,
      questions: questionsOf(result),
      mustAsk: false,
    };
  }
  const taken = {
    ...(takeNote !== undefined && { personalNote: takeNote }),
    ...(takeCandidateEmail !== undefined && { candidateEmail: takeCandidateEmail }),
    ...(takeRecruiterEmail !== undefined && { recruiterEmail: takeRecruiterEmail }),
  };
  // The letter follows the page to the other language, unless it has a line of the
  // candidate's own.
  const followsPage =
    language !== undefined &&
    switchFrom === texts['letterLanguage'] &&
    isBlank(texts['personalNote'] ?? '');
  const inputs = withoutLosingZone(
    { ...texts, ...taken, ...(followsPage && { letterLanguage: language }) },
    storedZone,
  );
  const submitted = { ...chosen(fieldsOfForm(inputs, options.zoneLookUp)), ...fixed };
  const result = readDeclineForm(submitted, now, { isPreview, ...options });
  const questions = questionsOf(result);
  const asked = { candidateEmail: askedCandidateEmail, recruiterEmail: askedRecruiterEmail };
  return {
    submitted,
    result,
    isOnlyShown: Object.keys(taken).length > 0 || switchFrom !== undefined,
    isLive: live !== undefined,
    questions,
    mustAsk: questions.some(({ field, typed }) => asked[field] !== typed),
  };
}

/** The candidate's situation, from the valid fields. Undefined without a valid stage. */
function situationOf({ valid }: FormResult): Situation | undefined {
  const { stage, interviewDate, timeZone } = valid;
  if (stage === undefined) return undefined;
  return {
    stage,
    ...(interviewDate !== undefined && { interviewDate }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

/**
 * Finds the hints on a submitted note. The guard reads what the letter says, not what was
 * typed: an invisible mark within a word must not hide the word from the guard. The guard
 * is loaded if there is a note.
 *
 * @returns the note as the letter has it, and the hints with their positions in it. The
 *   note is empty if the submitted one is far too long
 */
export async function hintsOnNote(
  loadHints: LoadHints,
  { personalNote = '', letterLanguage }: SubmittedFields,
  reader: PageLanguage,
): Promise<{ readonly note: string } & ShownHints> {
  const note = cleanParagraphs(personalNote, lengths.personalNote)?.text ?? '';
  return {
    note,
    ...(note === '' ? { hints: [] } : (await loadHints())(note, reader, letterLanguage)),
  };
}

interface RenderFormOptions
  extends Omit<
    FormPageOptions,
    | 'words'
    | 'note'
    | 'hints'
    | 'withoutAll'
    | 'inputs'
    | 'months'
    | 'allowList'
    | 'advised'
    | 'preview'
  > {
  /** Renders only what the page's script replaces, see `livePartsOfForm`. */
  readonly isLive?: boolean;
  /** The letter as far as the form says it. Undefined if the stage is not known. */
  readonly letter?: LetterInput | undefined;
  /** The candidate's situation, for the advice. Undefined if the stage is not known. */
  readonly situation?: Situation | undefined;
  /** `YYYY-MM-DD`, see `FormPageOptions`. */
  readonly reminderDay?: string | undefined;
}

/**
 * Renders the form with the submitted fields and the guard's hints on the note. The page
 * is loaded when it is needed: the live parts and a right request do without it.
 */
export type RenderForm = (c: SiteContext, options: RenderFormOptions) => Promise<Page>;

export const createFormRenderer =
  ({
    loadHints,
    now,
    allowList,
    ...dependencies
  }: LetterPreviewDependencies & {
    readonly loadHints: LoadHints;
    readonly now: () => Date;
    readonly allowList: PublicAllowList | undefined;
  }): RenderForm =>
  async (c, options) => {
    const words = c.get('words');
    const { letter, situation, reminderDay, isLive = false, ...others } = options;
    const { submitted } = others;
    const render = isLive
      ? livePartsOfForm
      : (await import('./pages/filled-form-page.tsx')).formPage;
    return render({
      ...others,
      words,
      ...(await hintsOnNote(loadHints, submitted, words.language)),
      inputs: inputsOfForm(submitted),
      ...(!isLive && {
        months: monthOptions(submitted.talkAgain ?? '', utcDay(now()), words.language),
      }),
      allowList,
      advised: situation && {
        stage: situation.stage,
        call: callAdvice(situation, now().getTime()),
      },
      reminderDay: reminderDay && formatDay(reminderDay, words.language),
      preview: letter && previewOf(dependencies, letter),
    });
  };

export type FormState = Omit<RenderFormOptions, 'errors' | 'banner'>;

/** What the form shows again after it was posted. */
export const formState = ({ submitted, result, questions }: PostedForm): FormState => ({
  submitted,
  questions,
  letter: partialInput(result),
  situation: situationOf(result),
  reminderDay: result.reconnectOn,
});

/** What the form shows of a stored decline. */
export const formOf = (decline: Decline) => ({
  submitted: submittedFields(decline),
  letter: decline.input,
  situation: decline.input,
});

/** Answers with all errors in the page's language, in the form or as JSON. */
export function respondInvalid(
  c: SiteContext,
  renderForm: RenderForm,
  errors: readonly FieldError[],
  form: FormState,
  status: 409 | 422 | 429 = 422,
): Promise<Response> {
  const words = c.get('words');
  return respond(c, {
    status,
    json: errorBody(
      ...errors.map(({ field, ...problem }) => ({ field, message: problemText(words, problem) })),
    ),
    page: () => renderForm(c, { ...form, errors }),
  });
}

/**
 * Answers 429 if the candidate has too many open drafts, and says when the first of them
 * expires; 409 while the candidate is erasing everything. Nothing was stored.
 *
 * @param now epoch ms
 */
export function respondNoMoreDrafts(
  c: SiteContext,
  renderForm: RenderForm,
  refusal: DraftRefusal,
  now: number,
  form: FormState,
): Promise<Response> {
  const field = 'candidateEmail';
  if (refusal.kind === 'erasing') {
    return respondInvalid(c, renderForm, [{ field, problem: 'erasing' }], form, 409);
  }
  const waitMs = refusal.until - now;
  setRetryAfter(c, waitMs);
  const problem = { field, problem: 'too-many-drafts', detail: { waitMs } } as const;
  return respondInvalid(c, renderForm, [problem], form, 429);
}

/**
 * Answers 422 with the form again and a question beside an address. Nothing was stored
 * or emailed. If the candidate posts this page, the question counts as answered.
 */
export async function respondQuestion(
  c: SiteContext,
  renderForm: RenderForm,
  form: FormState,
): Promise<Response> {
  const { banner } = formAnswerWords(c.get('words')).question;
  return c.html(await renderForm(c, { ...form, banner }), 422);
}

/**
 * The questions about the addresses in an answer to a JSON client, which is not asked:
 * `addressHints`, or nothing if there is no question.
 */
export function addressHints(c: SiteContext, questions: readonly AddressQuestion[]): object {
  if (questions.length === 0) return {};
  const { didYouMean } = formAnswerWords(c.get('words')).question;
  return {
    addressHints: questions.map(({ field, suggestion }) => ({
      field,
      message: didYouMean(suggestion),
      suggestion,
    })),
  };
}

/**
 * Answers 500 or 503 with the form again and a message, so that nothing that the
 * candidate typed is lost.
 */
export function respondUnavailable(
  c: SiteContext,
  renderForm: RenderForm,
  status: 500 | 503,
  name: 'mailRefused' | 'broken',
  form: FormState,
): Promise<Response> {
  return respondFailure(c, status, name, (banner) => renderForm(c, { ...form, banner }));
}

/** Answers with the form if an unexpected error stops what it asks for. */
export async function orForm(
  c: SiteContext,
  { log, renderForm }: { readonly log: Log; readonly renderForm: RenderForm },
  form: FormState,
  run: () => Promise<Response>,
): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    logBroken(c, log, error);
    return respondUnavailable(c, renderForm, 500, 'broken', form);
  }
}
