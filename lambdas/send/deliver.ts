import { contactFromDecline } from '../core/contact/contact.ts';
import type { ContactRecorder } from '../core/contact/contact-store.ts';
import { CONTACT_CHECK_AFTER_MS, type Decline, isReported } from '../core/decline/decline.ts';
import type { DeclineStore, TransitionRequest } from '../core/decline/decline-store.ts';
import { errorCode, type Log } from '../core/log.ts';
import {
  hashSecret,
  type MagicLink,
  newId,
  nonceMatches,
  type RandomBytes,
  secretMatches,
} from '../core/magic-link.ts';
import { letterMail } from '../core/mail/letter-mail.ts';
import type { Mailer, SendResult } from '../core/mail/mail.ts';

export interface DeliverDependencies {
  readonly store: DeclineStore;
  readonly recorder: ContactRecorder;
  /** May mail recruiters; a single attempt each. */
  readonly mailer: Mailer;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Log;
}

/** What the review page's form says: which letter was read, and that it is meant. */
export interface Confirmation {
  readonly letterHash: string;
  readonly nonce: string;
  readonly sure: boolean;
}

export type SendOutcome =
  | { readonly kind: 'no-such-link' }
  /** The box was not ticked. */
  | { readonly kind: 'not-sure'; readonly decline: Decline }
  /** The letter is another than the one that was read, or the link has expired. */
  | { readonly kind: 'not-sent'; readonly decline: Decline }
  /** The decline's state tells how it went, now or before. */
  | { readonly kind: 'settled'; readonly decline: Decline };

/**
 * Longer than the function may run (50 s): while a lease lasts, its holder may still be
 * at work.
 */
export const LEASE_MS = 75_000;
/**
 * How long SES's own report has to settle a doubt before the candidate is mailed about
 * it; the page tells at once.
 */
const DOUBT_MS = 2 * 60_000;
/** What one attempt may take: the call's own time-out and the write after it. */
const ATTEMPT_MS = 15_000;
/**
 * How long a second click waits for the first one's outcome, so that both can tell it.
 */
const WAITS_MS = [100, 200, 400, 800, 1500];

const MINUTE_MS = 60_000;
/**
 * Longer than SES's daily quota takes to come back; a letter later than that is not what
 * the candidate meant.
 */
const GIVE_UP_AFTER_MS = 26 * 60 * MINUTE_MS;

/**
 * A rate limit passes in moments; the daily quota is a rolling 24 hours, so an hour from
 * now some of it is back. Spread by a random half either way, or all that was refused
 * together would come back together.
 */
function backoffMs(retry: 'backoff' | 'quota', attempts: number, random: RandomBytes): number {
  const minutes = retry === 'quota' ? 60 : Math.min(2 ** (attempts - 1), 8);
  return minutes * MINUTE_MS * (0.5 + random(1).readUInt8() / 255);
}

const released = { owner: null, leaseUntil: null } as const;

/** A decline whose lease we hold. */
export interface ClaimedDecline extends Decline {
  readonly owner: string;
}

/**
 * The writes that take the right to one attempt. The entry stays due, so that the sweep
 * finds it if we break off.
 */
export function lease(
  { random, now }: Pick<DeliverDependencies, 'random' | 'now'>,
  attempts: number,
) {
  const leaseUntil = now().getTime() + LEASE_MS;
  return { owner: newId(random), leaseUntil, dueAt: leaseUntil, attempts };
}

/**
 * Accepted by SES. Both writes at once; where one fails the sweep repairs it, and the
 * candidate is told the truth.
 */
async function recordAccepted(
  { store, recorder, now, log }: DeliverDependencies,
  claimed: Decline,
  messageId: string,
): Promise<Decline> {
  const sentAt = now().getTime();
  const sent: Decline = { ...claimed, state: 'sent', sentAt, messageId };
  const [accepted, recorded] = await Promise.allSettled([
    store.apply(claimed.id, {
      transition: 'accept',
      preconditions: { attempts: claimed.attempts },
      patch: {
        sentAt,
        messageId,
        dueAt: sentAt + CONTACT_CHECK_AFTER_MS,
        failure: null,
        ...released,
      },
    }),
    recorder.record(contactFromDecline(sent, sentAt)),
  ]);
  log({ event: 'send-accepted', letter: claimed.id });
  if (recorded.status === 'rejected') {
    log({ event: 'contact-not-recorded', letter: claimed.id, code: errorCode(recorded.reason) });
  }
  if (accepted.status === 'rejected') {
    log({ event: 'sent-not-recorded', letter: claimed.id, code: errorCode(accepted.reason) });
    return sent;
  }
  // An event may have been faster than this write: what it reported stands.
  const { decline } = accepted.value;
  return decline !== undefined && isReported(decline.state) ? decline : sent;
}

function transitionAfter(
  result: Exclude<SendResult, { kind: 'accepted' }>,
  { attempts, owner, confirmedAt }: ClaimedDecline,
  now: number,
  random: RandomBytes,
): {
  readonly change: TransitionRequest;
  readonly event: 'send-postponed' | 'send-failed' | 'send-unknown';
} {
  const preconditions = { owner };
  const base = { failure: result.code, ...released };
  if (result.kind === 'cannot-know') {
    return {
      change: {
        transition: 'lose',
        preconditions,
        patch: { ...base, dueAt: now + DOUBT_MS, notice: 'unknown' },
      },
      event: 'send-unknown',
    };
  }
  const isTooLate = confirmedAt !== undefined && now - confirmedAt > GIVE_UP_AFTER_MS;
  if (result.retry === 'never' || isTooLate) {
    return {
      change: {
        transition: 'fail',
        preconditions,
        patch: { ...base, dueAt: now, notice: 'failed', closedAt: now },
      },
      event: 'send-failed',
    };
  }
  const retryAt = now + backoffMs(result.retry, attempts, random);
  // Told of the wait first, and once; the sweep goes on after that.
  const isNews = result.retry === 'quota' && attempts === 1;
  const next = isNews ? { dueAt: now, notice: 'quota' as const, retryAt } : { dueAt: retryAt };
  return {
    change: { transition: 'postpone', preconditions, patch: { ...base, ...next } },
    event: 'send-postponed',
  };
}

/**
 * The one call to SES that a claim gives the right to, and what follows from its answer.
 */
export async function attempt(
  dependencies: DeliverDependencies,
  claimed: ClaimedDecline,
): Promise<Decline> {
  const { store, mailer, random, now, log } = dependencies;
  const left = (claimed.leaseUntil ?? 0) - now().getTime();
  if (left < ATTEMPT_MS) {
    // Frozen between the claim and here: whoever looks next may take us for dead. Nothing
    // has left, so give it back.
    const patch = { ...released, dueAt: now().getTime() };
    const { decline } = await store.apply(claimed.id, {
      transition: 'postpone',
      preconditions: { owner: claimed.owner },
      patch,
    });
    return decline ?? claimed;
  }
  log({ event: 'send-started', letter: claimed.id, attempt: claimed.attempts });
  const result = await mailer.send(letterMail(claimed));
  if (result.kind === 'accepted') return recordAccepted(dependencies, claimed, result.messageId);
  const { change, event } = transitionAfter(result, claimed, now().getTime(), random);
  log({ event, letter: claimed.id, code: result.code });
  const { decline } = await store.apply(claimed.id, change);
  return decline ?? claimed;
}

/** Waits a little for whoever is sending right now. */
async function whileSending(
  { store, sleep }: DeliverDependencies,
  decline: Decline,
): Promise<Decline> {
  let current = decline;
  for (const wait of WAITS_MS) {
    if (current.state !== 'sending') break;
    await sleep(wait);
    current = (await store.find(decline.id)) ?? current;
  }
  return current;
}

/**
 * Why nothing was sent by this request: because of the letter as it stands, or of what
 * the form said.
 */
async function refusal(
  dependencies: DeliverDependencies,
  link: MagicLink,
  decline: Decline | undefined,
  kind: 'not-sent' | 'not-sure',
): Promise<SendOutcome> {
  if (decline === undefined || !secretMatches(link.secret, decline.linkHash))
    return { kind: 'no-such-link' };
  if (decline.state === 'draft') return { kind, decline };
  return { kind: 'settled', decline: await whileSending(dependencies, decline) };
}

/**
 * Sends the letter of a link, once, if it is the one that was read and confirmed. Called
 * again, at once or weeks later, it tells how the letter stands and sends nothing.
 */
export async function sendLetter(
  dependencies: DeliverDependencies,
  link: MagicLink,
  { letterHash, nonce, sure }: Confirmation,
): Promise<SendOutcome> {
  const { store, now } = dependencies;
  const at = now().getTime();
  if (sure && nonceMatches(nonce, link.secret, letterHash)) {
    // The claim checks the link itself, so the usual way needs no read before it.
    const taking = { ...lease(dependencies, 1), confirmedAt: at };
    const claim = await store.apply(link.id, {
      transition: 'claim',
      preconditions: { letterHash, linkHash: hashSecret(link.secret), linkAliveAt: at },
      patch: taking,
    });
    if (claim.applied) {
      const decline = await attempt(dependencies, { ...claim.decline, owner: taking.owner });
      return { kind: 'settled', decline };
    }
    return refusal(dependencies, link, claim.decline, 'not-sent');
  }
  return refusal(dependencies, link, await store.find(link.id), sure ? 'not-sent' : 'not-sure');
}
