import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formOf, textOf } from '../journey/http-driver.ts';
import { englishForm, origin } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { json, post } from '../support/requests.ts';
import { allItems } from '../support/table.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite');
});
afterAll(() => product.close());

const note = "I'm so sorry, but I've accepted another offer. Thank you for the tour!";
const page = async (path: string, values: Readonly<Record<string, string>>) => {
  const response = await product.fetch(post(path, values));
  expect(response.status).toBe(200);
  return response.text();
};
const get = async (path: string) =>
  (await product.fetch(new Request(new URL(path, origin)))).text();
/** What the buttons beside the note would put in its place. */
const suggestionsIn = (html: string): string[] =>
  [...html.matchAll(/<button[^>]*name="takeNote"[^>]*value="([^"]*)"/g)].map(([, value = '']) =>
    value.replaceAll('&#39;', "'"),
  );

describe('a preview', () => {
  let before: string;
  const state = async () => JSON.stringify([...(await allItems(product.dynamoDb))]);
  beforeEach(async () => {
    await product.clearMails();
    before = await state();
  });
  afterEach(async () => {
    expect(await state()).toBe(before);
    expect(await product.mails()).toEqual([]);
  });

  test('as JSON has a hint for each thing the note could do without, and says why to the reader', async () => {
    const response = await product.fetch(json('/preview', { ...englishForm, personalNote: note }));
    expect(response.status).toBe(200);
    const { hints, text }: { hints: Record<string, unknown>[]; text: string } = JSON.parse(
      await response.text(),
    );
    expect(text).toContain(note);
    expect(hints).toEqual([
      {
        kind: 'apology',
        start: 0,
        end: "I'm so sorry".length,
        message: expect.stringMatching(/sorry/),
        without: "I've accepted another offer. Thank you for the tour!",
      },
      {
        kind: 'reason',
        start: note.indexOf("I've"),
        end: note.indexOf(' offer.') + ' offer'.length,
        message: expect.stringMatching(/reason/),
        without: "I'm so sorry. Thank you for the tour!",
      },
    ]);
    const spanish = await product.fetch(
      json('/preview?lang=es', { ...englishForm, personalNote: note }),
    );
    expect(await spanish.text()).toMatch(/"message":"[^"]*disculpa/);
  });

  test('of a note without any has none', async () => {
    const response = await product.fetch(
      json('/preview', { ...englishForm, personalNote: 'Thank you for the tour of the workshop!' }),
    );
    expect(await response.json()).toMatchObject({ hints: [] });
  });

  test('shows a link in the note with a hint; the letter itself cannot be drafted with it', async () => {
    const values = {
      ...englishForm,
      personalNote: 'My work: https://ana.example/work and www.ana.example',
    };
    const preview = await product.fetch(json('/preview', values));
    expect(preview.status).toBe(200);
    expect(await preview.json()).toMatchObject({
      hints: [{ kind: 'contact-or-link', without: '' }],
    });
    const refused = await product.fetch(json('/declines', values));
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ field: 'personalNote' }] });
  });

  test('as a page marks the words, and each button takes its own out, without script', async () => {
    const html = await page('/preview?lang=en', { ...englishForm, personalNote: note });
    expect(html).toContain(
      '<mark>I&#39;m so sorry</mark>, but <mark>I&#39;ve accepted another offer</mark>.',
    );
    const suggestions = suggestionsIn(html);
    expect(suggestions).toHaveLength(2);
    const { values } = formOf(html, '/declines');
    const taken = await page('/preview?lang=en', { ...values, takeNote: suggestions[0] ?? '' });
    expect(formOf(taken, '/declines').values['personalNote']).toBe(suggestions[0]);
    expect(suggestionsIn(taken)).toEqual(['Thank you for the tour!']);
    const clean = await page('/preview?lang=en', {
      ...values,
      takeNote: 'Thank you for the tour!',
    });
    expect(suggestionsIn(clean)).toEqual([]);
    expect(formOf(clean, '/declines').values).toEqual({
      ...values,
      page: expect.any(String),
      personalNote: 'Thank you for the tour!',
    });
  });

  test('while one types is made of what there is, and never refuses', async () => {
    const empty = textOf(await page('/preview?lang=en', { live: 'yes' }));
    expect(empty).toContain('Choose where you are in the process');
    const some = await page('/preview?lang=en', {
      live: 'yes',
      stage: 'offer',
      company: 'Northwind',
      recruiterEmail: 'half@',
      interviewDate: 'soon',
      letterLanguage: 'en',
      tone: 'warm',
      personalNote: `${'x'.repeat(500)} sorry`,
    });
    expect(textOf(some)).toContain('Hi …,');
    expect(textOf(some)).toContain('the offer from Northwind for the … role');
    expect(textOf(some)).toContain('An offer deserves a call first');
    expect(some).toContain('<mark>');
    expect(some).not.toContain('aria-invalid');
    expect(textOf(await page('/preview?lang=es', { live: 'yes', stage: 'final' }))).toContain(
      'ronda final',
    );
  });

  test('of something that is no note of ours breaks nothing', async () => {
    for (const personalNote of [
      '\u202Esorry',
      'sorry\u0000',
      '<b>sorry</b>',
      'sorry '.repeat(2000),
      '\uD800 sorry',
    ]) {
      const html = await page('/preview?lang=en', { ...englishForm, live: 'yes', personalNote });
      expect(html).not.toContain('<b>sorry');
    }
  });
});

describe('a letter that is under review', () => {
  test('says what its note could do without, and leads to where it is changed', async () => {
    const { path } = await draftThroughForm(product, { personalNote: note });
    const review = await get(path);
    expect(textOf(review)).toContain('About your personal line');
    expect(suggestionsIn(review)).toEqual([]);
    expect(review).toContain(`href="${path}/edit?lang=en#personalNote"`);
    const edit = await get(`${path}/edit`);
    const [first = ''] = suggestionsIn(edit);
    const { values } = formOf(edit, '/edit');
    const taken = await page(`${path}/edit`, { ...values, takeNote: first });
    expect(formOf(taken, '/edit').values['personalNote']).toBe(first);
    // Nothing is saved by that.
    expect(await get(path)).toBe(review);
  });

  test('has nothing to say of a note that is all thanks', async () => {
    const { path } = await draftThroughForm(product, { personalNote: 'Thank you for the tour!' });
    expect(textOf(await get(path))).not.toContain('About your personal line');
  });

  test.each([
    ['offer', {}, 'An offer deserves a call first'],
    ['final', {}, 'After the final round a short call first is kind'],
    [
      'scheduled',
      { interviewDate: new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10) },
      'less than two days away',
    ],
  ])('advises to phone as well: %s', async (stage, values, advice) => {
    const { path } = await draftThroughForm(product, { stage, ...values });
    expect(textOf(await get(path))).toContain(advice);
  });

  test('does not where the letter is enough', async () => {
    const { path } = await draftThroughForm(product, { stage: 'screen' });
    expect(textOf(await get(path))).not.toMatch(/phone|call first/i);
    expect(textOf(await get(path))).toContain(
      'An answer within two days of their message reads well.',
    );
    expect(textOf(await get(`${path}?lang=es`))).toContain(
      'Un motivo invita a responder; un agradecimiento, no.',
    );
  });
});
