import { isOneOf } from '../core/choices.ts';
import type { ContactRecorder } from '../core/contact/contact-store.ts';
import { type Decline, mailReports, reportRank } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import type { Blocks } from '../core/limits/blocks.ts';
import type { MailHealth, MailOutcome } from '../core/limits/breaker.ts';
import { onceADay } from '../core/limits/link-limits.ts';
import type { RateLimiter } from '../core/limits/rate-limit.ts';
import { errorCode, type Log } from '../core/log.ts';
import { hasOwnCopy } from '../core/mail/letter-mail.ts';
import { mailboxOf } from '../core/mailbox-key.ts';
import { shortHash } from '../core/short-hash.ts';
import { dropReminder } from './drop-reminder.ts';
import { recipientAddress } from './recipient-address.ts';
import { type RecipientReport, readSesEvent, type SesEvent } from './ses-event.ts';

/** The tags `kind` of the emails to the candidate that belong to a decline. */
const candidateMailKinds: readonly (string | undefined)[] = [
  'review',
  'notice',
  'receipt',
  'reminder',
];

export interface RecordEventDependencies {
  readonly store: DeclineStore;
  readonly recorder: ContactRecorder;
  readonly blocks: Pick<Blocks, 'add'>;
  readonly health: Pick<MailHealth, 'count'>;
  /** Remembers the events about emails of which nothing is stored. */
  readonly limiter: Pick<RateLimiter, 'take'>;
  readonly now: () => Date;
  readonly log: Log;
}

/** The report of the highest rank. Undefined if there is none. */
const highestOf = (reports: readonly RecipientReport[]): RecipientReport | undefined =>
  reports.reduce<RecipientReport | undefined>(
    (highest, report) =>
      highest === undefined || reportRank[report.state] > reportRank[highest.state]
        ? report
        : highest,
    undefined,
  );

/**
 * Separates the reports about the letter from those about the candidate's own copy. Only
 * a report that names the candidate's address is about the copy. The letter may be
 * forwarded, so the report about it may name an address that we do not know, or none.
 */
function separate(
  reports: readonly RecipientReport[],
  { letter }: Decline,
): { readonly ofLetter: readonly RecipientReport[]; readonly ofCopy: readonly RecipientReport[] } {
  const candidate = hasOwnCopy(letter) ? recipientAddress(letter.replyTo) : undefined;
  const isOfCopy = ({ address }: RecipientReport) =>
    candidate !== undefined && address === candidate;
  return {
    ofLetter: reports.filter((report) => !isOfCopy(report)),
    ofCopy: reports.filter(isOfCopy),
  };
}

/**
 * Whether a complaint is the recruiter's. The letter and its copy are one email for SES,
 * so a complaint may name both recipients: then we cannot know whose it is. An address
 * that we do not know belongs to somebody to whom the letter was forwarded.
 */
function isRecruitersComplaint(reports: readonly RecipientReport[], { letter }: Decline): boolean {
  const complaints = reports.filter(({ state }) => state === 'complained');
  const candidate = mailboxOf(letter.replyTo);
  const isOfCandidate = ({ address }: RecipientReport) =>
    hasOwnCopy(letter) && address !== undefined && mailboxOf(address) === candidate;
  return complaints.length > 0 && !complaints.some(isOfCandidate);
}

/**
 * Records on a decline what became of an email to its candidate. No notice follows: it
 * would go to the same address.
 */
async function recordCandidateMail(
  { store, log }: RecordEventDependencies,
  id: string,
  { messageId, mailedAt }: SesEvent,
  reports: readonly RecipientReport[],
): Promise<boolean> {
  const report = highestOf(reports)?.state;
  if (report === undefined || !isOneOf(mailReports, report)) {
    log({ event: 'report-ignored', why: 'no-news' });
    return false;
  }
  const moved = await store.recordMailReport(id, { messageId, mailedAt, report });
  log({ event: 'mail-report-settled', letter: id, report, moved });
  return moved;
}

/** Records on a decline what became of its letter. */
async function recordLetter(
  { store, recorder, now, log }: RecordEventDependencies,
  decline: Decline,
  { messageId, mailedAt }: SesEvent,
  report: RecipientReport,
): Promise<boolean> {
  const { id } = decline;
  const isKnownSent = decline.sentAt !== undefined;
  const needsNotice = report.state === 'bounced' || report.state === 'complained';
  const result = await store.apply(id, {
    transition: `report-${report.state}`,
    patch: {
      reportedAt: report.at,
      // The event is our first proof that SES accepted the letter: add the time and the
      // id, drop the notice `unknown`, and make the letter due, so that the sweep records
      // the contact.
      ...(!isKnownSent && {
        sentAt: mailedAt,
        messageId,
        notice: null,
        dueAt: now().getTime(),
      }),
      // `sendNotices` emails the candidate.
      ...(needsNotice && { notice: report.state, dueAt: now().getTime() }),
    },
  });
  log({ event: 'report-settled', letter: id, report: report.state, moved: result.applied });
  const state = result.decline?.state;
  // Also if this event, or one before it, was recorded already: that invocation may have
  // ended before this write.
  if (result.decline !== undefined && (state === 'bounced' || state === 'complained'))
    await dropReminder(recorder, result.decline, state, now().getTime());
  return result.applied;
}

/** What an event means for the reputation of the account. */
function outcomeOf(reports: readonly RecipientReport[]): MailOutcome | undefined {
  const state = highestOf(reports)?.state;
  return state === 'sent' || state === 'bounced' || state === 'complained' ? state : undefined;
}

/** Counts an email by its outcome. If that fails, the event is recorded all the same. */
async function countOutcome(
  { health, log }: RecordEventDependencies,
  outcome: MailOutcome,
): Promise<void> {
  try {
    if ((await health.count(outcome)) === 'tripped') log({ event: 'links-stopped' });
  } catch (error) {
    log({ event: 'outcome-not-counted', code: errorCode(error) });
  }
}

/**
 * Records one SES event: on the letter, or, if it is about an email to the candidate, on
 * the decline to which the email belongs. An event replaces only a state of lower rank,
 * so events may be repeated, late or out of order.
 *
 * @throws if `event` is not an SES event
 */
export async function recordEvent(
  dependencies: RecordEventDependencies,
  event: unknown,
): Promise<void> {
  const { now } = dependencies;
  const sesEvent = readSesEvent(event, now().getTime());
  if (sesEvent.kind === 'probe') return logProbe(dependencies, sesEvent);
  const isNews = await recordReports(dependencies, sesEvent);
  const outcome = outcomeOf(sesEvent.reports);
  // An event that is repeated counts once.
  if (outcome !== undefined && (isNews || outcome === 'sent')) {
    await countOutcome(dependencies, outcome);
  }
}

/**
 * Blocks the recruiter of a letter that was erased, if the complaint names the letter's
 * only addressee. Otherwise we cannot know whose complaint it is.
 */
async function blockUnknown(
  { blocks, now, log }: RecordEventDependencies,
  id: string,
  { reports, to }: SesEvent,
): Promise<void> {
  const [complaint, ...others] = reports;
  const [addressee] = to;
  if (complaint?.state !== 'complained' || others.length > 0 || to.length !== 1) return;
  if (addressee === undefined || complaint.address !== addressee) return;
  await blocks.add('recruiter', addressee, { by: 'complaint', since: now().getTime() });
  log({ event: 'recruiter-blocked', letter: id, by: 'complaint' });
}

/**
 * Whether an event about an email of which nothing is stored is new: links to the
 * contacts, and letters that were erased.
 */
async function isFirst(
  { limiter }: RecordEventDependencies,
  { messageId, reports }: SesEvent,
): Promise<boolean> {
  const state = highestOf(reports)?.state;
  if (state !== 'bounced' && state !== 'complained') return true;
  const subject = `event#${shortHash(`${messageId} ${state}`)}`;
  return (await limiter.take(subject, onceADay)).isAllowed;
}

/** A random id. What is longer is not ours, and does not belong in the log. */
const PROBE_ID = /^[\w-]{1,64}$/;

/** Logs an event of a test email. Nothing is stored, and the breaker ignores it. */
function logProbe({ log }: RecordEventDependencies, { probe = '', reports }: SesEvent): void {
  if (!PROBE_ID.test(probe)) log({ event: 'report-ignored', why: 'not-ours' });
  else log({ event: 'probe-reported', probe, report: highestOf(reports)?.state ?? 'none' });
}

/** Records the reports of an event. Returns false if they were recorded before. */
async function recordReports(
  dependencies: RecordEventDependencies,
  sesEvent: SesEvent,
): Promise<boolean> {
  const { store, now, log } = dependencies;
  const { letter: id, kind, reports } = sesEvent;
  const isOfCandidate = candidateMailKinds.includes(kind);
  const ignore = (why: 'not-ours' | 'unknown-letter' | 'no-news'): Promise<boolean> => {
    log({ event: 'report-ignored', why });
    return isFirst(dependencies, sesEvent);
  };
  if (id === undefined || (kind !== 'letter' && !isOfCandidate)) return ignore('not-ours');
  if (reports.length === 0) return ignore('no-news');
  if (isOfCandidate) return recordCandidateMail(dependencies, id, sesEvent, reports);
  const decline = await store.find(id);
  if (decline === undefined) {
    await blockUnknown(dependencies, id, sesEvent);
    return ignore('unknown-letter');
  }
  // First: if this invocation ends early, AWS repeats the event.
  if (isRecruitersComplaint(reports, decline)) {
    const block = { by: 'complaint', since: now().getTime() } as const;
    await dependencies.blocks.add('recruiter', decline.letter.to, block);
    log({ event: 'recruiter-blocked', letter: id, by: 'complaint' });
  }
  const { ofLetter, ofCopy } = separate(reports, decline);
  const report = highestOf(ofLetter);
  const isNewOfLetter =
    report !== undefined && (await recordLetter(dependencies, decline, sesEvent, report));
  const isNewOfCopy =
    ofCopy.length > 0 && (await recordCandidateMail(dependencies, id, sesEvent, ofCopy));
  return isNewOfLetter || isNewOfCopy;
}
