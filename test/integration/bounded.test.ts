import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFromDecline } from '../../lambdas/core/contact/contact.ts';
import type { Decline } from '../../lambdas/core/decline/decline.ts';
import { MAX_OPEN_DRAFTS } from '../../lambdas/core/decline/open-drafts.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { actionNonce, tokenOf } from '../../lambdas/core/magic-link.ts';
import { eraseCandidate } from '../../lambdas/web/erase.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { confirmed, grantContactsLink } from '../support/contacts.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { type Draft, englishForm, newDraft, uniqueCandidate } from '../support/fixtures.ts';
import {
  declineTo,
  keepDraft,
  storeDraft,
  type WiredProduct,
  wireProduct,
} from '../support/harness.ts';
import { get, json, post, postForm } from '../support/requests.ts';
import { allItems, itemsAsText } from '../support/table.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LIMIT = 50;

describe.each(availableEmulators())('what is kept of a candidate, on %s', (kind) => {
  let table: TestTable;
  let product: WiredProduct;
  const clock = { now: Date.now() };
  beforeAll(async () => {
    table = await createTestTable(kind);
    product = wireProduct({ ...table, now: () => clock.now });
  });
  afterAll(() => table.close());

  const pathOf = ({ link }: Draft): string => `/letters/${tokenOf(link)}`;
  const formFor = (candidateEmail: string) => ({
    ...englishForm,
    candidateEmail,
    role: `Role ${randomUUID()}`,
  });
  const itemsOf = async (candidateEmail: string) =>
    (await itemsAsText(table)).filter(
      (item) => item.includes(candidateEmail) || item.includes(addressKey(candidateEmail)),
    );

  /** All items but the limits, which count every request. */
  const itemsButLimits = async () =>
    [...(await allItems(table))].filter(([key]) => !/^(?:LIMIT|SALT)#/.test(key));

  /** Stores drafts, each counted as open, as the form does. */
  const fill = async (candidateEmail: string, count: number): Promise<readonly Draft[]> => {
    const letters = Array.from({ length: count }, () =>
      newDraft({ candidateEmail, createdAt: clock.now }),
    );
    for (const { decline } of letters) {
      await product.store.create({ ...decline, linkMail: 'accepted' });
      expect(await product.store.open(decline, MAX_OPEN_DRAFTS)).toEqual({ kind: 'opened' });
    }
    return letters;
  };
  const openOne = (candidateEmail: string) =>
    product.store.open(newDraft({ candidateEmail, createdAt: clock.now }).decline, MAX_OPEN_DRAFTS);

  describe('open drafts', () => {
    test('when 120 are made at once, then exactly 50 are counted', async () => {
      const candidateEmail = uniqueCandidate();
      const answers = await Promise.all(Array.from({ length: 120 }, () => openOne(candidateEmail)));
      expect(answers.filter((answer) => answer.kind === 'opened')).toHaveLength(LIMIT);
      expect(answers.filter((answer) => answer.kind === 'full')).toHaveLength(120 - LIMIT);
    });

    test.each([
      ['en', "Several letters from this address haven't been sent yet.", 'in 47 hours'],
      [
        'es',
        'Hay varias cartas de esta dirección que aún no se han enviado.',
        'dentro de 47 horas',
      ],
    ])(
      'when there are 50, then the 51st is refused in %s, and leaves nothing',
      async (lang, text, when) => {
        const candidateEmail = uniqueCandidate();
        const [first] = await fill(candidateEmail, LIMIT);
        clock.now += HOUR_MS;
        if (first === undefined) throw new Error('There is no letter.');
        const another = `${pathOf(first)}/another?lang=${lang}`;
        const formPage = await product.web.fetch(get(another));
        const { nonce = '' } = formOf(await formPage.text(), '/another').values;
        const before = await itemsButLimits();
        const mails = product.mails.length;
        const form = formFor(candidateEmail);
        for (const request of [
          ...[post, json].map((send) => send(`/declines?lang=${lang}`, form)),
          ...[post, json].map((send) => send(another, { ...form, nonce })),
        ]) {
          const answer = await product.web.fetch(request);
          expect(answer.status).toBe(429);
          expect(Number(answer.headers.get('retry-after'))).toBe(47 * 60 * 60);
          const refusal = textOf(await answer.text());
          expect(refusal).toContain(text);
          expect(refusal).toContain(when);
        }
        expect([await itemsButLimits(), product.mails.length]).toEqual([before, mails]);

        // The candidate has the letters that are there, and may close one for another.
        const page = await product.web.fetch(get(`${pathOf(first)}?lang=en`));
        expect(page.status).toBe(200);
        const edited = { ...englishForm, role: 'Another role' };
        expect((await product.web.fetch(post(`${pathOf(first)}/edit`, edited))).status).toBe(303);
        await product.cancel(first.link);
        // The last ten places are for whoever has a link.
        const stranger = await product.web.fetch(json('/declines', formFor(candidateEmail)));
        expect(stranger.status).toBe(429);
        const owner = json(another, { ...formFor(candidateEmail), nonce });
        expect((await product.web.fetch(owner)).status).toBeLessThan(300);
        expect(await openOne(candidateEmail)).toMatchObject({ kind: 'full' });
      },
    );

    test('when one was sent or has expired, then another one may be made', async () => {
      const candidateEmail = uniqueCandidate();
      const [letter] = await fill(candidateEmail, LIMIT);
      clock.now += MINUTE_MS;
      if (letter) await product.send(letter.link, letter.decline.letterHash);
      expect(await openOne(candidateEmail)).toEqual({ kind: 'opened' });
      expect(await openOne(candidateEmail)).toMatchObject({ kind: 'full' });
      clock.now += 48 * HOUR_MS;
      for (let count = 0; count < LIMIT; count += 1)
        expect(await openOne(candidateEmail)).toEqual({ kind: 'opened' });
      expect(await openOne(candidateEmail)).toMatchObject({ kind: 'full' });
      // Long after, the item of the counts has expired, too.
      clock.now += 30 * 24 * HOUR_MS;
      expect(await openOne(candidateEmail)).toEqual({ kind: 'opened' });
    });

    test('when 50 are open, then an expired one still gets its fresh link, 60 times', async () => {
      const candidateEmail = uniqueCandidate();
      const [old] = await fill(candidateEmail, 1);
      clock.now += 49 * HOUR_MS;
      await fill(candidateEmail, LIMIT);
      if (old === undefined) throw new Error('There is no letter.');
      for (let count = 0; count < 60; count += 1) {
        const answer = await product.web.fetch(post(`${pathOf(old)}/fresh-link`, {}));
        expect(answer.status).toBe(303);
        clock.now += MINUTE_MS;
      }
      const counts = (await allItems(table)).get(`CANDIDATE#${addressKey(candidateEmail)} DRAFTS`);
      expect(counts?.['open']).toHaveProperty('size', LIMIT + 1);
      const stored = await product.store.find(old.decline.id);
      expect(stored?.priorLinkHashes).toHaveLength(50);
    });
  });

  describe('the history of a contact', () => {
    const past = (letter: Draft, at: number): Decline => ({
      ...letter.decline,
      state: 'sent',
      sentAt: at,
    });

    test('when 70 letters went to a person, in any order, then 50 are kept', async () => {
      const [candidateEmail, recruiterEmail] = [uniqueCandidate(), `${randomUUID()}@x.example`];
      const declines = Array.from({ length: 70 }, (_, index) =>
        past(newDraft({ candidateEmail, recruiterEmail }), 1_790_000_000_000 + index * HOUR_MS),
      );
      const [first] = declines;
      if (first) await product.contacts.prepare(first);
      // 0, 37, 4, 41, …: each number below 70 once.
      const order = declines.map((_, index) => declines[(index * 37) % 70]);
      for (const decline of [...order, ...order.slice(0, 5), ...declines.slice(0, 3)])
        if (decline) await product.contacts.record(contactFromDecline(decline, 0));
      const [contact] = await product.contacts.list(addressKey(candidateEmail));
      expect(contact?.declineId).toBe(declines[69]?.id);
      expect(new Set(contact?.history.map(({ declineId }) => declineId))).toEqual(
        new Set(declines.slice(20).map(({ id }) => id)),
      );
      expect(contact?.history).toHaveLength(50);
    });

    test('when 60 letters are recorded at once, then 50 are kept, each once', async () => {
      const [candidateEmail, recruiterEmail] = [uniqueCandidate(), `${randomUUID()}@x.example`];
      const declines = Array.from({ length: 60 }, (_, index) =>
        past(newDraft({ candidateEmail, recruiterEmail }), 1_790_000_000_000 + index * HOUR_MS),
      );
      const [first] = declines;
      if (first) await product.contacts.prepare(first);
      await Promise.all(
        [...declines, ...declines].map((decline) =>
          product.contacts.record(contactFromDecline(decline, 0)),
        ),
      );
      const [contact] = await product.contacts.list(addressKey(candidateEmail));
      const ids = contact?.history.map(({ declineId }) => declineId) ?? [];
      expect([ids.length, new Set(ids).size]).toEqual([50, 50]);
    });
  });

  describe('an erasing that takes several requests', () => {
    /**
     * A product whose clock moves half a second with each look at it: a request erases
     * some letters only.
     */
    const slow = () => {
      let now = clock.now;
      return wireProduct({
        ...table,
        now: () => {
          now += 500;
          return now;
        },
      });
    };
    const start = async () => {
      const candidateEmail = uniqueCandidate();
      const sent = await declineTo(product, { candidateEmail, createdAt: clock.now });
      const letters: Draft[] = [];
      for (let count = 0; count < 30; count += 1)
        letters.push(await storeDraft(product, { candidateEmail, createdAt: clock.now }));
      const path = await grantContactsLink(table, candidateEmail, {
        expiresAt: clock.now + 1000 * HOUR_MS,
      });
      return { candidateEmail, sent, letters, path, web: slow().web };
    };
    const isThere = async ({ decline }: Draft) =>
      (await product.store.find(decline.id)) !== undefined;

    test.each([
      ['en', 'Still erasing', 'Everything is erased'],
      ['es', 'Aún no está todo borrado', 'Todo está borrado'],
    ])(
      'when the time is up, then the page in %s says so, and its button goes on until all is gone',
      async (lang, still, done) => {
        const { candidateEmail, path, web } = await start();
        let page = await (await web.fetch(get(`${path}/erase?lang=${lang}`))).text();
        let left = (await itemsOf(candidateEmail)).length;
        let requests = 0;
        for (;;) {
          const answer = await web.fetch(postForm(page, '/erase'));
          requests += 1;
          page = await answer.text();
          if (answer.status === 200) break;
          expect([answer.status, textOf(page)]).toEqual([202, expect.stringContaining(still)]);
          expect(page).not.toMatch(/http-equiv|<script(?![^>]*src)/);
          // Each request is progress.
          const now = (await itemsOf(candidateEmail)).length;
          expect(now).toBeLessThan(left);
          left = now;
          // A reload, and the list, show the same.
          for (const url of [`${path}/erase?lang=${lang}`, `${path}?lang=${lang}`])
            expect(textOf(await (await web.fetch(get(url))).text())).toContain(still);
        }
        expect(requests).toBeGreaterThan(1);
        expect(textOf(page)).toContain(done);
        expect(await itemsOf(candidateEmail)).toEqual([]);
        expect((await web.fetch(get(path))).status).toBe(410);
      },
    );

    test('when a script erases, then 202 asks it to repeat the same request', async () => {
      const { candidateEmail, path, web } = await start();
      const statuses: number[] = [];
      do {
        const answer = await web.fetch(json(`${path}/erase`, confirmed(path)));
        statuses.push(answer.status);
        expect(await answer.json()).toMatchObject({ erased: answer.status === 200 });
      } while (statuses.at(-1) === 202);
      expect([statuses.length > 1, statuses.at(-1)]).toEqual([true, 200]);
      expect(await itemsOf(candidateEmail)).toEqual([]);
    });

    test('when it is not finished, then nothing leaves and nothing is recorded', async () => {
      const { candidateEmail, sent, letters, path, web } = await start();
      expect((await web.fetch(json(`${path}/erase`, confirmed(path)))).status).toBe(202);
      const [one, two] = await Promise.all(
        letters.map(async (letter) => ({
          letter,
          isLeft: await isThere(letter),
        })),
      ).then((all) => all.filter(({ isLeft }) => isLeft).map(({ letter }) => letter));
      if (one === undefined || two === undefined) throw new Error('No letters are left.');
      const mails = product.mails.length;

      const outcome = await product.send(one.link, one.decline.letterHash);
      expect(outcome).toMatchObject({ kind: 'erasing', decline: { state: 'draft' } });
      const stored = await product.store.find(one.decline.id);
      expect(stored).toMatchObject({ state: 'draft', attempts: 0 });
      expect(stored).not.toHaveProperty('confirmedAt');
      const byHand = { nonce: actionNonce(two.link.secret, two.link.id), sure: 'yes' };
      const answer = await product.web.fetch(post(`${pathOf(two)}/self-sent`, byHand));
      expect(answer.status).toBe(409);
      expect(await product.store.find(two.decline.id)).toMatchObject({ state: 'draft' });
      for (const lang of ['en', 'es']) {
        const form = formFor(candidateEmail);
        const refused = await product.web.fetch(post(`/declines?lang=${lang}`, form));
        expect(refused.status).toBe(409);
        expect(textOf(await refused.text())).toMatch(
          /can't start a new letter|no se puede crear otra carta/,
        );
        const another = `${pathOf(two)}/another?lang=${lang}`;
        const { nonce = '' } = formOf(
          await (await product.web.fetch(get(another))).text(),
          '/another',
        ).values;
        expect((await product.web.fetch(post(another, { ...form, nonce }))).status).toBe(409);
      }
      await product.contacts.record(contactFromDecline({ ...sent.decline, state: 'sent' }, 0));
      clock.now += 2 * MINUTE_MS;
      await product.sweep();
      await product.sendReminders();
      expect(await product.contacts.list(addressKey(candidateEmail))).toEqual([]);
      const later = product.mails.slice(mails);
      expect(later.filter(({ to }) => to === candidateEmail)).toEqual([]);
      expect(later.filter(({ tags }) => tags['kind'] === 'letter')).toEqual([]);

      const dependencies = { ...product, log: () => {} };
      expect(await eraseCandidate(dependencies, addressKey(candidateEmail))).toBe('erased');
      expect((await itemsOf(candidateEmail)).filter((item) => !item.includes('LINK#'))).toEqual([]);
      // Afterwards the candidate can start anew.
      await declineTo(product, { candidateEmail, createdAt: clock.now });
      expect(await product.contacts.list(addressKey(candidateEmail))).toHaveLength(1);
    });

    test('when one contact has many letters, then deleting it takes several requests', async () => {
      const candidateEmail = uniqueCandidate();
      const recruiterEmail = `${randomUUID()}@northwind.example`;
      await declineTo(product, { candidateEmail, recruiterEmail, createdAt: clock.now });
      for (let count = 0; count < 30; count += 1)
        await storeDraft(product, { candidateEmail, recruiterEmail, createdAt: clock.now });
      const other = await storeDraft(product, {
        candidateEmail,
        recruiterEmail: 'other@northwind.example',
        createdAt: clock.now,
      });
      const path = await grantContactsLink(table, candidateEmail, {
        expiresAt: clock.now + 1000 * HOUR_MS,
      });
      const { web } = slow();
      const statuses: number[] = [];
      do {
        const values = confirmed(path, recruiterEmail);
        statuses.push((await web.fetch(json(`${path}/delete`, values))).status);
      } while (statuses.at(-1) === 202);
      expect([statuses.length > 1, statuses.at(-1)]).toEqual([true, 200]);
      const left = await itemsOf(candidateEmail);
      expect(left.filter((item) => item.includes(recruiterEmail))).toEqual([]);
      expect(left.filter((item) => item.includes(addressKey(recruiterEmail)))).toEqual([]);
      expect(await isThere(other)).toBe(true);
    });
  });

  describe('an export that is larger than an answer may be', () => {
    const longNote = '“Ñandú” '.repeat(50);

    test('when there are 450 drafts, then the parts are complete, and each is small', async () => {
      const candidateEmail = uniqueCandidate();
      await declineTo(product, { candidateEmail, createdAt: clock.now });
      const ids = new Set<string>();
      for (let count = 0; count < 450; count += 1) {
        const { decline } = newDraft({
          candidateEmail,
          personalNote: longNote,
          createdAt: clock.now,
        });
        ids.add(decline.id);
        await keepDraft(product.store, decline);
      }
      const path = await grantContactsLink(table, candidateEmail, {
        expiresAt: clock.now + 1000 * HOUR_MS,
      });
      const page = await (await product.web.fetch(get(`${path}/export?lang=en`))).text();
      const links = [...page.matchAll(/href="([^"]*export\.json[^"]*)"/g)].map(([, href = '']) =>
        href.replaceAll('&amp;', '&'),
      );
      expect(links).toHaveLength(3);
      expect(textOf(page)).toContain('Part 1 of 3');
      const readAll = async (urls: AsyncIterable<string> | Iterable<string>) => {
        const found: string[] = [];
        let contacts = 0;
        for await (const url of urls) {
          const answer = await product.web.fetch(get(url));
          const body = await answer.text();
          expect([url, answer.status, body.slice(0, 20)]).toEqual([
            url,
            200,
            expect.stringContaining('exportedAt'),
          ]);
          expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(5_000_000);
          const data: { contacts: object[]; letters: { id: string }[]; part: object } =
            JSON.parse(body);
          expect(data.part).toMatchObject({ of: 3 });
          found.push(...data.letters.map(({ id }) => id));
          contacts += data.contacts.length;
        }
        return { found, contacts };
      };
      const byPage = await readAll(links);
      expect([byPage.found.length, byPage.contacts]).toEqual([451, 1]);
      expect([...ids].filter((id) => !byPage.found.includes(id))).toEqual([]);

      /** Follows the header `Link`, as a script does. */
      async function* chain() {
        let url: string | undefined = `${path}/export.json`;
        while (url !== undefined) {
          yield url;
          const link = (await product.web.fetch(get(url))).headers.get('link');
          url = /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];
        }
      }
      const byLink = await readAll(chain());
      expect(byLink.found).toEqual(byPage.found);
      const first = await product.web.fetch(get(`${path}/export.json`));
      expect(first.headers.get('content-disposition')).toContain('contacts-1-of-3.json');
      // The other files are small.
      const csv = await product.web.fetch(get(`${path}/export.csv`));
      expect(csv.headers.get('content-disposition')).toContain('"open-door-contacts.csv"');
    });
  });
});
