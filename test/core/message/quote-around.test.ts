import { expect, test } from 'vitest';
import { quoteAround } from '../../../lambdas/core/message/words.ts';

const sentence =
  'Thank you for your interest in Northwind & Sons, we would like to invite you to an ' +
  'interview on Friday, December 11 at 3:00 PM with Sam Ortiz and the rest of the team';

const quoted = (text: string, what: string) =>
  quoteAround(text, text.indexOf(what), text.indexOf(what) + what.length);

test.each(['Northwind', 'December 11', 'the team'])(
  'when the words around %s are quoted, then no word is cut',
  (what) => {
    const quote = quoted(sentence, what);
    expect(quote.length).toBeLessThanOrEqual(120);
    expect(quote).toContain(what);
    expect(quote).toContain('…');
    const words = quote.replaceAll('…', '').split(' ');
    expect(sentence.split(' ')).toEqual(expect.arrayContaining(words));
  },
);

test.each([0, 150, 250])(
  'when a text has no spaces, then it is cut where it has to be: %s',
  (at) => {
    const text = `${'x'.repeat(at)}dana${'y'.repeat(300 - at)}`;
    const quote = quoted(text, 'dana');
    expect(quote).toContain('dana');
    expect(quote.length).toBeLessThanOrEqual(120);
  },
);
