import { beforeEach, describe, expect, test } from 'vitest';
import { formOf, textOf } from '../journey/http-driver.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { uniqueForm } from '../support/fixtures.ts';
import { type WiredProduct, wireProduct } from '../support/harness.ts';
import { usualLinks } from '../support/link-door.ts';
import { get, json, post } from '../support/requests.ts';
import { scan } from '../support/scanner.ts';
import { allItems } from '../support/table.ts';

const HOUR_MS = 60 * 60_000;
const owner = 'owner@candidates.example';

describe.each(availableEmulators())('another letter, by a link that arrived, on %s', (kind) => {
  let table: TestTable;
  let now: number;
  let product: WiredProduct;
  beforeEach(async () => {
    now = Date.parse('2026-11-26T12:00:00Z');
    table = await createTestTable(kind);
    product = wireProduct({ ...table, now: () => now, links: usualLinks });
    return () => table.close();
  });

  const fetch = async (request: Request) => product.web.fetch(request);
  const ask = (form: object = uniqueForm()) =>
    fetch(json('/declines', { ...form, candidateEmail: owner }));
  /** The path of the link in the newest email. */
  const letterPath = () =>
    /\/letters\/[\w-]+\.[\w-]+/.exec(product.mails.at(-1)?.text ?? '')?.[0] ?? '';
  const drafts = async () =>
    [...(await allItems(table)).values()].filter(({ state }) => state === 'draft');

  /** Fills in the form behind a link, and posts it. */
  async function write(path: string, values: Readonly<Record<string, string>> = uniqueForm()) {
    const page = await (await fetch(get(`${path}/another`))).text();
    const form = formOf(page, '/another');
    return fetch(post(form.action, { ...form.values, ...values }));
  }

  test('when a stranger has used up the limit, then the owner writes all the same', async () => {
    while ((await ask()).status === 202) expect(product.mails.length).toBeLessThan(5);
    const path = letterPath();
    const review = await (await fetch(get(path))).text();
    expect(review).toContain(`${path}/another?lang=en`);
    const mailed = product.mails.length;
    const seen = new Set<string>();
    for (let count = 0; count < 5; count += 1) {
      const answer = await write(path, { ...uniqueForm(), company: `Company ${count}` });
      expect(answer.status).toBe(303);
      const location = answer.headers.get('location') ?? '';
      expect(location).toMatch(/^\/letters\/[\w-]{22}\.[\w-]{43}\?lang=en$/);
      seen.add(location);
      const page = await (await fetch(get(location))).text();
      expect(textOf(page)).toContain('Word for word.');
      expect(textOf(page)).toContain(`Company ${count}`);
      expect(textOf(page)).toContain("We didn't email this link");
      // It has a review of its own, which the other letter's page does not have.
      expect(formOf(page, '/send').values['nonce']).not.toBe(
        formOf(review, '/send').values['nonce'],
      );
    }
    expect(seen.size).toBe(5);
    expect(product.mails).toHaveLength(mailed);
  });

  test('when the address is another one, then the letter is still by the owner', async () => {
    await ask();
    const answer = await write(letterPath(), {
      ...uniqueForm(),
      candidateEmail: 'eve@elsewhere.example',
    });
    expect(answer.status).toBe(303);
    const addresses = (await drafts()).map(({ input }) => Object(input).candidateEmail);
    expect(addresses).toEqual([owner, owner]);
  });

  test('when the same form is posted again, also at once, then it is one draft', async () => {
    await ask();
    const path = letterPath();
    const form = uniqueForm();
    const answers = await Promise.all(Array.from({ length: 5 }, () => write(path, form)));
    answers.push(await write(path, form));
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await drafts()).toHaveLength(2);
  });

  test('when a draft from an email exists, then it keeps its link', async () => {
    const form = { ...uniqueForm(), candidateEmail: owner };
    await ask(form);
    const path = letterPath();
    const location = (await write(path, form)).headers.get('location') ?? '';
    expect(location).not.toContain(path);
    for (const link of [path, location]) {
      expect(textOf(await (await fetch(get(link))).text())).toContain('Word for word.');
    }
    expect(await drafts()).toHaveLength(2);
  });

  test('when the form is posted for an email later, then the email has a new link', async () => {
    await ask();
    const form = uniqueForm();
    const shown = (await write(letterPath(), form)).headers.get('location') ?? '';
    const before = product.mails.length;
    expect((await ask(form)).status).toBe(202);
    expect(product.mails).toHaveLength(before + 1);
    expect(await drafts()).toHaveLength(2);
    expect(textOf(await (await fetch(get(shown))).text())).toContain('a newer link in your inbox');
    expect(textOf(await (await fetch(get(letterPath()))).text())).toContain('Word for word.');
  });

  test('when a letter was sent, then its link works for further letters for 48 hours', async () => {
    await ask();
    const path = letterPath();
    const [decline] = await drafts();
    const [id = '', secret = ''] = path.slice('/letters/'.length).split('.');
    await product.send({ id, secret }, String(decline?.['letterHash']));
    expect(await (await fetch(get(path))).text()).toContain(`${path}/another`);
    const location = (await write(path)).headers.get('location') ?? '';
    expect(textOf(await (await fetch(get(location))).text())).toContain('Word for word.');
    now += 48 * HOUR_MS;
    // Neither the link nor the letters that it made are proof any more.
    for (const link of [path, location.replace('?lang=en', '')]) {
      for (const request of [get(`${link}/another`), post(`${link}/another`, uniqueForm())]) {
        const answer = await fetch(request);
        expect([answer.status, answer.headers.get('location')]).toEqual([303, link]);
      }
    }
    expect(await (await fetch(get(path))).text()).toContain('href="/?lang=en"');
    expect(textOf(await (await fetch(get(location))).text())).toContain('This link has expired');
  });

  test('when a letter of the same form was sent, then the review warns', async () => {
    const form = { ...uniqueForm(), candidateEmail: owner };
    await ask(form);
    const path = letterPath();
    const [decline] = await drafts();
    const [id = '', secret = ''] = path.slice('/letters/'.length).split('.');
    await product.send({ id, secret }, String(decline?.['letterHash']));
    const location = (await write(path, form)).headers.get('location') ?? '';
    const review = textOf(await (await fetch(get(location))).text());
    expect(review).toContain('You confirmed this same letter before');
  });

  test('when the nonce is wrong, then nothing is stored and the form is kept', async () => {
    await ask();
    const path = letterPath();
    const before = await allItems(table);
    const form = uniqueForm();
    for (const nonce of [undefined, '', 'x', 'A'.repeat(43)]) {
      const values = { ...form, ...(nonce !== undefined && { nonce }) };
      const answer = await fetch(post(`${path}/another?lang=en`, values));
      expect(answer.status).toBe(409);
      const html = await answer.text();
      expect(textOf(html)).toContain("This didn't come from the form on this page.");
      expect(formOf(html, '/another').values['peopleToThank']).toBe(form.peopleToThank);
      const asJson = await fetch(json(`${path}/another?lang=en`, values));
      expect([asJson.status, await asJson.json()]).toMatchObject([
        409,
        { errors: [{ field: 'nonce' }] },
      ]);
    }
    const empty = await fetch(post(`${path}/another?lang=en`, {}));
    expect(empty.status).toBe(422);
    expect(await allItems(table)).toEqual(before);
  });

  test('when nothing can be stored, then the form comes back with all that was typed', async () => {
    await ask();
    const path = letterPath();
    const pages = ['another', 'edit'].map(async (action) => {
      const html = await (await fetch(get(`${path}/${action}?lang=es`))).text();
      return formOf(html, `/${action}`);
    });
    const forms = await Promise.all(pages);
    // An account of AWS answers so above its limits.
    table.client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          if (/^(?:Put|Update|TransactWrite)/.test(commandName)) throw new Error('Throttled.');
          return next(args);
        },
      { step: 'initialize', name: 'no-writes' },
    );
    const form = uniqueForm();
    for (const { action, values } of forms) {
      const answer = await fetch(post(action, { ...values, ...form }));
      expect([action, answer.status]).toEqual([action, 500]);
      const html = await answer.text();
      expect(textOf(html)).toContain('Algo falló');
      const shown = formOf(html, action.split('?')[0] ?? '').values;
      for (const name of ['company', 'role', 'recruiterEmail', 'peopleToThank'] as const)
        expect([name, shown[name]]).toEqual([name, form[name]]);
    }
    table.client.middlewareStack.remove('no-writes');
    for (const { action, values } of forms)
      expect((await fetch(post(action, { ...values, ...form }))).status).toBe(303);
  });

  test('when a script posts JSON with the nonce, then it gets the link', async () => {
    await ask();
    const path = letterPath();
    const page = await (await fetch(get(`${path}/another`))).text();
    const { nonce } = formOf(page, '/another').values;
    const answer = await fetch(json(`${path}/another`, { ...uniqueForm(), nonce }));
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({
      letter: expect.stringMatching(/^https:\/\/door\.example\/letters\/[\w-]{22}\.[\w-]{43}$/),
    });
  });

  test('when a scanner has the link, then it makes no letter', async () => {
    await ask();
    const path = letterPath();
    const before = await allItems(table);
    const { posted } = await scan(fetch, path);
    expect(posted).toContainEqual([`${path}/another`, 422]);
    expect(await allItems(table)).toEqual(before);
  });

  test('when the link is superseded or unknown, then it makes no letter', async () => {
    await ask();
    const old = letterPath();
    now += 49 * HOUR_MS;
    await fetch(post(`${old}/fresh-link`, {}));
    expect((await fetch(get(`${old}/another`))).headers.get('location')).toBe(old);
    expect((await fetch(get(`${letterPath()}/another`))).status).toBe(200);
    expect((await fetch(get(`/letters/${'A'.repeat(22)}.${'B'.repeat(43)}/another`))).status).toBe(
      404,
    );
  });
});
