import { contactOf } from '../core/contact.ts';
import type { Decline } from '../core/decline.ts';
import { errorCode } from '../core/log.ts';
import { attempt, type DeliverDependencies, lease } from './deliver.ts';

/** Entries taken of each shard in one round. What is left is still due a minute later. */
const ROUND = 50;
/** No new item is begun with less than this left: an attempt may take 8 s, and its outcome must be written. */
const RESERVE_MS = 10_000;

async function tend(dependencies: DeliverDependencies, decline: Decline): Promise<void> {
  const { store, now, log } = dependencies;
  const at = now().getTime();
  switch (decline.state) {
    case 'retry': {
      const claim = await store.move(decline.id, {
        transition: 'reclaim',
        given: { dueBy: at, letterHash: decline.letterHash },
        set: lease(dependencies, decline.attempts + 1),
      });
      if (claim.moved) await attempt(dependencies, claim.decline);
      return;
    }
    case 'sending': {
      // Whoever had the lease broke off, before or after SES: nobody can know, so nobody sends again.
      const { moved } = await store.move(decline.id, {
        transition: 'lose',
        given: { leaseOverBy: at },
        set: { failure: 'LeaseRanOut', owner: null, leaseUntil: null, dueAt: null },
      });
      if (moved) log({ event: 'send-unknown', letter: decline.id, code: 'LeaseRanOut' });
      return;
    }
    case 'sent':
    case 'delayed':
    case 'delivered':
    case 'bounced':
    case 'complained':
    case 'self-sent':
      await store.recordContact(contactOf(decline, at));
      return store.settled(decline);
    case 'draft':
    case 'cancelled':
    case 'failed':
    case 'unknown':
      return store.settled(decline);
  }
}

/**
 * One round over what is due: sends what waits, settles leases that ran out, makes sure that every sent letter has
 * its contact. Safe to run twice at once or late: each step is conditional on the item itself.
 *
 * @param until when this invocation ends, epoch ms
 */
export async function sweep(dependencies: DeliverDependencies, until: number): Promise<void> {
  const { store, now, log } = dependencies;
  const ids = await store.due(now().getTime(), ROUND);
  let broken = 0;
  for (const id of ids) {
    if (now().getTime() > until - RESERVE_MS) break;
    try {
      const decline = await store.find(id);
      if (decline !== undefined) await tend(dependencies, decline);
    } catch (error) {
      // One item that cannot be tended must not hold up the others.
      broken += 1;
      log({ event: 'sweep-item-broken', letter: id, code: errorCode(error) });
    }
  }
  if (ids.length > 0) log({ event: 'sweep-done', due: ids.length, broken });
}
