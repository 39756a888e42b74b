import { onTestFinished, vi } from 'vitest';

/** An address at which no server listens: each request is refused. */
export const unreachable = 'http://127.0.0.1:9';

/**
 * Sets an environment variable until the end of the test. An AWS client reads its
 * endpoint when it sends its first request.
 */
export function stubEnvironment(name: string, value: string): void {
  vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}
