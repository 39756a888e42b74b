import { expect, test } from 'vitest';
import { graphemesIn } from '../../lambdas/core/graphemes.ts';

const graphemes = (text: string): readonly string[] => [...graphemesIn(text)];

test.each(['', 'Dana', 'a\nb', ' ~!'])(
  'when %j is printable ASCII, then its graphemes are those of the segmenter',
  (text) => {
    const segments = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
    expect(graphemes(text)).toEqual(segments);
  },
);

test('when a text has other characters, then what a reader sees as one is one', () => {
  expect(graphemes('e\u0301👩‍👩‍👧\r\nx')).toEqual(['e\u0301', '👩‍👩‍👧', '\r\n', 'x']);
});
