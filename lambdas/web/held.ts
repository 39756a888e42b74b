import type { Decline } from '../core/decline/decline.ts';
import { isExpired } from '../core/decline/retention.ts';
import type { KillSwitch } from '../core/limits/kill-switch.ts';
import type { LetterSlots } from '../core/limits/letter-slots.ts';
import type { Held } from '../site/pages/letter-page.tsx';

export interface HeldDependencies {
  readonly slots: Pick<LetterSlots, 'fullUntil'>;
  readonly killSwitch: KillSwitch;
  readonly now: () => Date;
}

/**
 * Why a draft cannot be sent at the moment. Undefined if it can, or if it is no draft
 * that can be confirmed. Takes nothing: confirming decides it again.
 */
export async function heldNow(
  { slots, killSwitch, now }: HeldDependencies,
  decline: Decline,
): Promise<Held | undefined> {
  if (decline.state !== 'draft' || isExpired(decline, now().getTime())) return undefined;
  const [{ isOn }, freeAt] = await Promise.all([
    killSwitch.read(),
    slots.fullUntil(decline.letter.to),
  ]);
  if (isOn) return { kind: 'stopped' };
  return freeAt === undefined ? undefined : { kind: 'full', freeAt };
}
