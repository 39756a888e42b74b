import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { singleAttemptSesClient } from '../../lambdas/aws/clients.ts';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { SesMailer } from '../../lambdas/aws/ses-mailer.ts';
import { Table } from '../../lambdas/aws/table.ts';
import type { NoticeName } from '../../lambdas/core/choices.ts';
import { type Decline, letterVersion } from '../../lambdas/core/decline/decline.ts';
import type { DeclineStore } from '../../lambdas/core/decline/decline-store.ts';
import type { LetterInput } from '../../lambdas/core/letter/letter.ts';
import { composeLetter } from '../../lambdas/core/letter/render-letter.ts';
import {
  hashSecret,
  type MagicLink,
  newId,
  type RandomBytes,
  sendNonce,
  tokenOf,
} from '../../lambdas/core/magic-link.ts';
import type { Mailer } from '../../lambdas/core/mail/mail.ts';
import { noticeMail } from '../../lambdas/core/mail/notice-mail.ts';
import { recordEvent } from '../../lambdas/feedback/record-event.ts';
import { sendNotices } from '../../lambdas/feedback/send-notices.ts';
import { templateFiles } from '../../lambdas/files/template-files.ts';
import { attempt, lease, type SendOutcome, sendLetter } from '../../lambdas/send/deliver.ts';
import { sweep } from '../../lambdas/send/sweep.ts';
import { changeDraft } from '../../lambdas/web/drafts.ts';
import { cancelLetter, markSentByHand } from '../../lambdas/web/letter-actions.ts';
import { openLetter } from '../../lambdas/web/open-letter.ts';

/**
 * The product as the proofs drive it: its own functions on its own stores, and nothing
 * else. Where a signature of the product changes, this file changes, and no proof does.
 */

/**
 * What the send function may run, by lib/constructs/delivery.ts: after that a process is
 * dead.
 */
export const FUNCTION_MS = 50_000;
/** What one call to SES may take, by lambdas/aws/clients.ts. */
export const SES_TIMEOUT_MS = 8000;
export const MINUTE_MS = 60_000;

const lettersAddress = 'letters@door.example';
const reviewAddress = 'review@door.example';
const origin = 'https://door.example';

export interface Surroundings {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly mailer: Mailer;
  readonly now: () => number;
  readonly random?: RandomBytes;
  readonly sleep?: (ms: number) => Promise<void>;
  /** Letters a second that the sweep hands to SES. */
  readonly sendRate?: number;
}

/** A letter as it was drafted, with what only its candidate knows. */
export interface Drafted {
  readonly decline: Decline;
  readonly link: MagicLink;
}

const input: LetterInput = {
  candidateName: 'Alex Rivera',
  candidateEmail: 'alex@candidates.example',
  recruiterName: 'Dana Lee',
  recruiterEmail: 'dana@northwind.example',
  company: 'Northwind',
  role: 'Data Engineer',
  stage: 'screen',
  tone: 'warm',
  letterLanguage: 'en',
  peopleToThank: [],
};

export function drafted({
  id = newId(randomBytes),
  createdAt = Date.now(),
  ...changes
}: Partial<LetterInput> & { readonly id?: string; readonly createdAt?: number } = {}): Drafted {
  const link = { id, secret: randomBytes(32).toString('base64url') };
  const changed = { ...input, ...changes };
  const decline: Decline = {
    id,
    state: 'draft',
    createdAt,
    pageLanguage: 'en',
    input: changed,
    privatePlan: { reconnect: '6-months', reconnectOn: '2027-06-01' },
    ...letterVersion(composeLetter(templateFiles, changed, lettersAddress), 1),
    linkHash: hashSecret(link.secret),
    linkExpiresAt: createdAt + 48 * 60 * MINUTE_MS,
    attempts: 0,
  };
  return { decline, link };
}

/** The subject by which a notice is known from another. */
export const noticeSubject = ({ decline, link }: Drafted, notice: NoticeName): string =>
  noticeMail(templateFiles, { origin, fromAddress: reviewAddress }, decline, notice, link).subject;

export interface Product {
  readonly store: DeclineStore;
  readonly contacts: DynamoContactStore;
  /** Ticks the box under the letter of this hash and presses the button. */
  send(link: MagicLink, letterHash: string, sure?: boolean): Promise<SendOutcome>;
  cancel(link: MagicLink): Promise<void>;
  selfSend(link: MagicLink): Promise<void>;
  /**
   * Changes the role in the letter. The new version's hash, or undefined where it was not
   * changed.
   */
  edit(link: MagicLink, role: string): Promise<string | undefined>;
  sweep(): Promise<void>;
  sendNotices(): Promise<void>;
  recordEvent(event: unknown): Promise<void>;
}

export function productOn({ client, tableName, mailer, now, ...given }: Surroundings): Product {
  const table = new Table(client, tableName, now);
  const store = new DynamoDeclineStore(table);
  const contacts = new DynamoContactStore(table);
  const dependencies = {
    store,
    recorder: contacts,
    mailer,
    random: given.random ?? randomBytes,
    now: () => new Date(now()),
    sleep: given.sleep ?? (async () => {}),
    log: () => {},
    templates: templateFiles,
    sendRate: given.sendRate ?? 1000,
  };
  const until = () => now() + FUNCTION_MS;
  const drafting = {
    ...dependencies,
    settings: { origin, reviewAddress, lettersAddress, linkHours: 48 },
  };
  const notifying = { ...dependencies, settings: { origin, fromAddress: reviewAddress } };
  return {
    store,
    contacts,
    send: (link, letterHash, sure = true) =>
      sendLetter(dependencies, link, {
        letterHash,
        nonce: sendNonce(link.secret, letterHash),
        sure,
      }),
    cancel: async (link) => {
      const opened = await openLetter(store, tokenOf(link));
      if (opened) await cancelLetter(dependencies, opened);
    },
    selfSend: async (link) => {
      const opened = await openLetter(store, tokenOf(link));
      if (opened) await markSentByHand(dependencies, opened);
    },
    edit: async (link, role) => {
      const opened = await openLetter(store, tokenOf(link));
      if (opened === undefined) return undefined;
      const form = {
        input: { ...opened.decline.input, role },
        privatePlan: opened.decline.privatePlan,
      };
      const result = await changeDraft(drafting, opened, form);
      return result.applied ? result.decline.letterHash : undefined;
    },
    sweep: () => sweep(dependencies, until()),
    sendNotices: () => sendNotices(notifying, until()),
    recordEvent: (event) => recordEvent(dependencies, event),
  };
}

/**
 * A worker that has claimed a draft, and what its one attempt does whenever it comes to
 * it.
 */
export async function claimed(
  surroundings: Surroundings,
  { link }: Drafted,
): Promise<{ readonly attempt: () => Promise<Decline>; readonly owner: string }> {
  const { store, contacts } = productOn(surroundings);
  const dependencies = {
    store,
    recorder: contacts,
    mailer: surroundings.mailer,
    random: randomBytes,
    now: () => new Date(surroundings.now()),
    sleep: async () => {},
    log: () => {},
  };
  const taking = { ...lease(dependencies, 1), confirmedAt: surroundings.now() };
  const claim = await store.apply(link.id, { transition: 'claim', patch: taking });
  if (!claim.applied) throw new Error('The claim was refused.');
  const { owner } = taking;
  return { owner, attempt: () => attempt(dependencies, { ...claim.decline, owner }) };
}

function shortenTimeout(handler: object, timeoutMs: number): void {
  if (
    !('updateHttpClientConfig' in handler) ||
    typeof handler.updateHttpClientConfig !== 'function'
  )
    throw new Error('The SDK changes its time-out by another way now.');
  Reflect.apply(handler.updateHttpClientConfig, handler, ['requestTimeout', timeoutMs]);
}

/**
 * The send function's own client, as it is wired; only the time-out can be made shorter,
 * to try it more often.
 */
export function sesMailer({ timeoutMs }: { readonly timeoutMs?: number } = {}): Mailer {
  const client = singleAttemptSesClient();
  if (timeoutMs !== undefined) shortenTimeout(client.config.requestHandler, timeoutMs);
  return new SesMailer(client, 'open-door');
}

export const eventKinds = ['Send', 'DeliveryDelay', 'Delivery', 'Bounce', 'Complaint'] as const;
export type EventKind = (typeof eventKinds)[number];

/** The state that each kind of event proves, by rank. */
export const reportedBy = {
  Send: 'sent',
  DeliveryDelay: 'delayed',
  Delivery: 'delivered',
  Bounce: 'bounced',
  Complaint: 'complained',
} as const satisfies Readonly<Record<EventKind, Decline['state']>>;

const detailOf = (kind: EventKind, to: string, timestamp: string) => {
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
        },
      };
    case 'Complaint':
      return { complaint: { timestamp, complainedRecipients: recipients } };
  }
};

/** An event as EventBridge delivers it. */
export function eventOf(
  kind: EventKind,
  id: string,
  { to = input.recruiterEmail, at = Date.now() } = {},
) {
  const timestamp = new Date(at).toISOString();
  return {
    version: '0',
    source: 'aws.ses',
    'detail-type': `Email ${kind}`,
    detail: {
      eventType: kind,
      mail: {
        timestamp,
        messageId: `ses-${id}`,
        destination: [to],
        tags: { letter: [id], kind: ['letter'], 'ses:configuration-set': ['open-door'] },
      },
      ...detailOf(kind, to, timestamp),
    },
  };
}
