import { contactOf } from '../core/contact.ts';
import type { Decline } from '../core/decline.ts';
import { errorCode } from '../core/log.ts';
import { attempt, type DeliverDependencies, lease } from './deliver.ts';

/** Entries taken of each shard in one round. What is left is still due a minute later. */
const ROUND = 50;
/** No new item is begun with less than this left: an attempt may take 8 s, and its outcome must be written. */
const RESERVE_MS = 10_000;
/** When a broken item has its next turn. */
const ASIDE_MS = 15 * 60_000;

async function tend(dependencies: DeliverDependencies, decline: Decline): Promise<void> {
  const { store, contacts, now, log } = dependencies;
  const at = now().getTime();
  switch (decline.state) {
    case 'retry': {
      const taking = lease(dependencies, decline.attempts + 1);
      const claim = await store.move(decline.id, {
        transition: 'reclaim',
        given: { dueBy: at, letterHash: decline.letterHash },
        set: taking,
      });
      if (claim.moved) await attempt(dependencies, { ...claim.decline, owner: taking.owner });
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
    case 'self-sent':
      await contacts.record(contactOf(decline, at));
      return store.settled(decline);
    // Not someone to be reminded of: what was recorded, if anything, stays in the history.
    case 'bounced':
    case 'complained':
    case 'draft':
    case 'cancelled':
    case 'failed':
    case 'unknown':
      return store.settled(decline);
  }
}

/** A broken item goes to the end of the line, or so many of them would keep all others from their turn. */
async function setAside({ store, now, log }: DeliverDependencies, id: string): Promise<void> {
  try {
    await store.setAside(id, now().getTime() + ASIDE_MS);
  } catch (error) {
    log({ event: 'sweep-item-broken', letter: id, code: errorCode(error) });
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
      await setAside(dependencies, id);
    }
  }
  if (ids.length > 0) log({ event: 'sweep-done', due: ids.length, broken });
}
