import { addressKey } from '../core/contact.ts';

/** Keys hold ids and hashes only: they turn up in logs, metrics and exports. */
export const declineKey = (id: string) => ({
  pk: `LETTER#${id}`,
  sk: 'LETTER',
});

export const contactKey = (candidateEmail: string, personAddress: string) => ({
  pk: `CANDIDATE#${addressKey(candidateEmail)}`,
  sk: `CONTACT#${addressKey(personAddress)}`,
});

export const dueIndex = 'due';

/** A partition of the index takes 1,000 writes a second; four leave room, and cost four small queries a minute. */
const SHARDS = 4;

type DueKind = 'letters' | 'notices' | 'contacts';

export const dueShards = (kind: DueKind): readonly string[] =>
  Array.from({ length: SHARDS }, (_, shard) => `${kind}#${shard}`);

/** Ids and hashes are random, so their last byte spreads evenly. */
export const dueShard = (kind: DueKind, id: string): string =>
  `${kind}#${id.charCodeAt(id.length - 3) % SHARDS}`;
