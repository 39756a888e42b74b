import { contactFromDecline } from '../core/contact/contact.ts';
import type { Decline } from '../core/decline/decline.ts';
import { deferFailed } from '../core/queue/defer-failed.ts';
import { BATCH_SIZE, drain, hasTimeUntil } from '../core/queue/drain.ts';
import { attempt, type DeliverDependencies, lease } from './deliver.ts';

export interface SweepDependencies extends DeliverDependencies {
  /** Letters a second that SES takes from this account, at most. */
  readonly sendRate: number;
}

/**
 * How many items are tended at once: with 100 ms a letter, enough for any rate that an
 * account here has.
 */
const WORKERS = 8;

/** Lets callers through at an even pace, however many there are. */
function pacer({ sleep, now, sendRate }: SweepDependencies): () => Promise<void> {
  let next = 0;
  return async () => {
    const at = now().getTime();
    const turn = Math.max(at, next);
    next = turn + 1000 / sendRate;
    if (turn > at) await sleep(turn - at);
  };
}

async function processDue(
  dependencies: SweepDependencies,
  decline: Decline,
  pace: () => Promise<void>,
): Promise<void> {
  const { store, recorder, now, log } = dependencies;
  const at = now().getTime();
  switch (decline.state) {
    case 'retry': {
      await pace();
      const taking = lease(dependencies, decline.attempts + 1);
      const claim = await store.apply(decline.id, {
        transition: 'reclaim',
        preconditions: { dueBy: at, letterHash: decline.letterHash },
        patch: taking,
      });
      if (claim.applied) await attempt(dependencies, { ...claim.decline, owner: taking.owner });
      return;
    }
    case 'sending': {
      // Whoever had the lease broke off, before or after SES: nobody can know, so nobody
      // sends again.
      const { applied } = await store.apply(decline.id, {
        transition: 'lose',
        preconditions: { leaseOverBy: at },
        patch: {
          failure: 'LeaseRanOut',
          owner: null,
          leaseUntil: null,
          notice: 'unknown',
          dueAt: at,
        },
      });
      if (applied) log({ event: 'send-unknown', letter: decline.id, code: 'LeaseRanOut' });
      return;
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
 * Works off what is due: sends what waits, settles leases that ran out, makes sure that
 * every sent letter has its contact. Safe to run twice at once or late: each step is
 * conditional on the item itself.
 *
 * @param until when this invocation ends, epoch ms
 */
export async function sweep(dependencies: SweepDependencies, until: number): Promise<void> {
  const { store, now, log } = dependencies;
  const pace = pacer(dependencies);
  let broken = 0;
  const due = await drain({
    nextBatch: () => store.due(now().getTime(), BATCH_SIZE),
    keyOf: (id) => id,
    workers: WORKERS,
    hasTime: hasTimeUntil(until, now),
    process: async (id) => {
      try {
        const decline = await store.find(id);
        if (decline !== undefined) await processDue(dependencies, decline, pace);
      } catch (error) {
        // One item that cannot be tended must not hold up the others.
        broken += 1;
        await deferFailed(dependencies, id, 'sweep-item-broken', error);
      }
    },
  });
  if (due > 0) log({ event: 'sweep-done', due, broken });
}
