import * as z from 'zod/mini';
import { contactStatuses, letterLanguages, pageLanguages, reasons, stages } from '../choices.ts';
import type { Decline } from '../decline/decline.ts';
import { recruiterOf } from '../letter/recruiter.ts';
import { shortReferences, threadOf } from '../letter/thread.ts';
import { once } from '../once.ts';
import { number, optionalNumber, optionalText, text } from '../stored-fields.ts';
import { earliestAfterLetter } from '../time/reminder-day.ts';
import { dayInZone } from '../time/time-zone.ts';

// A cold start that reads no contact makes none of these schemas: 50 of them take 1 ms.

/** What a contact's history keeps of one decline. */
const pastDeclineFields = () => ({
  /** The id of the decline. */
  declineId: text,
  company: text,
  role: text,
  /** As the candidate typed it. */
  referenceNumber: optionalText,
  stage: z.enum(stages),
  language: z.enum(letterLanguages),
  /** `YYYY-MM-DD`. */
  declinedOn: text,
  /** The names of the other people whom the letter thanks. */
  thanked: z._default(z.readonly(z.array(text)), []),
  reason: z.exactOptional(z.enum(reasons)),
});
const pastDeclineSchema = once(() => z.readonly(z.object(pastDeclineFields())));
export type PastDecline = z.infer<ReturnType<typeof pastDeclineSchema>>;

const declinedContactFields = () => ({
  ...pastDeclineFields(),
  candidateEmail: text,
  candidateName: text,
  pageLanguage: z.enum(pageLanguages),
  /** IANA name. */
  timeZone: optionalText,
  person: z.readonly(
    z.object({
      name: text,
      address: text,
      /** The name in the greeting, if the candidate chose another than the default. */
      greeting: optionalText,
      /** See `shortName`. Absent in contacts of earlier releases. */
      shortName: optionalText,
    }),
  ),
  /** The thread in which the letter was sent, with few references. */
  thread: z.exactOptional(
    z.readonly(
      z.object({
        inReplyTo: text,
        references: z.readonly(z.array(text)),
        subject: optionalText,
      }),
    ),
  ),
  /** Epoch ms. */
  declinedAt: number,
  /** The next day to write, always a workday: `YYYY-MM-DD`; absent for never. */
  reconnectOn: optionalText,
});

/** A contact as one decline creates it. Only the candidate sees it. */
export const declinedContactSchema = once(() => z.readonly(z.object(declinedContactFields())));
export type DeclinedContact = z.infer<ReturnType<typeof declinedContactSchema>> & {
  /** The decline comes from a backup: the contact gets no email until it is adopted. */
  readonly isRestored?: true;
};

const contactFields = () => ({
  ...declinedContactFields(),
  /** The contact's id. It never changes and reveals nothing. */
  id: text,
  status: z._default(z.enum(contactStatuses), 'open'),
  /** The candidate's private note. */
  note: optionalText,
  /** The last day on which the candidate clicked "I wrote to them", `YYYY-MM-DD`. */
  wroteOn: optionalText,
  /** When the reminder for `reconnectOn` was sent, epoch ms. */
  remindedAt: optionalNumber,
  /** The latest letter bounced, or a letter was marked as unwanted. */
  deliveryProblem: z.exactOptional(z.enum(['bounced', 'complained'])),
  /** The latest declines to the person, oldest first; at most `HISTORY_KEPT`. */
  history: z.readonly(z.array(pastDeclineSchema())),
});

/** One person with the history of declines. All letters to a person make one contact. */
export const contactSchema = once(() => z.readonly(z.object(contactFields())));
export type Contact = z.infer<ReturnType<typeof contactSchema>>;

/**
 * The part of a contact from which emails are made. It excludes the private reason, the
 * note and the history, so no email can contain them.
 */
export const mailableContactSchema = once(() => {
  const { reason: _reason, note: _note, history: _history, ...mailableFields } = contactFields();
  return z.readonly(
    z.object({
      ...mailableFields,
      /** The number of attempts at the current email, including this one. */
      attempts: z._default(number, 1),
      /**
       * The id of the decline whose receipt must still be sent. The reminder comes later.
       */
      receiptFor: optionalText,
    }),
  );
});
export type MailableContact = z.infer<ReturnType<typeof mailableContactSchema>>;

/**
 * How many of the thread's earlier ids a contact keeps. Mail programs need the first one
 * and the last ones, and a list of contacts is read with all of them.
 */
const REFERENCES_KEPT = 4;

/**
 * The contact that a decline leaves.
 *
 * @param now epoch ms; used if the decline has no time at which it was declined
 */
export function contactFromDecline(decline: Decline, now: number): DeclinedContact {
  const { input, privatePlan } = decline;
  // Of a letter whose copy arrived, only the time of the confirmation is certain.
  const { copyArrivedAt, confirmedAt = copyArrivedAt } = decline;
  const settledAt = copyArrivedAt && confirmedAt;
  const declinedAt = decline.sentAt ?? decline.closedAt ?? settledAt ?? now;
  const declinedOn = dayInZone(declinedAt, input.timeZone);
  const thread = threadOf(input);
  return {
    candidateEmail: input.candidateEmail,
    candidateName: input.candidateName,
    pageLanguage: decline.pageLanguage,
    ...(input.timeZone !== undefined && { timeZone: input.timeZone }),
    person: {
      ...recruiterOf(input),
      ...(input.recruiterGreeting === undefined &&
        decline.recruiterShortName !== undefined && { shortName: decline.recruiterShortName }),
      address: input.recruiterEmail,
    },
    ...(thread !== undefined && {
      thread: { ...thread, references: shortReferences(thread.references, REFERENCES_KEPT) },
    }),
    thanked: input.peopleToThank,
    company: input.company,
    role: input.role,
    ...(input.referenceNumber !== undefined && { referenceNumber: input.referenceNumber }),
    stage: input.stage,
    language: input.letterLanguage,
    declinedAt,
    declinedOn,
    ...(privatePlan.reconnectOn !== undefined && {
      reconnectOn: earliestAfterLetter(privatePlan.reconnectOn, declinedOn),
    }),
    ...(privatePlan.reason !== undefined && { reason: privatePlan.reason }),
    declineId: decline.id,
    ...(decline.isRestored && { isRestored: true }),
  };
}
