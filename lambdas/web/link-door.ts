import { canonicalAddress } from '../core/email-address.ts';
import type { Blocks } from '../core/limits/blocks.ts';
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
import type { Look, RateLimit, RateLimiter } from '../core/limits/rate-limit.ts';
import { hashSecret, type MagicLink, newSecret, type RandomBytes } from '../core/magic-link.ts';
import type { SendResult } from '../core/mail/mail.ts';
import { shortHash } from '../core/short-hash.ts';
import { addDays, utcDay } from '../core/time/calendar-day.ts';
import { readAhead } from './read-ahead.ts';

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

/**
 * Another request did the same at the same time, or took the last place in a limit after
 * this one had looked. Nothing is left of this request: wait a moment, and look again.
 */
export type Joined = 'joined';

/** An email with a link that someone asks for. */
interface LinkRequest {
  readonly kind: LinkKind;
  /** The address to which the link goes. */
  readonly address: string;
  /** The IP address of the client, see `sourceOf`. */
  readonly source: string | undefined;
  /**
   * The email must not be sent, for example because the address may not write here. The
   * request takes its places in the limits, so that the answers do not show it.
   */
  readonly isHeldBack?: boolean;
}

/** The `send` of an email that is held back: nobody calls it. */
export const neverSent = async (): Promise<'not-sent'> => 'not-sent';

/** An email with a link, in the steps that make it. */
export interface LinkEmail<Refusal extends object = never> {
  /** For a link to a letter: the id of its draft. */
  readonly draftId?: string;
  /** Says why no email may be sent. It only reads. */
  readonly admit?: () => Promise<Refusal | undefined>;
  /**
   * Stores, before anything else is written, what only one of several equal requests may
   * store. False if another request has just done it.
   */
  readonly claim?: () => Promise<boolean>;
  /** Stores the rest, while the limits are taken. It may refuse, as `admit` does. */
  readonly store?: () => Promise<Refusal | undefined>;
  /** Removes what `claim` and `store` have stored. Called if `send` is not. */
  readonly undo?: () => Promise<unknown>;
  /**
   * Sends the email.
   *
   * @param notYou the link to the page "Not you?"
   */
  readonly send: (notYou: MagicLink) => Promise<SendResult['kind'] | Joined>;
}

/**
 * Emails a link, see `LinkDoor`. First it only looks at all limits. If they allow the
 * email, it takes a place in each of them, and then sends it. The places are given back
 * if no email was sent; but an attempt that SES or the email's `admit` refused counts for
 * its network.
 *
 * @returns the refusal of `admit` or `store`, too
 */
export type LinkMailer = <Refusal extends object = never>(
  email: LinkEmail<Refusal>,
) => Promise<LinkMailing | Refusal | Joined>;

/** The one door through which all emails with links leave. */
export interface LinkDoor {
  /**
   * Does the work of a request for a link, if links leave at all. While the breaker has
   * stopped them, it does so for known addresses only, and the answer is the same for
   * all: whether an address is known is its owner's secret.
   *
   * It begins to read before it returns. So what the caller has begun to read comes with
   * the same call to the table.
   *
   * @param work finds out what is asked for, and emails it
   */
  open<Result>(
    request: LinkRequest,
    work: (mail: LinkMailer) => Promise<Result>,
  ): Promise<Result | Busy>;
}

/**
 * How long a request waits after each time that it has joined another one, in ms. SES
 * usually answers within 300 ms.
 */
export const JOIN_DELAYS_MS = [100, 200, 300, 400, 500, 700, 800];

export interface LinkDoorDependencies {
  readonly limiter: RateLimiter;
  readonly stops: MailboxStops;
  readonly salts: DailySalts;
  /** Waits for the turn of an email with a link, see `createPacer`. */
  readonly pace: Pace;
  readonly breaker: Breaker;
  readonly killSwitch: KillSwitch;
  /** A blocked candidate gets no email, and the answers that anybody gets. */
  readonly blocks: Pick<Blocks, 'find'>;
  readonly limits: LinkLimits;
  /** Whether everyone may know that this address may write here. */
  readonly isPublic: (address: string) => boolean;
  readonly random: RandomBytes;
  readonly now: () => Date;
}

/** How long a request waits for the turn of its email, in ms. */
const MAX_TURN_WAIT_MS = 3000;

/** Limits of one subject, of which one place is taken. */
interface Place {
  readonly limit: Busy['limit'];
  readonly subject: string;
  readonly limits: readonly RateLimit[];
}

/** A place, and what its limits would answer. */
interface SeenPlace extends Place {
  readonly look: Look;
}

/** What a request sees of the limits before it takes anything. */
interface Situation {
  /** The email is held back, see `LinkRequest`, or its mailbox gets no such emails. */
  readonly isStopped: boolean;
  readonly network: readonly SeenPlace[];
  readonly own: SeenPlace;
  readonly turn: Look;
}

export function createLinkDoor({
  limiter,
  stops,
  salts,
  pace,
  breaker,
  killSwitch,
  blocks,
  limits,
  isPublic,
  random,
  now,
}: LinkDoorDependencies): LinkDoor {
  const lookAt = async (place: Place): Promise<SeenPlace> => ({
    ...place,
    look: await limiter.look(place.subject, place.limits),
  });

  /**
   * The places in the limit of a network. The network has another hash each UTC day, so
   * in the first hour of a day it has two places: also that of the day before. A request
   * without an address counts for one network that has all such requests.
   */
  async function networkPlaces(
    source: string | undefined,
    prefix: string,
  ): Promise<readonly SeenPlace[]> {
    const network = (source && networkOf(source)) ?? 'unknown';
    const [moment, yesterday] = [now(), addDays(utcDay(now()), -1)];
    const isNewDay = moment.getTime() - Date.parse(utcDay(moment)) < NETWORK_PERIOD_MS;
    const found = await Promise.all([
      salts.findOrCreate(utcDay(moment)),
      isNewDay ? salts.find(yesterday) : undefined,
    ]);
    const places = found
      .filter((salt) => salt !== undefined)
      .map((salt) => ({
        limit: 'network' as const,
        subject: `network#${prefix}${shortHash(`${salt} ${network}`)}`,
        limits: networkLimits(limits),
      }));
    return Promise.all(places.map(lookAt));
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

  /**
   * Reads all limits of a request.
   *
   * @param prefix of the keys of the limits, so that links during a pause count apart
   */
  async function situationOf(
    { kind, address, source, isHeldBack = false }: LinkRequest,
    prefix: string,
  ): Promise<Situation> {
    const [isStopped, block, network, own, turn] = await Promise.all([
      stops.isStopped(linkMailboxId(address), kind),
      blocks.find('candidate', address),
      networkPlaces(source, prefix),
      lookAt(mailboxPlace(kind, `${prefix}${limitKey(address)}`)),
      pace.look(1, MAX_TURN_WAIT_MS),
    ]);
    return { isStopped: isHeldBack || isStopped || block !== undefined, network, own, turn };
  }

  async function giveBack(places: readonly Place[]): Promise<void> {
    await Promise.all(places.map(({ subject, limits: taken }) => limiter.giveBack(subject, taken)));
  }

  /** Takes the places at the same time. Returns those that it got. */
  async function take(places: readonly SeenPlace[]): Promise<readonly SeenPlace[]> {
    const takings = await Promise.allSettled(places.map(({ look }) => look.take()));
    const taken = places.filter((_, index) => {
      const taking = takings[index];
      return taking?.status === 'fulfilled' && taking.value.isAllowed;
    });
    const failed = takings.find((taking) => taking.status === 'rejected');
    if (failed === undefined) return taken;
    await giveBack(taken).catch(() => {});
    throw failed.reason;
  }

  /** The first limit that has no place. */
  function busyIn(places: readonly SeenPlace[]): Busy | undefined {
    for (const { limit, look } of places)
      if (!look.answer.isAllowed) return { kind: 'busy', limit, retryAt: look.answer.retryAt };
    return undefined;
  }

  /** Takes the places of an email that must not be sent, as if it had been sent. */
  async function holdBack(
    places: readonly SeenPlace[],
    turn: Look,
  ): Promise<'mailed' | Busy | Joined> {
    const taken = await take(places);
    if (taken.length < places.length) {
      await giveBack(taken);
      return 'joined';
    }
    await pace.wait(turn.answer);
    return 'mailed';
  }

  /** Takes the places and the turn of an email, and sends it. */
  async function sendNow<Refusal extends object>(
    { kind, address }: LinkRequest,
    { network, own, turn }: Situation,
    email: LinkEmail<Refusal>,
  ): Promise<'mailed' | 'mail-refused' | Refusal | Joined> {
    if ((await email.claim?.()) === false) return 'joined';
    const mailbox = linkMailboxId(address);
    const notYou = { id: mailbox, secret: newSecret(random) };
    const secretHash = hashSecret(notYou.secret);
    const places = [...network, own];
    let taken: readonly SeenPlace[] = [];
    let hasTurn = false;
    let kept: readonly SeenPlace[] = [];
    let hasBegun = false;
    let result: SendResult['kind'] | Joined | undefined;
    try {
      const stored = await Promise.allSettled([
        take(places).then((got) => {
          taken = got;
        }),
        turn.take().then(async (taking) => {
          hasTurn = taking.isAllowed;
          await pace.wait(taking);
        }),
        stops.grant(mailbox, { secretHash, kind }),
        email.store?.(),
      ]);
      const failed = stored.find((step) => step.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      const refusal = stored[3].status === 'fulfilled' ? stored[3].value : undefined;
      if (refusal !== undefined) {
        kept = network;
        return refusal;
      }
      if (taken.length < places.length || !hasTurn) return 'joined';
      hasBegun = true;
      result = await email.send(notYou);
      if (result === 'accepted' || result === 'cannot-know') kept = places;
      // Otherwise requests that SES refuses could go on without end.
      else if (result === 'not-sent') kept = network;
      if (result === 'joined') return result;
      return result === 'accepted' ? 'mailed' : 'mail-refused';
    } finally {
      // After an error of our own no email was sent, or its answer was lost with it.
      const isMailed = result === 'accepted' || result === 'cannot-know';
      // If one of these fails, the limits are stricter for a while, or what is stored
      // expires. The email's outcome counts.
      await Promise.allSettled([
        giveBack(taken.filter((place) => !kept.includes(place))),
        !hasBegun && hasTurn ? pace.giveBack(1) : undefined,
        isMailed ? undefined : stops.revoke(mailbox, secretHash),
        hasBegun ? undefined : email.undo?.(),
      ]);
    }
  }

  async function mailNow<Refusal extends object>(
    request: LinkRequest,
    situation: Situation,
    email: LinkEmail<Refusal>,
  ): Promise<LinkMailing | Refusal | Joined> {
    const { isStopped, network, own, turn } = situation;
    const { draftId } = email;
    const places = [...network, own];
    if (isStopped && draftId !== undefined) {
      // The same form again is answered as if it had been emailed.
      const subject = `held#${draftId}`;
      const held = await lookAt({ limit: 'mailbox', subject, limits: onceADay });
      if (!held.look.answer.isAllowed) return 'mailed';
      places.push(held);
    }
    const busy = busyIn(places);
    // For contacts, the answer is always the same. The page has the numbers.
    if (busy !== undefined)
      return request.kind === 'contacts' && busy.limit === 'mailbox' ? 'mailed' : busy;
    const refusal = isStopped ? undefined : await email.admit?.();
    if (refusal !== undefined) {
      await take(network);
      return refusal;
    }
    if (!turn.answer.isAllowed) {
      return { kind: 'busy', limit: 'deployment', retryAt: turn.answer.retryAt };
    }
    // The places of a held email stay taken: the answers are those to any mailbox.
    return isStopped ? holdBack(places, turn) : sendNow(request, situation, email);
  }

  /** @param first what was read already: it counts for the first email */
  const mailer = (request: LinkRequest, prefix: string, first?: Promise<Situation>): LinkMailer => {
    let seen = first;
    return async (email) => {
      const situation = await (seen ?? situationOf(request, prefix));
      seen = undefined;
      return mailNow(request, situation, email);
    };
  };

  return {
    open: async (request, work) => {
      const seen = readAhead(situationOf(request, ''));
      const [{ isOn }, retryAt] = await Promise.all([killSwitch.read(), breaker.pausedUntil()]);
      if (isOn) {
        return { kind: 'busy', limit: 'stopped', retryAt: now().getTime() + STOPPED_RETRY_MS };
      }
      if (retryAt === undefined) return work(mailer(request, '', seen));
      if (!request.isHeldBack && (await breaker.isKnown(request.address)))
        await work(mailer(request, 'paused#'));
      return { kind: 'busy', limit: 'paused', retryAt };
    },
  };
}
