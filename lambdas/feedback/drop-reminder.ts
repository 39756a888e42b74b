import { contactFromDecline } from '../core/contact/contact.ts';
import type { ContactRecorder } from '../core/contact/contact-store.ts';
import type { Decline } from '../core/decline/decline.ts';

/**
 * No receipt and no reminder follows a letter that did not arrive, or was marked as
 * unwanted. Idempotent.
 *
 * @param now epoch ms
 */
export async function dropReminder(
  recorder: ContactRecorder,
  decline: Decline,
  problem: 'bounced' | 'complained',
  now: number,
): Promise<void> {
  const contact = contactFromDecline(decline, now);
  // Record the contact first: a later `record` would set the reminder again.
  await recorder.record(contact);
  await recorder.dropReminder(contact, problem);
}
