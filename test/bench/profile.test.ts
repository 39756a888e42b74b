import { describe, expect, test } from 'vitest';
import { packageOf, selfTimes } from '../../bench/profile.ts';

const node = (id: number, functionName: string) => ({
  id,
  callFrame: { functionName, url: '', lineNumber: 0, columnNumber: 0 },
});

describe('the summary of a profile', () => {
  test('when places have several samples, then their times are added, largest first', () => {
    const profile = {
      nodes: [node(1, 'a'), node(2, 'b'), node(3, 'a')],
      samples: [1, 2, 3, 9],
      timeDeltas: [1000, 2500, 2000, 100],
    };
    expect(selfTimes(profile, ({ functionName }) => functionName)).toEqual([
      ['a', 3],
      ['b', 2.5],
      ['unknown', 0.1],
    ]);
  });

  test.each([
    ['../../lambdas/web/app.ts', 'lambdas/web/app.ts'],
    ['../../node_modules/hono/dist/hono.js', 'hono'],
    ['../node_modules/@aws-sdk/client-ses/dist/x.js', '@aws-sdk/client-ses'],
    ['../node_modules/a/node_modules/@b/c/d.js', '@b/c'],
  ])('when the source is %s, then the place is %s', (source, place) => {
    expect(packageOf(source)).toBe(place);
  });
});
