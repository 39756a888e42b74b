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
 * `leaving`: a letter is being sent at this moment, and we cannot stop it. A minute later
 * it can be erased.
 */
export type EraseResult = 'erased' | 'leaving';

/**
 * How many places are erased at once, and how many letters of each place. A candidate has
 * some tens of items, and waits until all of them are erased.
 */
const WORKERS = 20;

/**
 * Erases the letters with these ids.
 *
 * @returns false if one of them is being sent at this moment; the others are erased
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
 * Erases all data of a candidate. For each person it erases the letters and drafts, then
 * the contact: without the contact's item, nothing can be recorded later. Then it erases
 * the links and the counts of emailed links. Letters that are added during the run are
 * erased too.
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
    // Each place is removed as soon as its letters are erased. If the function times out,
    // the next attempt has less to do.
    process: async (place) => {
      if (await eraseLetters(place.letters, (id) => store.erase(id))) {
        // If a letter was added to the place since it was read, the place is not removed,
        // and the next batch has it again.
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

/** Erases one contact, and all stored letters to this person, sent or not. */
export async function eraseContact(
  { store, contacts, log }: EraseDependencies,
  candidateId: string,
  contactId: string,
): Promise<EraseResult> {
  const findPlace = async (): Promise<ContactPlace | undefined> =>
    (await contacts.places(candidateId)).find((place) => place.contactId === contactId);
  /**
   * Erases a letter unless it is to another person: the candidate may have changed the
   * recruiter's address in the draft since. If the letter is not found, it may have
   * expired but still be in the table, so it is erased, too.
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
