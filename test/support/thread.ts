import { createRequire } from 'node:module';
import PostalMime from 'postal-mime';
import * as z from 'zod';
import { sampleThread } from './fixtures.ts';

/** {@link sampleThread}, in the fields of the form. */
export const threadValues = {
  inReplyTo: sampleThread.inReplyTo,
  references: sampleThread.references.join(' '),
  theirSubject: sampleThread.subject ?? '',
};
/** What a letter in this thread has as its subject and its references. */
export const threadSubject = 'Re: Entrevista: Ingeniería de Datos (Ref. 12)';
export const threadReferences = [...sampleThread.references, sampleThread.inReplyTo];

/** The parser of the local inbox. It is no package of ours, so its owner resolves it. */
const { simpleParser }: { simpleParser: (source: Buffer) => Promise<unknown> } = createRequire(
  createRequire(import.meta.url).resolve('aws-ses-v2-local'),
)('mailparser');

const addressSchema = z.object({ text: z.string() });
const parsedSchema = z.object({
  subject: z.string().optional(),
  inReplyTo: z.string().optional(),
  references: z.union([z.string(), z.array(z.string())]).optional(),
  from: addressSchema.optional(),
  to: addressSchema.optional(),
  cc: addressSchema.optional(),
  bcc: addressSchema.optional(),
  replyTo: addressSchema.optional(),
  text: z.string().optional(),
  html: z.union([z.string(), z.literal(false)]).optional(),
  headerLines: z.array(z.object({ key: z.string(), line: z.string() })),
});

/** What a mail program needs of an email to find its thread, and the rest of it. */
export interface ReadEmail {
  readonly subject: string;
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly text: string;
  readonly html: string;
  /** The names of all headers, in lower case. */
  readonly headers: readonly string[];
}

const words = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/\s+/).filter((word) => word !== '');
const lineFeeds = (text: string | undefined): string => (text ?? '').replaceAll('\r\n', '\n');

async function byPostalMime(source: Buffer): Promise<ReadEmail> {
  const mail = await PostalMime.parse(source);
  return {
    subject: mail.subject ?? '',
    inReplyTo: mail.inReplyTo,
    references: words(mail.references),
    from: mail.from?.address ?? '',
    to: (mail.to ?? []).map(({ address }) => address).join(),
    replyTo: (mail.replyTo ?? []).map(({ address }) => address).join(),
    text: lineFeeds(mail.text),
    html: lineFeeds(mail.html),
    headers: mail.headers.map(({ key }) => key),
  };
}

async function byMailparser(source: Buffer): Promise<ReadEmail> {
  const mail = parsedSchema.parse(await simpleParser(source));
  const addressIn = (text = ''): string => /<([^<>]*)>$/.exec(text)?.[1] ?? text;
  return {
    subject: mail.subject ?? '',
    inReplyTo: mail.inReplyTo,
    references: words([mail.references ?? []].flat().join(' ')),
    from: addressIn(mail.from?.text),
    to: addressIn(mail.to?.text),
    replyTo: addressIn(mail.replyTo?.text),
    text: lineFeeds(mail.text),
    html: lineFeeds(mail.html || ''),
    headers: mail.headerLines.map(({ key }) => key),
  };
}

/** An email as two parsers read it that are not ours. */
export const readByTwoParsers = (
  source: string | Buffer,
): Promise<readonly [ReadEmail, ReadEmail]> => {
  const bytes = Buffer.from(source);
  return Promise.all([byPostalMime(bytes), byMailparser(bytes)]);
};
