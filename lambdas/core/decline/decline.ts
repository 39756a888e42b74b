import * as z from 'zod/mini';
import { type NoticeName, noticeNames, pageLanguages, reasons } from '../choices.ts';
import {
  hashLetter,
  type Letter,
  letterInputSchema,
  letterNamesSchema,
  letterSchema,
} from '../letter/letter.ts';
import { once } from '../once.ts';
import {
  number,
  optionalNumber,
  optionalText,
  optionalTexts,
  optionalTrue,
  text,
} from '../stored-fields.ts';

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
 * The reports that SES makes after it accepted the letter, by rank. A report replaces
 * only a report of lower rank, so reports may come in any order and any number of times.
 * A bounce may follow a delivery (a late bounce). A complaint means that the letter was
 * read.
 */
export const reportRank = {
  sent: 0,
  delayed: 1,
  delivered: 2,
  bounced: 3,
  complained: 4,
} as const;
export type ReportedState = keyof typeof reportRank;

export const isReported = (state: DeclineState): state is ReportedState =>
  Object.hasOwn(reportRank, state);

/**
 * What SES reports of an email to the candidate: the link, a notice, a receipt, a
 * reminder, or the copy of the letter. The names and their ranks are those of a letter's
 * reports. Reports that do not say whether the email arrived are not kept.
 */
export const mailReports = ['delivered', 'bounced', 'complained'] as const;
export type MailReport = (typeof mailReports)[number];

const lowerReports = (state: ReportedState): readonly DeclineState[] =>
  declineStates.filter((other) => isReported(other) && reportRank[other] < reportRank[state]);

/**
 * The transition for a report. It also starts from `sending` and `unknown`: an event
 * proves that SES accepted the letter, even if SES's answer to our call has not arrived
 * yet. In a restored table also from `draft` and `retry`: the letter left after the
 * backup.
 */
const report = (state: ReportedState) =>
  ({
    from: ['sending', 'unknown', ...lowerReports(state)],
    fromRestored: ['draft', 'retry'],
    to: state,
  }) satisfies Transition;

/** A change of state, see {@link transitions}. */
export interface Transition {
  readonly from: readonly DeclineState[];
  readonly to: DeclineState;
  /**
   * Refused if the decline comes from a backup: the letter may have left, or may have
   * been changed, after the backup.
   */
  readonly unlessRestored?: true;
  /** The states that it also starts from if the decline comes from a backup. */
  readonly fromRestored?: readonly DeclineState[];
}

/**
 * All transitions of a decline. Each is one conditional write on the prior state. A state
 * that is in no `from` is final.
 */
export const transitions = {
  edit: { from: ['draft'], to: 'draft', unlessRestored: true },
  'fresh-link': { from: ['draft'], to: 'draft', unlessRestored: true },
  cancel: { from: ['draft', 'retry'], to: 'cancelled', unlessRestored: true },
  /** Records whether SES accepted the email with the link. */
  'link-mail': { from: ['draft'], to: 'draft', unlessRestored: true },
  'self-send': { from: ['draft', 'retry', 'failed', 'unknown'], to: 'self-sent' },
  /** The right to one attempt: the caller whose write succeeds may call SES once. */
  claim: { from: ['draft'], to: 'sending', unlessRestored: true },
  reclaim: { from: ['retry'], to: 'sending', unlessRestored: true },
  /**
   * Also from `unknown`: SES's answer may arrive after the lease has expired and the
   * sweep has set `unknown`. The answer is certain, so it replaces `unknown`.
   */
  accept: { from: ['sending', 'unknown'], to: 'sent' },
  /**
   * The candidate has their own copy. It left with the letter in one call to SES, so SES
   * accepted the letter. Only from `unknown`: elsewhere the outcome is known already, and
   * a bounce stays a bounce.
   */
  'copy-arrived': { from: ['unknown'], to: 'sent' },
  postpone: { from: ['sending'], to: 'retry' },
  fail: { from: ['sending'], to: 'failed' },
  lose: { from: ['sending'], to: 'unknown' },
  /** A letter from a backup: it may have left after the backup. */
  'lose-restored': { from: ['retry', 'sending'], to: 'unknown' },
  'report-sent': report('sent'),
  'report-delayed': report('delayed'),
  'report-delivered': report('delivered'),
  'report-bounced': report('bounced'),
  'report-complained': report('complained'),
} as const satisfies Readonly<Record<string, Transition>>;
export type TransitionName = keyof typeof transitions;

/**
 * The private half of the form: only the candidate sees it. It is a separate object from
 * the input from which letters are rendered.
 */
const privatePlanSchema = () =>
  z.readonly(
    z.object({
      reason: z.exactOptional(z.enum(reasons)),
      /** The day to write again, `YYYY-MM-DD`; absent for never. */
      reconnectOn: optionalText,
      /** The field `reconnect` as submitted, so that the form can show it again. */
      reconnect: text,
    }),
  );

/** What a notice about a decline needs. Times are epoch milliseconds. */
const noticeFields = () => ({
  id: text,
  state: z.enum(declineStates),
  createdAt: number,
  pageLanguage: z.enum(pageLanguages),
  /** SHA-256 of the magic link's secret. */
  linkHash: text,
  /**
   * The hashes of earlier links. For a draft, such a link can only ask for a fresh link.
   * In other states it still opens the letter's page.
   */
  priorLinkHashes: optionalTexts,
  /**
   * When the notice must be emailed, or, without a notice, when the sweep must process
   * the decline. Absent if nothing is left to do.
   */
  dueAt: optionalNumber,
  /** The notice that must still be emailed to the candidate. */
  notice: z.exactOptional(z.enum(noticeNames)),
  /** When the sweep must process the decline, after the notice. */
  retryAt: optionalNumber,
  /** When the candidate confirmed the letter. */
  confirmedAt: optionalNumber,
});

/**
 * A decline with a notice. The rest of the item may be invalid: the candidate must learn
 * of a letter that cannot be processed, too.
 */
export const noticedDeclineSchema = once(() =>
  z.readonly(
    z.object({
      ...noticeFields(),
      input: letterNamesSchema(),
      isByHand: optionalTrue,
    }),
  ),
);
export type NoticedDecline = z.infer<ReturnType<typeof noticedDeclineSchema>> & {
  readonly isRestored?: true;
};

/** One decline, as stored. Times are epoch milliseconds. */
export const declineSchema = once(() =>
  z.readonly(
    z.object({
      ...noticeFields(),
      /** 1 for the first version of the letter; each edit adds 1. */
      version: number,
      input: letterInputSchema(),
      /** See `shortNameOf`. Absent in drafts of earlier releases. */
      recruiterShortName: optionalText,
      privatePlan: privatePlanSchema(),
      letter: letterSchema(),
      letterHash: text,
      /**
       * The candidate sends `letter.text`, a short text, by hand. `letter.to` is empty,
       * and the store refuses each transition to `sending`.
       */
      isByHand: optionalTrue,
      /**
       * The letter leaves from the candidate's own address, see `isOwnSender`. It is the
       * address to which the link was emailed.
       */
      isFromCandidate: optionalTrue,
      /** SHA-256 of the secret of the recruiter's link, see `letterFooter`. */
      noLettersHash: optionalText,
      linkExpiresAt: number,
      /**
       * SES's answer to the email with the current link of a draft. `refused`: SES did
       * not confirm that it accepted the email. `shown`: the link was not emailed,
       * because the candidate came from another link of theirs. Absent until SES has
       * answered.
       */
      linkMail: z.exactOptional(z.enum(['accepted', 'refused', 'shown'])),
      /**
       * Only in a draft: when the candidate confirmed an earlier letter that was made
       * from the same form on the same day, and that may have arrived.
       */
      confirmedBeforeAt: optionalNumber,
      /** Attempts at sending so far. */
      attempts: number,
      /** The attempt that holds the lease: a random id for each attempt. */
      owner: optionalText,
      leaseUntil: optionalNumber,
      /** How often in a row it failed to process the decline, or its notice. */
      failedRuns: optionalNumber,
      /** The contact could not be recorded: no reminder comes. */
      isContactLost: optionalTrue,
      /** When SES accepted the letter. Absent if only `copyArrivedAt` says so. */
      sentAt: optionalNumber,
      /** When the candidate said that their own copy of the letter had arrived. */
      copyArrivedAt: optionalNumber,
      /** SES's message id. */
      messageId: optionalText,
      /** The time of the latest report, by SES's clock. */
      reportedAt: optionalNumber,
      /**
       * What SES reported about the latest email to the candidate, see `hasMailProblem`.
       * `mailReportId` is SES's id of that email, `mailReportOf` is when it was mailed.
       */
      mailReport: z.exactOptional(z.enum(mailReports)),
      mailReportId: optionalText,
      mailReportOf: optionalNumber,
      /**
       * The code of the error because of which the letter failed, waits or is `unknown`.
       */
      failure: optionalText,
      /** When the letter failed, was cancelled, or was marked as sent by hand. */
      closedAt: optionalNumber,
    }),
  ),
);
export type Decline = z.infer<ReturnType<typeof declineSchema>> & {
  /**
   * The decline was written to another table: this one was restored from a backup of it.
   * Not stored: the store compares epochs when it reads the item.
   */
  readonly isRestored?: true;
};

const HOUR_MS = 60 * 60_000;
/**
 * Longer than SES's daily quota needs to be free again (24 h). The candidate would not
 * expect a letter to leave later than that.
 */
const GIVE_UP_AFTER_MS = 26 * HOUR_MS;

/**
 * Whether an attempt at `at` (epoch ms) comes too late, because the letter has waited for
 * too long since its confirmation. Then it must not be sent any more.
 *
 * @param resumedAt when sending was last resumed, see `KillSwitchState`: the wait begins
 *   again then, because the letter could not leave before
 */
export const isTooLate = (
  { confirmedAt, createdAt }: Pick<Decline, 'confirmedAt' | 'createdAt'>,
  at: number,
  resumedAt = 0,
): boolean => at - Math.max(confirmedAt ?? createdAt, resumedAt) > GIVE_UP_AFTER_MS;

/**
 * How many earlier links of a letter still open something: the first ones and the latest
 * ones. A dropped link answers as an unknown link. That hurts nobody: whoever has its
 * email has 25 later emails, whose links work. And if SES refuses a notice for days, each
 * attempt makes a link that nobody gets; the first links, which were emailed, stay.
 */
const FIRST_LINKS_KEPT = 25;
const LATEST_LINKS_KEPT = 25;

/** The hashes of the earlier links, with one more. One from the middle may be dropped. */
export function withPriorLink(hashes: readonly string[], hash: string): readonly string[] {
  const all = [...hashes, hash];
  const later = all.slice(FIRST_LINKS_KEPT);
  return [...all.slice(0, FIRST_LINKS_KEPT), ...later.slice(-LATEST_LINKS_KEPT)];
}

/** The patch after an attempt: it holds the letter no longer. */
export const noLease = { owner: null, leaseUntil: null } as const;

/** How long after a letter was sent the sweep makes sure that its contact is recorded. */
export const CONTACT_CHECK_AFTER_MS = 60_000;

/**
 * Whether the decline leaves a contact to write to again: as far as we know, the letter
 * has left, did not bounce and caused no complaint.
 */
export const shouldKeepContact = ({ state }: Pick<Decline, 'state'>): boolean =>
  state === 'sent' || state === 'delayed' || state === 'delivered' || state === 'self-sent';

/**
 * What becomes of a letter whose processing has failed too often, by its state: it is
 * never left in a state that is not final, and the candidate is informed.
 */
export const afterGivingUp: Readonly<
  Record<DeclineState, { readonly to: DeclineState; readonly notice?: NoticeName }>
> = {
  draft: { to: 'draft' },
  sending: { to: 'unknown', notice: 'unknown' },
  retry: { to: 'failed', notice: 'failed' },
  sent: { to: 'sent', notice: 'contact-lost' },
  delayed: { to: 'delayed', notice: 'contact-lost' },
  delivered: { to: 'delivered', notice: 'contact-lost' },
  'self-sent': { to: 'self-sent', notice: 'contact-lost' },
  bounced: { to: 'bounced' },
  complained: { to: 'complained' },
  failed: { to: 'failed' },
  unknown: { to: 'unknown' },
  cancelled: { to: 'cancelled' },
};

/** Whether this is a draft from a backup: it can be neither changed nor sent. */
export const isRestoredDraft = ({
  state,
  isRestored,
}: Pick<Decline, 'state' | 'isRestored'>): boolean => state === 'draft' && isRestored === true;

/**
 * The attributes of a new version of the letter. Content and hash must change together:
 * otherwise the review page could show one letter, and the send function send another.
 */
export const letterVersion = (letter: Letter, version: number) => ({
  letter,
  letterHash: hashLetter(letter),
  version,
});
