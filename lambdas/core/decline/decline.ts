import * as z from 'zod/mini';
import { noticeNames, pageLanguages, reasons } from '../choices.ts';
import { hashLetter, type Letter, letterInputSchema, letterSchema } from '../letter/letter.ts';

export const declineStates = [
  'draft',
  'sending',
  'retry',
  'sent',
  'delayed',
  'delivered',
  'bounced',
  'complained',
  'failed',
  'unknown',
  'cancelled',
  'self-sent',
] as const;
export type DeclineState = (typeof declineStates)[number];

/**
 * What SES reported after it took the letter, by rank: a report only ever replaces a
 * lower one, so that reports may come in any order, any number of times. A bounce after a
 * delivery is a late bounce; a complaint says it was read.
 */
const reportRank = {
  sent: 0,
  delayed: 1,
  delivered: 2,
  bounced: 3,
  complained: 4,
} as const;
export type ReportedState = keyof typeof reportRank;

export const isReported = (state: DeclineState): state is ReportedState =>
  Object.hasOwn(reportRank, state);

const reportedBelow = (state: ReportedState): readonly DeclineState[] =>
  declineStates.filter((other) => isReported(other) && reportRank[other] < reportRank[state]);

/**
 * An event proves that SES took the letter, whatever we knew before: the acknowledgement
 * may still be on its way.
 */
const report = (state: ReportedState) =>
  ({
    from: ['sending', 'unknown', ...reportedBelow(state)],
    to: state,
  }) satisfies Transition;

interface Transition {
  readonly from: readonly DeclineState[];
  readonly to: DeclineState;
}

/**
 * Every way a decline can go. Each is one conditional write on its prior state; what is
 * in no `from` is final.
 */
export const transitions = {
  edit: { from: ['draft'], to: 'draft' },
  'fresh-link': { from: ['draft'], to: 'draft' },
  cancel: { from: ['draft', 'retry'], to: 'cancelled' },
  'self-send': { from: ['draft', 'retry', 'failed', 'unknown'], to: 'self-sent' },
  /** The right to send, for one attempt: whoever wins this write may call SES once. */
  claim: { from: ['draft'], to: 'sending' },
  reclaim: { from: ['retry'], to: 'sending' },
  /** Knowing always wins: an answer may come after the lease ran out and nobody knew. */
  accept: { from: ['sending', 'unknown'], to: 'sent' },
  postpone: { from: ['sending'], to: 'retry' },
  fail: { from: ['sending'], to: 'failed' },
  lose: { from: ['sending'], to: 'unknown' },
  'report-sent': report('sent'),
  'report-delayed': report('delayed'),
  'report-delivered': report('delivered'),
  'report-bounced': report('bounced'),
  'report-complained': report('complained'),
} as const satisfies Readonly<Record<string, Transition>>;
export type TransitionName = keyof typeof transitions;

/**
 * What the candidate keeps to themselves. It shares no object with what a letter is
 * rendered from.
 */
const privatePlanSchema = z.readonly(
  z.object({
    reason: z.exactOptional(z.enum(reasons)),
    /** The day to write again, `YYYY-MM-DD`; absent for never. */
    reconnectOn: z.exactOptional(z.string()),
    /** As chosen, so that the form can be shown again as it was. */
    reconnect: z.string(),
  }),
);

const time = z.exactOptional(z.number());

/** One decline, as stored. Times are epoch milliseconds. */
export const declineSchema = z.readonly(
  z.object({
    id: z.string(),
    state: z.enum(declineStates),
    /** 1 for the first letter; each change makes the next. */
    version: z.number(),
    createdAt: z.number(),
    pageLanguage: z.enum(pageLanguages),
    input: letterInputSchema,
    privatePlan: privatePlanSchema,
    letter: letterSchema,
    letterHash: z.string(),
    /** SHA-256 of the magic link's secret. */
    linkHash: z.string(),
    /**
     * Of the links before: each opens nothing of a draft any more, but may ask for a
     * fresh one.
     */
    priorLinkHashes: z.exactOptional(z.readonly(z.array(z.string()))),
    linkExpiresAt: z.number(),
    /** Attempts at sending so far. */
    attempts: z.number(),
    /** Who holds the lease: random for each attempt. */
    owner: z.exactOptional(z.string()),
    leaseUntil: time,
    /**
     * When the sweep, or where there is a notice whoever mails it, must look again;
     * absent where nothing is left.
     */
    dueAt: time,
    /** The notice that the candidate has still to get. */
    notice: z.exactOptional(z.enum(noticeNames)),
    /** When the sweep goes on after the notice. */
    retryAt: time,
    confirmedAt: time,
    /** When SES took it. */
    sentAt: time,
    /** SES's message id. */
    messageId: z.exactOptional(z.string()),
    /** When the latest report came about, by SES's clock. */
    reportedAt: time,
    /** The error's code, where a letter failed or waits. */
    failure: z.exactOptional(z.string()),
    /** When the letter was cancelled, or said to be sent by hand. */
    closedAt: time,
  }),
);
export type Decline = z.infer<typeof declineSchema>;

/** When the sweep makes sure that a sent letter's contact is recorded. */
export const CONTACT_CHECK_AFTER_MS = 60_000;

/**
 * Whether there is someone to write to again: the letter has left, as far as anyone
 * knows, and was not unwelcome.
 */
export const shouldKeepContact = ({ state }: Pick<Decline, 'state'>): boolean =>
  state === 'sent' || state === 'delayed' || state === 'delivered' || state === 'self-sent';

/**
 * A new version of the letter: its content and hash change together, or the review could
 * show one and send another.
 */
export const letterVersion = (letter: Letter, version: number) => ({
  letter,
  letterHash: hashLetter(letter),
  version,
});
