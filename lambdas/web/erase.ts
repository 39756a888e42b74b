import type { ContactStore } from '../core/contact/contact-store.ts';
import type { LinkStore } from '../core/contact/link-store.ts';
import type { DeclineStore, LetterPlace } from '../core/decline/decline-store.ts';
import { personKey } from '../core/letter/person-key.ts';
import type { Log } from '../core/log.ts';
import { eachConcurrently } from '../core/queue/each-concurrently.ts';

export interface EraseDependencies {
  readonly store: DeclineStore;
  readonly contacts: ContactStore;
  readonly links: LinkStore;
  readonly log: Log;
}

/**
 * `leaving`: a letter is being sent at this moment, and we cannot stop it; all others are
 * erased. A minute later it can be erased. `unfinished`: the time was up; the next call
 * goes on from there.
 */
export type EraseResult = 'erased' | 'leaving' | 'unfinished';

/**
 * How long one request erases, in ms. Then it answers that erasing is not finished: the
 * function may run for 10 s.
 */
const ERASE_BUDGET_MS = 5000;

/** Whether a request that starts now may go on erasing. */
export function timeToErase(now: () => Date): () => boolean {
  const until = now().getTime() + ERASE_BUDGET_MS;
  return () => now().getTime() < until;
}

/**
 * How many letters are erased at once. Each takes two deletions, one after the other. The
 * places of a candidate share a partition, which takes 1,000 writes a second.
 */
const WORKERS = 10;

interface LetterErasing {
  readonly erased: number;
  readonly result: EraseResult;
}

/**
 * Erases the letters of a candidate, page by page: each letter, then its place. A letter
 * that is being sent at this moment stays, with its place.
 *
 * @param isErasable whether to erase a letter; the others stay
 */
async function eraseLetters(
  { store }: Pick<EraseDependencies, 'store'>,
  candidateId: string,
  hasTime: () => boolean,
  isErasable: (place: LetterPlace) => Promise<boolean> = async () => true,
): Promise<LetterErasing> {
  let erased = 0;
  let isLeaving = false;
  let from: string | undefined = '';
  while (from !== undefined) {
    if (!hasTime()) return { erased, result: 'unfinished' };
    const page = await store.places(candidateId, { from });
    const erase = async (place: LetterPlace): Promise<void> => {
      if (!(await isErasable(place))) return;
      if (await store.erase(place.id)) {
        await store.removePlace(candidateId, place.id);
        erased += 1;
      } else isLeaving = true;
    };
    await eachConcurrently(page.places, WORKERS, erase, hasTime);
    from = page.next;
  }
  // The last page may have ended early.
  if (!hasTime()) return { erased, result: 'unfinished' };
  return { erased, result: isLeaving ? 'leaving' : 'erased' };
}

/**
 * Erases all data of a candidate, from where the call before it has ended. It first marks
 * the candidate, so that nothing leaves and nothing is recorded until all is erased. Then
 * it erases the contacts: without the contact's item, no letter that has just left can be
 * recorded. Then the letters, until there is none; then the links and counts; then the
 * mark.
 *
 * @param options `hasTime`: whether to go on; `linkHash`: the link with which the
 *   candidate erases. It is removed last, because it must be able to go on.
 */
export async function eraseCandidate(
  { store, contacts, links, log }: EraseDependencies,
  candidateId: string,
  {
    hasTime = () => true,
    linkHash,
  }: { readonly hasTime?: () => boolean; readonly linkHash?: string } = {},
): Promise<EraseResult> {
  await contacts.startErasing(candidateId);
  let people = 0;
  let letters = 0;
  let result: EraseResult;
  for (;;) {
    const { removed, isDone } = await contacts.removeAll(candidateId, hasTime);
    people += removed;
    const run = await eraseLetters({ store }, candidateId, hasTime);
    letters += run.erased;
    result = isDone ? run.result : 'unfinished';
    // What was added during a run is found by the next one: a letter, or the empty
    // contact of a letter that was about to leave.
    if (result !== 'erased' || removed + run.erased === 0) break;
  }
  if (result === 'erased') {
    await links.clear(candidateId, linkHash);
    await contacts.endErasing(candidateId);
    if (linkHash !== undefined) await links.revoke(candidateId, linkHash);
  }
  log({ event: 'candidate-erased', contacts: people, letters, result });
  return result;
}

/**
 * Erases one contact, and all stored letters to this person, sent or not, from where the
 * call before it has ended.
 *
 * @param hasTime whether to go on
 */
export async function eraseContact(
  { store, contacts, log }: EraseDependencies,
  candidateId: string,
  contactId: string,
  hasTime: () => boolean = () => true,
): Promise<EraseResult> {
  /**
   * Whether a letter is to this person. If its place leads to two people, the candidate
   * is changing the recruiter. If the letter is not found, it may have expired but still
   * be in the table, so it is erased, too.
   */
  const isOwn = async ({ id, contacts: people }: LetterPlace): Promise<boolean> => {
    if (!people.has(contactId)) return false;
    if (people.size === 1) return true;
    const decline = await store.find(id);
    return decline === undefined || personKey(decline.input) === contactId;
  };
  for (;;) {
    const preparations = await contacts.preparations(candidateId, contactId);
    const { result } = await eraseLetters({ store }, candidateId, hasTime, isOwn);
    if (result !== 'erased') return result;
    if (preparations === undefined) break;
    if (await contacts.remove(candidateId, contactId, preparations)) break;
  }
  log({ event: 'contact-changed', action: 'delete' });
  return 'erased';
}
