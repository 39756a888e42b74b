import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formOf } from '../journey/http-driver.ts';
import { englishForm } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { get, json, post } from '../support/requests.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite');
});
afterAll(() => product.close());

/** `~` stands for what is typed or pasted here and does not come into the letter. */
const PATTERN = "I'm so so~rry, but I've acce~pted another offer. Thank you for the to~ur!";
const NOTE = PATTERN.replaceAll('~', '');
const WORDS = ["I'm so sorry", "I've accepted another offer"];

const marks = {
  'a soft hyphen': '\u00AD',
  'a grapheme joiner': '\u034F',
  'an Arabic letter mark': '\u061C',
  'a vowel separator': '\u180E',
  'a zero-width space': '\u200B',
  'a non-joiner': '\u200C',
  'a joiner': '\u200D',
  'a left-to-right mark': '\u200E',
  'an override of direction': '\u202E',
  'a word joiner': '\u2060',
  'an invisible times': '\u2062',
  'an isolate': '\u2068',
  'a byte order mark': '\uFEFF',
  'an annotation anchor': '\uFFF9',
  'an object mark': '\uFFFC',
  'a tag': '\u{E0020}',
  'three marks': '\u200B\u2060\uFEFF',
};
/** The note as typed, and as the letter has it. */
const notes: readonly (readonly [name: string, typed: string, inLetter: string])[] = [
  ...Object.entries(marks).map(
    ([name, mark]) => [name, PATTERN.replaceAll('~', mark), NOTE] as const,
  ),
  ['marks and spaces before it', ` \u200F\uFFFC  ${NOTE}`, NOTE],
  ['no-break spaces', NOTE.replaceAll(' ', '\u00A0'), NOTE],
  ['runs of spaces and tabs', NOTE.replaceAll(' ', ' \t '), NOTE],
  ['em spaces', NOTE.replaceAll(' ', '\u2003'), NOTE],
  ['empty lines', NOTE.replace('. ', '.\r\n\r\n\r\n\r\n'), NOTE.replace('. ', '.\n\n')],
  ['a line separator', NOTE.replace('. ', '.\u2028'), NOTE.replace('. ', '.\n')],
  ['a decomposed letter', `Cafe\u0301! ${NOTE}`, `Caf\u00E9! ${NOTE}`],
];

const htmlOf = async (request: Request): Promise<string> => (await product.fetch(request)).text();
const decoded = (html: string): string => html.replaceAll('&#39;', "'");
const markedIn = (html: string): string[] =>
  [...html.matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, words = '']) => decoded(words));
const suggestionsIn = (html: string): string[] =>
  [...html.matchAll(/name="takeNote"[^>]*value="([^"]*)"/g)].map(([, note = '']) => decoded(note));

describe.each(notes)(
  'when a note is typed with %s, then the hints are on the letter’s',
  (...row) => {
    const [, personalNote, inLetter] = row;
    const suggestions = async (): Promise<string[]> => {
      const response = await product.fetch(
        json('/preview', { ...englishForm, personalNote: inLetter }),
      );
      const { hints, withoutAll }: { hints: { without: string }[]; withoutAll: string } =
        JSON.parse(await response.text());
      return [...hints.map(({ without }) => without), withoutAll];
    };
    const expectHints = async (html: string) => {
      expect(markedIn(html)).toEqual(WORDS);
      expect(suggestionsIn(html)).toEqual(await suggestions());
    };

    test('in the JSON of the preview', async () => {
      const response = await product.fetch(json('/preview', { ...englishForm, personalNote }));
      const { text, hints }: { text: string; hints: { start: number; end: number }[] } = JSON.parse(
        await response.text(),
      );
      expect(text).toContain(inLetter);
      expect(hints.map(({ start, end }) => inLetter.slice(start, end))).toEqual(WORDS);
    });

    test.each([
      ['the preview', '/preview', {}],
      ['the live preview', '/preview', { live: 'yes' }],
      ['the form with errors', '/declines', { role: '' }],
      ['the preview with errors', '/preview', { role: '' }],
      ['the form after a hint was taken', '/preview', { takeNote: personalNote }],
    ])('on the page of %s', async (_name, path, values) => {
      await expectHints(await htmlOf(post(path, { ...englishForm, personalNote, ...values })));
    });

    test('on the review page and in the form that changes the letter', async () => {
      const { path } = await draftThroughForm(product, { personalNote });
      expect(markedIn(await htmlOf(get(path)))).toEqual(WORDS);
      const edit = await htmlOf(get(`${path}/edit`));
      await expectHints(edit);
      const { values } = formOf(edit, '/edit');
      await expectHints(await htmlOf(post(`${path}/edit`, { ...values, personalNote, role: '' })));
    });
  },
);

test.each([
  ['a link', 'My work: ana.exa\u200Bmple/work', 'contact-or-link'],
  ['an address', 'Write to ana\u2060@mail.example', 'contact-or-link'],
  ['a phone number', 'Call me on +34\u00A0600\u202C\u00A0123\u00A0456', 'contact-or-link'],
  ['a hedge', 'I am withdrawing at this t\u00ADime.', 'hedge'],
  ['a reason in Spanish', 'Acep\u200Bte otra ofer\u200Bta', 'reason'],
])('when a mark is within %s, then the guard still finds it', async (_name, personalNote, kind) => {
  const response = await product.fetch(json('/preview', { ...englishForm, personalNote }));
  expect(await response.json()).toMatchObject({ hints: [{ kind }] });
});

test('when a note has nothing but marks, then it counts as empty and has no hints', async () => {
  const response = await product.fetch(
    json('/preview', { ...englishForm, personalNote: ' \u200B\uFFFC\u2060' }),
  );
  expect(await response.json()).toMatchObject({ hints: [] });
});
