import type { LetterInput } from '../core/letter/letter.ts';
import { toTtl } from '../core/time/ttl.ts';
import { ItemUpdate } from './item-expressions.ts';
import { contactKey } from './keys.ts';
import type { Table } from './table.ts';

/**
 * Keeps a place for the recruiter of a letter among the candidate's contacts: the
 * contact's item, with the id of the letter. The caller keeps it before it writes the
 * letter. So each letter can be found from the candidate's address, and a contact is
 * recorded only if its place still exists. A place whose letter is never sent expires at
 * `until`, epoch ms.
 *
 * The caller keeps the place again after it has written the letter: if the place was
 * erased in between, the letter could not be found. Each call increments `kept`, so that
 * an erasure does not remove a place that has changed since the erasure read it.
 */
export async function keepPlace(
  table: Table,
  { candidateEmail, recruiterEmail }: Pick<LetterInput, 'candidateEmail' | 'recruiterEmail'>,
  id: string,
  until: number,
): Promise<void> {
  const key = contactKey(candidateEmail, recruiterEmail);
  /** Only a recorded contact has this attribute. A recorded contact does not expire. */
  const recordedAttribute = 'declinedAt';
  for (;;) {
    const placeUpdate = new ItemUpdate()
      .add('letters', id)
      .increment('kept')
      .set({ ttl: toTtl(until) })
      .whenAbsent(recordedAttribute);
    if ((await table.upsert(key, placeUpdate)) !== undefined) return;
    const contactUpdate = new ItemUpdate()
      .add('letters', id)
      .increment('kept')
      .whenExists(recordedAttribute);
    // Refused only if the contact was erased since the first update: start again.
    if ((await table.upsert(key, contactUpdate)) !== undefined) return;
  }
}
