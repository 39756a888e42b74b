import { contactFromDecline } from '../core/contact/contact.ts';
import { type Decline, isTooLate, noLease } from '../core/decline/decline.ts';
import type { Preconditions } from '../core/decline/decline-store.ts';
import type { KillSwitchState } from '../core/limits/kill-switch.ts';
import { deferFailed } from '../core/queue/defer-failed.ts';
import { BATCH_SIZE, drain, hasTimeUntil, timeLeft } from '../core/queue/drain.ts';
import { watchLateness } from '../core/queue/lateness.ts';
import {
  attempt,
  backoffMs,
  type DeliverDependencies,
  lease,
  prepareContact,
  readKillSwitch,
  turnOf,
} from './deliver.ts';

/**
 * How many items are processed at once. A letter takes some 100 ms, so 8 workers send 80
 * letters a second at most, whatever the send rate.
 */
const WORKERS = 8;

interface Run {
  /** When this invocation ends, epoch ms. */
  readonly until: number;
  readonly hasTime: () => boolean;
  /** The kill switch when the run began. `attempt` reads it again for each letter. */
  readonly killSwitch: KillSwitchState;
  /** Whether a letter had no turn, because the share of the daily quota is used up. */
  isQuotaUsedUp: boolean;
}

/**
 * Records that we cannot know whether the letter was sent. The candidate gets a notice.
 */
async function lose(
  { store, now, log }: DeliverDependencies,
  { id }: Decline,
  why: {
    readonly transition: 'lose' | 'lose-restored';
    readonly code: string;
    readonly preconditions?: Preconditions;
  },
): Promise<void> {
  const { transition, code, preconditions = {} } = why;
  const { applied } = await store.apply(id, {
    transition,
    preconditions,
    patch: { failure: code, ...noLease, notice: 'unknown', dueAt: now().getTime() },
  });
  if (applied) log({ event: 'send-unknown', letter: id, code });
}

async function processDue(
  dependencies: DeliverDependencies,
  decline: Decline,
  run: Run,
): Promise<void> {
  const { store, recorder, now, random, log } = dependencies;
  const at = now().getTime();
  if (decline.isRestored && (decline.state === 'retry' || decline.state === 'sending')) {
    // The letter may have left after the backup. We cannot know, so we do not send it.
    return lose(dependencies, decline, { transition: 'lose-restored', code: 'TableRestored' });
  }
  switch (decline.state) {
    case 'retry': {
      const { isOn, resumedAt } = run.killSwitch;
      if (isOn) return store.defer(decline.id, at + backoffMs('backoff', 2, random));
      // A letter that is too late needs no turn: `attempt` does not send it.
      if (!isTooLate(decline, at, resumedAt)) {
        const turn = run.isQuotaUsedUp
          ? 'quota'
          : await turnOf(dependencies, decline, timeLeft(run.until, now));
        if (turn === 'quota') {
          run.isQuotaUsedUp = true;
          const { id, attempts } = decline;
          const why = { code: 'DailyQuotaShare', attempt: attempts, wait: 'quota' } as const;
          log({ event: 'send-postponed', letter: id, ...why });
          return store.defer(decline.id, at + backoffMs('quota', decline.attempts, random));
        }
        // The turn may come when this run has no time left: the letter stays due.
        if (turn === 'rate' || !run.hasTime()) return;
      }
      const patch = lease(dependencies, decline.attempts + 1);
      const claim = await store.apply(decline.id, {
        transition: 'reclaim',
        preconditions: { dueBy: at, letterHash: decline.letterHash },
        patch,
      });
      if (!claim.applied) return;
      const claimed = { ...claim.decline, owner: patch.owner };
      const prepared = await prepareContact(dependencies, claimed, resumedAt);
      if (prepared === 'ready') await attempt(dependencies, claimed);
      return;
    }
    case 'sending': {
      // The run that held the lease was interrupted, before or after SES accepted the
      // letter. We cannot know which, so we do not send the letter again.
      return lose(dependencies, decline, {
        transition: 'lose',
        code: 'LeaseRanOut',
        preconditions: { leaseOverBy: at },
      });
    }
    case 'sent':
    case 'delayed':
    case 'delivered':
    case 'self-sent':
      await recorder.record(contactFromDecline(decline, at));
      return store.clearDue(decline);
    case 'bounced':
    case 'complained':
    case 'draft':
    case 'cancelled':
    case 'failed':
    case 'unknown':
      return store.clearDue(decline);
  }
}

/**
 * Processes what is due: retries letters, moves letters whose lease ran out to `unknown`,
 * and makes sure that each sent letter has its contact. Two sweeps may run at once, and a
 * sweep may be late: each step is a conditional write on the item itself.
 *
 * @param until when this invocation ends, epoch ms
 */
export async function sweep(dependencies: DeliverDependencies, until: number): Promise<void> {
  const { store, now, log } = dependencies;
  const hasTime = hasTimeUntil(until, now);
  const killSwitch = await readKillSwitch(dependencies);
  const run: Run = { until, hasTime, killSwitch, isQuotaUsedUp: false };
  let broken = 0;
  const lateness = watchLateness({
    nextBatch: () => store.due(now().getTime(), BATCH_SIZE),
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
        const decline = await store.find(id);
        // Erased or expired. The index may list an expired item for two days.
        if (decline === undefined) lateness.ignore(entry);
        else await processDue(dependencies, decline, run);
      } catch (error) {
        // An item that fails must not block the others.
        broken += 1;
        await deferFailed(dependencies, id, 'sweep-item-broken', error);
      }
    },
  });
  const { isOn: isStopped } = killSwitch;
  log({ event: 'sweep-done', due, broken, lateMs: lateness.lateMs(), isStopped });
}
