import type { ContactStore } from '../core/contact/contact-store.ts';
import { addressKey } from '../core/email-address.ts';
import { type MailHealth, unlessTripped } from '../core/limits/breaker.ts';
import { type KillSwitch, unlessStopped } from '../core/limits/kill-switch.ts';
import type { Pace } from '../core/limits/pacer.ts';
import type { RateLimiter } from '../core/limits/rate-limit.ts';

/**
 * Gives emails with links no turn while the breaker or the kill switch is on.
 *
 * @param pace gives the turns otherwise
 */
export function linkPace(
  pace: Pace,
  {
    health,
    limiter,
    contacts,
    killSwitch,
    now,
  }: {
    readonly health: Pick<MailHealth, 'trippedAt'>;
    readonly limiter: RateLimiter;
    readonly contacts: Pick<ContactStore, 'list'>;
    readonly killSwitch: KillSwitch;
    readonly now: () => Date;
  },
): Pace {
  const hasConfirmed = async (address: string): Promise<boolean> =>
    (await contacts.list(addressKey(address))).length > 0;
  return unlessStopped(
    unlessTripped(pace, { health, limiter, hasConfirmed, now }),
    killSwitch,
    now,
  );
}
