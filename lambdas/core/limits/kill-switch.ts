import type { TakeTurn } from './pacer.ts';

/** Whether the operator has stopped all sending, see docs/adr/0026-the-send-door.md. */
export interface KillSwitchState {
  /** While it is on, no email leaves, and no letter can be confirmed. */
  readonly isOn: boolean;
  /**
   * When sending was resumed, epoch ms; while it is stopped, the current time. 0 if it
   * was never stopped. The time that a letter may wait begins again then.
   */
  readonly resumedAt: number;
}

export interface KillSwitch {
  /** Reads with strong consistency. */
  read(): Promise<KillSwitchState>;
}

/** After this time a refused email may try again, in ms. */
export const STOPPED_RETRY_MS = 10 * 60_000;

/** The name of the limit that refuses a turn while sending is stopped. */
const STOPPED = 'killSwitch';

/** Gives no email a turn while sending is stopped. */
export const unlessStopped =
  (pace: TakeTurn, killSwitch: KillSwitch, now: () => Date): TakeTurn =>
  async (...mail) => {
    const { isOn } = await killSwitch.read();
    return isOn
      ? { isAllowed: false, limit: STOPPED, retryAt: now().getTime() + STOPPED_RETRY_MS }
      : pace(...mail);
  };
