import { beforeEach, describe, expect, test } from 'vitest';
import { formOf, textOf } from '../journey/http-driver.ts';
import { expectSecurityHeaders } from '../support/contact-pages.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { uniqueForm } from '../support/fixtures.ts';
import { type WiredProduct, wireProduct } from '../support/harness.ts';
import { usualLinks } from '../support/link-door.ts';
import { get, json, post } from '../support/requests.ts';
import { scan } from '../support/scanner.ts';
import { allItems } from '../support/table.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const victim = 'victim@candidates.example';

describe.each(availableEmulators())('"Not you?" on %s', (kind) => {
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
  const askLetter = (candidateEmail: string, form = uniqueForm()) =>
    fetch(json('/declines', { ...form, candidateEmail }));
  const askContacts = (candidateEmail: string) => fetch(json('/contacts/link', { candidateEmail }));
  /** The path of the link "Not you?" in the newest email. */
  const notYouPath = () =>
    /\/not-you\/[\w-]+\.[\w-]+/.exec(product.mails.at(-1)?.text ?? '')?.[0] ?? '';
  const linkOf = (below: 'letters' | 'contacts') =>
    new RegExp(`/${below}/[\\w-]+\\.[\\w-]+`).exec(product.mails.at(-1)?.text ?? '')?.[0] ?? '';
  /** Ticks and posts the form of the page. */
  async function confirm(path: string): Promise<Response> {
    const form = formOf(await (await fetch(get(path))).text(), path);
    return fetch(post(form.action, { ...form.values, ...form.checkboxes }));
  }

  describe.each([
    ['letters', askLetter, askContacts],
    ['contacts', askContacts, askLetter],
  ] as const)('in an email with a link to %s', (_kind, ask, askOther) => {
    test('when it is confirmed, then that kind stops, in all spellings', async () => {
      await ask(victim);
      const path = notYouPath();
      const stopped = await confirm(path);
      expectSecurityHeaders(stopped);
      expect(stopped.status).toBe(200);
      expect(textOf(await stopped.text())).toContain('These emails are off');
      now += MINUTE_MS;
      const answers = [];
      for (const address of [victim, 'Victim+x@candidates.example', 'free@candidates.example']) {
        const answer = await ask(address);
        answers.push([
          answer.status,
          (await answer.text()).replaceAll('<wbr/>', '').replaceAll(address, 'ADDRESS'),
        ]);
      }
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(product.mails.map(({ to }) => to)).toEqual([victim, 'free@candidates.example']);
      await askOther(victim);
      expect(product.mails).toHaveLength(3);
    });

    test('when the same page is confirmed again, then the emails come again', async () => {
      await ask(victim);
      const path = notYouPath();
      await confirm(path);
      // The page works as long as it is needed.
      now += 400 * DAY_MS;
      await ask(victim);
      expect(product.mails).toHaveLength(1);
      expect(textOf(await (await fetch(get(path))).text())).toContain('turn these emails back on');
      const allowed = await confirm(path);
      expect(textOf(await allowed.text())).toContain('These emails are back on');
      now += MINUTE_MS;
      await ask(victim);
      expect(product.mails).toHaveLength(2);
    });
  });

  test('when a mailbox is stopped, then its limits answer as those of any other', async () => {
    await askLetter(victim);
    await confirm(notYouPath());
    now += DAY_MS;
    const other = 'free@candidates.example';
    const [one, two, three, four] = [uniqueForm(), uniqueForm(), uniqueForm(), uniqueForm()];
    for (const form of [one, one, two, two, three, four, one, four]) {
      const [held, mailed] = [await askLetter(victim, form), await askLetter(other, form)];
      expect([held.status, held.headers.get('retry-after')]).toEqual([
        mailed.status,
        mailed.headers.get('retry-after'),
      ]);
      expect((await held.text()).replaceAll(victim, other)).toBe(await mailed.text());
    }
    expect(product.mails.filter(({ to }) => to === victim)).toHaveLength(1);
    // What was held back left nothing but its places in the limits.
    const letters = [...(await allItems(table)).values()].filter(({ state }) => state === 'draft');
    expect(letters).toHaveLength(4);
  });

  test('when a scanner follows the link and submits the form, then nothing changes', async () => {
    await askLetter(victim);
    const path = notYouPath();
    for (const state of ['allowed', 'stopped']) {
      const before = await allItems(table);
      const { posted } = await scan(fetch, path);
      expect(posted).toContainEqual([path, 422]);
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await fetch(get(path, method));
      expect([state, await allItems(table)]).toEqual([state, before]);
      if (state === 'allowed') await confirm(path);
    }
  });

  test.each([
    ['en', 'Please tick the box first.', "This didn't come from the form on this page."],
    ['es', 'Marca antes la casilla', 'Esto no vino del formulario de esta página.'],
  ])('when it is not confirmed, then the page says so: %s', async (lang, tick, notFromPage) => {
    await askLetter(victim);
    const path = notYouPath();
    const { values, checkboxes } = formOf(await (await fetch(get(path))).text(), path);
    const { nonce = '' } = values;
    const before = await allItems(table);
    for (const [posted, status, message] of [
      [values, 422, tick],
      [{ ...values, sure: 'no' }, 422, tick],
      [{}, 422, tick],
      [{ ...checkboxes }, 409, notFromPage],
      [{ ...checkboxes, ...values, nonce: `${nonce}x` }, 409, notFromPage],
      [{ ...checkboxes, ...values, nonce: nonce.slice(1) }, 409, notFromPage],
      // The nonce of stopping does not allow.
      [{ ...checkboxes, ...values, emails: 'allow' }, 409, notFromPage],
    ] as const) {
      const answer = await fetch(post(`${path}?lang=${lang}`, posted));
      const html = await answer.text();
      expect([posted, answer.status, textOf(html).includes(message)]).toEqual([
        posted,
        status,
        true,
      ]);
      expect(html).toContain(`<html lang="${lang}">`);
      expect(html).not.toContain('checked');
      const asJson = await fetch(json(`${path}?lang=${lang}`, posted));
      expect(asJson.status).toBe(status);
    }
    expect(await allItems(table)).toEqual(before);
    const done = await fetch(json(path, { ...values, ...checkboxes }));
    expect([done.status, await done.json()]).toEqual([200, { kind: 'review', stopped: true }]);
    // A second click changes nothing.
    const again = await fetch(json(path, { ...values, ...checkboxes }));
    expect([again.status, await again.json()]).toEqual([200, { kind: 'review', stopped: true }]);
  });

  test("when its token is used elsewhere, or a letter's here, then nothing opens", async () => {
    await askLetter(victim);
    const [notYou, letter] = [notYouPath(), linkOf('letters')];
    const token = notYou.split('/')[2] ?? '';
    const secret = token.split('.')[1] ?? '';
    const id = letter.split('/')[2]?.split('.')[0] ?? '';
    for (const [path, status] of [
      [`/letters/${token}`, 404],
      [`/letters/${id}.${secret}`, 404],
      [`/contacts/${token}`, 410],
      [letter.replace('letters', 'not-you'), 404],
      [`${notYou.slice(0, -1)}x`, 404],
      ['/not-you/x', 404],
      [`${notYou}.`, 200],
    ] as const) {
      expect([path, (await fetch(get(path))).status]).toEqual([path, status]);
    }
    expect(JSON.stringify([...(await allItems(table))])).not.toContain(secret);
  });

  test('when everything is erased, then the stop stays, without an address', async () => {
    await askLetter(victim);
    const path = notYouPath();
    await confirm(path);
    await askContacts(victim);
    const erase = `${linkOf('contacts')}/erase`;
    const page = await (await fetch(get(erase))).text();
    expect(textOf(page)).toContain('“Not you?”');
    const { action, values, checkboxes } = formOf(page, '/erase');
    expect((await fetch(post(action, { ...values, ...checkboxes }))).status).toBe(200);
    now += DAY_MS;
    await askLetter(victim);
    expect(product.mails).toHaveLength(2);
    expect((await fetch(get(path))).status).toBe(200);
    expect(JSON.stringify([...(await allItems(table))])).not.toContain('victim');
  });

  test('when nothing was stopped for 90 days, then the link has expired', async () => {
    await askLetter(victim);
    const path = notYouPath();
    now += 90 * DAY_MS + 1000;
    expect((await fetch(get(path))).status).toBe(404);
  });
});
