import { afterAll, beforeAll, vi } from 'vitest';
import { utcDay } from '../../lambdas/core/time/calendar-day.ts';

/**
 * Lets the tests of a file run at noon, UTC. In the first hour of a UTC day the limit of
 * a network is read for two days, which takes another call, see `createLinkDoor`.
 */
export function useNoon(): void {
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(`${utcDay(new Date())}T12:00:00Z`) });
  });
  afterAll(() => {
    vi.useRealTimers();
  });
}
