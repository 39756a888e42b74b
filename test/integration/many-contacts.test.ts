import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import type { Contact } from '../../lambdas/core/contact/contact.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { MAX_ANSWER_BYTES } from '../../lambdas/core/export/answer-size.ts';
import { exportFormatNames } from '../../lambdas/core/export/export-formats.ts';
import { print } from '../faults/figures.ts';
import { textOf } from '../journey/http-driver.ts';
import { confirmed, grantContactsLink } from '../support/contacts.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { uniqueCandidate } from '../support/fixtures.ts';
import { wireProduct } from '../support/harness.ts';
import { storeContacts } from '../support/many-contacts.ts';
import { meteredClient } from '../support/metered-client.ts';
import { get, json, post, postForm } from '../support/requests.ts';

/** More than the parts of an export that one request can know, and six windows. */
const MANY = 2600;
/**
 * How many contacts the candidate has whose capacity units are counted. dynalite is
 * slower, so it gets fewer.
 */
const MOST = { dynalite: MANY, 'dynamodb-local': 10_000 } as const;

describe.each(availableEmulators())('a candidate with many contacts, on %s', (kind) => {
  const many: number = MANY;
  const last = `findme-${many - 1}`;
  const candidateEmail = uniqueCandidate();
  let table: TestTable;
  let path: string;
  /** The ids of all contacts, in their order. */
  let ids: readonly string[];
  beforeAll(async () => {
    table = await createTestTable(kind);
    await storeContacts(table, many, {
      candidateEmail,
      changesOf: (index, address) => ({
        person: { name: `Dana Lee ${index}`, address },
        company: `findme-${index}`,
        // Due today or earlier, so that they stand first.
        ...(index % 100 === 0 && { reconnectOn: '2026-01-15' }),
      }),
    });
    path = await grantContactsLink(table, candidateEmail);
    ids = (await wireProduct(table).contacts.list(addressKey(candidateEmail))).map(({ id }) => id);
    expect(ids).toHaveLength(many);
  }, 300_000);
  afterAll(() => table.close());

  const open = async (url: string): Promise<string> => {
    const answer = await wireProduct(table).web.fetch(get(url));
    expect([url, answer.status]).toEqual([url, 200]);
    return answer.text();
  };
  const cardsIn = (html: string): string[] =>
    parse(html)
      .querySelectorAll('article')
      .map(({ id }) => id.replace('contact-', ''));
  /** The link of a page with this text. */
  const linkOf = (html: string, text: string): string | undefined =>
    parse(html)
      .querySelectorAll('main a')
      .find((link) => link.text.trim() === text)
      ?.getAttribute('href');

  test('when they are listed, then a page costs the same as with few', async () => {
    const { client, meter } = meteredClient(table.endpoint);
    onTestFinished(() => client.destroy());
    const { web } = wireProduct({ client, tableName: table.tableName });
    const few = uniqueCandidate();
    // One window: what more contacts may not exceed.
    await storeContacts(table, 520, { candidateEmail: few });
    const pathOfFew = await grantContactsLink(table, few);
    const costOf = async (request: Request): Promise<number> => {
      meter.units = 0;
      expect((await web.fetch(request)).status).toBe(200);
      return meter.units;
    };
    const measure = async (of: string) => ({
      list: await costOf(get(of)),
      'page 5': await costOf(get(`${of}?from=200`)),
      'another group': await costOf(get(`${of}?after=${'8'.repeat(22)}`)),
      'a search that finds': await costOf(get(`${of}?words=dana`)),
    });
    const busy = uniqueCandidate();
    await storeContacts(table, MOST[kind], { candidateEmail: busy });
    const pathOfBusy = await grantContactsLink(table, busy);
    const [withFew, withMany] = [await measure(pathOfFew), await measure(pathOfBusy)];
    const search = await costOf(get(`${pathOfBusy}?words=nobody-has-this`));
    print(`capacity units on ${kind}, with 520 and ${MOST[kind]} contacts of the candidate:`);
    for (const [name, units] of Object.entries(withMany))
      print(
        `  ${name}  ${Object.entries(withFew).find(([other]) => other === name)?.[1]}  ${units}`,
      );
    print(`  a search that finds nobody  ${search}`);
    // The items differ by a few characters.
    for (const [name, units] of Object.entries(withFew)) {
      const now = Object.entries(withMany).find(([other]) => other === name)?.[1];
      if (name !== 'another group') expect(now).toBeLessThan(units * 1.1);
      expect(now).toBeLessThan(150);
    }
    expect(search).toBeLessThan(600);
  });

  test.each([
    ['en', 'Next part', 'Previous part', /500 in this part/],
    ['es', 'Parte siguiente', 'Parte anterior', /500 en esta parte/],
  ])(
    'when the links are followed in %s, then each group comes once, there and back',
    async (lang, next, previous, count) => {
      let html = await open(`${path}?lang=${lang}`);
      expect(textOf(html)).toMatch(count);
      const forwards = [cardsIn(html)];
      for (let url = linkOf(html, next); url !== undefined; url = linkOf(html, next)) {
        html = await open(url);
        forwards.push(cardsIn(html));
      }
      expect(forwards).toHaveLength(Math.ceil(many / 500));
      expect(new Set(forwards.flat()).size).toBe(forwards.flat().length);
      const backwards = [cardsIn(html)];
      for (let url = linkOf(html, previous); url !== undefined; url = linkOf(html, previous)) {
        html = await open(url);
        backwards.push(cardsIn(html));
      }
      expect(backwards.reverse()).toEqual(forwards);
      expect(html).toContain(`<html lang="${lang}">`);
    },
    120_000,
  );

  test('when all pages of a group are followed, then each comes once, due first', async () => {
    let html = await open(path);
    const shown = cardsIn(html);
    for (let page = 2; page <= 10; page += 1) {
      html = await open(linkOf(html, 'Next') ?? '');
      shown.push(...cardsIn(html));
    }
    expect(linkOf(html, 'Next')).toBeUndefined();
    expect([...shown].sort()).toEqual([...ids.slice(0, 500)].sort());
    const { contacts } = await wireProduct(table).contacts.window(addressKey(candidateEmail));
    const due = contacts.filter(({ reconnectOn }) => reconnectOn === '2026-01-15');
    expect(due.length).toBeGreaterThan(0);
    expect(new Set(shown.slice(0, due.length))).toEqual(new Set(due.map(({ id }) => id)));
  });

  test('when one is searched for, then the links lead to it', async () => {
    let html = await open(`${path}?lang=en&words=${last}`);
    let pages = 1;
    while (cardsIn(html).length === 0) {
      expect(textOf(html)).toContain('Nobody in this part matches that.');
      const next = linkOf(html, 'Next part');
      if (next === undefined) throw new Error('It was not found.');
      html = await open(next);
      pages += 1;
    }
    expect(textOf(html)).toContain(last);
    expect(textOf(html)).toMatch(/1 of \d+ in this part/);
    expect(pages).toBeLessThanOrEqual(Math.ceil(many / 2000));
    // The link back to everyone.
    expect(cardsIn(await open(linkOf(html, 'Show everyone') ?? ''))).toHaveLength(50);
  });

  test('when nobody is found in any group, then the links end, and the page says so', async () => {
    let html = await open(`${path}?lang=en&words=nobody-has-this`);
    for (let url = linkOf(html, 'Next part'); url !== undefined; ) {
      html = await open(url);
      url = linkOf(html, 'Next part');
    }
    expect(textOf(html)).toMatch(/Nobody (?:here|in this part) matches that\./);
  });

  test('when an action is on one of another group, then its page shows that one', async () => {
    const id = ids.at(-1) ?? '';
    const { web } = wireProduct(table);
    const { nonce } = confirmed(path, `x`);
    const person = parse(await open(`${path}?after=${ids.at(-3)}`)).querySelector(`#contact-${id}`);
    if (person === null) throw new Error('The contact is not in the last group.');
    // The nonce of another contact: refused, and only this contact is shown.
    const refused = await web.fetch(
      post(`${path}/note`, { contact: id, nonce: nonce ?? '', note: 'x' }),
    );
    expect([refused.status, cardsIn(await refused.text())]).toEqual([409, [id]]);
    const form = person.querySelector('form[action*="/note"] [name="nonce"]');
    const own = form?.getAttribute('value') ?? '';
    const done = await web.fetch(post(`${path}/note`, { contact: id, nonce: own, note: 'A note' }));
    expect(done.status).toBe(303);
    expect(textOf(await open(done.headers.get('location') ?? ''))).toContain('The note is saved.');
  });

  test.each([
    'after=x',
    `after=${'a'.repeat(23)}`,
    'before=',
    `before=${'~'.repeat(22)}`,
    `after=${'*'.repeat(22)}`,
    'after=%00',
    'from=99999999',
    'from=-1',
    `words=${'x'.repeat(5000)}`,
  ])('when the query is %s, then the page is there', async (query) => {
    expect(textOf(await open(`${path}?lang=en&${query}`))).toContain('in this part');
  });

  test('when a place is beyond the last contact, then a link leads back', async () => {
    const html = await open(`${path}?lang=en&after=${'z'.repeat(22)}`);
    const back = linkOf(html, 'Previous part');
    expect(cardsIn(await open(back ?? '')).length).toBeGreaterThan(0);
    const before = await open(`${path}?lang=en&before=${'-'.repeat(22)}`);
    const next = linkOf(before, 'Next part');
    expect(cardsIn(await open(next ?? '')).length).toBeGreaterThan(0);
  });

  const contactsSchema = z.object({ contacts: z.array(z.object({ id: z.string() })) });
  /** The ids of the contacts in a file, or for the other formats their number. */
  const contactsIn = (format: string, body: string): readonly string[] => {
    if (format === 'json')
      return contactsSchema.parse(JSON.parse(body)).contacts.map(({ id }) => id);
    const pattern = { csv: /person-\d+-\w+@/g, vcf: /^EMAIL.*$/gm, ics: /^UID.*$/gm }[format];
    return body.replaceAll('\r\n ', '').match(pattern ?? /$^/) ?? [];
  };

  test.each(exportFormatNames)(
    'when %s is taken away, then all contacts are in its parts, each once',
    async (format) => {
      const { client, meter } = meteredClient(table.endpoint);
      onTestFinished(() => client.destroy());
      const { web } = wireProduct({ client, tableName: table.tableName });
      const read = async (url: string) => {
        meter.units = 0;
        const answer = await web.fetch(get(url));
        const body = await answer.text();
        expect([url, answer.status]).toEqual([url, 200]);
        expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(MAX_ANSWER_BYTES);
        // The first part is read twice: to see whether it is the only one.
        expect(meter.units).toBeLessThan(1600);
        return { body, link: answer.headers.get('link') };
      };
      // As a script goes on: by the header.
      const byHeader: string[] = [];
      let url: string | undefined = `${path}/export.${format}`;
      while (url !== undefined) {
        const { body, link } = await read(url);
        byHeader.push(...contactsIn(format, body));
        url = /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];
      }
      expect([byHeader.length, new Set(byHeader).size]).toEqual([many, many]);
      // As a person goes on: by the pages with the parts.
      const byPage: string[] = [];
      const names: string[] = [];
      let page: string | undefined = `${path}/export?lang=en`;
      while (page !== undefined) {
        const html = await open(page);
        for (const link of parse(html).querySelectorAll(`a[href*="export.${format}?"]`)) {
          names.push(link.getAttribute('download') ?? '');
          const { body } = await read((link.getAttribute('href') ?? '').replaceAll('&amp;', '&'));
          byPage.push(...contactsIn(format, body));
        }
        page = linkOf(html, 'The parts after these')?.replaceAll('&amp;', '&');
      }
      expect([...byPage].sort()).toEqual([...byHeader].sort());
      expect(new Set(names).size).toBe(names.length);
      expect(names[1]).toBe(`open-door-contacts-2.${format}`);
    },
    120_000,
  );
});

describe.each(availableEmulators())('an action on all of 620 contacts, on %s', (kind) => {
  const many = 620;
  let table: TestTable;
  beforeAll(async () => {
    table = await createTestTable(kind);
  });
  afterAll(() => table.close());

  async function start() {
    const candidateEmail = uniqueCandidate();
    await storeContacts(table, many, { candidateEmail });
    const path = await grantContactsLink(table, candidateEmail);
    let now = Date.now();
    // The clock moves with each look at it: a request changes about 200 contacts.
    const { web } = wireProduct({
      ...table,
      now: () => {
        now += 5000 / 200;
        return now;
      },
    });
    const { contacts } = wireProduct(table);
    return { path, web, list: () => contacts.list(addressKey(candidateEmail)) };
  }
  const zonesOf = (all: readonly Contact[]) => new Set(all.map(({ timeZone }) => timeZone));

  test.each([
    ['en', 'Nobody here matches that.', 'Show everyone'],
    ['es', 'Nadie coincide con eso.', 'Mostrar todas'],
  ])(
    'when all were searched and nobody is found, then it says so in %s',
    async (lang, none, all) => {
      const { path, web } = await start();
      const html = await (await web.fetch(get(`${path}?lang=${lang}&words=nobody-here`))).text();
      expect(textOf(html)).toContain(`${none} ${all}`);
      expect(parse(html).querySelector('nav.links')).toBeNull();
    },
  );

  test('when a time zone takes several requests, then the page goes on until the end', async () => {
    const { path, web, list } = await start();
    let html = await (await web.fetch(get(`${path}?lang=en`))).text();
    let answer: Response;
    let requests = 0;
    do {
      const submitted = requests === 0 ? { timeZone: 'Europe/Madrid' } : {};
      answer = await web.fetch(postForm(html, '/time-zone', submitted));
      if (answer.status === 202) {
        html = await answer.text();
        expect(textOf(html)).toContain("isn't saved for all of them yet");
      }
      requests += 1;
    } while (answer.status === 202);
    expect([answer.status, requests > 1]).toEqual([303, true]);
    expect(zonesOf(await list())).toEqual(new Set(['Europe/Madrid']));
  }, 120_000);

  test('when a script sets a time zone, then each answer says where to go on', async () => {
    const { path, web, list } = await start();
    let next = `${path}/time-zone`;
    const statuses: number[] = [];
    do {
      const values = { ...confirmed(path), timeZone: 'Europe/Lisbon' };
      const answer = await web.fetch(json(next, values));
      statuses.push(answer.status);
      const body = z.object({ next: z.optional(z.string()) }).parse(await answer.json());
      next = body.next ?? '';
    } while (statuses.at(-1) === 202);
    expect([statuses.at(-1), statuses.length > 1]).toEqual([200, true]);
    expect(zonesOf(await list())).toEqual(new Set(['Europe/Lisbon']));
  }, 120_000);

  test('when stopping all reminders takes several requests, then the button goes on', async () => {
    const { path, web, list } = await start();
    let html = await (await web.fetch(get(`${path}/unsubscribe?lang=en`))).text();
    let answer: Response;
    let left: number = many;
    let requests = 0;
    do {
      answer = await web.fetch(postForm(html, '/unsubscribe'));
      html = await answer.text();
      requests += 1;
      const reminders = (await list()).filter(
        ({ reconnectOn }) => reconnectOn !== undefined,
      ).length;
      // Each request is progress.
      expect(reminders).toBeLessThan(left);
      left = reminders;
      if (answer.status === 202) expect(textOf(html)).toContain('some are left');
    } while (answer.status === 202);
    expect([answer.status, left, requests > 1]).toEqual([200, 0, true]);
    expect(textOf(html)).toContain('No more reminders');
  }, 120_000);
});
