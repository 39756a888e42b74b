import { contactFromDecline } from '../core/contact/contact.ts';
import type { ContactRecorder } from '../core/contact/contact-store.ts';
import {
  CONTACT_CHECK_AFTER_MS,
  type Decline,
  isReported,
  isRestoredDraft,
  isTooLate,
  noLease,
} from '../core/decline/decline.ts';
import type {
  DeclineStore,
  Preconditions,
  TransitionRequest,
} from '../core/decline/decline-store.ts';
import { DAILY_QUOTA } from '../core/decline/wait-reason.ts';
import { addressKey } from '../core/email-address.ts';
import { mayLeaveFrom } from '../core/letter/own-sender.ts';
import type { Blocks } from '../core/limits/blocks.ts';
import type { KillSwitch, KillSwitchState } from '../core/limits/kill-switch.ts';
import { type LetterSlots, type SlotRequest, slotName } from '../core/limits/letter-slots.ts';
import type { Pace } from '../core/limits/pacer.ts';
import type { Taking } from '../core/limits/rate-limit.ts';
import { dailyLimitName } from '../core/limits/send-limits.ts';
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
import { type RawMailer, recipientsOf, type SendResult } from '../core/mail/mail.ts';

export interface DeliverDependencies {
  readonly store: DeclineStore;
  readonly recorder: ContactRecorder;
  /** May email recruiters. Makes a single attempt per email. */
  readonly mailer: RawMailer;
  /** Waits for the turn of a letter. */
  readonly pace: Pace;
  readonly slots: LetterSlots;
  readonly blocks: Pick<Blocks, 'find'>;
  readonly killSwitch: KillSwitch;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly log: Log;
  /** See `isOwnSender`; by default no candidate is the sender. */
  readonly ownSenderDomain?: string | undefined;
}

/** The send form of the review page: which letter was shown, and whether to send it. */
export interface Confirmation {
  readonly letterHash: string;
  /** See `sendNonce`. */
  readonly nonce: string;
  /** Whether the box is ticked. */
  readonly sure: boolean;
}

export type SendOutcome =
  | { readonly kind: 'no-such-link' }
  /** The box was not ticked. */
  | { readonly kind: 'not-sure'; readonly decline: Decline }
  /** The letter has changed, the nonce is wrong, or the link has expired. */
  | { readonly kind: 'not-sent'; readonly decline: Decline }
  /** The candidate is erasing everything: nothing was sent. */
  | { readonly kind: 'erasing'; readonly decline: Decline }
  /**
   * The candidate's own address is no sender any more. The letter is still a draft; an
   * edit gives it the other sender, see `mayLeaveFrom`.
   */
  | { readonly kind: 'sender-changed'; readonly decline: Decline }
  /** The operator has stopped all sending. The letter is still a draft. */
  | { readonly kind: 'stopped'; readonly decline: Decline }
  /**
   * The recruiter has had as many letters as a day allows. The letter is still a draft.
   * `freeAt`: when it can be confirmed, epoch ms.
   */
  | { readonly kind: 'full'; readonly decline: Decline; readonly freeAt: number }
  /** The decline is no longer a draft: its state says the outcome. */
  | { readonly kind: 'settled'; readonly decline: Decline };

/**
 * Longer than the function may run (50 s): after the lease its holder cannot be running.
 */
export const LEASE_MS = 75_000;
/**
 * If the outcome is unknown, the notice waits this long: until then a report of SES may
 * settle the outcome. The page says at once that it is unknown.
 */
const UNKNOWN_NOTICE_DELAY_MS = 2 * 60_000;
/** The time for one attempt: the timeout of the call (8 s), and the write after it. */
const ATTEMPT_MS = 15_000;
/** How long a request waits for the turn of its letter. After that the sweep sends it. */
const MAX_TURN_WAIT_MS = 5000;
/** How a second click polls for the outcome of the first, so that both can show it. */
const POLL_DELAYS_MS = [100, 200, 400, 800, 1500];

const MINUTE_MS = 60_000;
/**
 * The delay before the next attempt. After a rate limit, which lasts for moments: 1, 2,
 * 4, then 8 minutes. After the daily quota: an hour, because the quota counts a rolling
 * 24 hours, so some of it is free by then. The jitter is 50 % either way, so that letters
 * that were refused together do not retry together.
 */
export function backoffMs(
  retry: 'backoff' | 'quota',
  attempts: number,
  random: RandomBytes,
): number {
  const minutes = retry === 'quota' ? 60 : Math.min(2 ** (attempts - 1), 8);
  return minutes * MINUTE_MS * (0.5 + random(1).readUInt8() / 255);
}

/** A decline whose lease we hold. */
export interface ClaimedDecline extends Decline {
  readonly owner: string;
}

/**
 * The patch that takes a lease for one attempt. The letter is due again when the lease
 * ends, so that the sweep finds it if the attempt is interrupted.
 */
export function lease(
  { random, now }: Pick<DeliverDependencies, 'random' | 'now'>,
  attempts: number,
) {
  const leaseUntil = now().getTime() + LEASE_MS;
  return { owner: newId(random), leaseUntil, dueAt: leaseUntil, attempts };
}

/**
 * Records that SES accepted the letter, and its contact, in parallel. If a write fails,
 * the sweep repairs it, and the candidate still sees that the letter was sent.
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
        ...noLease,
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
  // An SES event may have been recorded before this write: the reported state stays.
  const { decline } = accepted.value;
  return decline !== undefined && isReported(decline.state) ? decline : sent;
}

/** Only the attempt that still holds the lease may say that the letter was not sent. */
const stillHeld = ({ owner }: ClaimedDecline): Preconditions => ({ owner });

/** The letter is not sent, and will not be: the candidate gets a notice. */
const failRequest = (claimed: ClaimedDecline, failure: string, now: number) =>
  ({
    transition: 'fail',
    preconditions: stillHeld(claimed),
    patch: { failure, ...noLease, dueAt: now, notice: 'failed', closedAt: now },
  }) as const satisfies TransitionRequest;

function transitionAfter(
  result: Exclude<SendResult, { kind: 'accepted' }>,
  claimed: ClaimedDecline,
  { now, random, resumedAt }: { now: number; random: RandomBytes; resumedAt: number },
): { readonly request: TransitionRequest; readonly entry: Parameters<Log>[0] } {
  const { id: letter, attempts } = claimed;
  const { code } = result;
  const preconditions = stillHeld(claimed);
  const base = { failure: code, ...noLease };
  if (result.kind === 'cannot-know') {
    return {
      request: {
        transition: 'lose',
        preconditions,
        patch: { ...base, dueAt: now + UNKNOWN_NOTICE_DELAY_MS, notice: 'unknown' },
      },
      entry: { event: 'send-unknown', letter, code },
    };
  }
  const { retry } = result;
  const failed = { event: 'send-failed', letter, code } as const;
  if (retry === 'never') return { request: failRequest(claimed, code, now), entry: failed };
  const retryAt = now + backoffMs(retry, attempts, random);
  // If the next attempt would come too late, the candidate is informed now.
  if (isTooLate(claimed, retryAt, resumedAt)) {
    return { request: failRequest(claimed, code, now), entry: failed };
  }
  // The first time that the daily quota refuses the letter, the candidate gets a notice.
  // The sweep retries the letter at `retryAt`, after the notice.
  const needsNotice = retry === 'quota' && attempts === 1;
  // The page says the same as the notice.
  const why = retry === 'quota' ? { failure: DAILY_QUOTA } : {};
  const next = needsNotice ? { dueAt: now, notice: 'quota' as const, retryAt } : { dueAt: retryAt };
  return {
    request: { transition: 'postpone', preconditions, patch: { ...base, ...why, ...next } },
    entry: { event: 'send-postponed', letter, code, attempt: attempts, wait: retry },
  };
}

/** Records that SES did not accept the letter, or that we cannot know. */
async function recordNotAccepted(
  { store, random, now, log }: DeliverDependencies,
  claimed: ClaimedDecline,
  result: Exclude<SendResult, { kind: 'accepted' }>,
  resumedAt = 0,
): Promise<Decline> {
  const at = now().getTime();
  const { request, entry } = transitionAfter(result, claimed, { now: at, random, resumedAt });
  log(entry);
  const { decline } = await store.apply(claimed.id, request);
  return decline ?? claimed;
}

/** The turn that a letter has; or which limit has none for it. */
type Turn = { readonly kind: 'now'; readonly taking: Taking } | { readonly kind: 'rate' | 'quota' };

function turnIn(taking: Taking): Turn {
  if (taking.isAllowed) return { kind: 'now', taking };
  return { kind: taking.limit === dailyLimitName('letters') ? 'quota' : 'rate' };
}

const atOnce = { kind: 'now', taking: { isAllowed: true, waitMs: 0 } } as const;

/**
 * The candidate has confirmed this letter. SES has its own limits, so it may leave
 * without a turn if the table does not give one.
 */
function withoutTurn(log: Log, { id }: Decline, error: unknown): Turn {
  log({ event: 'turn-not-taken', letter: id, code: errorCode(error) });
  return atOnce;
}

/** Waits for the turn of a letter within its share of SES's limits. */
export async function turnOf(
  { pace, log }: Pick<DeliverDependencies, 'pace' | 'log'>,
  decline: Decline,
  maxWaitMs: number,
): Promise<Turn['kind']> {
  try {
    return turnIn(await pace(recipientsOf(letterMail(decline)), maxWaitMs)).kind;
  } catch (error) {
    return withoutTurn(log, decline, error).kind;
  }
}

/**
 * Looks at the turn of a letter.
 *
 * @returns takes the turn, without waiting for it
 */
async function lookAtTurn(
  { pace, log }: Pick<DeliverDependencies, 'pace' | 'log'>,
  decline: Decline,
): Promise<() => Promise<Turn>> {
  try {
    const look = await pace.look(recipientsOf(letterMail(decline)), MAX_TURN_WAIT_MS);
    return async () => {
      try {
        return turnIn(look.answer.isAllowed ? await look.take() : look.answer);
      } catch (error) {
        return withoutTurn(log, decline, error);
      }
    };
  } catch (error) {
    return async () => withoutTurn(log, decline, error);
  }
}

/** Why a letter without a turn waits: as if SES had refused it for the same reason. */
const noTurn = {
  rate: { kind: 'not-sent', retry: 'backoff', code: 'SendRateShare' },
  quota: { kind: 'not-sent', retry: 'quota', code: 'DailyQuotaShare' },
} as const satisfies Record<string, SendResult>;

/**
 * Reads the kill switch for a letter that was confirmed. If it cannot be read, the letter
 * waits, as if sending were stopped.
 */
export async function readKillSwitch({
  killSwitch,
  now,
  log,
}: Pick<DeliverDependencies, 'killSwitch' | 'now' | 'log'>): Promise<KillSwitchState> {
  try {
    return await killSwitch.read();
  } catch (error) {
    log({ event: 'send-door-not-read', code: errorCode(error) });
    return { isOn: true, resumedAt: now().getTime() };
  }
}

interface SendDoor {
  readonly kind:
    | 'open'
    | 'recruiter-blocked'
    | 'candidate-blocked'
    | 'sender-not-allowed'
    | 'stopped';
  readonly resumedAt: number;
}

/**
 * Whether a confirmed letter may leave: not if the recruiter or the candidate is blocked,
 * or if its sender is none any more. `stopped` if all sending is stopped or if we cannot
 * know.
 */
async function sendDoor(dependencies: DeliverDependencies, decline: Decline): Promise<SendDoor> {
  const { blocks, now, log, ownSenderDomain } = dependencies;
  const { letter } = decline;
  try {
    const [{ isOn, resumedAt }, recruiter, candidate] = await Promise.all([
      readKillSwitch(dependencies),
      blocks.find('recruiter', letter.to),
      blocks.find('candidate', letter.replyTo),
    ]);
    if (isOn) return { kind: 'stopped', resumedAt };
    if (candidate !== undefined) return { kind: 'candidate-blocked', resumedAt };
    if (recruiter !== undefined) return { kind: 'recruiter-blocked', resumedAt };
    const isAllowed = mayLeaveFrom(decline, ownSenderDomain);
    return { kind: isAllowed ? 'open' : 'sender-not-allowed', resumedAt };
  } catch (error) {
    log({ event: 'send-door-not-read', code: errorCode(error) });
    return { kind: 'stopped', resumedAt: now().getTime() };
  }
}

/** Why a letter fails: in the log and the item, never on a page or in an email. */
const blockedCodes = {
  'recruiter-blocked': 'RecruiterBlocked',
  'candidate-blocked': 'CandidateBlocked',
  'sender-not-allowed': 'SenderNotAllowed',
} as const;
/** Why a letter waits while no email may leave. */
const STOPPED = { kind: 'not-sent', retry: 'backoff', code: 'SendingStopped' } as const;

/**
 * Makes the one call to SES that a claim allows, and records the outcome.
 *
 * @param seen what the caller read a moment ago. By default the letter has its turn
 */
export async function attempt(
  dependencies: DeliverDependencies,
  claimed: ClaimedDecline,
  seen: { readonly door?: SendDoor; readonly turn?: Turn } = {},
): Promise<Decline> {
  const { store, mailer, pace, now, log } = dependencies;
  const door = seen.door ?? (await sendDoor(dependencies, claimed));
  if (door.kind === 'stopped') {
    return recordNotAccepted(dependencies, claimed, STOPPED, door.resumedAt);
  }
  const failWith = async (code: string, patch = {}): Promise<Decline> => {
    log({ event: 'send-failed', letter: claimed.id, code });
    const request = failRequest(claimed, code, now().getTime());
    const { decline } = await store.apply(claimed.id, {
      ...request,
      patch: { ...request.patch, ...patch },
    });
    return decline ?? claimed;
  };
  // The candidate learns that the letter was not sent, and not why.
  if (door.kind === 'recruiter-blocked' || door.kind === 'sender-not-allowed')
    return failWith(blockedCodes[door.kind]);
  // A blocked candidate gets no emails, so no notice must take a turn.
  if (door.kind === 'candidate-blocked')
    return failWith(blockedCodes[door.kind], { notice: null, dueAt: null });
  // The letter waited too long, e.g. because the sweep was off: nobody expects it now.
  if (isTooLate(claimed, now().getTime(), door.resumedAt)) return failWith('TooLate');
  const { turn = atOnce } = seen;
  if (turn.kind !== 'now') return recordNotAccepted(dependencies, claimed, noTurn[turn.kind]);
  await pace.wait(turn.taking);
  const leaseRemainingMs = (claimed.leaseUntil ?? 0) - now().getTime();
  if (leaseRemainingMs < ATTEMPT_MS) {
    // The lease has nearly expired, e.g. the process was suspended. Nothing was sent yet:
    // release the claim.
    const patch = { ...noLease, dueAt: now().getTime() };
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
  return recordNotAccepted(dependencies, claimed, result, door.resumedAt);
}

/** The transition of a letter of the sweep that must not leave, because of an erasing. */
function holdRequest(
  claimed: ClaimedDecline,
  { now, random, resumedAt }: { now: number; random: RandomBytes; resumedAt: number },
): TransitionRequest {
  const dueAt = now + backoffMs('backoff', claimed.attempts, random);
  // The erasing may never be finished.
  if (isTooLate(claimed, dueAt, resumedAt)) return failRequest(claimed, 'TooLate', now);
  const preconditions = stillHeld(claimed);
  return { transition: 'postpone', preconditions, patch: { ...noLease, dueAt } };
}

/**
 * Prepares the contact that a letter of the sweep will leave. If the candidate is erasing
 * everything, the letter must not leave: it waits on, until it is erased.
 *
 * The claim comes first, then the contact, then the look at the erasing. So either this
 * run sees the erasing, or the erasing sees that the letter is being sent, and removes
 * the contact before it can be recorded.
 *
 * @param resumedAt see `KillSwitchState`
 * @returns `ready`: the letter may leave. `held`: not now; the sweep tries again
 */
export async function prepareContact(
  dependencies: DeliverDependencies,
  claimed: ClaimedDecline,
  resumedAt: number,
): Promise<'ready' | 'held'> {
  const { store, recorder, random, now, log } = dependencies;
  const { id } = claimed;
  try {
    const { isErasing } = await recorder.prepare(claimed);
    if (!isErasing) return 'ready';
  } catch (error) {
    await waitForTable(dependencies, claimed, error);
    return 'held';
  }
  log({ event: 'send-held-by-erasing', letter: id });
  await store.apply(id, holdRequest(claimed, { now: now().getTime(), random, resumedAt }));
  return 'held';
}

/**
 * Lets a claimed letter wait, because the table failed before it was handed to SES: so it
 * need not become unknown.
 */
async function waitForTable(
  { store, random, now, log }: DeliverDependencies,
  claimed: ClaimedDecline,
  error: unknown,
): Promise<Decline> {
  const { id, attempts } = claimed;
  const why = { code: errorCode(error), attempt: attempts, wait: 'backoff' } as const;
  log({ event: 'send-postponed', letter: id, ...why });
  const dueAt = now().getTime() + backoffMs('backoff', attempts, random);
  const { decline } = await store.apply(id, {
    transition: 'postpone',
    preconditions: stillHeld(claimed),
    patch: { ...noLease, dueAt },
  });
  return decline ?? claimed;
}

/** While another request is sending the letter, waits up to 3 s for its outcome. */
async function waitWhileSending(
  { store, sleep }: DeliverDependencies,
  decline: Decline,
): Promise<Decline> {
  let current = decline;
  for (const wait of POLL_DELAYS_MS) {
    if (current.state !== 'sending') break;
    await sleep(wait);
    current = (await store.find(decline.id)) ?? current;
  }
  return current;
}

/**
 * The outcome of a request that sent nothing.
 *
 * @param kind the outcome if the letter is still a draft
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
  return { kind: 'settled', decline: await waitWhileSending(dependencies, decline) };
}

/**
 * Gives back the slot of a letter that was not claimed. It keeps the slot if another
 * request has claimed the same letter: then the slot is of that request, too.
 */
async function giveSlotBack(
  dependencies: DeliverDependencies,
  slot: SlotRequest,
  { decline, letterHash }: { readonly decline: Decline | undefined; readonly letterHash: string },
): Promise<void> {
  if (decline === undefined) return;
  if (decline.confirmedAt !== undefined && decline.letterHash === letterHash) return;
  await giveBack(dependencies, slot, decline.id);
}

async function giveBack(
  { slots, log }: DeliverDependencies,
  slot: SlotRequest,
  letter: string,
): Promise<void> {
  try {
    await slots.giveBack(slot);
  } catch (error) {
    // The recruiter can get one letter less in the next 24 hours.
    log({ event: 'slot-not-given-back', letter, code: errorCode(error) });
  }
}

/** Gives back the turn of a letter that is not sent by this request. */
async function giveTurnBack(
  { pace, log }: DeliverDependencies,
  draft: Decline,
  turn: Turn | undefined,
): Promise<void> {
  if (turn?.kind !== 'now') return;
  try {
    await pace.giveBack(recipientsOf(letterMail(draft)));
  } catch (error) {
    // Other letters wait a little longer.
    log({ event: 'turn-not-given-back', letter: draft.id, code: errorCode(error) });
  }
}

/**
 * Sends the letter of a link, at most once, if it is the letter that the candidate has
 * read and confirmed. Idempotent: a further call, at once or weeks later, sends nothing
 * and returns the state of the letter.
 *
 * Each part of it is one round trip to the table for the person who waits: the letter;
 * the send door, the recruiter's slots, the turn and the mark of an erasing; the slot and
 * the turn; the claim; the contact. After the claim no limit applies to the letter any
 * more.
 */
export async function sendLetter(
  dependencies: DeliverDependencies,
  link: MagicLink,
  { letterHash, nonce, sure }: Confirmation,
): Promise<SendOutcome> {
  const { store, recorder, slots, killSwitch, now } = dependencies;
  const at = now().getTime();
  if (!sure || !nonceMatches(nonce, link.secret, letterHash)) {
    return refusal(dependencies, link, await store.find(link.id), sure ? 'not-sent' : 'not-sure');
  }
  const [draft, { isOn }] = await Promise.all([store.find(link.id), killSwitch.read()]);
  // The claim checks all of this again. Here it makes sure that only a letter that can be
  // claimed takes a slot.
  const canBeClaimed =
    draft?.state === 'draft' &&
    // There is nobody to send it to: the candidate sends the text by hand.
    draft.isByHand === undefined &&
    draft.letter.to !== '' &&
    !isRestoredDraft(draft) &&
    draft.letterHash === letterHash &&
    draft.linkExpiresAt > at &&
    secretMatches(link.secret, draft.linkHash);
  if (!canBeClaimed) return refusal(dependencies, link, draft, 'not-sent');
  if (!mayLeaveFrom(draft, dependencies.ownSenderDomain))
    return { kind: 'sender-changed', decline: draft };
  if (isOn) return { kind: 'stopped', decline: draft };

  const request = { recruiterEmail: draft.letter.to, name: slotName(draft) };
  const [door, slotLook, takeTurn, isErasing] = await Promise.all([
    sendDoor(dependencies, draft),
    slots.look(request),
    lookAtTurn(dependencies, draft),
    recorder.isErasing(addressKey(draft.input.candidateEmail)),
  ]);
  if (isErasing) return { kind: 'erasing', decline: draft };

  const [slot, turn] = await Promise.all([
    slotLook.take(),
    // A letter that does not leave must not use up the share of others.
    slotLook.answer.isTaken && door.kind === 'open' ? takeTurn() : undefined,
  ]);
  if (!slot.isTaken) {
    await giveTurnBack(dependencies, draft, turn);
    return { kind: 'full', decline: draft, freeAt: slot.freeAt };
  }

  const patch = { ...lease(dependencies, 1), confirmedAt: at };
  const claim = await store.apply(link.id, {
    transition: 'claim',
    preconditions: { letterHash, linkHash: hashSecret(link.secret), linkAliveAt: at },
    patch,
  });
  if (!claim.applied) {
    await giveTurnBack(dependencies, draft, turn);
    await giveSlotBack(dependencies, request, { decline: claim.decline, letterHash });
    return refusal(dependencies, link, claim.decline, 'not-sent');
  }
  const claimed = { ...claim.decline, owner: patch.owner };

  // After the claim: what is prepared before it would stay if the letter was erased.
  try {
    await recorder.prepareClaimed(draft);
  } catch (error) {
    return { kind: 'settled', decline: await waitForTable(dependencies, claimed, error) };
  }
  const decline = await attempt(dependencies, claimed, { door, ...(turn && { turn }) });
  // A blocked candidate must not use up the recruiter's slots. A blocked recruiter
  // needs none, and keeping them bounds the notices about such letters.
  if (decline.failure === blockedCodes['candidate-blocked'])
    await giveBack(dependencies, request, decline.id);
  return { kind: 'settled', decline };
}
