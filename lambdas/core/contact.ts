import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { letterLanguages, pageLanguages, reasons, stages } from './choices.ts';
import { utcDay } from './dates.ts';
import type { Decline } from './decline.ts';
import { canonicalAddress } from './email-address.ts';

/** Someone to write to again, as one decline leaves them. Seen by the candidate only. */
export const contactSchema = z.readonly(
  z.object({
    candidateEmail: z.string(),
    candidateName: z.string(),
    pageLanguage: z.enum(pageLanguages),
    timeZone: z.exactOptional(z.string()),
    person: z.readonly(z.object({ name: z.string(), address: z.string() })),
    thanked: z.readonly(z.array(z.string())),
    company: z.string(),
    role: z.string(),
    stage: z.enum(stages),
    language: z.enum(letterLanguages),
    /** Epoch ms. */
    declinedAt: z.number(),
    /** The same, as a day: `YYYY-MM-DD`. */
    declinedOn: z.string(),
    /** `YYYY-MM-DD`; absent for never. */
    reconnectOn: z.exactOptional(z.string()),
    reason: z.exactOptional(z.enum(reasons)),
    /** The decline it comes from. */
    declineId: z.string(),
  }),
);
export type Contact = z.infer<typeof contactSchema>;

/** When a reminder is due, epoch ms: the morning of its day. */
export const reminderDueAt = (day: string): number => Date.parse(`${day}T09:00:00Z`);

/** A key that says nothing of the address: keys turn up in logs, metrics and exports. */
export const addressKey = (address: string): string =>
  createHash('sha256').update(canonicalAddress(address)).digest('base64url');

/** @param now used where the letter itself has no time: it was sent by hand */
export function contactOf(decline: Decline, now: number): Contact {
  const { request, plan } = decline;
  const declinedAt = decline.sentAt ?? decline.closedAt ?? now;
  return {
    candidateEmail: request.candidateEmail,
    candidateName: request.candidateName,
    pageLanguage: decline.pageLanguage,
    ...(request.timeZone !== undefined && { timeZone: request.timeZone }),
    person: { name: request.recruiterName, address: request.recruiterEmail },
    thanked: request.peopleToThank,
    company: request.company,
    role: request.role,
    stage: request.stage,
    language: request.letterLanguage,
    declinedAt,
    declinedOn: utcDay(new Date(declinedAt)),
    ...(plan.reconnectOn !== undefined && { reconnectOn: plan.reconnectOn }),
    ...(plan.reason !== undefined && { reason: plan.reason }),
    declineId: decline.id,
  };
}
