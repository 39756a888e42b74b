import { describe, expect, test } from 'vitest';
import { ListedWords } from '../../lambdas/core/listed-words.ts';

const text = `
  Ana Anabel José
  Łukasz O'Neil S.A.
  Zoë`;
const listed = text.trim().split(/\s+/);
const others = [
  '',
  ' ',
  'An',
  'nabel',
  'Ana Anabel',
  'José\n',
  'zoë',
  'S',
  '.',
  'Zo',
  'constructor',
];

const names = (): ListedWords =>
  new ListedWords(
    () => text,
    () => text.toLowerCase(),
  );

describe('words that stand in a text', () => {
  // After 50 questions a set answers.
  test.each([1, 20])('when they are asked for %i times, then each one is found', (times) => {
    const words = names();
    for (let time = 0; time < times; time += 1) {
      for (const word of listed) {
        expect(words.has(word)).toBe(true);
        expect(words.has(word.toLowerCase())).toBe(true);
      }
    }
  });

  test.each([1, 20])('when others are asked for %i times, then none is found', (times) => {
    const words = new ListedWords(() => text);
    for (let time = 0; time < times; time += 1) {
      for (const word of others) expect([word, words.has(word)]).toEqual([word, false]);
    }
  });

  test('when they are listed, then each is there once', () => {
    expect([...names()]).toEqual([...new Set([...listed, ...listed.map((w) => w.toLowerCase())])]);
  });

  test('when the first text has a word, then the second is not made', () => {
    let made = 0;
    const words = new ListedWords(
      () => text,
      () => {
        made += 1;
        return '';
      },
    );
    expect(words.has('José')).toBe(true);
    expect(made).toBe(0);
    expect(words.has('Jose')).toBe(false);
    expect(words.has('Josefa')).toBe(false);
    expect(made).toBe(1);
  });
});
