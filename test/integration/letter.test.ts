import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { web } from '../../lambdas/web/main.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { stubEnvironment, unreachable } from '../support/environment.ts';
import { englishForm, origin, uniqueForm } from '../support/fixtures.ts';
import { confirmAction, confirmationOf, draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { json, post } from '../support/requests.ts';
import { allItems, contactsByAddress, letterItem, setLetterAttributes } from '../support/table.ts';

describe.each(availableEmulators())('the letter’s page on %s', (kind) => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
  });
  afterAll(() => product.close());

  const get = (path: string, method = 'GET') =>
    product.fetch(new Request(new URL(path, origin), { method, redirect: 'manual' }));
  const textAt = async (path: string) => textOf(await (await get(path)).text());
  const lettersOut = async () =>
    (await product.mails()).filter(({ to }) => to.includes('dana@northwind.example')).length;

  test('when 100 GET, HEAD, OPTIONS come, then nothing changes and the link works', async () => {
    const { path, confirmation } = await draftThroughForm(product);
    const before = await allItems(product.dynamoDb);
    const paths = [
      '',
      '/edit',
      '/letter.eml',
      '/send',
      '/cancel',
      '/self-sent',
      '/copy',
      '/fresh-link',
    ];
    const requests = Array.from({ length: 100 }, (_, index) =>
      get(`${path}${paths[index % paths.length]}`, ['GET', 'HEAD', 'OPTIONS'][index % 3]),
    );
    for (const { status } of await Promise.all(requests)) expect(status).toBeLessThan(500);
    expect(await allItems(product.dynamoDb)).toEqual(before);
    expect(await lettersOut()).toBe(0);
    const sent = await product.fetch(post(`${path}/send`, confirmation));
    expect(textOf(await sent.text())).toContain('Sent to Dana');
  });

  test('when a token is wrong, then it answers 404 and the draft stays', async () => {
    const { path, id } = await draftThroughForm(product);
    const others = [
      `/letters/${id}.${'A'.repeat(43)}`,
      `/letters/${id}`,
      `${path}A`,
      `/letters/${'A'.repeat(22)}.${'A'.repeat(43)}`,
    ];
    for (const other of others) {
      expect((await get(other)).status).toBe(404);
      expect(
        (await product.fetch(post(`${other}/send`, { sure: 'yes', letter: 'x', nonce: 'y' })))
          .status,
      ).toBe(404);
      expect((await product.fetch(post(`${other}/cancel`, {}))).status).toBe(404);
    }
    expect((await letterItem(product.dynamoDb, id))?.['state']).toBe('draft');
  });

  test('when a draft is stored, then the table does not have the secret of its link', async () => {
    const { path } = await draftThroughForm(product);
    const secret = path.split('.').at(-1) ?? '';
    expect(secret).toHaveLength(43);
    expect(JSON.stringify([...(await allItems(product.dynamoDb))])).not.toContain(secret);
  });

  test('when a draft is edited, then its old version cannot be sent any more', async () => {
    const { path, id, confirmation } = await draftThroughForm(product);
    const edit = await (await get(`${path}/edit`)).text();
    expect(edit).toContain('value="Northwind &amp; Sons"');
    const changed = {
      ...englishForm,
      company: 'Southwind',
      candidateEmail: 'eve@elsewhere.example',
    };
    const saved = await product.fetch(post(`${path}/edit`, changed));
    expect([saved.status, saved.headers.get('location')]).toEqual([303, path]);
    expect(await textAt(path)).toContain('Southwind');

    const stale = await product.fetch(post(`${path}/send`, confirmation));
    expect(stale.status).toBe(409);
    const page = textOf(await stale.text());
    expect(page).toContain('The letter has changed since you opened it.');
    expect(page).toContain('Southwind');
    expect(await lettersOut()).toBe(0);

    expect(await letterItem(product.dynamoDb, id)).toMatchObject({
      version: 2,
      input: { company: 'Southwind', candidateEmail: 'alex@candidates.example' },
    });
    const fresh = await product.fetch(post(`${path}/send`, await confirmationOf(product, path)));
    expect(textOf(await fresh.text())).toContain('Sent to Dana');
  });

  describe('the time zone of a draft that is edited', () => {
    const storedInput = async (id: string) => (await letterItem(product.dynamoDb, id))?.['input'];
    const marks = '\u200B\u2060';

    test.each([
      ['holds only marks', marks, {}, 'Europe/Madrid'],
      ['holds only spaces', ' \u00A0', {}, 'Europe/Madrid'],
      [
        'holds only marks in another zone',
        marks,
        { browserTimeZone: 'Asia/Tokyo' },
        'Europe/Madrid',
      ],
      ['is emptied', '', {}, undefined],
      ['is emptied in another zone', '', { browserTimeZone: 'Asia/Tokyo' }, 'Asia/Tokyo'],
    ])('when its field %s, then it is right', async (_, timeZone, inputs, expected) => {
      for (const company of ['Northwind & Sons', 'Southwind']) {
        const { path, id } = await draftThroughForm(product, { timeZone: 'Madrid' });
        const { values, action } = formOf(await (await get(`${path}/edit`)).text(), '/edit');
        expect(values['timeZone']).toBe('Europe/Madrid');
        const edited = { ...values, company, ...inputs, timeZone };
        expect((await product.fetch(post(action, edited))).status).toBe(303);
        expect(await storedInput(id)).toMatchObject({ company });
        expect(Object(await storedInput(id)).timeZone).toBe(expected);
      }
    });

    test('when a JSON client sends only marks, then it stays', async () => {
      const { path, id } = await draftThroughForm(product, { timeZone: 'Madrid' });
      const edited = { ...englishForm, company: 'Southwind', timeZone: marks };
      expect((await product.fetch(json(`${path}/edit`, edited))).status).toBe(200);
      expect(await storedInput(id)).toMatchObject({ timeZone: 'Europe/Madrid' });
    });
  });

  test('when a JSON client edits a draft, then the answer has the hints of the form', async () => {
    const { path } = await draftThroughForm(product);
    const edited = { ...englishForm, recruiterEmail: 'dana@gmial.com' };
    const hints = [
      {
        field: 'recruiterEmail',
        message: 'Did you mean dana@gmail.com?',
        suggestion: 'dana@gmail.com',
      },
    ];
    for (const changed of [true, false]) {
      const answer = await product.fetch(json(`${path}/edit?lang=en`, edited));
      expect([answer.status, await answer.json()]).toEqual([200, { changed, addressHints: hints }]);
    }
    const last = await product.fetch(json(`${path}/edit`, englishForm));
    expect(await last.json()).toEqual({ changed: true });
    await confirmAction(product, path, 'cancel');
    const late = await product.fetch(json(`${path}/edit?lang=en`, edited));
    expect(late.status).toBe(409);
    expect(await late.json()).toEqual({
      errors: [{ field: '', message: expect.stringContaining('too late to be saved') }],
    });
  });

  test('when an edit has mistakes, then it comes back as submitted, without effect', async () => {
    const { path, id } = await draftThroughForm(product);
    const response = await product.fetch(post(`${path}/edit`, { ...englishForm, company: '' }));
    expect(response.status).toBe(422);
    expect(textOf(await response.text())).toContain('Enter the company');
    expect((await letterItem(product.dynamoDb, id))?.['version']).toBe(1);
  });

  test.each(['edit', 'another'])(
    'when the language is changed in the form of %s, then all fields stay, and nothing is saved',
    async (action) => {
      const { path, id } = await draftThroughForm(product);
      const before = await letterItem(product.dynamoDb, id);
      const form = formOf(await (await get(`${path}/${action}?lang=en`)).text(), `/${action}`);
      const typed = { ...form.values, ...englishForm, company: 'Fabrikam', switchFrom: 'en' };
      const answer = await product.fetch(post(`${path}/${action}?lang=es`, typed));
      expect(answer.status).toBe(200);
      const shown = await answer.text();
      expect(shown).toContain('<html lang="es">');
      const { values } = formOf(shown, `/${action}`);
      expect(values).toMatchObject({ company: 'Fabrikam', personalNote: englishForm.personalNote });
      expect(await letterItem(product.dynamoDb, id)).toEqual(before);
    },
  );

  test('when the tick, the letter’s hash or the nonce is wrong, then nothing is sent', async () => {
    const { path, confirmation } = await draftThroughForm(product);
    const attempts = [
      [{}, 422],
      [{ ...confirmation, sure: '' }, 422],
      [{ ...confirmation, sure: 'no' }, 422],
      [{ sure: 'yes' }, 409],
      [{ ...confirmation, nonce: 'x' }, 409],
      [{ ...confirmation, letter: 'x' }, 409],
    ] as const;
    for (const [values, status] of attempts) {
      expect((await product.fetch(post(`${path}/send`, { ...values }))).status).toBe(status);
      const asJson = await product.fetch(json(`${path}/send`, { ...values }));
      expect([asJson.status, await asJson.json()]).toEqual([
        status,
        expect.objectContaining({
          state: 'draft',
          errors: [{ field: status === 422 ? 'sure' : 'letter', message: expect.any(String) }],
        }),
      ]);
    }
    const crossSite = await product.fetch(
      post(`${path}/send`, confirmation, { 'sec-fetch-site': 'cross-site' }),
    );
    expect(crossSite.status).toBe(403);
    expect(await lettersOut()).toBe(0);
  });

  test('when a letter is cancelled, then it cannot be sent any more', async () => {
    const { path, confirmation } = await draftThroughForm(product);
    expect((await confirmAction(product, path, 'cancel')).status).toBe(303);
    expect(await textAt(path)).toContain('Nothing was sent, and nothing will be.');
    const sent = await product.fetch(post(`${path}/send`, confirmation));
    expect([sent.status, textOf(await sent.text())]).toEqual([
      200,
      expect.stringContaining('Cancelled'),
    ]);
    expect(await lettersOut()).toBe(0);
  });

  test('when a letter was sent by hand, then it is closed and its contact recorded', async () => {
    const { path, confirmation } = await draftThroughForm(product, {
      recruiterEmail: 'pat@byhand.example',
      recruiterName: 'Pat Byhand',
    });
    const page = await (await get(path)).text();
    expect(page).toMatch(/href="mailto:pat@byhand\.example\?subject=Senior%20Data%20Engineer/);
    const eml = await get(`${path}/letter.eml`);
    expect(eml.headers.get('content-type')).toBe('message/rfc822');
    expect(await eml.text()).toContain('To: pat@byhand.example');

    await confirmAction(product, path, 'self-sent');
    expect(await textAt(path)).toContain('sent it yourself');
    expect(await contactsByAddress(product.dynamoDb, 'pat@byhand.example')).toHaveLength(1);
    await product.fetch(post(`${path}/send`, confirmation));
    expect((await product.mails()).filter(({ to }) => to.includes('pat@byhand.example'))).toEqual(
      [],
    );
  });

  test('when a link has expired, then it only offers a fresh one to the same address', async () => {
    const { path, id, confirmation } = await draftThroughForm(product);
    await setLetterAttributes(product.dynamoDb, id, { linkExpiresAt: Date.now() - 1 });
    const refused = await product.fetch(post(`${path}/send`, confirmation));
    expect(refused.status).toBe(410);
    expect(textOf(await refused.text())).toContain('This link has expired');
    const before = await letterItem(product.dynamoDb, id);
    for (const page of ['/edit', '/letter.eml'])
      expect((await get(`${path}${page}`)).status).toBe(303);
    for (const action of ['cancel', 'self-sent'])
      await product.fetch(post(`${path}/${action}`, {}));
    const typed = { ...englishForm, company: 'Fabrikam' };
    const edited = await product.fetch(post(`${path}/edit`, typed));
    expect(edited.status).toBe(409);
    const unsaved = await edited.text();
    expect(textOf(unsaved)).toContain('Your changes came too late to be saved.');
    // What was typed is not lost: the form makes a new letter of it.
    expect(formOf(unsaved, '/declines').values).toMatchObject({ company: 'Fabrikam' });
    expect(await letterItem(product.dynamoDb, id)).toEqual(before);
    expect(await lettersOut()).toBe(0);

    await product.clearMails();
    const renewed = await product.fetch(post(`${path}/fresh-link`, {}));
    expect([renewed.status, renewed.headers.get('location')]).toEqual([303, path]);
    expect(await textAt(path)).toContain('We emailed it to alex@candidates.example');
    const fresh = new URL(linkIn(await product.mails())).pathname;
    expect(await textAt(fresh)).toContain('Word for word.');

    // The old link does not open the letter, but its page is not an error. A second
    // request for a fresh link right away sends no email.
    expect(await textAt(path)).toContain('a newer link in your inbox');
    expect((await product.fetch(post(`${path}/send`, confirmation))).status).toBe(404);
    await product.fetch(post(`${path}/cancel`, {}));
    await product.fetch(post(`${path}/fresh-link`, {}));
    await product.fetch(post(`${fresh}/fresh-link`, {}));
    expect(await product.mails()).toHaveLength(1);
    expect(await textAt(fresh)).toContain('Word for word.');

    // One hour later the old link can request a fresh one again, because the email may be
    // lost. A link works for 48 hours, so one that expires in 47 hours is one hour old.
    const in47Hours = Date.now() + 47 * 60 * 60 * 1000;
    await setLetterAttributes(product.dynamoDb, id, { linkExpiresAt: in47Hours });
    await product.fetch(post(`${path}/fresh-link`, {}));
    expect(await product.mails()).toHaveLength(2);
    const second = new URL(linkIn(await product.mails())).pathname;
    const sent = await product.fetch(post(`${second}/send`, await confirmationOf(product, second)));
    expect(textOf(await sent.text())).toContain('Sent to Dana');
    expect(await textAt(path)).toContain('Sent to Dana');
  });

  test('when a fresh link could not be mailed, then the next request sends one', async () => {
    const { path, id } = await draftThroughForm(product);
    await setLetterAttributes(product.dynamoDb, id, { linkExpiresAt: Date.now() - 1 });
    stubEnvironment('AWS_ENDPOINT_URL_SES', unreachable);
    const refused = await web(process.env).fetch(post(`${path}/fresh-link`, {}));
    expect(refused.status).toBe(503);
    await product.clearMails();
    expect((await product.fetch(post(`${path}/fresh-link`, {}))).status).toBe(303);
    expect(await textAt(path)).toContain('We emailed it to alex@candidates.example');
    expect(await textAt(new URL(linkIn(await product.mails())).pathname)).toContain(
      'Word for word.',
    );
  });

  test('when a letter has its outcome, then it expires in 30 days, a draft in 16', async () => {
    const DAY_S = 24 * 60 * 60;
    const ttlOf = async (id: string) => Number((await letterItem(product.dynamoDb, id))?.['ttl']);
    const inDays = (days: number) => Date.now() / 1000 + days * DAY_S;
    const drafted = await draftThroughForm(product);
    // The link works for 2 days, and the draft expires 14 days after its link.
    expect(Math.abs((await ttlOf(drafted.id)) - inDays(2 + 14))).toBeLessThan(60);
    await product.fetch(post(`${drafted.path}/send`, drafted.confirmation));
    expect(Math.abs((await ttlOf(drafted.id)) - inDays(30))).toBeLessThan(60);
    for (const action of ['cancel', 'self-sent']) {
      const { path, id } = await draftThroughForm(product);
      await confirmAction(product, path, action);
      expect(Math.abs((await ttlOf(id)) - inDays(30))).toBeLessThan(60);
    }
  });

  test('when an expired item is still in the table, then it cannot be read or sent', async () => {
    const past = Math.floor(Date.now() / 1000);
    const drafted = await draftThroughForm(product);
    await setLetterAttributes(product.dynamoDb, drafted.id, { ttl: past });
    await product.clearMails();
    const refused = await product.fetch(post(`${drafted.path}/send`, drafted.confirmation));
    expect(refused.status).toBe(404);
    expect(await textAt(drafted.path)).toContain("There's nothing here");
    for (const action of ['cancel', 'self-sent', 'fresh-link', 'edit']) {
      expect((await product.fetch(post(`${drafted.path}/${action}`, englishForm))).status).toBe(
        404,
      );
    }
    expect(await product.mails()).toEqual([]);
    expect((await letterItem(product.dynamoDb, drafted.id))?.['state']).toBe('draft');

    const sent = await draftThroughForm(product);
    await product.fetch(post(`${sent.path}/send`, sent.confirmation));
    await setLetterAttributes(product.dynamoDb, sent.id, { ttl: past });
    for (const path of [sent.path, `${sent.path}/letter.eml`, `${sent.path}/reminder.ics`]) {
      const text = await textAt(path);
      expect(text).toContain('Letters are deleted 30 days');
      expect(text).not.toContain('Dana');
    }
  });

  test('when a page has no lang parameter, then it is in the language of the form', async () => {
    await product.clearMails();
    await product.fetch(post('/declines?lang=es', uniqueForm()));
    const { pathname } = new URL(linkIn(await product.mails()));
    expect(await textAt(pathname)).toContain('Palabra por palabra.');
    expect(await textAt(`${pathname}?lang=en`)).toContain('Word for word.');
  });
});
