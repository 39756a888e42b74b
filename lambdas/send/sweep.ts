import { contactFromDecline } from '../core/contact/contact.ts';
import type { Decline } from '../core/decline/decline.ts';
import { deferFailed } from '../core/queue/defer-failed.ts';
import { BATCH_SIZE, drain, hasTimeUntil } from '../core/queue/drain.ts';
import { attempt, type DeliverDependencies, lease } from './deliver.ts';

export interface SweepDependencies extends DeliverDependencies {
  /** How many letters a second SES accepts from this account, at most. */
  readonly sendRate: number;
}

/**
 * How many items are processed at once. A letter takes some 100 ms, so 8 workers send 80
 * letters a second, enough for the send rate of any account that we use.
 */
const WORKERS = 8;

/** Each call waits for its turn. There are `sendRate` turns a second, evenly spaced. */
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
  if (decline.isRestored && (decline.state === 'retry' || decline.state === 'sending')) {
    // The letter may have left after the backup. We cannot know, so we do not send it.
    const { applied } = await store.apply(decline.id, {
      transition: 'lose-restored',
      patch: {
        failure: 'TableRestored',
        owner: null,
        leaseUntil: null,
        notice: 'unknown',
        dueAt: at,
      },
    });
    if (applied) log({ event: 'send-unknown', letter: decline.id, code: 'TableRestored' });
    return;
  }
  switch (decline.state) {
    case 'retry': {
      await pace();
      const patch = lease(dependencies, decline.attempts + 1);
      const claim = await store.apply(decline.id, {
        transition: 'reclaim',
        preconditions: { dueBy: at, letterHash: decline.letterHash },
        patch,
      });
      if (claim.applied) await attempt(dependencies, { ...claim.decline, owner: patch.owner });
      return;
    }
    case 'sending': {
      // The run that held the lease was interrupted, before or after SES accepted the
      // letter. We cannot know which, so we do not send the letter again.
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
 * Processes what is due: retries letters, moves letters whose lease ran out to `unknown`,
 * and makes sure that each sent letter has its contact. Two sweeps may run at once, and a
 * sweep may be late: each step is a conditional write on the item itself.
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
        // An item that fails must not block the others.
        broken += 1;
        await deferFailed(dependencies, id, 'sweep-item-broken', error);
      }
    },
  });
  if (due > 0) log({ event: 'sweep-done', due, broken });
}
