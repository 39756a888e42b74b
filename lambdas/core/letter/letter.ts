import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { letterLanguages, stages, tones } from '../choices.ts';

/**
 * All that a letter is made of. The candidate's reason and plans are no part of it, so no
 * letter can hold them. Texts have passed `readLine`/`readParagraphs`, addresses
 * `parseEmailAddress`.
 */
export const letterInputSchema = z.readonly(
  z.object({
    candidateName: z.string(),
    candidateEmail: z.string(),
    recruiterName: z.string(),
    recruiterEmail: z.string(),
    company: z.string(),
    role: z.string(),
    stage: z.enum(stages),
    tone: z.enum(tones),
    letterLanguage: z.enum(letterLanguages),
    /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm` on the candidate's clock. */
    interviewDate: z.exactOptional(z.string()),
    peopleToThank: z.readonly(z.array(z.string())),
    personalNote: z.exactOptional(z.string()),
    /** IANA name. */
    timeZone: z.exactOptional(z.string()),
  }),
);
export type LetterInput = z.infer<typeof letterInputSchema>;

/**
 * A letter as it will arrive: what is shown for review, hashed, and sent, byte for byte.
 */
export const letterSchema = z.readonly(
  z.object({
    from: z.readonly(z.object({ name: z.string(), address: z.string() })),
    to: z.string(),
    replyTo: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
  }),
);
export type Letter = z.infer<typeof letterSchema>;

/**
 * SHA-256, base64url, over everything of the letter that arrives: what was reviewed is
 * what is sent, or nothing is.
 */
export function hashLetter({ from, to, replyTo, subject, text, html }: Letter): string {
  return createHash('sha256')
    .update(JSON.stringify([from.name, from.address, to, replyTo, subject, text, html]))
    .digest('base64url');
}
