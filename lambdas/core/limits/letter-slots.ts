import { domainOf } from '../email-address.ts';
import { isFreeMail } from '../free-mail.ts';
import { mailboxKey } from '../mailbox-key.ts';
import { shortHash } from '../short-hash.ts';

/** How many letters leave for one recruiter and for one company, in any 24 hours. */
export interface LetterLimits {
  readonly perRecruiter: number;
  /** For a recruiter's domain. A domain at which anybody has a mailbox has no limit. */
  readonly perDomain: number;
}

/** What takes a slot: one version of a letter, confirmed by one link. */
export interface SlotRequest {
  readonly recruiterEmail: string;
  /** See {@link slotName}. */
  readonly name: string;
}

export type SlotTaking =
  | { readonly isTaken: true }
  /** `freeAt`: when the next slot is free, epoch ms. */
  | { readonly isTaken: false; readonly freeAt: number };

/** What taking a slot would answer at the moment. Nothing is taken yet. */
export interface SlotLook {
  readonly answer: SlotTaking;
  /** Takes the slot, as `LetterSlots.take` does, without another read in most cases. */
  take(): Promise<SlotTaking>;
}

/**
 * The slots of recruiters: each letter takes one before its claim, and keeps it for 24
 * hours.
 */
export interface LetterSlots {
  /**
   * Takes a slot. Idempotent: the same request takes one slot, however often, and also at
   * the same time. It is exact: concurrent requests cannot take more than the limits.
   */
  take(request: SlotRequest): Promise<SlotTaking>;
  /** Reads what {@link take} would answer. */
  look(request: SlotRequest): Promise<SlotLook>;
  /** Gives back the slot of a letter that was not claimed. No-op if it has none. */
  giveBack(request: SlotRequest): Promise<void>;
}

/**
 * The name of the slot that a letter takes. A changed letter or a fresh link has another
 * name, so whoever gives a slot back cannot give back the slot of another confirmation.
 */
export const slotName = (letter: {
  readonly id: string;
  readonly letterHash: string;
  readonly linkHash: string;
}): string => shortHash([letter.id, letter.letterHash, letter.linkHash].join(' '));

/** One slot that is taken: by which recruiter's letter, and since when, epoch ms. */
export interface Slot {
  readonly recruiter: string;
  readonly at: number;
}

/** The taken slots of one domain or, at a domain for everybody, of one mailbox. */
export type TakenSlots = Readonly<Record<string, Slot>>;

/**
 * Which slots are counted together. The slots of a company's domain are together, so
 * both of its limits are checked in one item.
 */
export function slotGroupOf(recruiterEmail: string): string {
  const domain = domainOf(recruiterEmail);
  return isFreeMail(domain)
    ? `recruiter#${mailboxKey(recruiterEmail)}`
    : `domain#${shortHash(domain)}`;
}

/** How long a letter keeps its slot, in ms. */
export const SLOT_MS = 24 * 60 * 60_000;

/**
 * The slots that are still taken. The clock of another process may be ahead, but not by a
 * day.
 */
export const takenAt = (slots: TakenSlots, now: number): TakenSlots =>
  Object.fromEntries(Object.entries(slots).filter(([, { at }]) => Math.abs(now - at) < SLOT_MS));

/** When one more fits in, epoch ms: the oldest ones that are too many have ended. */
function nextFree(slots: readonly Slot[], limit: number): number | undefined {
  if (slots.length < limit) return undefined;
  const times = slots.map(({ at }) => at).sort((one, other) => one - other);
  return (times[slots.length - limit] ?? 0) + SLOT_MS;
}

/**
 * When the next slot for a recruiter is free, epoch ms; undefined if one is free.
 *
 * @param slots the taken slots of the recruiter's group
 */
export function slotsFullUntil(
  slots: TakenSlots,
  recruiterEmail: string,
  { perRecruiter, perDomain }: LetterLimits,
): number | undefined {
  const all = Object.values(slots);
  const key = mailboxKey(recruiterEmail);
  const times = [
    nextFree(
      all.filter(({ recruiter }) => recruiter === key),
      perRecruiter,
    ),
    isFreeMail(domainOf(recruiterEmail)) ? undefined : nextFree(all, perDomain),
  ].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}
