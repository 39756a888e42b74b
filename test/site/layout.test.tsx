import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { page } from '../../lambdas/site/pages/layout.tsx';
import { wordsIn } from '../../lambdas/site/words/words.ts';

const codePoints = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Control characters, and code points that Unicode says are no characters. */
const notInHtml = [
  ...[...codePoints(0, 0x1f), ...codePoints(0x7f, 0x9f)],
  ...codePoints(0xfdd0, 0xfdef),
  ...codePoints(0, 0x10).flatMap((plane) => [plane * 0x10000 + 0xfffe, plane * 0x10000 + 0xffff]),
].map((code) => String.fromCodePoint(code));
const whitespace = ['\t', '\n', '\f', '\r'];

/** The errors of a strict parser. */
function errorsOf(html: string): string[] {
  const errors: string[] = [];
  parse(html, { onParseError: ({ code }) => errors.push(code) });
  return errors;
}

test.each(notInHtml)(
  'when %j was typed, then the page that shows it again is valid',
  (character) => {
    const html = `${page({
      words: wordsIn('en'),
      title: `a${character}b`,
      children: <input value={`c${character}d`} />,
    })}`;
    expect(errorsOf(html)).toEqual([]);
    const shown = whitespace.includes(character) ? character : '\uFFFD';
    expect(html).toContain(`<title>a${shown}b`);
    expect(html).toContain(`value="c${shown}d"`);
  },
);
