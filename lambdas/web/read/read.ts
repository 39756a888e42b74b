import { isOneOf } from '../../core/choices.ts';
import { isBlank } from '../../core/clean-text.ts';
import { fieldNames } from '../../core/decline/form-fields.ts';
import {
  type MessageReading,
  readMessage,
  type Suggestion,
} from '../../core/message/read-message.ts';
import { ownAddresses } from '../../core/own-address.ts';
import { zoneLookUpFor } from '../../core/time/zone-look-up.ts';
import { MAX_FIELDS, readBody, textFields } from '../../site/body.ts';
import type { SiteContext } from '../../site/context.ts';
import { errorBody, respond, respondFailure } from '../../site/respond.ts';
import { createFormRenderer, formState, readForm } from '../form-responses.ts';
import type { SubmittedFields } from '../pages/form-inputs.ts';
import { foundInMessage } from '../pages/found-notes.tsx';
import type { PreviewDependencies } from '../preview.ts';
import { formAnswerWords, formWords } from '../words/form.ts';
import { readWords } from '../words/read.ts';
import type { ReadWords } from '../words/read-en.ts';
import { decodeMessage } from './decode-message.ts';
import { fillForm } from './fill-form.ts';
import { parseMultipart } from './multipart.ts';

interface PostedMessage {
  /** The other fields of the form. */
  readonly fields: Readonly<Record<string, string>>;
  readonly isForm: boolean;
  /** '' if there is none; undefined if the file is no text. */
  readonly message: string | undefined;
}

/** The decoded fields of a multipart form; undefined if it is none, or is not UTF-8. */
function fieldsOfMultipart(body: Uint8Array, contentType: string): PostedMessage | undefined {
  const parts = parseMultipart(body, contentType, { maxFields: MAX_FIELDS });
  if (parts === undefined) return undefined;
  const fields: Record<string, string> = {};
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for (const [name, bytes] of parts) if (name !== 'file') fields[name] = decoder.decode(bytes);
  } catch {
    return undefined;
  }
  const file = parts.get('file');
  const message =
    file === undefined || file.length === 0 ? (fields['message'] ?? '') : decodeMessage(file);
  return { fields, isForm: true, message };
}

/** Reads the body, or answers that it cannot be read. */
async function readPosted(c: SiteContext): Promise<PostedMessage | Response> {
  const type = c.req.header('content-type') ?? '';
  if (type.trim().toLowerCase().startsWith('multipart/form-data')) {
    const body = new Uint8Array(await c.req.arrayBuffer());
    return fieldsOfMultipart(body, type) ?? respondFailure(c, 400, 'unreadable');
  }
  const refused = await readBody(c);
  if (refused !== undefined) return refused;
  const fields = textFields(c.var.body);
  return { fields, isForm: c.var.body.isForm, message: fields['message'] ?? '' };
}

/** The form says at most this much of a message again. */
const MAX_FOUND = 16 * 1024;
const warnings = ['other-domain', 'no-reply'] as const;

function suggestionFrom(value: unknown): Suggestion | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const read = (name: string): unknown => Reflect.get(value, name);
  const [field, text, source, warning] = ['field', 'value', 'source', 'warning'].map(read);
  if (typeof field !== 'string' || !isOneOf(fieldNames, field)) return undefined;
  if (typeof text !== 'string' || typeof source !== 'string') return undefined;
  return {
    field,
    value: text,
    source,
    ...(typeof warning === 'string' && isOneOf(warnings, warning) && { warning }),
  };
}

/** What was read from an earlier message, as the page's hidden input says it. */
function suggestionsFrom(found: string | undefined): readonly Suggestion[] {
  if (found === undefined || found.length > MAX_FOUND) return [];
  try {
    const list: unknown = JSON.parse(found);
    if (!Array.isArray(list)) return [];
    return list.slice(0, fieldNames.length).flatMap((one) => suggestionFrom(one) ?? []);
  } catch {
    return [];
  }
}

const valuesOf = (suggestions: readonly Suggestion[]): SubmittedFields =>
  Object.fromEntries(suggestions.map(({ field, value }) => [field, value]));

/** Reads a message, or takes what an earlier page found in it. */
async function readingOf(
  message: string,
  earlier: readonly Suggestion[],
  now: Date,
): Promise<MessageReading> {
  return isBlank(message) ? { suggestions: earlier } : readMessage(message, { now });
}

/**
 * Answers with the form, filled in from a message, for a browser without JavaScript; or
 * with what the message says as JSON. The message is not stored or logged, and the page
 * does not repeat it.
 */
export async function answerRead(
  c: SiteContext,
  dependencies: PreviewDependencies,
): Promise<Response> {
  const { settings, now } = dependencies;
  const posted = await readPosted(c);
  if (posted instanceof Response) return posted;
  const words = c.get('words');
  const { language } = words;
  await Promise.all([formWords, formAnswerWords, readWords].map((texts) => texts.load(language)));
  const texts = readWords(words);
  const { message, fields } = posted;

  const earlier = suggestionsFrom(fields['found']);
  const isEmpty = message !== undefined && isBlank(message);
  const reading = message === undefined ? undefined : await readingOf(message, earlier, now());
  const problem = ((): (keyof ReadWords & ('unreadable' | 'empty' | 'nothing')) | undefined => {
    if (reading === undefined) return 'unreadable';
    if (reading.suggestions.length > 0) return undefined;
    return isEmpty ? 'empty' : 'nothing';
  })();

  const page = async () => {
    const isOwn = ownAddresses(settings);
    const zones = [fields['timeZone'] ?? '', fields['browserTimeZone'] ?? ''];
    const formOf = async (values: Readonly<Record<string, string>>, typedZones = zones) =>
      readForm({ fields: values, isForm: true }, now(), {
        isPreview: true,
        isOwn,
        zoneLookUp: await zoneLookUpFor(typedZones),
      });
    const renderForm = createFormRenderer(dependencies);
    const typed = await formOf(fields);
    if (reading === undefined || problem !== undefined) {
      return renderForm(c, { ...formState(typed), banner: texts[problem ?? 'nothing'] });
    }
    const used = earlier.find(({ field }) => field === fields['use']);
    const filled = fillForm({ ...typed.submitted, ...(used && { [used.field]: '' }) }, reading, {
      language,
      ownZone: typed.result.valid.timeZone,
      before: valuesOf(earlier),
      isReadBefore: isEmpty,
    });
    const form = await formOf({ ...filled.fields }, [filled.fields.timeZone ?? '', '']);
    return renderForm(c, { ...formState(form), found: foundInMessage(words, filled.found) });
  };
  const json =
    reading === undefined || isEmpty
      ? errorBody({ field: 'message', message: texts[problem ?? 'empty'] })
      : reading;
  const isRefused = reading === undefined || (isEmpty && problem !== undefined);
  return respond(c, { status: isRefused ? 422 : 200, json, page });
}
