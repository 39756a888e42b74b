import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { englishForm, interviewDay, spanishForm } from '../support/fixtures.ts';
import { productEnvironment } from '../support/product.ts';
import { get, post } from '../support/requests.ts';

const kinds = [
  'Collator',
  'DateTimeFormat',
  'DisplayNames',
  'ListFormat',
  'NumberFormat',
  'PluralRules',
  'RelativeTimeFormat',
  'Segmenter',
] as const;

/** What was used since it was emptied: the names of kinds and methods. */
const used: string[] = [];
/** Notes each call of a function, with and without `new`. */
const noting = <Traced extends object>(name: string, traced: Traced): Traced =>
  new Proxy(traced, {
    construct: (target, given, newTarget) => {
      used.push(name);
      return Reflect.construct(Object(target), given, newTarget);
    },
    apply: (target, self, given) => {
      used.push(name);
      return Reflect.apply(Object(target), self, given);
    },
  });

/**
 * The first `Intl` object of a process takes 10 ms. Most candidates are the only visitor
 * of the hour, so the form and its preview must not need one.
 */
describe('a process that has just started', () => {
  const intl = Object.getOwnPropertyDescriptors(Intl);
  const { localeCompare } = String.prototype;
  const dateMethods = ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] as const;
  const dates = dateMethods.map((name) => [name, Date.prototype[name]] as const);
  let app: { readonly fetch: (request: Request) => Response | Promise<Response> };
  beforeAll(async () => {
    for (const kind of kinds) Object.assign(Intl, { [kind]: noting(kind, Intl[kind]) });
    Object.assign(String.prototype, { localeCompare: noting('localeCompare', localeCompare) });
    for (const [name, method] of dates)
      Object.assign(Date.prototype, { [name]: noting(name, method) });
    vi.resetModules();
    const { web } = await import('../../lambdas/web/main.ts');
    app = web({
      ...productEnvironment('table'),
      ALLOWED_CANDIDATES: 'candidates.example, elsewhere.example, one@third.example, ñandú.example',
    });
    await import('../../lambdas/send/main.ts');
  });
  afterAll(() => {
    Object.defineProperties(Intl, intl);
    Object.assign(String.prototype, { localeCompare });
    for (const [name, method] of dates) Object.assign(Date.prototype, { [name]: method });
  });
  test('when its modules are loaded, then they make no Intl object', () => {
    expect(used).toEqual([]);
  });

  const browser = { browserTimeZone: 'Europe/Madrid', live: '1' };
  const day = interviewDay.toISOString().slice(0, 10);
  test.each([
    ['the form', get('/'), 200],
    ['the form in Spanish', get('/?lang=es'), 200],
    ['the preview', post('/preview', { ...englishForm }), 200],
    ['the live preview', post('/preview', { ...englishForm, ...browser }), 200],
    ['the preview of a short form', post('/preview', { stage: 'offer', live: '1' }), 200],
    [
      'a Spanish letter with four people',
      post('/preview?lang=es', {
        ...{ ...spanishForm, ...browser, interviewDate: '', reconnect: '6-months' },
        peopleToThank: 'Ana\nLee\nYvonne\nÍñigo',
      }),
      200,
    ],
    ['a day without a time zone', post('/preview', { ...spanishForm }), 200],
    [
      'a day and time without a time zone',
      post('/preview', { ...englishForm, interviewDate: day, interviewTime: '15:30' }),
      200,
    ],
    [
      'a note with hints',
      post('/preview', {
        ...{ ...englishForm, ...browser },
        personalNote: 'I accepted another offer with a higher salary. Call 555 010 1234.',
      }),
      200,
    ],
    ['a day to write', post('/preview', { ...englishForm, reconnectDate: '2031-05-05' }), 200],
    ['missing fields', post('/preview', { ...englishForm, role: '', company: '' }), 422],
    ['a city as the time zone', post('/preview', { ...englishForm, timeZone: 'madrid' }), 200],
    ['a page that does not exist', get('/nowhere'), 404],
  ])('when it answers %s, then it makes no Intl object', async (_, request, status) => {
    used.length = 0;
    const answer = await app.fetch(request);
    await answer.text();
    expect([answer.status, used]).toEqual([status, []]);
  });

  test('when a time in a time zone is asked for, then the trap sees it', async () => {
    used.length = 0;
    const values = { ...spanishForm, interviewTime: '15:30', ...browser };
    await (await app.fetch(post('/preview', values))).text();
    expect(used).toContain('DateTimeFormat');
  });
});
