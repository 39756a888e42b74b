import { contactFromDecline } from '../core/contact/contact.ts';
import type { ContactRecorder } from '../core/contact/contact-store.ts';
import type { Decline } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import type { Log } from '../core/log.ts';
import { hashSecret, newSecret, type RandomBytes } from '../core/magic-link.ts';
import type { CandidateMailSettings } from '../core/mail/candidate-mail.ts';
import type { Mailer } from '../core/mail/mail.ts';
import { noticeMail } from '../core/mail/notice-mail.ts';
import { deferFailed } from '../core/queue/defer-failed.ts';
import { BATCH_SIZE, drain, hasTimeUntil } from '../core/queue/drain.ts';
import type { Templates } from '../core/text/templates.ts';

export interface SendNoticesDependencies {
  readonly store: DeclineStore;
  readonly recorder: ContactRecorder;
  /** May mail candidates only. */
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly log: Log;
  readonly settings: CandidateMailSettings;
}

/** One after the other: notices are few, and the rate that SES allows is for letters. */
const WORKERS = 1;
/** A notice that was not mailed is tried again after this. */
const RETRY_AFTER_MS = 5 * 60_000;

async function sendNotice(dependencies: SendNoticesDependencies, decline: Decline): Promise<void> {
  const { store, recorder, mailer, templates, random, now, log, settings } = dependencies;
  const { id, notice, dueAt = 0 } = decline;
  // The index may be a moment old: someone else may have this one in hand.
  if (notice === undefined || dueAt > now().getTime()) return;
  const link = { id, secret: newSecret(random) };
  const claim = await store.claimNotice(decline, {
    linkHash: hashSecret(link.secret),
    leaseUntil: now().getTime() + RETRY_AFTER_MS,
  });
  if (claim === undefined) return;
  // Nobody is to be reminded of a letter that did not arrive, or was not wanted.
  if (notice === 'bounced' || notice === 'complained') {
    const contact = contactFromDecline(decline, now().getTime());
    // Recorded first: whoever would record it later would bring the reminder back.
    await recorder.record(contact);
    await recorder.dropReminder(contact, notice);
  }
  const result = await mailer.send(noticeMail(templates, settings, decline, notice, link));
  // At-least-once: if SES's answer is lost, we retry the notice. (Letters are at-most-once,
  // see docs/exact-sending.md.)
  const isOver =
    result.kind === 'accepted' || (result.kind === 'not-sent' && result.retry === 'never');
  if (isOver) await store.completeNotice(claim);
  if (result.kind === 'accepted') log({ event: 'candidate-told', letter: id, notice });
  else log({ event: 'notice-not-sent', letter: id, code: result.code });
}

/**
 * Mails the notices that are due, each once: it is claimed before, and taken off the list
 * after.
 *
 * @param until when this invocation ends, epoch ms
 */
export async function sendNotices(
  dependencies: SendNoticesDependencies,
  until: number,
): Promise<void> {
  const { store, now } = dependencies;
  await drain({
    nextBatch: () => store.dueNotices(now().getTime(), BATCH_SIZE),
    keyOf: (id) => id,
    workers: WORKERS,
    hasTime: hasTimeUntil(until, now),
    process: async (id) => {
      try {
        const decline = await store.find(id);
        if (decline !== undefined) await sendNotice(dependencies, decline);
      } catch (error) {
        await deferFailed(dependencies, id, 'notice-not-sent', error);
      }
    },
  });
}
