import { expect, test } from 'vitest';
import { errorOrigin } from '../../lambdas/core/log.ts';

const errorWith = (message: string, frames: readonly string[]): Error => {
  const error = new Error(message);
  error.stack = [`Error: ${message}`, ...frames].join('\n');
  return error;
};

test.each([
  [['    at send (file:///var/task/index.mjs:12:34)', '    at other (b.js:1:2)']],
  [['    at file:///var/task/index.mjs:12:34']],
  [['    at async Promise.all (index 0)', '    at async file:///var/task/index.mjs:12:34']],
  [['    at new Foo (<anonymous>)', '    at Foo.bar [as baz] (file:///var/task/index.mjs:12:34)']],
])('when an error has the stack %j, then its origin is the first place in it', (frames) => {
  expect(errorOrigin(errorWith('Broken.', frames))).toBe('file:///var/task/index.mjs:12:34');
});

test('when a message looks like a stack, then the origin has nothing of it', () => {
  const message = 'Dear\n    at dana@northwind.example:1:2\nLee';
  expect(errorOrigin(errorWith(message, ['    at a.js:3:4']))).toBe('a.js:3:4');
  expect(errorOrigin(errorWith(message, []))).toBe('unknown');
});

test.each([[undefined], ['a text'], [null]])(
  'when %j is thrown, then it has no origin',
  (thrown) => {
    expect(errorOrigin(thrown)).toBe('unknown');
  },
);
