import type { ContactPlace, ContactStore } from '../core/contact/contact-store.ts';
import type { LinkStore } from '../core/contact/link-store.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { addressKey } from '../core/email-address.ts';
import type { Log } from '../core/log.ts';
import { drain } from '../core/queue/drain.ts';
import { eachConcurrently } from '../core/queue/each-concurrently.ts';

export interface EraseDependencies {
  readonly store: DeclineStore;
  readonly contacts: ContactStore;
  readonly links: LinkStore;
  readonly log: Log;
}

/**
 * `leaving`: one of the letters is being sent at this moment and cannot be called back. A
 * minute later it can be erased.
 */
export type EraseResult = 'erased' | 'leaving';

/** Deletions at once: a candidate has some tens of items, and waits for all of them. */
const WORKERS = 20;

/**
 * Erases letters, by their ids.
 *
 * @returns false if one of them is being sent at this moment
 */
async function eraseLetters(
  ids: Iterable<string>,
  erase: (id: string) => Promise<boolean>,
): Promise<boolean> {
  let isComplete = true;
  await eachConcurrently(ids, WORKERS, async (id) => {
    if (!(await erase(id))) isComplete = false;
  });
  return isComplete;
}

/**
 * Erases everything of a candidate: for each person the letters and drafts, then the contact
 * (without it nothing can be recorded any more); then links and counts. What comes in
 * meanwhile is erased, too.
 */
export async function eraseCandidate(
  { store, contacts, links, log }: EraseDependencies,
  candidateId: string,
): Promise<EraseResult> {
  let isLeaving = false;
  let letters = 0;
  const people = await drain({
    nextBatch: async () => (isLeaving ? [] : contacts.places(candidateId)),
    workers: WORKERS,
    // Place by place: if the time runs out, the next try has less to do.
    process: async (place) => {
      if (await eraseLetters(place.letters, (id) => store.erase(id))) {
        // Refused if another letter came in since: then the next batch lists the place again.
        await contacts.remove(candidateId, place);
        letters += place.letters.size;
      } else {
        isLeaving = true;
      }
    },
  });
  if (isLeaving) return 'leaving';
  await links.clear(candidateId);
  log({ event: 'candidate-erased', contacts: people, letters });
  return 'erased';
}

/** Erases one contact with the letters to them that are still kept, sent or not. */
export async function eraseContact(
  { store, contacts, log }: EraseDependencies,
  candidateId: string,
  contactId: string,
): Promise<EraseResult> {
  const findPlace = async (): Promise<ContactPlace | undefined> =>
    (await contacts.places(candidateId)).find((place) => place.contactId === contactId);
  /**
   * A draft may be to someone else by now: that one stays. A letter that is not found may
   * have expired and still be in the table: that one is erased.
   */
  const eraseOwn = async (id: string): Promise<boolean> => {
    const decline = await store.find(id);
    const isToOther =
      decline !== undefined && addressKey(decline.input.recruiterEmail) !== contactId;
    return isToOther || store.erase(id);
  };
  for (let place = await findPlace(); place !== undefined; place = await findPlace()) {
    if (!(await eraseLetters(place.letters, eraseOwn))) return 'leaving';
    if (await contacts.remove(candidateId, place)) break;
  }
  log({ event: 'contact-changed', action: 'delete' });
  return 'erased';
}
