import type { DueContact } from '../core/contact/contact-store.ts';
import { dueMails, LONGEST_DAY_MS } from '../core/contact/reminder-group.ts';
import { errorCode } from '../core/log.ts';
import { BATCH_SIZE, drain } from '../core/queue/drain.ts';
import { mailTurns } from '../core/queue/mail-turns.ts';
import type { SendRemindersDependencies } from './attempt.ts';
import { sendGroup } from './send-group.ts';
import { sendReceipt } from './send-receipt.ts';

/**
 * How many candidates are processed at once. An email takes some 100 ms, so 8 workers
 * send 80 emails a second at most, whatever the send rate.
 */
const WORKERS = 8;

/**
 * How many contacts of one candidate one run emails about. The others are due in the next
 * run. This bounds what one candidate costs.
 */
const MAX_CONTACTS = 500;

/** How many entries of each shard of the due index a run looks through at most. */
const MAX_LOOKED_AT = 3200;

/**
 * Emails the receipts and reminders that are due: a receipt for each letter, and one
 * email a day for all reminders of a candidate. Each contact is claimed first, so that
 * two runs at once send one email. If an email cannot be sent, its contacts are due again
 * later; nothing is deleted.
 *
 * @param until when this invocation ends, epoch ms
 */
export async function sendReminders(
  dependencies: SendRemindersDependencies,
  until: number,
): Promise<void> {
  const { reminders, days, now, log, pace } = dependencies;
  const { hasTime, takeTurn } = mailTurns({ pace, until, now });
  const nowMs = () => now().getTime();
  const seen = new Set<string>();
  let due = 0;
  let sent = 0;
  /** Whether the last query of the due index found nothing. */
  let isNothingDue = false;

  /**
   * The candidates with the contacts that are longest overdue, each once in a run. If all
   * at the head of the index were seen, the next ones are looked at: the contacts of one
   * candidate, whose email another run is sending, must not hold back the others.
   */
  async function nextCandidates(): Promise<readonly string[]> {
    for (let limit = BATCH_SIZE; ; limit *= 4) {
      const entries = await reminders.dueContacts(nowMs(), limit);
      isNothingDue = entries.length === 0;
      const candidates = new Set(entries.map(({ candidateId }) => candidateId));
      const unseen = [...candidates].filter((candidate) => !seen.has(candidate));
      for (const candidate of unseen) seen.add(candidate);
      if (unseen.length > 0 || entries.length < limit || limit >= MAX_LOOKED_AT) return unseen;
    }
  }

  /** Counts an email. An error must set off the alarm, and hold back no other email. */
  async function count(send: () => Promise<boolean>): Promise<void> {
    try {
      if (await send()) sent += 1;
    } catch (error) {
      log({ event: 'reminder-late', code: errorCode(error), attempt: 0 });
    }
  }

  async function emailCandidate(candidateId: string): Promise<void> {
    const by = nowMs() + LONGEST_DAY_MS;
    const listed = await days.dueOf(candidateId, by, MAX_CONTACTS);
    const { receipts, reminders: group } = dueMails(listed, nowMs());
    due += receipts.length + group.length;
    for (const { due: contact } of receipts) {
      if (!(await takeTurn())) return;
      await count(() => sendReceipt(dependencies, contact, until));
    }
    if (group.length === 0 || !(await takeTurn())) return;
    await count(() => sendGroup(dependencies, candidateId, group, until));
  }

  await drain({
    nextBatch: nextCandidates,
    workers: WORKERS,
    hasTime,
    process: async (candidateId) => {
      try {
        await emailCandidate(candidateId);
      } catch (error) {
        log({ event: 'reminder-late', code: errorCode(error), attempt: 0 });
      }
    },
  });
  const lateMs = isNothingDue ? 0 : await latenessOf(dependencies);
  log({ event: 'reminders-done', due, sent, lateMs });
}

/** How long the oldest due contact has been due, in ms; 0 if there is none. */
async function latenessOf({
  reminders,
  now,
}: Pick<SendRemindersDependencies, 'reminders' | 'now'>): Promise<number> {
  const at = now().getTime();
  const oldest: readonly DueContact[] = await reminders.dueContacts(at, 1);
  return oldest[0] === undefined ? 0 : Math.max(0, at - oldest[0].dueAt);
}
