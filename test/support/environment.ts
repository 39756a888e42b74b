import { onTestFinished } from 'vitest';

/** An address at which no server listens: each request is refused. */
export const unreachable = 'http://127.0.0.1:9';

/**
 * Sets an environment variable until the end of the test. An AWS client reads its
 * endpoint when it sends its first request.
 */
export function stubEnvironment(name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  onTestFinished(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}
