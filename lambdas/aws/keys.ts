import { addressKey } from '../core/email-address.ts';
import { type PersonOfLetter, personKey } from '../core/letter/person-key.ts';

/** Keys hold ids and hashes only, because keys appear in logs, metrics and exports. */
export const declineKey = (id: string) => ({
  pk: `LETTER#${id}`,
  sk: 'LETTER',
});

/**
 * The partition of everything that belongs to one candidate, except the letters.
 * `candidateId` is the `addressKey` of their address.
 */
export const candidatePartition = (candidateId: string): string => `CANDIDATE#${candidateId}`;

export const contactPrefix = 'CONTACT#';
export const contactIdOf = (sk: unknown): string => String(sk).slice(contactPrefix.length);
export const contactItemKey = (candidateId: string, contactId: string) => ({
  pk: candidatePartition(candidateId),
  sk: `${contactPrefix}${contactId}`,
});
/** The contact with an address. */
export const contactKey = (candidateEmail: string, personAddress: string) =>
  contactItemKey(addressKey(candidateEmail), addressKey(personAddress));
/** The contact that a letter leaves. The person may have no address. */
export const contactKeyOf = (input: PersonOfLetter & { readonly candidateEmail: string }) =>
  contactItemKey(addressKey(input.candidateEmail), personKey(input));

export const placePrefix = 'LETTER#';
/** The place of a letter: the small item by which the candidate's letters are found. */
export const placeKey = (candidateId: string, id: string) => ({
  pk: candidatePartition(candidateId),
  sk: `${placePrefix}${id}`,
});

/** Exists from the moment when the candidate erases everything until that is finished. */
export const erasingKey = (candidateId: string) => ({
  pk: candidatePartition(candidateId),
  sk: 'ERASING',
});
/** The drafts whose link is alive, see `openDraft`. */
export const openDraftsKey = (candidateId: string) => ({
  pk: candidatePartition(candidateId),
  sk: 'DRAFTS',
});

export const linkKey = (candidateId: string, linkHash: string) => ({
  pk: candidatePartition(candidateId),
  sk: `LINK#${linkHash}`,
});

/** The right to email the reminders of a candidate, and the last such email. */
export const remindersKey = (candidateId: string) => ({
  pk: candidatePartition(candidateId),
  sk: 'REMINDERS',
});

/** The rate limits of one subject. They are outside the partitions of the candidates. */
export const rateLimitKey = (subject: string) => ({
  pk: `LIMIT#${subject}`,
  sk: 'LIMIT',
});

/**
 * The partition of a mailbox, outside the partitions of the candidates. `mailbox` is
 * `linkMailboxId` of an address. It holds the stops of emails, and the links to the page
 * "Not you?".
 */
export const mailboxPartition = (mailbox: string): string => `MAILBOX#${mailbox}`;

export const stopPrefix = 'STOP#';
export const stopKey = (mailbox: string, kind: string) => ({
  pk: mailboxPartition(mailbox),
  sk: `${stopPrefix}${kind}`,
});
export const notYouKey = (mailbox: string, secretHash: string) => ({
  pk: mailboxPartition(mailbox),
  sk: `NOT-YOU#${secretHash}`,
});

/** The salt of a UTC day, `YYYY-MM-DD`. */
export const saltKey = (day: string) => ({ pk: `SALT#${day}`, sk: 'SALT' });

/** A block of a `mailboxKey`. Blocks are outside the candidates' partitions. */
export const blockPrefix = 'BLOCK#';
export const blockKey = (role: string, mailbox: string) => ({
  pk: `${blockPrefix}${role}#${mailbox}`,
  sk: 'BLOCK',
});

/** The counts of the outcomes of all emails, and when links were last stopped. */
export const mailHealthKey = { pk: 'BREAKER', sk: 'LINKS' } as const;

export const killSwitchKey = { pk: 'SWITCH', sk: 'SENDING' } as const;

export const dueIndex = 'due';

/**
 * A partition of the index takes 1,000 writes a second. Four partitions are more than we
 * need, and cost four small queries a minute.
 */
export const SHARDS = 4;

type DueKind = 'letters' | 'notices' | 'contacts';

export const dueShards = (kind: DueKind): readonly string[] =>
  Array.from({ length: SHARDS }, (_, shard) => `${kind}#${shard}`);

/**
 * Chooses a shard by a character near the end of the id. Ids and hashes are random, so
 * this spreads them evenly. (The last character of a base64url id holds only 2 bits.)
 */
export const dueShard = (kind: DueKind, id: string): string =>
  `${kind}#${id.charCodeAt(id.length - 3) % SHARDS}`;
