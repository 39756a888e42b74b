import type { ContactPlace, ContactStore } from '../core/contact/contact-store.ts';
import type { LinkStore } from '../core/contact/link-store.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { addressKey } from '../core/email-address.ts';
import type { Log } from '../core/log.ts';

export interface EraseDependencies {
  readonly store: DeclineStore;
  readonly contacts: ContactStore;
  readonly links: LinkStore;
  readonly log: Log;
}

/**
 * `leaving`: a letter is being handed over at this moment, which nobody can call back; a
 * minute later it can go.
 */
export type Erased = 'erased' | 'leaving';

/**
 * Deletes at once; a candidate has some tens of items, and nobody wants to wait for them
 * one by one.
 */
const AT_ONCE = 20;

async function eachOf<T>(
  items: Iterable<T>,
  tend: (item: T) => Promise<boolean>,
): Promise<boolean> {
  const waiting = [...items];
  let isWhole = true;
  const work = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      if (!(await tend(item))) isWhole = false;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return isWhole;
}

/**
 * Erases everything of a candidate: of each person the letters and drafts, then the
 * contact, without which nothing can be recorded any more; then links and counts.
 * Whatever comes in meanwhile is erased, too.
 *
 * @param candidate the key of their address
 */
export async function eraseCandidate(
  { store, contacts, links, log }: EraseDependencies,
  candidateId: string,
): Promise<Erased> {
  let [people, letters] = [0, 0];
  for (
    let places = await contacts.places(candidateId);
    places.length > 0;
    places = await contacts.places(candidateId)
  ) {
    // Place by place: should the time run out, the next try has less to do.
    const isWhole = await eachOf(places, async (place) => {
      if (!(await eachOf(place.letters, (id) => store.erase(id)))) return false;
      // One that got another letter since is looked at again.
      await contacts.remove(candidateId, place);
      letters += place.letters.size;
      return true;
    });
    if (!isWhole) return 'leaving';
    people += places.length;
  }
  await links.clear(candidateId);
  log({ event: 'candidate-erased', contacts: people, letters });
  return 'erased';
}

/** Erases one contact with the letters to them that are still kept, sent or not. */
export async function eraseContact(
  { store, contacts, log }: EraseDependencies,
  candidateId: string,
  contact: string,
): Promise<Erased> {
  const placeOf = async (): Promise<ContactPlace | undefined> =>
    (await contacts.places(candidateId)).find((place) => place.contactId === contact);
  /**
   * A draft may be to someone else by now; what cannot be found may have expired, and
   * still be there.
   */
  const eraseOwn = async (id: string): Promise<boolean> => {
    const decline = await store.find(id);
    const isToOther = decline !== undefined && addressKey(decline.input.recruiterEmail) !== contact;
    return isToOther || store.erase(id);
  };
  for (let place = await placeOf(); place !== undefined; place = await placeOf()) {
    if (!(await eachOf(place.letters, eraseOwn))) return 'leaving';
    if (await contacts.remove(candidateId, place)) break;
  }
  log({ event: 'contact-changed', action: 'delete' });
  return 'erased';
}
