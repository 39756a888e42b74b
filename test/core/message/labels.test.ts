import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { letterLanguages, stages } from '../../../lambdas/core/choices.ts';
import { parseEmailAddress } from '../../../lambdas/core/email-address.ts';
import { isLocalDate } from '../../../lambdas/core/time/calendar-day.ts';
import { isTimeZone } from '../../../lambdas/core/time/time-zone.ts';
import { withoutAccents } from '../../../lambdas/core/without-accents.ts';

const corpus = fileURLToPath(new URL('corpus/', import.meta.url));
const text = z.string().check(z.trim(), z.minLength(1));
const address = text.check(z.refine((value) => parseEmailAddress(value) === value));
const kinds = [
  ...['gmail', 'outlook', 'apple', 'linkedin', 'agency', 'greenhouse', 'lever', 'workday'],
  ...['whatsapp', 'forwarded', 'thread', 'portal', 'plain'],
];
const labelsSchema = z.strictObject({
  kind: z.enum(kinds),
  language: z.enum(letterLanguages),
  candidateName: z.optional(text),
  candidateEmail: z.optional(address),
  recruiterName: z.optional(text),
  recruiterEmail: z.optional(address),
  recruiterEmailWarning: z.optional(z.enum(['other-domain', 'no-reply'])),
  company: z.optional(text),
  role: z.optional(text),
  referenceNumber: z.optional(text),
  stage: z.optional(z.enum(stages)),
  interviewDate: z.optional(text.check(z.refine(isLocalDate))),
  timeZone: z.optional(text.check(z.refine(isTimeZone))),
  peopleToThank: z.optional(z.array(text).check(z.minLength(1))),
  hasThread: z.boolean(),
});

const numbersIn = (folder: string): readonly string[] =>
  readdirSync(`${corpus}${folder}`)
    .filter((file) => file.endsWith('.json'))
    .map((file) => `${folder}/${file.slice(0, -'.json'.length)}`);
const numbers = [...numbersIn('dev'), ...numbersIn('unseen')];

const labelsOf = (number: string): z.output<typeof labelsSchema> =>
  labelsSchema.parse(JSON.parse(readFileSync(`${corpus}${number}.json`, 'utf8')));

/** All that a reader of the message can see: header, text, HTML and calendar. */
async function visible(number: string): Promise<{ text: string; messageId?: string | undefined }> {
  const files = readdirSync(`${corpus}${number.split('/')[0]}`);
  if (files.includes(`${number.split('/')[1]}.txt`))
    return { text: readFileSync(`${corpus}${number}.txt`, 'utf8') };
  const email = await PostalMime.parse(readFileSync(`${corpus}${number}.eml`), {
    attachmentEncoding: 'utf8',
  });
  const calendars = email.attachments.filter(({ mimeType }) => /calendar|ics/.test(mimeType));
  const delivered = email.headers.filter(({ key }) => /^(?:delivered|x-apparently)-to$/.test(key));
  const headers = [email.from, email.to, email.cc, email.replyTo, email.subject, ...delivered];
  const body = [email.text, email.html, ...calendars.map(({ content }) => content)];
  return { text: [JSON.stringify(headers), ...body].join('\n'), messageId: email.messageId };
}

/** "&aacute;" in HTML */
const ENTITY = /&([a-z])(?:acute|grave|circ|uml|tilde|cedil);/gi;
const folded = (value: string): string =>
  withoutAccents(value.replaceAll('&amp;', '&').replace(ENTITY, '$1'))
    .toLowerCase()
    .replace(/\s+/g, ' ');
/** Whether the text has all words of the value, or the value as a part of a domain. */
const says = (message: string, value: string): boolean =>
  folded(value)
    .split(/[ "“”«»]+/)
    .every((word) => message.includes(word)) || message.includes(folded(value).replaceAll(' ', ''));

test('when the corpus is counted, then its sizes and languages are those of its README', () => {
  expect(numbers).toHaveLength(1389);
  const languages = numbers.map((number) => labelsOf(number).language);
  expect(languages.filter((language) => language === 'en')).toHaveLength(721);
  const withoutRoleOrCompany = numbers
    .map(labelsOf)
    .filter(({ role, company }) => role === undefined || company === undefined);
  expect(withoutRoleOrCompany.length).toBeGreaterThanOrEqual(50);
});

test('when a message has a label, then the message says it', async () => {
  const unsaid: string[] = [];
  for (const number of numbers) {
    const labels = labelsOf(number);
    const message = folded((await visible(number)).text);
    const { candidateName, candidateEmail, recruiterName, recruiterEmail } = labels;
    const { company, role, referenceNumber, peopleToThank = [] } = labels;
    const values = [candidateName, candidateEmail, recruiterName, recruiterEmail, company, role];
    for (const value of [...values, referenceNumber, ...peopleToThank])
      if (value !== undefined && !says(message, value)) unsaid.push(`${number}: ${value}`);
  }
  expect(unsaid).toEqual([]);
});

test('when a message has a thread, then its source has a Message-ID', async () => {
  const threads = numbers.filter((number) => labelsOf(number).hasThread);
  expect(threads.length).toBeGreaterThan(100);
  for (const number of threads)
    expect((await visible(number)).messageId, number).toMatch(/^<[^\s<>]+@[^\s<>]+>$/);
});
