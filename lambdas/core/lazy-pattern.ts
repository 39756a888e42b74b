import { once } from './once.ts';

/**
 * A pattern that is made when it is first used. To read a class like `\p{L}` takes up to
 * 0.3 ms of CPU for each pattern, so a module that is loaded for the first answer of a
 * process does not make what that answer may not need.
 *
 * `test/regular-expressions.test.ts` makes all of them, to check how slow they can be.
 */
export const lazyPattern = (make: () => RegExp): (() => RegExp) => once(make);
