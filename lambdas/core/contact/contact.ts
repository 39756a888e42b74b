import * as z from 'zod/mini';
import { contactStatuses, letterLanguages, pageLanguages, reasons, stages } from '../choices.ts';
import type { Decline } from '../decline/decline.ts';
import { earliestAfterLetter } from '../time/reminder-day.ts';
import { dayInZone } from '../time/time-zone.ts';

/** What one decline leaves to remember, besides the person. */
const pastDeclineFields = {
  /** The decline it comes from. */
  declineId: z.string(),
  company: z.string(),
  role: z.string(),
  stage: z.enum(stages),
  language: z.enum(letterLanguages),
  /** `YYYY-MM-DD`. */
  declinedOn: z.string(),
  /** Those thanked by name, besides the person. */
  thanked: z._default(z.readonly(z.array(z.string())), []),
  reason: z.exactOptional(z.enum(reasons)),
};
const pastDeclineSchema = z.readonly(z.object(pastDeclineFields));
export type PastDecline = z.infer<typeof pastDeclineSchema>;

const declinedContactFields = {
  ...pastDeclineFields,
  candidateEmail: z.string(),
  candidateName: z.string(),
  pageLanguage: z.enum(pageLanguages),
  /** IANA name. */
  timeZone: z.exactOptional(z.string()),
  person: z.readonly(z.object({ name: z.string(), address: z.string() })),
  /** Epoch ms. */
  declinedAt: z.number(),
  /** The next day to write, always a workday: `YYYY-MM-DD`; absent for never. */
  reconnectOn: z.exactOptional(z.string()),
};

/** Someone to write to again, as one decline leaves them. Seen by the candidate only. */
export const declinedContactSchema = z.readonly(z.object(declinedContactFields));
export type DeclinedContact = z.infer<typeof declinedContactSchema>;

const contactFields = {
  ...declinedContactFields,
  /** Of the person among the candidate's contacts: opaque, and the same for ever. */
  id: z.string(),
  status: z._default(z.enum(contactStatuses), 'open'),
  /** What the candidate notes down for themselves. */
  note: z.exactOptional(z.string()),
  /** When the candidate last said that they wrote, `YYYY-MM-DD`. */
  wroteOn: z.exactOptional(z.string()),
  /** When the reminder of `reconnectOn` went out, epoch ms. */
  remindedAt: z.exactOptional(z.number()),
  /** What came of the latest letter, where it was no good. */
  deliveryProblem: z.exactOptional(z.enum(['bounced', 'complained'])),
  /** Every decline to the person, oldest first. */
  history: z.readonly(z.array(pastDeclineSchema)),
};

/**
 * One person as kept, with the history of declines: several letters to one person are one
 * contact.
 */
export const contactSchema = z.readonly(z.object(contactFields));
export type Contact = z.infer<typeof contactSchema>;

const { reason: _reason, note: _note, history: _history, ...mailableFields } = contactFields;
/**
 * As much of a contact as a mail may be made of: neither the reason nor the note can get
 * into one.
 */
export const mailableContactSchema = z.readonly(
  z.object({
    ...mailableFields,
    /** Attempts at the present mail, this one included. */
    attempts: z._default(z.number(), 1),
    /** The receipt of the letter is still to be mailed; the reminder comes after it. */
    receipt: z.exactOptional(z.string()),
  }),
);
export type MailableContact = z.infer<typeof mailableContactSchema>;

/**
 * @param now used where the letter itself has no time: it was sent by hand, or has not
 *   left yet
 */
export function contactFromDecline(decline: Decline, now: number): DeclinedContact {
  const { input, privatePlan } = decline;
  const declinedAt = decline.sentAt ?? decline.closedAt ?? now;
  const declinedOn = dayInZone(declinedAt, input.timeZone);
  return {
    candidateEmail: input.candidateEmail,
    candidateName: input.candidateName,
    pageLanguage: decline.pageLanguage,
    ...(input.timeZone !== undefined && { timeZone: input.timeZone }),
    person: { name: input.recruiterName, address: input.recruiterEmail },
    thanked: input.peopleToThank,
    company: input.company,
    role: input.role,
    stage: input.stage,
    language: input.letterLanguage,
    declinedAt,
    declinedOn,
    ...(privatePlan.reconnectOn !== undefined && {
      reconnectOn: earliestAfterLetter(privatePlan.reconnectOn, declinedOn),
    }),
    ...(privatePlan.reason !== undefined && { reason: privatePlan.reason }),
    declineId: decline.id,
  };
}
