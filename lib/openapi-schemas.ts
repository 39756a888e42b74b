import * as z from 'zod';
import {
  channels,
  letterLanguages,
  reasons,
  reconnectChoices,
  snoozeMonths,
  stages,
  tones,
} from '../lambdas/core/choices.ts';
import { declineStates } from '../lambdas/core/decline/decline.ts';
import { type FieldName, fieldNames, lengths } from '../lambdas/core/decline/form-fields.ts';
import { hintKinds } from '../lambdas/core/vague/word-list.ts';

/**
 * A text of a limited length. We count graphemes, and `maxLength` counts code points: a
 * text that `maxLength` allows is never too long.
 */
const text = (max: number, description: string) => z.string().max(max).describe(description);
const name = (whose: string) => text(lengths.name, `The name of ${whose}, in one line.`);
const address = (whose: string) => z.email().max(254).describe(`The address of ${whose}.`);
/** As the readers of the form say it: a real day is checked by the server. */
const DAY = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const day = (description: string) =>
  z
    .string()
    .regex(new RegExp(`^${DAY}$`))
    .describe(description);

/**
 * The fields of the form. A new name in `fieldNames` does not compile until it has its
 * schema here.
 */
const formFields = {
  candidateName: name('the candidate, who declines'),
  candidateEmail: address('the candidate. The link goes there'),
  recruiterName: name('the recruiter, who gets the letter'),
  recruiterGreeting: name('the recruiter in the greeting, if not the default').optional(),
  channel: z
    .enum(channels)
    .optional()
    .describe('How the candidate answers: `email` by default. Else the letter is a short text.'),
  recruiterEmail: address('the recruiter. Required if the channel is `email`').optional(),
  company: text(lengths.company, 'The company.'),
  role: text(lengths.role, 'The title of the role, without the word "role".'),
  referenceNumber: text(lengths.referenceNumber, 'The number of the vacancy.').optional(),
  stage: z.enum(stages).describe('How far the process has come.'),
  tone: z.enum(tones),
  letterLanguage: z.enum(letterLanguages).describe('`es` says usted, `es-tu` says tú.'),
  interviewDate: z
    .string()
    .regex(new RegExp(String.raw`^${DAY}(?:T(?:[01]\d|2[0-3]):[0-5]\d)?$`))
    .optional()
    .describe('`YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`, at most 12 months ahead.'),
  peopleToThank: z
    .union([z.string(), z.array(z.string()).max(lengths.peopleToThank)])
    .optional()
    .describe(`At most ${lengths.peopleToThank} people: a list, or one in each line.`),
  personalNote: text(lengths.personalNote, 'A personal line, without a link.').optional(),
  keepMeInMindFor: text(lengths.keepMeInMindFor, 'Another kind of role.').optional(),
  talkAgain: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .optional()
    .describe('A month in which to talk again, `YYYY-MM`.'),
  reason: z.enum(reasons).optional().describe('Private. It changes no word of the letter.'),
  reconnect: z
    .union([z.enum(reconnectChoices), day('A day.')])
    .optional()
    .describe('Private: when to be reminded to write again.'),
  timeZone: z.string().optional().describe('An IANA name, or a city.'),
  inReplyTo: z.string().optional().describe('The `Message-ID` of the email that is answered.'),
  references: z.string().optional().describe('The `References` of that email.'),
  theirSubject: text(lengths.theirSubject, 'The subject of that email.').optional(),
  ownSubject: z
    .literal('yes')
    .optional()
    .describe('Sends an email of its own, not an answer in their thread.'),
} satisfies Readonly<Record<FieldName, z.ZodType>>;

const nonce = z
  .string()
  .describe("The hidden field of the same name in this form of the link's page.");
const sure = z.literal('yes').describe('What the box of the page says.');
const contact = z.string().describe("The contact's id, a hidden field of the page.");

/** A form that is valid on any day. */
const example = {
  candidateName: 'Alex Moreno',
  candidateEmail: 'alex@example.com',
  recruiterName: 'Dana Reyes',
  recruiterEmail: 'dana@example.org',
  company: 'Northwind',
  role: 'Data Engineer',
  stage: 'screen',
  tone: 'warm',
  letterLanguage: 'en',
  peopleToThank: ['Kim Lee'],
  reconnect: '6-months',
} as const;
const { candidateEmail: _address, ...exampleOfChange } = example;

/** The bodies of the requests. */
export const bodies = {
  DeclineForm: z.strictObject(formFields).meta({ examples: [example] }),
  Message: z.object({
    message: z.string().describe('Its text, or the source of an email. The body may have 256 KB.'),
  }),
  AnotherForm: z.strictObject({
    ...formFields,
    candidateEmail: formFields.candidateEmail.optional().describe('Ignored: it stays the same.'),
    nonce,
  }),
  AgainForm: z.object({ recruiterEmail: formFields.recruiterEmail, nonce }),
  EditForm: z
    .strictObject({
      ...formFields,
      candidateEmail: formFields.candidateEmail.optional().describe('Ignored: it stays the same.'),
    })
    .meta({ examples: [exampleOfChange] }),
  Sending: z.object({
    letter: z.string().describe('The hidden field `letter`: the hash of the letter that was read.'),
    nonce,
    sure,
  }),
  Confirmation: z.object({ nonce, sure }),
  CopyAnswer: z.object({
    nonce,
    copy: z.enum(['arrived', 'missing']).describe("Whether the candidate's own copy arrived."),
  }),
  LinkRequest: z.object({ candidateEmail: formFields.candidateEmail }),
  ConfirmedContact: z.object({ contact, nonce, sure }),
  Snooze: z.object({ contact, nonce, months: z.enum(snoozeMonths) }),
  NewDay: z.object({ contact, nonce, date: day('The next day to write.') }),
  Note: z.object({ contact, nonce, note: text(lengths.contactNote, 'A private note.') }),
  Zone: z.object({ nonce, timeZone: z.string().describe('An IANA name, or a city.') }),
} as const satisfies Readonly<Record<string, z.ZodType>>;
export type BodyName = keyof typeof bodies;

const addressHints = z
  .array(z.object({ field: z.enum(fieldNames), message: z.string(), suggestion: z.string() }))
  .optional()
  .describe('Addresses that look mistyped. The request was done all the same.');
const errors = z.array(z.object({ field: z.string(), message: z.string() }));
const state = z.enum(declineStates);
const position = z.int().min(0).describe('In UTF-16 units.');

/** The bodies of the answers. Each may get more fields in a later version. */
export const answers = {
  Errors: z.object({
    errors: errors.describe(
      '`field` is empty if an error is about no field. The list is empty if a link opens nothing.',
    ),
  }),
  Letter: z.object({
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    hints: z.array(
      z.object({
        kind: z.enum([...hintKinds, 'register']),
        start: position,
        end: position,
        message: z.string(),
        without: z.string().describe('The note without these words.'),
      }),
    ),
    withoutAll: z.string().optional().describe('The note without all that was found.'),
    addressHints,
  }),
  Reading: z.object({
    suggestions: z.array(
      z.object({
        field: z.enum(fieldNames),
        value: z.string().describe('As the form takes it.'),
        source: z.string().describe('The words of the message that say it.'),
        warning: z.enum(['other-domain', 'no-reply']).optional(),
      }),
    ),
    thread: z
      .object({ inReplyTo: z.string(), references: z.string(), theirSubject: z.string() })
      .optional()
      .describe('Fields of the form that put the letter into the thread of an email.'),
  }),
  LinkMailed: z.object({
    mailedTo: z.string(),
    text: z.string().optional().describe('The short text, if the channel is not `email`.'),
    linkHours: z.number().describe('How long the link works, in hours.'),
    message: z.string(),
    addressHints,
  }),
  LetterState: z.object({ state }),
  SentLetter: z.object({
    state,
    to: z.string(),
    sentAt: z.iso.datetime().optional(),
    errors: errors.optional(),
  }),
  Changed: z.object({ changed: z.boolean(), addressHints }),
  OwnDraft: z.object({
    letter: z.url().describe('The link to the review of the new letter.'),
    addressHints,
  }),
  ChangedContact: z.object({
    contact: z.string(),
    reconnectOn: z.union([z.string(), z.null()]).describe('The next day to write, or null.'),
  }),
  DeletedContact: z.object({
    contact: z.string(),
    deleted: z.literal(false).optional().describe('Not all is deleted yet: ask again.'),
    message: z.string().optional(),
  }),
  ChangedZone: z.object({
    timeZone: z.string(),
    saved: z.literal(false).optional().describe('Not all is changed yet: ask `next`.'),
    message: z.string().optional(),
    next: z.string().optional(),
  }),
  Erased: z.object({
    erased: z.boolean().describe('False: not all is erased yet, ask again.'),
    message: z.string().optional(),
    backupsUntil: z.string().optional().describe('The day when the last backup is gone.'),
  }),
  Health: z.object({ ok: z.literal(true) }),
} as const satisfies Readonly<Record<string, z.ZodType>>;
export type AnswerName = keyof typeof answers;
