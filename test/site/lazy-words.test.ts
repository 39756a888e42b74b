import { expect, test, vi } from 'vitest';
import { lazyWords } from '../../lambdas/site/words/lazy-words.ts';

test('when texts are loaded, then those of the language only, and once', async () => {
  const en = vi.fn(async () => ({ title: 'Hello' }));
  const es = vi.fn(async () => ({ title: 'Hola' }));
  const words = lazyWords({ en, es });
  expect(await words.load('es')).toEqual({ title: 'Hola' });
  await words.load('es');
  expect(words({ language: 'es' }).title).toBe('Hola');
  expect([en.mock.calls.length, es.mock.calls.length]).toEqual([0, 1]);
});

test('when a page needs texts that are not loaded, then it is an error, not a gap', () => {
  const words = lazyWords({ en: async () => 1, es: async () => 2 });
  expect(() => words({ language: 'en' })).toThrow('Texts in "en" are not loaded.');
});
