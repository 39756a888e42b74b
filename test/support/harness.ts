import { randomBytes, randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Hono } from 'hono';
import { singleAttemptSesClient } from '../../lambdas/aws/clients.ts';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { DynamoLinkStore } from '../../lambdas/aws/dynamo-link-store.ts';
import { DynamoRateLimiter } from '../../lambdas/aws/dynamo-rate-limiter.ts';
import { DynamoReminderDays } from '../../lambdas/aws/dynamo-reminder-days.ts';
import { LetterMailer } from '../../lambdas/aws/letter-mailer.ts';
import type { RunConnections } from '../../lambdas/aws/run-connections.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { parseAllowList, publicAllowList } from '../../lambdas/core/allow-list.ts';
import type { NoticeName } from '../../lambdas/core/choices.ts';
import type { Decline } from '../../lambdas/core/decline/decline.ts';
import type { DeclineStore } from '../../lambdas/core/decline/decline-store.ts';
import { unlessStopped } from '../../lambdas/core/limits/kill-switch.ts';
import type { LetterLimits } from '../../lambdas/core/limits/letter-slots.ts';
import type { LinkLimits } from '../../lambdas/core/limits/link-limits.ts';
import type { MailKind, SendQuota } from '../../lambdas/core/limits/send-limits.ts';
import type { Log } from '../../lambdas/core/log.ts';
import {
  type MagicLink,
  type RandomBytes,
  sendNonce,
  tokenOf,
} from '../../lambdas/core/magic-link.ts';
import type { Mailer, OutgoingMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { noticeMail } from '../../lambdas/core/mail/notice-mail.ts';
import { unblockedMailer } from '../../lambdas/core/mail/unblocked-mailer.ts';
import type { HintsOf } from '../../lambdas/core/vague/note-hints.ts';
import { recordEvent } from '../../lambdas/feedback/record-event.ts';
import { sendNotices } from '../../lambdas/feedback/send-notices.ts';
import { readBytes, templateFiles } from '../../lambdas/files/template-files.ts';
import { sendReminders } from '../../lambdas/remind/send-reminders.ts';
import { createSendApp } from '../../lambdas/send/app.ts';
import {
  attempt,
  lease,
  prepareContact,
  type SendOutcome,
  sendLetter,
} from '../../lambdas/send/deliver.ts';
import { sweep } from '../../lambdas/send/sweep.ts';
import type { SiteEnv } from '../../lambdas/site/context.ts';
import type { HoldAnswer } from '../../lambdas/web/answer-floor.ts';
import { createWebApp } from '../../lambdas/web/app.ts';
import type { ReadAsset } from '../../lambdas/web/asset-routes.ts';
import { changeDraft } from '../../lambdas/web/drafts.ts';
import { cancelLetter, markCopyArrived, markSentByHand } from '../../lambdas/web/letter-actions.ts';
import { openLetter } from '../../lambdas/web/open-letter.ts';
import { localHttpApi } from '../../local/http-api.ts';
import {
  type Draft,
  type EventKind,
  lettersAddress,
  newDraft,
  origin,
  reviewAddress,
} from './fixtures.ts';
import { ampleLinks, linkDoorOn } from './link-door.ts';
import { ampleLetters, ampleQuota, paceOn, sendDoorOn } from './pace.ts';

/**
 * The product for tests that control the table, the clock and the answers of SES. It
 * consists of the product's own functions and stores, without Lambda and without HTTP to
 * SES. If a signature of the product changes, only this file changes, not the tests.
 */

/** The timeout of a function on AWS, in ms. It is set in `lib/constructs/`. */
export const FUNCTION_TIMEOUT_MS = 50_000;
/** The timeout of one call to SES, in ms. It is set in `lambdas/aws/clients.ts`. */
export const SES_TIMEOUT_MS = 8000;
export const MINUTE_MS = 60_000;

export interface ProductOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly mailer: Mailer;
  readonly now: () => number;
  readonly random?: RandomBytes;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly log?: Log;
  /** See `tableEpoch`; by default DynamoDB's id of the table. */
  readonly epoch?: () => Promise<string>;
  /** See `SendQuota`; ample by default. */
  readonly sendRate?: number;
  readonly dailyQuota?: number;
  /** See `createPacer`. */
  readonly account?: string;
  /** See `LetterLimits`; ample by default. */
  readonly letters?: LetterLimits;
  /** See `isOwnSender`; by default no candidate is the sender. */
  readonly ownSenderDomain?: string | undefined;
}

/**
 * The subject of a notice. Each kind of notice has its own subject, which identifies it.
 */
export const noticeSubject = ({ decline, link }: Draft, notice: NoticeName): string =>
  noticeMail(templateFiles, { origin, fromAddress: reviewAddress }, decline, notice, link).subject;

export interface Product {
  readonly store: DeclineStore;
  readonly contacts: DynamoContactStore;
  readonly links: DynamoLinkStore;
  readonly days: DynamoReminderDays;
  readonly sendDoor: ReturnType<typeof sendDoorOn>;
  /** Sends the letter with this hash. `sure` says whether the box is ticked. */
  send(link: MagicLink, letterHash: string, sure?: boolean): Promise<SendOutcome>;
  cancel(link: MagicLink): Promise<void>;
  selfSend(link: MagicLink): Promise<void>;
  copyArrived(link: MagicLink): Promise<void>;
  /**
   * Changes the role in the letter.
   *
   * @returns the hash of the new version, or undefined if the letter was not changed
   */
  edit(link: MagicLink, role: string): Promise<string | undefined>;
  sweep(): Promise<void>;
  sendNotices(): Promise<void>;
  recordEvent(event: unknown): Promise<void>;
  sendReminders(): Promise<void>;
}

/** The product on a table of an emulator. */
export function productOn({
  client,
  tableName,
  mailer,
  now,
  epoch,
  ...others
}: ProductOptions): Product {
  const table = new Table(client, tableName, now, epoch);
  const store = new DynamoDeclineStore(table);
  const contacts = new DynamoContactStore(table);
  const links = new DynamoLinkStore(table);
  const dependencies = {
    store,
    recorder: contacts,
    mailer,
    random: others.random ?? randomBytes,
    now: () => new Date(now()),
    sleep: others.sleep ?? (async () => {}),
    log: others.log ?? (() => {}),
    templates: templateFiles,
  };
  const pace = (kind: MailKind) =>
    paceOn(table, kind, {
      sleep: dependencies.sleep,
      ...(others.account !== undefined && { account: others.account }),
      ...(others.sendRate !== undefined && { sendRate: others.sendRate }),
      ...(others.dailyQuota !== undefined && { dailyQuota: others.dailyQuota }),
    });
  const sendDoor = sendDoorOn(table, others.letters, others.sleep);
  const { ownSenderDomain } = others;
  const sending = { ...dependencies, ...sendDoor, pace: pace('letters'), ownSenderDomain };
  /** What emails candidates, as the functions wire it. */
  const mailing = (kind: MailKind) => ({
    ...dependencies,
    mailer: unblockedMailer(mailer, sendDoor.blocks),
    pace: unlessStopped(pace(kind), sendDoor.killSwitch, dependencies.now),
  });
  const deadline = () => now() + FUNCTION_TIMEOUT_MS;
  const drafting = {
    ...mailing('links'),
    ...linkDoorOn(table, { pace: pace('links') }),
    settings: {
      ...{ origin, reviewAddress, lettersAddress, linkHours: 48, hasNoLettersLink: false },
      ownSenderDomain,
    },
  };
  const notifying = {
    ...mailing('notices'),
    settings: { origin, fromAddress: reviewAddress },
  };
  const days = new DynamoReminderDays(table);
  const reminding = { ...notifying, ...mailing('reminders'), reminders: contacts, days, links };
  return {
    store,
    contacts,
    links,
    days,
    sendDoor,
    send: (link, letterHash, sure = true) =>
      sendLetter(sending, link, {
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
    copyArrived: async (link) => {
      const opened = await openLetter(store, tokenOf(link));
      if (opened) await markCopyArrived(dependencies, opened);
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
    sweep: () => sweep(sending, deadline()),
    sendNotices: () => sendNotices(notifying, deadline()),
    recordEvent: (event) =>
      recordEvent({ ...dependencies, ...sendDoor, limiter: new DynamoRateLimiter(table) }, event),
    sendReminders: () => sendReminders(reminding, deadline()),
  };
}

/**
 * Claims a draft, as a run of `send` does. The test decides when the run makes its one
 * attempt, by calling `attempt`.
 *
 * @throws {Error} if the claim is refused
 */
export async function claimDraft(
  options: ProductOptions,
  { link }: Draft,
): Promise<{ readonly attempt: () => Promise<Decline>; readonly owner: string }> {
  const { store, contacts } = productOn(options);
  const dependencies = {
    store,
    recorder: contacts,
    mailer: options.mailer,
    pace: paceOn(new Table(options.client, options.tableName, options.now), 'letters'),
    ...sendDoorOn(new Table(options.client, options.tableName, options.now)),
    random: randomBytes,
    now: () => new Date(options.now()),
    sleep: async () => {},
    log: () => {},
    ownSenderDomain: options.ownSenderDomain,
  };
  const patch = { ...lease(dependencies, 1), confirmedAt: options.now() };
  const claim = await store.apply(link.id, { transition: 'claim', patch });
  if (!claim.applied) throw new Error('The claim was refused.');
  const { owner } = patch;
  await prepareContact(dependencies, { ...claim.decline, owner }, 0);
  return { owner, attempt: () => attempt(dependencies, { ...claim.decline, owner }) };
}

function shortenTimeout(handler: object, timeoutMs: number): void {
  if (
    !('updateHttpClientConfig' in handler) ||
    typeof handler.updateHttpClientConfig !== 'function'
  )
    throw new Error('This version of the AWS SDK changes its timeout in another way.');
  Reflect.apply(handler.updateHttpClientConfig, handler, ['requestTimeout', timeoutMs]);
}

/**
 * A mailer with the SES client of the `send` function.
 *
 * @param options.timeoutMs a shorter timeout, for a test that often reaches the timeout.
 *   `agents`: the connections of a run; by default each email has its own
 */
export function sesMailer({
  timeoutMs,
  agents,
}: {
  readonly timeoutMs?: number;
  readonly agents?: RunConnections['agents'];
} = {}): Mailer {
  const client = singleAttemptSesClient(agents);
  if (timeoutMs !== undefined) shortenTimeout(client.config.requestHandler, timeoutMs);
  return new LetterMailer(client, 'open-door');
}

/**
 * The state that each kind of SES event leads to, by rank: a later state in this list
 * replaces an earlier one.
 */
export const stateAfterEvent = {
  Send: 'sent',
  DeliveryDelay: 'delayed',
  Delivery: 'delivered',
  Bounce: 'bounced',
  Complaint: 'complained',
} as const satisfies Readonly<Record<EventKind, Decline['state']>>;

/** The product with its pages. */
export interface WiredProduct extends Product {
  readonly web: Hono<SiteEnv>;
  /** `web` and `send`, routed as the HTTP API does. */
  readonly app: { readonly fetch: (request: Request) => Response | Promise<Response> };
  /** Every email that the product has given to SES, oldest first. */
  readonly mails: OutgoingMail[];
}

interface WiredOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly now?: () => number;
  /** SES's answer to an email. By default it accepts. */
  readonly answer?: (mail: OutgoingMail) => Promise<SendResult>;
  /** See `SendQuota`; ample by default. */
  readonly quota?: SendQuota;
  /**
   * Products of the same account share its limits. By default each product has its own,
   * because the clocks of tests on one table differ.
   */
  readonly account?: string;
  /** See `LinkLimits`; ample by default. */
  readonly links?: LinkLimits;
  /** See `sourceOf`. */
  readonly trustedProxyHops?: number;
  /** See `LetterLimits`; ample by default. */
  readonly letters?: LetterLimits;
  /** Whether letters have a footer with a link for the recruiter; by default no. */
  readonly hasNoLettersLink?: boolean;
  /** See `isOwnSender`; by default no candidate is the sender. */
  readonly ownSenderDomain?: string | undefined;
  readonly sleep?: (ms: number) => Promise<void>;
  /** The vague guard; by default there are no hints. */
  readonly hintsOf?: HintsOf;
  /** Reads an asset; by default it is empty. */
  readonly asset?: ReadAsset;
  /** Who may write here. Everyone by default. */
  readonly allowed?: string;
  /** By default an answer is not held. */
  readonly holdAnswer?: HoldAnswer;
}

/**
 * The product with its pages, links and reminders on a table of an emulator. The test
 * chooses the clock and the answers of SES.
 */
export function wireProduct({
  client,
  tableName,
  now = Date.now,
  answer,
  quota = ampleQuota,
  account = randomUUID(),
  links = ampleLinks,
  trustedProxyHops = 0,
  sleep = async () => {},
  letters = ampleLetters,
  hasNoLettersLink = false,
  ownSenderDomain,
  hintsOf = () => ({ hints: [] }),
  asset = () => new Uint8Array(),
  allowed = '*',
  holdAnswer = (work) => work(),
}: WiredOptions): WiredProduct {
  const mails: OutgoingMail[] = [];
  const mailer = {
    send: async (mail: OutgoingMail): Promise<SendResult> => {
      mails.push(mail);
      return answer ? await answer(mail) : { kind: 'accepted', messageId: `m-${mails.length}` };
    },
  };
  const product = productOn({
    ...{ client, tableName, mailer, now, sleep, account, letters, ownSenderDomain },
    ...quota,
  });
  const table = new Table(client, tableName, now);
  const { sendDoor } = product;
  const dependencies = {
    store: product.store,
    contacts: product.contacts,
    recorder: product.contacts,
    links: product.links,
    ...sendDoor,
    mailer,
    ...linkDoorOn(table, {
      limits: links,
      pace: paceOn(table, 'links', { ...quota, account, sleep }),
      allowed,
    }),
    templates: templateFiles,
    random: randomBytes,
    now: () => new Date(now()),
    log: () => {},
  };
  const web = createWebApp({
    ...dependencies,
    loadHints: async () => hintsOf,
    asset,
    picture: readBytes,
    isAllowed: parseAllowList(allowed),
    allowList: publicAllowList(allowed),
    holdAnswer,
    settings: {
      origin,
      reviewAddress,
      lettersAddress,
      linkHours: 48,
      trustedProxyHops,
      hasNoLettersLink,
      ownSenderDomain,
    },
  });
  const send = createSendApp({
    ...dependencies,
    mailer,
    pace: paceOn(table, 'letters', { ...quota, account, sleep }),
    sleep,
    origin,
    ownSenderDomain,
  });
  return {
    ...product,
    web,
    app: localHttpApi({ web, send }),
    mails,
  };
}

/** Stores a draft with its place, as the form does. False if there is such a letter. */
export async function keepDraft(store: DeclineStore, decline: Decline): Promise<boolean> {
  const isNew = await store.create({ linkMail: 'accepted', ...decline });
  await store.keepPlace(decline);
  return isNew;
}

/** Stores a draft, as the form does. */
export async function storeDraft(
  { store }: Pick<Product, 'store'>,
  input: NonNullable<Parameters<typeof newDraft>[0]>,
  privatePlan: Partial<Decline['privatePlan']> = {},
): Promise<Draft> {
  const letter = newDraft(input);
  const decline = {
    ...letter.decline,
    privatePlan: { ...letter.decline.privatePlan, ...privatePlan },
  };
  await keepDraft(store, decline);
  return { ...letter, decline };
}

/**
 * Stores a draft and sends it. If SES accepts it, its recruiter becomes a contact.
 *
 * @throws {Error} if sending did not end with an outcome
 */
export async function declineTo(
  product: Pick<Product, 'store' | 'send'>,
  input: Parameters<typeof storeDraft>[1],
  privatePlan: Partial<Decline['privatePlan']> = {},
): Promise<Draft> {
  const letter = await storeDraft(product, input, privatePlan);
  const outcome = await product.send(letter.link, letter.decline.letterHash);
  if (outcome.kind !== 'settled') throw new Error('The letter was not sent.');
  return letter;
}
