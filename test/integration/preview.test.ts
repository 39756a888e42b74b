import { parse } from 'node-html-parser';
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
/** The note that each suggestion button would put into the form. */
const suggestionsIn = (html: string): string[] =>
  [...html.matchAll(/<button[^>]*name="takeNote"[^>]*value="([^"]*)"/g)].map(([, value = '']) =>
    value.replaceAll('&#39;', "'"),
  );

/** What the script of the page reads in an answer. */
function livePartsOf(html: string) {
  const page = parse(html);
  const inputs = ['recruiterGreeting', 'shownGreeting', 'greetingFor'].map((name) => {
    const input = page.querySelector(`[name="${name}"]`);
    return [input?.getAttribute('value'), input?.getAttribute('placeholder')];
  });
  const parts = page
    .querySelectorAll('[data-live]')
    .map((part) => [part.getAttribute('data-live'), part.innerHTML]);
  return { inputs, parts: Object.fromEntries(parts) };
}

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

  test('when the note has an apology and a reason, then JSON has a hint for each', async () => {
    const response = await product.fetch(json('/preview', { ...englishForm, personalNote: note }));
    expect(response.status).toBe(200);
    const answer: { hints: Record<string, unknown>[]; text: string; withoutAll: string } =
      JSON.parse(await response.text());
    const { hints, text, withoutAll } = answer;
    expect(withoutAll).toBe('Thank you for the tour!');
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

  test('when the note is too long, then its error is shown, with few hints', async () => {
    const values = { ...englishForm, personalNote: 'Sorry. '.repeat(200) };
    const response = await product.fetch(post('/preview', values));
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('id="personalNote-error"');
    // And one that takes all out.
    expect(suggestionsIn(html)).toHaveLength(2 + 1);
    const short = await page('/preview', { ...values, personalNote: 'Sorry. '.repeat(57) });
    expect(suggestionsIn(short)).toHaveLength(10 + 1);
  });

  test('when the note has neither, then there are no hints', async () => {
    const response = await product.fetch(
      json('/preview', { ...englishForm, personalNote: 'Thank you for the tour of the workshop!' }),
    );
    expect(await response.json()).toMatchObject({ hints: [] });
  });

  test('when the note has a link, then it gets a hint, and a draft is refused', async () => {
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

  test('when a hint’s button is pressed, then the page drops the words it marked', async () => {
    const html = await page('/preview?lang=en', { ...englishForm, personalNote: note });
    const marked = [...html.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, words]) => words);
    expect(marked).toEqual(['I&#39;m so sorry', 'I&#39;ve accepted another offer']);
    const suggestions = suggestionsIn(html);
    expect(suggestions).toHaveLength(3);
    expect(suggestions[2]).toBe('Thank you for the tour!');
    expect(html).toContain('Remove all of it');
    const { values } = formOf(html, '/declines');
    const accepted = await page('/preview?lang=en', { ...values, takeNote: suggestions[0] ?? '' });
    expect(formOf(accepted, '/declines').values['personalNote']).toBe(suggestions[0]);
    expect(suggestionsIn(accepted)).toEqual(['Thank you for the tour!']);
    const withoutHints = await page('/preview?lang=en', {
      ...values,
      takeNote: 'Thank you for the tour!',
    });
    expect(suggestionsIn(withoutHints)).toEqual([]);
    expect(formOf(withoutHints, '/declines').values).toEqual({
      ...values,
      personalNote: 'Thank you for the tour!',
    });
  });

  test.each([
    ['a plain form', englishForm],
    ['a note with hints', { ...englishForm, personalNote: note }],
    ['an address that looks mistyped', { ...englishForm, recruiterEmail: 'dana@gmial.com' }],
    ['a greeting', { ...englishForm, recruiterGreeting: "Ms O'Lee" }],
    ['a day to write again', { ...englishForm, reconnect: 'date', reconnectDate: '2027-03-01' }],
    ['quotes and angle brackets', { ...englishForm, company: 'A & B "C"', personalNote: 'a < b' }],
  ])('when the script asks, then it gets the parts of the page: %s', async (_name, form) => {
    for (const path of ['/preview?lang=en', '/preview?lang=es']) {
      const [whole, live] = await Promise.all([
        page(path, form),
        page(path, { ...form, live: 'yes' }),
      ]);
      expect(livePartsOf(live)).toEqual(livePartsOf(whole));
      expect(live.length).toBeLessThan(whole.length / 2);
    }
  });

  test('when a form has what no page may have, then the script does not get it', async () => {
    const form = { ...englishForm, recruiterGreeting: 'a\u0001b\uFFFE', live: 'yes' };
    expect(await page('/preview?lang=en', form)).toContain('value="a\uFFFDb\uFFFD"');
  });

  test('when the form is incomplete, then the live preview shows what it has', async () => {
    const empty = textOf(await page('/preview?lang=en', { live: 'yes' }));
    expect(empty).toContain('Choose where you are in the process');
    const incomplete = await page('/preview?lang=en', {
      live: 'yes',
      stage: 'offer',
      company: 'Northwind',
      recruiterEmail: 'half@',
      interviewDate: 'soon',
      letterLanguage: 'en',
      tone: 'warm',
      personalNote: `${'x'.repeat(500)}. I am so sorry.`,
    });
    expect(textOf(incomplete)).toContain('Hi their name ,');
    expect(textOf(incomplete)).toContain('the offer for the role role at Northwind');
    expect(textOf(incomplete)).toContain('An offer deserves a call first');
    expect(incomplete).toContain('<mark>');
    expect(incomplete).not.toContain('aria-invalid');
    expect(textOf(await page('/preview?lang=es', { live: 'yes', stage: 'final' }))).toContain(
      'última ronda',
    );
  });

  test('when the note is not valid text, then the page still comes, without markup', async () => {
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

describe('the review page', () => {
  test('when the note has hints, then the page links to the form that changes it', async () => {
    const { path } = await draftThroughForm(product, { personalNote: note });
    const review = await get(path);
    expect(textOf(review)).toContain('About your own line');
    expect(suggestionsIn(review)).toEqual([]);
    expect(review).toContain(`href="${path}/edit?lang=en#personalNote"`);
    const edit = await get(`${path}/edit`);
    const [first = ''] = suggestionsIn(edit);
    const { values } = formOf(edit, '/edit');
    const accepted = await page(`${path}/edit`, { ...values, takeNote: first });
    expect(formOf(accepted, '/edit').values['personalNote']).toBe(first);
    // A suggestion button saves nothing.
    expect(await get(path)).toBe(review);
  });

  test('when the note only thanks, then the page has no hints', async () => {
    const { path } = await draftThroughForm(product, { personalNote: 'Thank you for the tour!' });
    expect(textOf(await get(path))).not.toContain('About your own line');
  });

  test.each([
    ['offer', {}, 'An offer deserves a call first'],
    ['final', {}, "After a final round, it's kind to call first"],
    [
      'scheduled',
      { interviewDate: new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10) },
      'less than two days away',
    ],
  ])(
    'when the stage is %s, then the page advises to phone first',
    async (stage, values, advice) => {
      const { path } = await draftThroughForm(product, { stage, ...values });
      expect(textOf(await get(path))).toContain(advice);
    },
  );

  test('when the stage is screen, then the page does not advise to phone', async () => {
    const { path } = await draftThroughForm(product, { stage: 'screen' });
    expect(textOf(await get(path))).not.toMatch(/phone them|call first/i);
    expect(textOf(await get(path))).toContain('Replying within two days makes a good impression.');
    expect(textOf(await get(`${path}?lang=es`))).toContain(
      'Un motivo invita a responder; un agradecimiento, no.',
    );
  });
});
