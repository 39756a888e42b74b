import * as z from 'zod/mini';
import type { PlacePage, PlaceRange } from '../core/decline/decline-store.ts';
import { placeKeptUntil } from '../core/decline/retention.ts';
import { addressKey } from '../core/email-address.ts';
import type { LetterInput } from '../core/letter/letter.ts';
import { type PersonOfLetter, personKey } from '../core/letter/person-key.ts';
import { once } from '../core/once.ts';
import { toTtl } from '../core/time/ttl.ts';
import { ItemUpdate } from './item-expressions.ts';
import { candidatePartition, placeKey, placePrefix } from './keys.ts';
import type { Table } from './table.ts';

/** Who writes a letter to whom. */
export type Addresses = PersonOfLetter & Pick<LetterInput, 'candidateEmail'>;

/** How many places one query reads. A place has some 150 bytes. */
const PAGE_SIZE = 200;

const placeSchema = once(() =>
  z.object({ sk: z.string(), contacts: z._default(z.set(z.string()), new Set<string>()) }),
);

/**
 * Keeps the place of a letter under its candidate, or creates it. So each letter can be
 * found from the candidate's address. The caller does it before it writes the letter, and
 * again afterwards: if the candidate erased everything in between, the first place is
 * gone, and the letter could not be found.
 *
 * @param until when the letter expires, epoch ms; a place that stays longer does not
 *   change
 */
export async function keepPlace(
  table: Table,
  input: Addresses,
  id: string,
  until: number,
): Promise<void> {
  const key = placeKey(addressKey(input.candidateEmail), id);
  const ttl = toTtl(placeKeptUntil(until));
  const contact = personKey(input);
  // Says that the place was written after a restore, see
  // scripts/restore/adopt-restored-table.ts.
  const epoch = await table.epoch();
  for (;;) {
    const longer = new ItemUpdate()
      .set({ ttl, epoch })
      .add('contacts', contact)
      .whenAbsentOr('ttl', '<=', ttl);
    if (await table.upsert(key, longer)) return;
    const same = new ItemUpdate().set({ epoch }).add('contacts', contact).when('ttl', '>', ttl);
    // Refused only if the place was erased since the first update: start again.
    if (await table.upsert(key, same)) return;
  }
}

/** Keeps an existing place for longer, because its letter lives longer. */
export async function extendPlace(
  table: Table,
  { candidateEmail }: Pick<Addresses, 'candidateEmail'>,
  id: string,
  until: number,
): Promise<void> {
  const ttl = toTtl(placeKeptUntil(until));
  const update = new ItemUpdate().set({ ttl }).when('ttl', '<', ttl);
  await table.update(placeKey(addressKey(candidateEmail), id), update);
}

/**
 * Lets a place lead to one more contact, because its letter is about to change its
 * recruiter.
 *
 * @param version the version that the letter will have
 * @returns false if there is no place: the letter was erased
 */
export async function movePlace(
  table: Table,
  input: Addresses,
  id: string,
  version: number,
): Promise<boolean> {
  const update = new ItemUpdate()
    .add('contacts', personKey(input))
    .set({ version })
    .whenExists('pk');
  return table.update(placeKey(addressKey(input.candidateEmail), id), update);
}

/**
 * Lets a place no longer lead to the recruiter whom its letter had before. No-op if
 * another change has begun since: then it may lead to a contact too many.
 */
export async function leaveContact(
  table: Table,
  input: Addresses,
  id: string,
  version: number,
): Promise<void> {
  const update = new ItemUpdate()
    .drop('contacts', [personKey(input)])
    .when('version', '=', version);
  await table.update(placeKey(addressKey(input.candidateEmail), id), update);
}

/** One page of a candidate's places, also expired ones, in the order of the ids. */
export async function placePage(
  table: Table,
  candidateId: string,
  { from = '', to = '~', limit = PAGE_SIZE }: PlaceRange,
): Promise<PlacePage> {
  const { items, next } = await table.page(candidatePartition(candidateId), {
    from: `${placePrefix}${from}`,
    to: `${placePrefix}${to}`,
    limit,
  });
  return {
    places: items.map((item) => {
      const { sk, contacts } = placeSchema().parse(item);
      return { id: sk.slice(placePrefix.length), contacts };
    }),
    ...(next !== undefined && { next: next.slice(placePrefix.length) }),
  };
}
