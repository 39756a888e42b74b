import { expect, test } from 'vitest';
import { withPriorLink } from '../../../lambdas/core/decline/decline.ts';

const after = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `hash-${index + 1}`).reduce<readonly string[]>(
    (hashes, hash) => withPriorLink(hashes, hash),
    [],
  );

test.each([1, 25, 49, 50])(
  'when there were %i earlier links, then all of them are kept',
  (count) => {
    expect(after(count)).toHaveLength(count);
    expect(new Set(after(count)).size).toBe(count);
  },
);

test.each([51, 100, 5000])(
  'when there were %i earlier links, then the first 25 and the latest 25 are kept',
  (count) => {
    const kept = after(count);
    expect(kept).toHaveLength(50);
    expect(kept.slice(0, 25)).toEqual(after(25));
    expect(kept.slice(25)).toEqual(
      Array.from({ length: 25 }, (_, index) => `hash-${count - 24 + index}`),
    );
  },
);
