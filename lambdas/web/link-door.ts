import { BREAKER } from '../core/limits/breaker.ts';
import type { DailySalts } from '../core/limits/daily-salts.ts';
import { STOPPED } from '../core/limits/kill-switch.ts';
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
 * No email with a link may leave before `retryAt`, epoch ms. Nothing was stored. `limit`
 * says what is used up: by this mailbox, by this network, or by everyone together.
 * `paused`: no links leave at all, because the breaker or the operator has stopped them.
 */
interface Busy {
  readonly kind: 'busy';
  readonly limit: 'mailbox' | 'network' | 'deployment' | 'paused';
  readonly retryAt: number;
}

/**
 * `mailed`: also if the email was held back, or was not needed. `mail-refused`: SES did
 * not confirm that it accepted the email.
 */
export type LinkMailing = 'mailed' | 'mail-refused' | Busy;

/** An email with a link that someone asks for. */
interface LinkRequest {
  readonly kind: LinkKind;
  /** The address to which the link goes. */
  readonly address: string;
  /** The IP address of the client, see `sourceOf`. */
  readonly source: string | undefined;
  /**
   * For a link to a letter: the id of the draft. If the email is held back, the same
   * draft takes no second place in the limits, as if it had been emailed.
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

/** The one door through which all emails with links leave. */
export interface LinkDoor {
  /**
   * Takes a place in all limits, and then makes the attempt. The place is given back if
   * no email was sent.
   *
   * @param attempt stores the link and emails it. Its argument is the link to the page
   *   "Not you?". Its result may be an object that says why nothing was stored
   * @returns that object, too
   */
  mail<Refusal extends object>(
    request: LinkRequest,
    attempt: (notYou: MagicLink) => Promise<Attempted | Refusal>,
  ): Promise<LinkMailing | Refusal>;
}

export interface LinkDoorDependencies {
  readonly limiter: RateLimiter;
  readonly stops: MailboxStops;
  readonly salts: DailySalts;
  /** Waits for the turn of an email with a link, see `createPacer`. */
  readonly pace: Pace;
  readonly limits: LinkLimits;
  readonly random: RandomBytes;
  readonly now: () => Date;
}

/** How long a request waits for the turn of its email, in ms. */
const MAX_TURN_WAIT_MS = 3000;

/** The names of the limits by which no links leave at all. */
const pauses: readonly string[] = [BREAKER, STOPPED];

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
  limits,
  random,
  now,
}: LinkDoorDependencies): LinkDoor {
  /**
   * The places in the limit of a network. The network has another hash each UTC day, so
   * in the first hour of a day it has two places: also that of the day before. A request
   * without an address counts for one network that has all such requests.
   */
  async function networkPlaces(source: string | undefined): Promise<readonly Place[]> {
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
        subject: `network#${shortHash(`${salt} ${network}`)}`,
        limits: networkLimits(limits),
      }));
  }

  const mailboxPlace = (kind: LinkKind, mailbox: string): Place =>
    kind === 'review'
      ? { limit: 'mailbox', subject: `mailbox#${mailbox}`, limits: mailboxLimits(limits) }
      : { limit: 'mailbox', subject: `contacts#${mailbox}`, limits: contactsLimits };

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

  return {
    mail: async <Refusal extends object>(
      { kind, address, source, draftId, isHeldBack = false }: LinkRequest,
      attempt: (notYou: MagicLink) => Promise<Attempted | Refusal>,
    ): Promise<LinkMailing | Refusal> => {
      const mailbox = linkMailboxId(address);
      const isStopped = (await stops.isStopped(mailbox, kind)) || isHeldBack;
      const held: readonly Place[] =
        isStopped && draftId !== undefined
          ? [{ limit: 'mailbox', subject: `held#${draftId}`, limits: onceADay }]
          : [];
      if ((await take(held)) !== undefined) return 'mailed';
      const places = [...(await networkPlaces(source)), mailboxPlace(kind, mailbox)];
      const busy = await take(places);
      if (busy !== undefined) {
        await giveBack(held);
        // For contacts, the answer is always the same. The page has the numbers.
        return kind === 'contacts' && busy.limit === 'mailbox' ? 'mailed' : busy;
      }
      const turn = await pace(1, MAX_TURN_WAIT_MS, address);
      if (!turn.isAllowed) {
        await giveBack([...held, ...places]);
        const limit = pauses.includes(turn.limit) ? 'paused' : 'deployment';
        return { kind: 'busy', limit, retryAt: turn.retryAt };
      }
      // The places stay taken, so that the answers are those that any mailbox would get.
      if (isStopped) return 'mailed';
      const notYou = { id: mailbox, secret: newSecret(random) };
      const secretHash = hashSecret(notYou.secret);
      let result: Attempted | Refusal | undefined;
      try {
        await stops.grant(mailbox, { secretHash, kind });
        result = await attempt(notYou);
      } finally {
        // After an error of our own no email was sent, or its answer was lost with it.
        if (result !== 'accepted' && result !== 'cannot-know') {
          await Promise.all([giveBack(places), stops.revoke(mailbox, secretHash)]);
        }
      }
      if (typeof result === 'object') return result;
      return result === 'accepted' || result === 'not-needed' ? 'mailed' : 'mail-refused';
    },
  };
}
