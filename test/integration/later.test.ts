import { parse } from 'node-html-parser';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { utcDay } from '../../lambdas/core/time/calendar-day.ts';
import { addToMonth, monthInWords } from '../../lambdas/core/time/month.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { englishForm, origin, spanishForm, uniqueForm } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { json, post } from '../support/requests.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite');
});
afterAll(() => product.close());
beforeEach(() => product.clearMails());

const thisMonth = utcDay(new Date()).slice(0, 7);
const [soon, late] = [addToMonth(thisMonth, 3), addToMonth(thisMonth, 18)];
const get = async (path: string) =>
  (await product.fetch(new Request(new URL(path, origin)))).text();
/** The values and the words of the months in the list of the form. */
const monthsIn = (html: string) =>
  parse(html)
    .querySelectorAll('#talkAgain option')
    .map((option) => [option.getAttribute('value'), option.text]);
const previewOf = async (values: object) => {
  const response = await product.fetch(json('/preview', { ...englishForm, ...values }));
  const { text }: { text: string } = JSON.parse(await response.text());
  return text;
};

test('when a letter names a kind of role and a month, then exactly that is sent', async () => {
  const { path, confirmation } = await draftThroughForm(product, {
    ...uniqueForm(),
    keepMeInMindFor: 'Data platform',
    talkAgain: soon,
  });
  const sentence =
    `I'd love to talk again in ${monthInWords(soon, false, 'en')}, and please do keep me in ` +
    'mind for data platform roles.';
  expect(textOf(await get(path))).toContain(sentence);
  await product.fetch(post(`${path}/send`, confirmation));
  const letter = (await product.mails()).find(({ subject }) => subject.includes('withdrawing'));
  expect(letter?.subject).toMatch(/ – Alex Rivera$/);
  expect(letter?.text.replaceAll('\n', ' ')).toContain(sentence);
  // The personal line stands after the thanks and before the decision.
  const text = letter?.text ?? '';
  const places = ['Lee Wong', 'lighthouse', "I've decided", sentence].map((part) =>
    text.indexOf(part),
  );
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places).not.toContain(-1);
});

test('when the month is not the next of its name, then the letter names the year', async () => {
  expect(await previewOf({ talkAgain: late })).toContain(`in ${monthInWords(late, true, 'en')}.`);
  expect(await previewOf({ talkAgain: late, letterLanguage: 'es' })).toContain(
    `en ${monthInWords(late, true, 'es')}.`,
  );
  expect(await previewOf({ talkAgain: monthInWords(soon, true, 'es') })).toContain(
    `in ${monthInWords(soon, false, 'en')}.`,
  );
});

test('when a reminder is chosen, then no month of it is in the letter', async () => {
  const plain = await previewOf({ reconnect: 'never', reason: '' });
  for (const reconnect of ['3-months', '12-months', `${addToMonth(thisMonth, 5)}-15`])
    expect(await previewOf({ reconnect, reason: 'recuperate' })).toBe(plain);
});

describe.each([
  ['en', 'Please choose a month in the next 24 months.', 'This is too long.'],
  ['es', 'Elige un mes de los próximos 24', 'Es demasiado largo.'],
] as const)('the form in %s', (language, tooFar, tooLong) => {
  test('when it is empty, then its months do not depend on the day', async () => {
    const months = monthsIn(await get(`/?lang=${language}`));
    expect(months.slice(0, 2)).toEqual([
      ['', language === 'en' ? 'No month' : 'Ningún mes'],
      ['01', language === 'en' ? 'January' : 'enero'],
    ]);
    expect(months).toHaveLength(13);
  });

  test('when it was filled in, then its months are the next ones, with their years', async () => {
    const html = await (
      await product.fetch(
        post(`/preview?lang=${language}`, { ...englishForm, talkAgain: soon.slice(5) }),
      )
    ).text();
    expect(monthsIn(html)[1]).toEqual([thisMonth, monthInWords(thisMonth, true, language)]);
    expect(monthsIn(html)).toHaveLength(26);
    expect(formOf(html, '/declines').values['talkAgain']).toBe(soon);
    expect(textOf(html)).toContain(`in ${monthInWords(soon, false, 'en')}`);
  });

  test('when both are invalid, then each says so and keeps what was typed', async () => {
    const typed = { keepMeInMindFor: 'x'.repeat(61), talkAgain: 'May 2090' };
    const response = await product.fetch(
      post(`/declines?lang=${language}`, { ...englishForm, ...typed }),
    );
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(textOf(html)).toContain(tooFar);
    expect(textOf(html)).toContain(tooLong);
    expect(formOf(html, '/declines').values).toMatchObject(typed);
    expect(html).toContain('href="#keepMeInMindFor"');
    expect(html).toContain('href="#talkAgain"');
    expect(await product.mails()).toEqual([]);
  });
});

test('when a draft is changed, then the form has both, and they can be removed', async () => {
  const { path } = await draftThroughForm(product, {
    ...uniqueForm(),
    keepMeInMindFor: 'data platform',
    talkAgain: late,
  });
  const { values } = formOf(await get(`${path}/edit`), '/edit');
  expect(values).toMatchObject({ keepMeInMindFor: 'data platform', talkAgain: late });
  await product.fetch(post(`${path}/edit`, { ...values, keepMeInMindFor: '', talkAgain: '' }));
  const review = textOf(await get(path));
  expect(review).not.toContain('data platform');
  expect(review).not.toContain(monthInWords(late, true, 'en'));
});

test('when a client sends a bad month, then the error names the field', async () => {
  const response = await product.fetch(
    json('/declines?lang=es', { ...englishForm, talkAgain: '2027-13' }),
  );
  expect(response.status).toBe(422);
  expect(await response.json()).toEqual({
    errors: [
      {
        field: 'talkAgain',
        message: 'Escribe un mes y un año, como 2027-05 o mayo de 2027, por favor.',
      },
    ],
  });
});

test('when the line says tú and the letter usted, then preview and review say it', async () => {
  const personalNote = 'Gracias por tu tiempo.';
  const response = await product.fetch(json('/preview?lang=es', { ...spanishForm, personalNote }));
  expect(await response.json()).toMatchObject({
    hints: [{ kind: 'register', start: 12, end: 14, without: '' }],
  });
  const { path } = await draftThroughForm(product, { ...spanishForm, personalNote });
  expect(textOf(await get(`${path}?lang=es`))).toContain('esta frase usa tú');
  const fits = await product.fetch(
    json('/preview', { ...spanishForm, personalNote, letterLanguage: 'es-tu' }),
  );
  expect(await fits.json()).toMatchObject({ hints: [] });
});

test('when a message came unasked, then the letter withdraws from nothing', async () => {
  const text = await previewOf({ stage: 'outreach', personalNote: 'iOS is a joy' });
  expect(text).toContain("I'll pass on this one");
  expect(text).not.toMatch(/withdraw|process|application/);
  expect(text).toContain('\n\niOS is a joy.\n\n');
});
