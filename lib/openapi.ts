import * as z from 'zod';
import { pageLanguages } from '../lambdas/core/choices.ts';
import { type AnswerName, answers, type BodyName, bodies } from './openapi-schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** What every POST may answer besides its own statuses. */
const commonErrors = {
  400: 'The body is not valid UTF-8, not JSON, or no object.',
  403: 'A browser sent it from a page of another site.',
  413: 'The body is larger than 32 KB.',
  415: 'The body is neither JSON nor a form.',
  500: 'Something broke. Nothing that was typed is lost: send it again.',
} as const;

/** The errors of some operations. `Retry-After` comes with 429 and 503. */
const errors = {
  404: 'The link opens nothing, or there is no such contact.',
  406: 'The client accepts no content coding.',
  409: 'Nothing was changed: the nonce is not the one of the page, or it is too late.',
  410: 'The link has expired.',
  422: 'Fields are missing or wrong. Nothing was stored, and nothing was mailed.',
  429: 'A limit of the mailbox or of the network is reached.',
  503: 'A limit of all is reached, the mail service refused, or sending is stopped.',
} as const;
type ErrorStatus = keyof typeof errors;

interface Operation {
  readonly path: string;
  readonly method?: 'get' | 'post';
  readonly id: string;
  readonly summary: string;
  readonly body?: BodyName;
  /** The answers by status. `redirect`: to the page of the link, which is HTML. */
  readonly answers: Readonly<Record<number, AnswerName | 'redirect' | 'page' | 'description'>>;
  readonly errors?: readonly ErrorStatus[];
  /** The schema of its errors, if it is another one. */
  readonly errorBody?: AnswerName;
}

const ofLetter = [404, 409, 422] as const;
const ofContact = [404, 409, 410, 422] as const;

const operations: readonly Operation[] = [
  {
    path: '/preview',
    id: 'previewLetter',
    summary: 'The letter of a form, without storing anything',
    body: 'DeclineForm',
    answers: { 200: 'Letter' },
    errors: [422],
  },
  {
    path: '/read',
    id: 'readMessage',
    summary: "What a recruiter's message says, without storing anything",
    body: 'Message',
    answers: { 200: 'Reading' },
    errors: [422, 429],
  },
  {
    path: '/declines',
    id: 'createDecline',
    summary: 'Store the letter as a draft, and mail its link to the candidate',
    body: 'DeclineForm',
    answers: { 202: 'LinkMailed' },
    errors: [409, 422, 429, 503],
  },
  {
    path: '/letters/{token}/send',
    id: 'sendLetter',
    summary: 'Send the letter that was read. 202: it waits, and leaves by itself',
    body: 'Sending',
    answers: { 200: 'SentLetter', 202: 'SentLetter' },
    errors: [...ofLetter, 410, 429, 503],
    errorBody: 'SentLetter',
  },
  {
    path: '/letters/{token}/edit',
    id: 'editLetter',
    summary: 'Change a draft',
    body: 'EditForm',
    answers: { 200: 'Changed' },
    errors: ofLetter,
  },
  {
    path: '/letters/{token}/another',
    id: 'writeAnother',
    summary: 'Write another letter as the same candidate, without an email',
    body: 'AnotherForm',
    answers: { 201: 'OwnDraft', 303: 'redirect' },
    errors: [...ofLetter, 429],
  },
  {
    path: '/letters/{token}/again',
    id: 'writeAgain',
    summary: 'Write a `bounced` letter again, to another address, without an email',
    body: 'AgainForm',
    answers: { 200: 'LetterState', 201: 'OwnDraft', 303: 'redirect' },
    errors: [...ofLetter, 429],
  },
  {
    path: '/letters/{token}/copy',
    id: 'answerCopy',
    summary: 'Say whether the own copy of an `unknown` letter arrived',
    body: 'CopyAnswer',
    answers: { 200: 'LetterState' },
    errors: ofLetter,
  },
  {
    path: '/letters/{token}/cancel',
    id: 'cancelLetter',
    summary: 'Cancel a letter that has not left',
    body: 'Confirmation',
    answers: { 200: 'LetterState', 303: 'redirect' },
    errors: ofLetter,
  },
  {
    path: '/letters/{token}/self-sent',
    id: 'closeSelfSent',
    summary: 'Close a letter that the candidate sent by hand',
    body: 'Confirmation',
    answers: { 200: 'LetterState', 303: 'redirect' },
    errors: ofLetter,
  },
  {
    path: '/letters/{token}/fresh-link',
    id: 'renewLink',
    summary: 'Mail a fresh link to a draft, to the candidate',
    answers: { 200: 'page', 303: 'redirect' },
    errors: [404, 409, 422, 429, 503],
  },
  {
    path: '/contacts/link',
    id: 'mailContactsLink',
    summary: 'Mail the link to all contacts to the candidate',
    body: 'LinkRequest',
    answers: { 202: 'LinkMailed' },
    errors: [422, 429, 503],
  },
  {
    path: '/contacts/{token}/done',
    id: 'markWritten',
    summary: 'Note that the candidate has written to a contact',
    body: 'ConfirmedContact',
    answers: { 200: 'ChangedContact' },
    errors: ofContact,
  },
  {
    path: '/contacts/{token}/stop',
    id: 'stopReminders',
    summary: 'No more reminders about a contact',
    body: 'ConfirmedContact',
    answers: { 200: 'ChangedContact' },
    errors: ofContact,
  },
  {
    path: '/contacts/{token}/snooze',
    id: 'snoozeReminder',
    summary: 'Postpone a reminder by months',
    body: 'Snooze',
    answers: { 200: 'ChangedContact' },
    errors: ofContact,
  },
  {
    path: '/contacts/{token}/date',
    id: 'chooseDay',
    summary: 'Choose the next day to write',
    body: 'NewDay',
    answers: { 200: 'ChangedContact' },
    errors: ofContact,
  },
  {
    path: '/contacts/{token}/note',
    id: 'saveNote',
    summary: 'Save the private note of a contact',
    body: 'Note',
    answers: { 200: 'ChangedContact' },
    errors: ofContact,
  },
  {
    path: '/contacts/{token}/delete',
    id: 'deleteContact',
    summary: 'Delete a contact and its letters. 202: not finished, ask again',
    body: 'ConfirmedContact',
    answers: { 200: 'DeletedContact', 202: 'DeletedContact' },
    errors: ofContact,
  },
  {
    path: '/contacts/{token}/time-zone',
    id: 'changeTimeZone',
    summary: "Change the candidate's time zone. 202: not finished, ask `next`",
    body: 'Zone',
    answers: { 200: 'ChangedZone', 202: 'ChangedZone' },
    errors: ofContact,
  },
  {
    path: '/contacts/{token}/erase',
    id: 'eraseEverything',
    summary: 'Erase everything of the candidate. 202: not finished, ask again',
    body: 'Confirmation',
    answers: { 200: 'Erased', 202: 'Erased' },
    errors: ofContact,
  },
  {
    path: '/healthz',
    method: 'get',
    id: 'isAlive',
    summary: 'Whether the site answers',
    answers: { 200: 'Health' },
  },
  {
    path: '/openapi.json',
    method: 'get',
    id: 'describe',
    summary: 'This description',
    answers: { 200: 'description' },
    errors: [406],
  },
];

const refTo = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Json): Json => ({ 'application/json': { schema } });

const retryAfter = {
  'Retry-After': {
    required: true,
    description: 'When to try again, in seconds.',
    schema: { type: 'string', pattern: '^[1-9][0-9]*$' },
  },
} as const;

function answerOf(status: number, kind: Operation['answers'][number]): Json {
  if (kind === 'redirect') {
    const location = { required: true, schema: { type: 'string' } };
    return {
      description: 'The link has expired or proves no mailbox: see its page.',
      headers: { Location: location },
    };
  }
  if (kind === 'page') {
    return {
      description: 'A page, also for a JSON client.',
      content: { 'text/html': { schema: { type: 'string' } } },
    };
  }
  const schema = kind === 'description' ? { type: 'object' } : refTo(kind);
  return { description: status === 202 ? 'Accepted.' : 'Done.', content: json(schema) };
}

const errorOf = (status: number, description: string, body: AnswerName): Json => ({
  description,
  ...((status === 429 || status === 503) && { headers: retryAfter }),
  content: json(refTo(body)),
});

function responsesOf({
  method = 'post',
  answers: ok,
  errors: own = [],
  errorBody,
}: Operation): Json {
  const isPost = method === 'post';
  return Object.fromEntries([
    ...Object.entries(ok).map(([status, kind]) => [status, answerOf(Number(status), kind)]),
    ...own.map((status) => {
      // A link that opens nothing has no letter to name.
      const body = status === 404 ? 'Errors' : (errorBody ?? 'Errors');
      return [status, errorOf(status, errors[status], body)];
    }),
    ...Object.entries(commonErrors)
      .filter(([status]) => isPost || status === '500')
      .map(([status, description]) => [status, errorOf(Number(status), description, 'Errors')]),
  ]);
}

const token = {
  name: 'token',
  in: 'path',
  required: true,
  description: 'The token of an emailed link: it is the only authority.',
  schema: { type: 'string' },
} as const;
const language = {
  name: 'lang',
  in: 'query',
  description: 'The language of messages and emails. Default: `Accept-Language`, else English.',
  schema: { type: 'string', enum: pageLanguages },
} as const;

const operationOf = (operation: Operation): Json => ({
  operationId: operation.id,
  summary: operation.summary,
  ...(operation.method !== 'get' && {
    parameters: [...(operation.path.includes('{token}') ? [token] : []), language],
  }),
  ...(operation.body !== undefined && {
    requestBody: { required: true, content: json(refTo(operation.body)) },
  }),
  responses: responsesOf(operation),
});

/** A schema without the line that says which draft of JSON Schema it is written in. */
function schemaOf(type: z.ZodType): Json {
  const { $schema: _draft, ...schema } = z.toJSONSchema(type, { io: 'input' });
  return schema;
}

/**
 * The description of the JSON interface, by OpenAPI 3.1. Its schemas are made from the
 * zod schemas in `lib/openapi-schemas.ts`, and these from the tables of the form's fields
 * (`fieldNames`, `lengths`, `choices.ts`).
 */
export function openapiDocument(): Json {
  const schemas = Object.entries({ ...bodies, ...answers });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Open Door',
      version: '1',
      summary: 'Decline the interview, leave the door open.',
      description:
        'The routes that answer with JSON: send `Accept: application/json`. A request with a ' +
        'JSON body gets JSON, unless it asks for HTML. The same routes take forms. An action on ' +
        'a letter or a contact needs a `nonce` from the page of the emailed link, and the choice ' +
        'that a person makes there. Lengths are counted in characters as a reader sees them ' +
        '(graphemes); `maxLength` is the same number of code points, so a longer text may pass. ' +
        'AWS itself may answer 429, 503 or 504 with `{"message":"…"}` before the site is asked.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The site that serves this description.' }],
    // There are no accounts: the token in the path is the authority.
    security: [],
    paths: Object.fromEntries(
      operations.map((operation) => [
        operation.path,
        { [operation.method ?? 'post']: operationOf(operation) },
      ]),
    ),
    components: {
      schemas: Object.fromEntries(schemas.map(([name, type]) => [name, schemaOf(type)])),
    },
  };
}
