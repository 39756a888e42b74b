import { addressKey } from '../core/email-address.ts';

/** Keys hold ids and hashes only: they turn up in logs, metrics and exports. */
export const declineKey = (id: string) => ({
  pk: `LETTER#${id}`,
  sk: 'LETTER',
});

/**
 * All that is a candidate's own, but their letters, is in one partition; `candidate` is
 * their address's key.
 */
export const candidatePartition = (candidateId: string): string => `CANDIDATE#${candidateId}`;

export const contactPrefix = 'CONTACT#';
export const contactItemKey = (candidateId: string, contactId: string) => ({
  pk: candidatePartition(candidateId),
  sk: `${contactPrefix}${contactId}`,
});
export const contactKey = (candidateEmail: string, personAddress: string) =>
  contactItemKey(addressKey(candidateEmail), addressKey(personAddress));

export const linkKey = (candidateId: string, linkHash: string) => ({
  pk: candidatePartition(candidateId),
  sk: `LINK#${linkHash}`,
});
export const limitKey = (candidateId: string, limit: string) => ({
  pk: candidatePartition(candidateId),
  sk: `LIMIT#${limit}`,
});

export const dueIndex = 'due';

/**
 * A partition of the index takes 1,000 writes a second; four leave room, and cost four
 * small queries a minute.
 */
const SHARDS = 4;

type DueKind = 'letters' | 'notices' | 'contacts';

export const dueShards = (kind: DueKind): readonly string[] =>
  Array.from({ length: SHARDS }, (_, shard) => `${kind}#${shard}`);

/** Ids and hashes are random, so their last byte spreads evenly. */
export const dueShard = (kind: DueKind, id: string): string =>
  `${kind}#${id.charCodeAt(id.length - 3) % SHARDS}`;
