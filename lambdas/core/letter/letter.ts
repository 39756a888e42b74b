import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { handChannels, letterLanguages, stages, tones } from '../choices.ts';
import { optionalText, optionalTrue, text } from '../stored-fields.ts';

/** The part of the input without which there is no notice about the letter. */
const letterNames = () => ({
  candidateEmail: text,
  recruiterName: text,
  /** Empty if the candidate answers by hand and has no address, see `channel`. */
  recruiterEmail: text,
  company: text,
});
/** What a notice about the letter names. It does without a role that cannot be read. */
export const letterNamesSchema = () =>
  z.readonly(z.object({ ...letterNames(), role: z.catch(z.optional(text), undefined) }));

const messageIds = () => z.readonly(z.array(text));
/** The recruiter's email that the letter answers, as its headers say. */
const threadSchema = () =>
  z.readonly(
    z.object({
      /** The `Message-ID` of that email. */
      inReplyTo: text,
      /** The ids in its `References`, oldest first; at most 20. */
      references: messageIds(),
      /** Its subject, cleaned as a line of typed text. Absent if it has none. */
      subject: optionalText,
    }),
  );
export type Thread = z.infer<ReturnType<typeof threadSchema>>;

/** The headers that put the letter into the thread. Both consist of ids in brackets. */
const threadHeadersSchema = () =>
  z.readonly(z.object({ inReplyTo: text, references: messageIds() }));
export type ThreadHeaders = z.infer<ReturnType<typeof threadHeadersSchema>>;

/**
 * All data from which a letter is made. It does not include the candidate's reason and
 * plans, so no letter can contain them: `talkAgain` is a field of its own, and is never
 * filled in from the day of the reminder. Texts have passed `readLine` or
 * `readParagraphs`, addresses `parseEmailAddress`.
 */
export const letterInputSchema = () =>
  z.readonly(
    z.object({
      ...letterNames(),
      candidateName: text,
      /** How the candidate answers by hand. Absent: Open Door emails the letter. */
      channel: z.exactOptional(z.enum(handChannels)),
      /** The name in the greeting, if the candidate chose another than the default. */
      recruiterGreeting: optionalText,
      role: text,
      /** The recruiter's number of the vacancy or the application, as typed. */
      referenceNumber: optionalText,
      stage: z.enum(stages),
      tone: z.enum(tones),
      letterLanguage: z.enum(letterLanguages),
      /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`, in the candidate's local time. */
      interviewDate: optionalText,
      peopleToThank: z.readonly(z.array(text)),
      personalNote: optionalText,
      /** A kind of role that the candidate would like to hear of, as typed. */
      keepMeInMindFor: optionalText,
      /** The month in which the candidate would like to talk. */
      talkAgain: z.exactOptional(
        z.readonly(
          z.object({
            /** `YYYY-MM` */
            month: text,
            /** Whether the letter names the year: another such month comes before. */
            hasYear: z.boolean(),
          }),
        ),
      ),
      /** IANA name. */
      timeZone: optionalText,
      /** The email that the letter answers. */
      thread: z.exactOptional(threadSchema()),
      /** The letter is an email of its own all the same, with its own subject. */
      ownSubject: optionalTrue,
    }),
  );
export type LetterInput = z.infer<ReturnType<typeof letterInputSchema>>;

/**
 * A letter as it will arrive. The review page shows this letter, its hash identifies it,
 * and the send function sends exactly these bytes.
 */
export const letterSchema = () =>
  z.readonly(
    z.object({
      from: z.readonly(z.object({ name: text, address: text })),
      to: text,
      replyTo: text,
      subject: text,
      text: text,
      html: text,
      /** Absent in a letter that answers no email. */
      thread: z.exactOptional(threadHeadersSchema()),
    }),
  );
export type Letter = z.infer<ReturnType<typeof letterSchema>>;

/**
 * SHA-256, base64url, of everything in the letter that arrives. The send function
 * compares it: if the letter is not the one that the candidate reviewed, it sends
 * nothing.
 */
export function hashLetter({ from, to, replyTo, subject, text, html, thread }: Letter): string {
  const parts = [from.name, from.address, to, replyTo, subject, text, html];
  const headers = thread === undefined ? [] : [thread.inReplyTo, thread.references];
  return createHash('sha256')
    .update(JSON.stringify([...parts, ...headers]))
    .digest('base64url');
}
