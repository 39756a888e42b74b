import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Contact, PastDecline } from '../../lambdas/core/contact/contact.ts';
import { type Decline, letterVersion } from '../../lambdas/core/decline/decline.ts';
import type { LetterInput } from '../../lambdas/core/letter/letter.ts';
import { isOwnSender } from '../../lambdas/core/letter/own-sender.ts';
import { composeLetter } from '../../lambdas/core/letter/render-letter.ts';
import { hashSecret, type MagicLink, newId } from '../../lambdas/core/magic-link.ts';
import { templateFiles } from '../../lambdas/files/template-files.ts';

/**
 * The sample data of all tests. A test overrides only the fields that it is about, so the
 * reader of the test sees only those.
 */

/** The product's settings in the tests. */
export const origin = 'https://door.example';
export const lettersAddress = 'letters@door.example';
export const reviewAddress = 'review@door.example';

const candidateEmail = 'alex@candidates.example';
/** The domain of the candidate, who may be the sender of their letters. */
export const ownSenderDomain = 'candidates.example';
const recruiterEmail = 'dana@northwind.example';

/** An address of a candidate that no other test uses. */
export const uniqueCandidate = (): string => `c${randomUUID()}@candidates.example`;

// The form as a candidate fills it in.

/** The fields that only the page's form posts. */
export const pageFields = [
  'reconnectDate',
  'interviewTime',
  'browserTimeZone',
  'page',
  'takeNote',
  'takeCandidateEmail',
  'takeRecruiterEmail',
  'askedCandidateEmail',
  'askedRecruiterEmail',
  'shownGreeting',
  'greetingFor',
  'live',
  'message',
  'file',
  'found',
  'use',
];

/** The values that a candidate types, by the names of the form fields. */
export type FormValues = Readonly<Record<string, string>>;

/** A valid form: an English letter, warm, after a recruiter screen. */
export const englishForm = {
  candidateEmail,
  recruiterEmail,
  candidateName: 'Alex Rivera',
  recruiterName: 'Dana Lee',
  company: 'Northwind & Sons',
  role: 'Senior Data Engineer',
  stage: 'screen',
  tone: 'warm',
  letterLanguage: 'en',
  peopleToThank: 'Sam Ortiz\nLee Wong',
  personalNote: 'I enjoyed hearing about the lighthouse project.',
  reason: 'overqualified',
  reconnect: '6-months',
} as const satisfies FormValues;

/**
 * The English form with one more person to thank, whose name is in no other form. The
 * same form that is posted again on one day is the same draft, so a test that needs its
 * own draft posts its own form.
 */
export const uniqueForm = () => {
  const letters = [...randomBytes(10)].map((byte) => String.fromCharCode(97 + (byte % 26)));
  return {
    ...englishForm,
    peopleToThank: `${englishForm.peopleToThank}\nKim Q${letters.join('')}`,
  };
};

/** The day of an interview, 14 days from now. */
export const interviewDay = new Date(Date.now() + 14 * 24 * 60 * 60_000);

/** A valid form: a Spanish letter, formal, before an interview with a date. */
export const spanishForm = {
  candidateEmail,
  recruiterEmail,
  candidateName: 'Íñigo Núñez',
  recruiterName: 'María José Peña',
  company: 'Café del Norte',
  role: 'Dirección de Operaciones',
  stage: 'scheduled',
  tone: 'formal',
  letterLanguage: 'es',
  interviewDate: interviewDay.toISOString().slice(0, 10),
  peopleToThank: 'Inés Ibarra',
  reason: 'other-offer',
  reconnect: '12-months',
} satisfies FormValues;

/** A valid form: a Spanish letter with "tú", brief, that declines an offer. */
export const spanishTuForm = {
  candidateEmail,
  recruiterEmail,
  candidateName: 'Lucía Sanz',
  recruiterName: 'Teo Vidal',
  company: 'Faro',
  role: 'Diseño de Producto',
  stage: 'offer',
  tone: 'brief',
  letterLanguage: 'es-tu',
  reconnect: 'never',
} as const satisfies FormValues;

// A letter.

/** A valid `LetterInput`: English, warm, after a recruiter screen. */
export const letterInput = (changes: Partial<LetterInput> = {}): LetterInput => ({
  candidateName: 'Alex Rivera',
  candidateEmail,
  recruiterName: 'Dana Lee',
  recruiterEmail,
  company: 'Northwind',
  role: 'Data Engineer',
  stage: 'screen',
  tone: 'warm',
  letterLanguage: 'en',
  peopleToThank: [],
  ...changes,
});

/** The email that a letter answers. */
export const sampleThread: NonNullable<LetterInput['thread']> = {
  inReplyTo: '<CAF+first.3@mail.gmail.com>',
  references: ['<CAF+root.1@mail.gmail.com>', '<x_2=a@eu-west-1.amazonses.com>'],
  subject: 'RE: Fwd: Entrevista: Ingeniería de Datos (Ref. 12)',
};

/** A draft and its magic link, which only its candidate has. */
export interface Draft {
  readonly decline: Decline;
  readonly link: MagicLink;
}

/**
 * A draft as the form creates it. Its link works for 48 hours. The draft is not stored.
 */
export function newDraft({
  id = newId(randomBytes),
  createdAt = Date.now(),
  senderDomain,
  ...changes
}: Partial<LetterInput> & {
  readonly id?: string;
  readonly createdAt?: number;
  /** See `isOwnSender`; by default the letter is from the letters address. */
  readonly senderDomain?: string | undefined;
} = {}): Draft {
  const link = { id, secret: randomBytes(32).toString('base64url') };
  const input = letterInput(changes);
  const decline: Decline = {
    id,
    state: 'draft',
    createdAt,
    pageLanguage: 'en',
    input,
    privatePlan: { reconnect: '6-months', reconnectOn: '2027-06-01' },
    ...letterVersion(
      composeLetter(templateFiles, input, lettersAddress, { ownSenderDomain: senderDomain }),
      1,
    ),
    ...(isOwnSender(input.candidateEmail, senderDomain) && { isFromCandidate: true }),
    linkHash: hashSecret(link.secret),
    linkExpiresAt: createdAt + 48 * 60 * 60_000,
    attempts: 0,
  };
  return { decline, link };
}

// Events of SES.

export const eventKinds = ['Send', 'DeliveryDelay', 'Delivery', 'Bounce', 'Complaint'] as const;
export type EventKind = (typeof eventKinds)[number];

const detailOf = (kind: EventKind, to: string, timestamp: string, bounce: object) => {
  const recipients = [{ emailAddress: to }];
  switch (kind) {
    case 'Send':
      return { send: {} };
    case 'Delivery':
      return { delivery: { timestamp, recipients: [to] } };
    case 'DeliveryDelay':
      return { deliveryDelay: { timestamp, delayedRecipients: recipients } };
    case 'Bounce':
      return {
        bounce: {
          timestamp,
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: recipients,
          ...bounce,
        },
      };
    case 'Complaint':
      return { complaint: { timestamp, complainedRecipients: recipients } };
  }
};

/**
 * An SES event about the letter `id`, as EventBridge delivers it. `at` is epoch ms, `tag`
 * is the kind of email, `bounce` replaces details of a bounce, and `detail` parts of the
 * event. `mailedAt` is when SES accepted the email `messageId`.
 */
export function sesEvent(
  kind: EventKind,
  id: string,
  {
    to = recruiterEmail,
    at = Date.now(),
    tag = 'letter',
    bounce = {},
    detail = {},
    messageId = `ses-${id}`,
    mailedAt,
  }: {
    readonly to?: string;
    readonly at?: number;
    readonly tag?: string;
    readonly bounce?: object;
    readonly detail?: object;
    readonly messageId?: string;
    readonly mailedAt?: number;
  } = {},
) {
  const timestamp = new Date(at).toISOString();
  return {
    version: '0',
    source: 'aws.ses',
    'detail-type': `Email ${kind}`,
    detail: {
      eventType: kind,
      mail: {
        timestamp: new Date(mailedAt ?? at).toISOString(),
        messageId,
        destination: [to],
        tags: { letter: [id], kind: [tag], 'ses:configuration-set': ['open-door'] },
      },
      ...detailOf(kind, to, timestamp, bounce),
      ...detail,
    },
  };
}

// A contact.

/** A decline in the history of a contact. */
export const pastDecline: PastDecline = {
  declineId: 'decline-1',
  company: 'Northwind',
  role: 'Ingeniería de Datos',
  stage: 'final',
  language: 'es',
  declinedOn: '2027-06-03',
  thanked: ['Sam Ruiz', 'Íñigo'],
  reason: 'other-offer',
};

/** A contact with every field, declined twice. */
export const sampleContact: Contact = {
  ...pastDecline,
  id: 'kZ3xVQ0eT5a_7-Yw1mN2bA',
  candidateEmail,
  candidateName: 'Alex Rivera',
  pageLanguage: 'es',
  person: { name: 'Dana Lee', address: recruiterEmail },
  declinedAt: Date.UTC(2027, 5, 3, 9),
  reconnectOn: '2027-12-03',
  status: 'open',
  note: 'Likes climbing.\nAsk about Lisbon.',
  wroteOn: '2027-07-01',
  history: [
    { ...pastDecline, declinedOn: '2026-01-15', company: 'Contoso', stage: 'screen' },
    pastDecline,
  ],
};

/**
 * The sample contact with `text` in each field that a candidate types, and `note` as its
 * note and as the second name that was thanked.
 */
export const contactWithText = (text: string, note: string): Contact => ({
  ...sampleContact,
  person: { name: text, greeting: text, address: text },
  company: text,
  note,
  history: [
    { ...pastDecline, company: text, role: text, referenceNumber: text, thanked: [text, note] },
  ],
});

/** Syntax of CSV, vCard and iCalendar, and unusual scripts. */
const fragments = [
  ...['"', '""', "'", ',', ';', ':', '\\', '\\n', '\\,', '^', ' ', '\t', '\u00A0'],
  ...['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029', '\v', '\f', '\0', '\uFEFF'],
  ...['=', '+', '-', '@', '＝', '－', "=cmd|' /C calc'!A1", '@SUM(1)', ';=1+1;', '\t=1'],
  ...[
    'BEGIN:VCARD',
    'END:VCARD',
    'END:VEVENT',
    '\nEND:VCALENDAR\n',
    '\r\nATTENDEE:mailto:x',
    '\r\n ',
  ],
  ...[
    '👩‍👩‍👧',
    'e\u0301\u0323\u0308',
    'שלום',
    'مرحبا',
    '\u202Etxt',
    '李'.repeat(60),
    'long '.repeat(60),
  ],
];

/** Text that could break a line, a quote, a component or a parser of an export file. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 6 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));
