import type { LetterInput } from '../core/letter/letter.ts';
import { toTtl } from '../core/time/ttl.ts';
import { ItemUpdate } from './item.ts';
import { contactKey } from './keys.ts';
import type { Table } from './table.ts';

/**
 * Keeps a place among the candidate's contacts for whom a letter is written to, before
 * there is the letter: so that everything of a candidate can be found from their address,
 * and so that a contact is recorded only as long as its place is there. A place that no
 * letter ever fills goes by itself at `until`, epoch ms.
 *
 * Kept once more after the letter is written: what was erased between the two would leave
 * a letter that nothing leads to. Each keeping counts, so that erasing does not take away
 * what it has not seen.
 */
export async function keepPlace(
  table: Table,
  { candidateEmail, recruiterEmail }: Pick<LetterInput, 'candidateEmail' | 'recruiterEmail'>,
  id: string,
  until: number,
): Promise<void> {
  const key = contactKey(candidateEmail, recruiterEmail);
  const isRecorded = 'declinedAt';
  for (;;) {
    const fresh = new ItemUpdate()
      .add('letters', id)
      .increment('kept')
      .set({ ttl: toTtl(until) })
      .whenAbsent(isRecorded);
    if ((await table.upsert(key, fresh)) !== undefined) return;
    const known = new ItemUpdate().add('letters', id).increment('kept').whenExists(isRecorded);
    // Refused only where it was erased between the two.
    if ((await table.upsert(key, known)) !== undefined) return;
  }
}
