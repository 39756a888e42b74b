import { canonicalAddress } from '../core/email-address.ts';
import type { Breaker } from '../core/limits/breaker.ts';
import type { DailySalts } from '../core/limits/daily-salts.ts';
import { type KillSwitch, STOPPED_RETRY_MS } from '../core/limits/kill-switch.ts';
import {
  contactsLimits,
  type LinkKind,
  type LinkLimits,
  mailboxLimits,
  NETWORK_PERIOD_MS,
  networkLimits,
  onceADay,
} from '../core/limits/link-limits.ts';
import { linkMailboxId, type MailboxStops } from '../core/limits/mailbox-stops.ts';
import { networkOf } from '../core/limits/network.ts';
import type { Pace } from '../core/limits/pacer.ts';
import type { RateLimit, RateLimiter } from '../core/limits/rate-limit.ts';
import { hashSecret, type MagicLink, newSecret, type RandomBytes } from '../core/magic-link.ts';
import type { SendResult } from '../core/mail/mail.ts';
import { shortHash } from '../core/short-hash.ts';
import { addDays, utcDay } from '../core/time/calendar-day.ts';

/**
 * No email with a link may leave before `retryAt`, epoch ms. Nothing was stored, except
 * if links are paused and the address is known, see `Breaker`: the answer is the same.
 * `limit` says what is used up: by this mailbox, by this network, or by everyone
 * together. `paused`: the breaker has stopped links. `stopped`: the operator has.
 */
interface Busy {
  readonly kind: 'busy';
  readonly limit: 'mailbox' | 'network' | 'deployment' | 'paused' | 'stopped';
  readonly retryAt: number;
}

/**
 * `mailed`: also if the email was held back, or was not needed. `mail-refused`: SES did
 * not confirm that it accepted the email.
 */
export type LinkMailing = 'mailed' | 'mail-refused' | Busy;

/** Another request with the same draft was under way, and has ended: look again. */
export type Joined = 'joined';

/** The answer to a request that joined another one: its email is on the way. */
export const asMailed = <Result>(result: Result | Joined): Result | 'mailed' =>
  result === 'joined' ? 'mailed' : result;

/** An email with a link that someone asks for. */
interface LinkRequest {
  readonly kind: LinkKind;
  /** The address to which the link goes. */
  readonly address: string;
  /** The IP address of the client, see `sourceOf`. */
  readonly source: string | undefined;
  /**
   * For a link to a letter: the id of the draft. Requests with the same draft are made
   * one after the other.
   */
  readonly draftId?: string;
  /**
   * The email must not be sent, for example because the address may not write here. The
   * request takes its places in the limits, so that the answers do not show it.
   */
  readonly isHeldBack?: boolean;
}

/** SES's answer, or `not-needed` if another request has just done the same. */
type Attempted = SendResult['kind'] | 'not-needed';

/**
 * Emails a link, see `LinkDoor`. Takes a place in all limits, and then makes the attempt.
 * The places are given back if no email was sent; but an attempt that SES or `admit`
 * refused counts for its network.
 *
 * @param attempt stores the link and emails it. Its argument is the link to the page
 *   "Not you?". Its result may be an object that says why nothing was stored
 * @param admit says why no email may be sent, before the turn of the email is taken
 * @returns that object, too
 */
export type LinkMailer = <Refusal extends object>(
  request: LinkRequest,
  attempt: (notYou: MagicLink) => Promise<Attempted | Refusal>,
  admit?: () => Promise<Refusal | undefined>,
) => Promise<LinkMailing | Refusal | Joined>;

/** The one door through which all emails with links leave. */
export interface LinkDoor {
  /**
   * Does the work of a request for a link, if links leave at all. While the breaker has
   * stopped them, it does so for known addresses only, and the answer is the same for
   * all: whether an address is known is its owner's secret.
   *
   * @param work finds out what is asked for, and emails it
   */
  open<Result>(
    request: Pick<LinkRequest, 'address' | 'isHeldBack'>,
    work: (mail: LinkMailer) => Promise<Result>,
  ): Promise<Result | Busy>;
}

export interface LinkDoorDependencies {
  readonly limiter: RateLimiter;
  readonly stops: MailboxStops;
  readonly salts: DailySalts;
  /** Waits for the turn of an email with a link, see `createPacer`. */
  readonly pace: Pace;
  readonly breaker: Breaker;
  readonly killSwitch: KillSwitch;
  readonly limits: LinkLimits;
  /** Whether everyone may know that this address may write here. */
  readonly isPublic: (address: string) => boolean;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** How long a request waits for the turn of its email, in ms. */
const MAX_TURN_WAIT_MS = 3000;

/**
 * A draft is one request's for this time, in ms: longer than the function may run (10 s).
 * Usually it is given back after a moment.
 */
const DRAFT_TAKEN_MS = 15_000;
const oneAtATime: readonly RateLimit[] = [{ name: 'draft', burst: 1, intervalMs: DRAFT_TAKEN_MS }];
/** How a request waits for the other request with the same draft. */
const JOIN_DELAYS_MS = [100, 200, 300, 400, 500, 700, 800];

/** Limits of one subject, of which one place is taken. */
interface Place {
  readonly limit: Busy['limit'];
  readonly subject: string;
  readonly limits: readonly RateLimit[];
}

export function createLinkDoor({
  limiter,
  stops,
  salts,
  pace,
  breaker,
  killSwitch,
  limits,
  isPublic,
  random,
  now,
  sleep,
}: LinkDoorDependencies): LinkDoor {
  /**
   * The places in the limit of a network. The network has another hash each UTC day, so
   * in the first hour of a day it has two places: also that of the day before. A request
   * without an address counts for one network that has all such requests.
   */
  async function networkPlaces(
    source: string | undefined,
    prefix: string,
  ): Promise<readonly Place[]> {
    const network = (source && networkOf(source)) ?? 'unknown';
    const [moment, yesterday] = [now(), addDays(utcDay(now()), -1)];
    const isNewDay = moment.getTime() - Date.parse(utcDay(moment)) < NETWORK_PERIOD_MS;
    const found = [
      await salts.findOrCreate(utcDay(moment)),
      isNewDay ? await salts.find(yesterday) : undefined,
    ];
    return found
      .filter((salt) => salt !== undefined)
      .map((salt) => ({
        limit: 'network',
        subject: `network#${prefix}${shortHash(`${salt} ${network}`)}`,
        limits: networkLimits(limits),
      }));
  }

  /**
   * The key of an address in the limits. All spellings of a mailbox share one key. But if
   * the addresses of a domain are not public, each spelling is on its own: a stranger
   * could use up the limit of a mailbox by spellings that are not allowed, and its owner
   * would get no email at all.
   */
  const limitKey = (address: string): string =>
    isPublic(address) ? linkMailboxId(address) : shortHash(`link to ${canonicalAddress(address)}`);

  const mailboxPlace = (kind: LinkKind, key: string): Place =>
    kind === 'review'
      ? { limit: 'mailbox', subject: `mailbox#${key}`, limits: mailboxLimits(limits) }
      : { limit: 'mailbox', subject: `contacts#${key}`, limits: contactsLimits(limits) };

  async function giveBack(places: readonly Place[]): Promise<void> {
    await Promise.all(places.map(({ subject, limits: taken }) => limiter.giveBack(subject, taken)));
  }

  /** Takes all of the places or none. */
  async function take(places: readonly Place[]): Promise<Busy | undefined> {
    for (const [index, { limit, subject, limits: wanted }] of places.entries()) {
      const taking = await limiter.take(subject, wanted);
      if (taking.isAllowed) continue;
      await giveBack(places.slice(0, index));
      return { kind: 'busy', limit, retryAt: taking.retryAt };
    }
    return undefined;
  }

  /** Takes the draft for one request, or waits until another request has ended. */
  async function takeDraft(place: Place): Promise<Joined | undefined> {
    if ((await take([place])) === undefined) return undefined;
    for (const delay of JOIN_DELAYS_MS) {
      await sleep(delay);
      const look = await limiter.take(place.subject, place.limits, { isLook: true });
      if (look.isAllowed) break;
    }
    return 'joined';
  }

  /** @param prefix of the keys of the limits, so that links during a pause count apart */
  async function mailNow<Refusal extends object>(
    { kind, address, source, draftId, isHeldBack = false }: LinkRequest,
    attempt: (notYou: MagicLink) => Promise<Attempted | Refusal>,
    admit: () => Promise<Refusal | undefined>,
    prefix: string,
  ): Promise<LinkMailing | Refusal | Joined> {
    const taken: Place[] = [];
    let kept: readonly Place[] = [];
    const takeAll = async (places: readonly Place[]): Promise<Busy | undefined> => {
      const busy = await take(places);
      if (busy === undefined) taken.push(...places);
      return busy;
    };
    try {
      if (draftId !== undefined) {
        const draft: Place = { limit: 'mailbox', subject: `draft#${draftId}`, limits: oneAtATime };
        if ((await takeDraft(draft)) !== undefined) return 'joined';
        taken.push(draft);
      }
      const mailbox = linkMailboxId(address);
      const isStopped = isHeldBack || (await stops.isStopped(mailbox, kind));
      if (isStopped && draftId !== undefined) {
        // The same form again, as if it had been emailed.
        const held: Place = { limit: 'mailbox', subject: `held#${draftId}`, limits: onceADay };
        if ((await takeAll([held])) !== undefined) return 'mailed';
      }
      const network = await networkPlaces(source, prefix);
      const own = mailboxPlace(kind, `${prefix}${limitKey(address)}`);
      const busy = (await takeAll(network)) ?? (await takeAll([own]));
      // For contacts, the answer is always the same. The page has the numbers.
      if (busy !== undefined)
        return kind === 'contacts' && busy.limit === 'mailbox' ? 'mailed' : busy;
      const refusal = isStopped ? undefined : await admit();
      if (refusal !== undefined) {
        kept = network;
        return refusal;
      }
      const turn = await pace(1, MAX_TURN_WAIT_MS, isStopped);
      if (!turn.isAllowed) return { kind: 'busy', limit: 'deployment', retryAt: turn.retryAt };
      if (isStopped) {
        // The places stay taken, so that the answers are those to any mailbox.
        kept = taken.filter(({ limits: of }) => of !== oneAtATime);
        return 'mailed';
      }
      const notYou = { id: mailbox, secret: newSecret(random) };
      const secretHash = hashSecret(notYou.secret);
      let result: Attempted | Refusal | undefined;
      try {
        await stops.grant(mailbox, { secretHash, kind });
        result = await attempt(notYou);
      } finally {
        // After an error of our own no email was sent, or its answer was lost with it.
        if (result !== 'accepted' && result !== 'cannot-know') {
          await stops.revoke(mailbox, secretHash);
        }
      }
      if (result === 'accepted' || result === 'cannot-know') kept = [...network, own];
      // Otherwise requests that are refused could go on without end.
      else if (result !== 'not-needed') kept = network;
      if (typeof result === 'object') return result;
      return result === 'accepted' || result === 'not-needed' ? 'mailed' : 'mail-refused';
    } finally {
      // If this fails, the limits are stricter for a while. The email's outcome counts.
      await giveBack(taken.filter((place) => !kept.includes(place))).catch(() => {});
    }
  }

  const mailer =
    (prefix: string): LinkMailer =>
    (request, attempt, admit = async () => undefined) =>
      mailNow(request, attempt, admit, prefix);

  return {
    open: async ({ address, isHeldBack = false }, work) => {
      if ((await killSwitch.read()).isOn) {
        return { kind: 'busy', limit: 'stopped', retryAt: now().getTime() + STOPPED_RETRY_MS };
      }
      const retryAt = await breaker.pausedUntil();
      if (retryAt === undefined) return work(mailer(''));
      if (!isHeldBack && (await breaker.isKnown(address))) await work(mailer('paused#'));
      return { kind: 'busy', limit: 'paused', retryAt };
    },
  };
}
