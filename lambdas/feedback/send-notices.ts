import type { ContactRecorder } from '../core/contact/contact-store.ts';
import { isTooLate, type NoticedDecline } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import type { TakeTurn } from '../core/limits/pacer.ts';
import type { Log } from '../core/log.ts';
import { hashSecret, newSecret, type RandomBytes } from '../core/magic-link.ts';
import type { CandidateMailSettings } from '../core/mail/candidate-mail.ts';
import type { Mailer } from '../core/mail/mail.ts';
import { noticeMail } from '../core/mail/notice-mail.ts';
import { deferFailed } from '../core/queue/defer-failed.ts';
import { BATCH_SIZE, drain } from '../core/queue/drain.ts';
import { watchLateness } from '../core/queue/lateness.ts';
import { mailTurns } from '../core/queue/mail-turns.ts';
import type { Templates } from '../core/text/templates.ts';
import { dropReminder } from './drop-reminder.ts';

export interface SendNoticesDependencies {
  readonly store: DeclineStore;
  readonly recorder: ContactRecorder;
  /** May email candidates only. Makes a single attempt per email. */
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly random: RandomBytes;
  /** Waits for the turn of an email, see `createPacer`. */
  readonly pace: TakeTurn;
  readonly now: () => Date;
  readonly log: Log;
  readonly settings: CandidateMailSettings;
}

/** One at a time: notices are few, and the send rate of the account is for letters. */
const WORKERS = 1;
/** The lease of one attempt: a notice that was not sent is retried after it. */
const RETRY_AFTER_MS = 5 * 60_000;

async function sendNotice(
  dependencies: SendNoticesDependencies,
  decline: NoticedDecline,
): Promise<void> {
  const { store, recorder, mailer, templates, random, now, log, settings } = dependencies;
  const { id, notice, dueAt = 0 } = decline;
  // The index is eventually consistent: another run may have claimed or sent this notice.
  if (notice === undefined || dueAt > now().getTime()) return;
  const link = { id, secret: newSecret(random) };
  const claim = await store.claimNotice(decline, {
    linkHash: hashSecret(link.secret),
    leaseUntil: now().getTime() + RETRY_AFTER_MS,
  });
  if (claim === undefined) return;
  // The notice says that the letter waits. The sweep sends another one if it does not.
  if (notice === 'quota' && (decline.isRestored || isTooLate(decline, now().getTime()))) {
    return store.completeNotice(claim);
  }
  // `recordEvent` has done this already, unless all its invocations failed.
  if (notice === 'bounced' || notice === 'complained') {
    const whole = await store.find(id);
    if (whole !== undefined) await dropReminder(recorder, whole, notice, now().getTime());
  }
  const result = await mailer.send(noticeMail(templates, settings, decline, notice, link));
  // At-least-once: if SES's answer is lost, we retry the notice. (Letters are
  // at-most-once, see docs/exact-sending.md.)
  const isRefused = result.kind === 'not-sent' && result.retry === 'never';
  if (result.kind === 'accepted' || isRefused) await store.completeNotice(claim);
  if (result.kind === 'accepted') log({ event: 'candidate-told', letter: id, notice });
  // Nobody informs the candidate any more.
  else if (isRefused)
    log({ event: 'item-given-up', letter: id, code: result.code, notice: 'none' });
  else log({ event: 'notice-not-sent', letter: id, code: result.code });
}

/**
 * Emails the notices that are due. A notice is claimed before the attempt, and leaves the
 * `due` index after it.
 *
 * @param until when this invocation ends, epoch ms
 */
export async function sendNotices(
  dependencies: SendNoticesDependencies,
  until: number,
): Promise<void> {
  const { store, now, pace, log } = dependencies;
  const { hasTime, takeTurn } = mailTurns({ pace, until, now });
  const lateness = watchLateness({
    nextBatch: () => store.dueNotices(now().getTime(), BATCH_SIZE),
    keyOf: ({ id }) => id,
    now,
  });
  const due = await drain({
    nextBatch: lateness.nextBatch,
    keyOf: ({ id }) => id,
    workers: WORKERS,
    hasTime,
    process: async (entry) => {
      const { id } = entry;
      try {
        const decline = await store.findNotice(id);
        // Erased or expired. The index may list an expired item for two days.
        if (decline === undefined) return lateness.ignore(entry);
        if (await takeTurn()) await sendNotice(dependencies, decline);
      } catch (error) {
        await deferFailed(dependencies, id, 'notice-not-sent', error);
      }
    },
  });
  log({ event: 'notices-done', due, lateMs: lateness.lateMs() });
}
