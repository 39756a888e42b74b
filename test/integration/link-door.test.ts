import { beforeEach, describe, expect, test } from 'vitest';
import { Table } from '../../lambdas/aws/table.ts';
import type { LinkLimits } from '../../lambdas/core/limits/link-limits.ts';
import { linkMailboxId } from '../../lambdas/core/limits/mailbox-stops.ts';
import type { SendResult } from '../../lambdas/core/mail/mail.ts';
import { print } from '../faults/figures.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { uniqueForm } from '../support/fixtures.ts';
import { MINUTE_MS, type WiredProduct, wireProduct } from '../support/harness.ts';
import { linkDoorOn, usualLinks } from '../support/link-door.ts';
import { get, json, post } from '../support/requests.ts';
import { allItems } from '../support/table.ts';

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const refused: SendResult = { kind: 'not-sent', retry: 'never', code: 'MessageRejected' };
const accepted: SendResult = { kind: 'accepted', messageId: 'm' };

/** What Lambda passes with a request from this address. */
const from = (sourceIp: string) => ({ requestContext: { http: { sourceIp } } });

describe.each(availableEmulators())('the link door on %s', (kind) => {
  let table: TestTable;
  let now: number;
  let answer: SendResult;
  let product: WiredProduct;
  const wire = (links: LinkLimits, trustedProxyHops = 0) =>
    wireProduct({
      ...table,
      now: () => now,
      links,
      trustedProxyHops,
      answer: async () => answer,
    });
  beforeEach(async () => {
    now = Date.parse('2026-11-26T12:00:00Z');
    answer = accepted;
    table = await createTestTable(kind);
    product = wire(usualLinks);
    return () => table.close();
  });

  /** Posts a form that no other test posts, as JSON. */
  const ask = async (candidateEmail: string, source = '192.0.2.1', wired = product) =>
    wired.web.fetch(json('/declines', { ...uniqueForm(), candidateEmail }), from(source));
  const statusOf = async (response: Promise<Response>) => (await response).status;

  test('when a client attacks a mailbox, as in issue 11, then few emails leave', async () => {
    const rows: string[][] = [];
    /** Runs an attack, and counts its requests, emails and answers. */
    const attack = async (
      name: string,
      before: number,
      requests: readonly (() => Promise<Response>)[],
    ) => {
      const mailed = product.mails.length;
      const statuses = [];
      for (const request of requests) statuses.push((await request()).status);
      const after = product.mails.length - mailed;
      rows.push([name, String(requests.length), String(before), String(after)]);
      return { after, statuses };
    };
    const minute = await attack(
      '1,069 forms in 60 s',
      1069,
      Array.from({ length: 1069 }, (_, index) => () => {
        now = Date.parse('2026-11-26T12:00:00Z') + Math.floor((index * 60_000) / 1069);
        return ask('victim@candidates.example', `192.0.2.${index % 250}`);
      }),
    );
    const form = { ...uniqueForm(), candidateEmail: 'json@candidates.example' };
    const same = await attack(
      'the same JSON 20 times',
      20,
      Array.from({ length: 20 }, () => async () => product.web.fetch(json('/declines', form))),
    );
    const tags = await attack(
      "40 +tags at the contacts' link",
      40,
      Array.from(
        { length: 40 },
        (_, index) => async () =>
          product.web.fetch(
            json('/contacts/link', { candidateEmail: `v+${index}@candidates.example` }),
          ),
      ),
    );
    const spellings = await attack(
      '60 forms in 41 spellings',
      60,
      Array.from(
        { length: 60 },
        (_, index) => () =>
          ask(index % 41 === 0 ? 'D.Lee@googlemail.com' : `d.l.ee+${index % 41}@gmail.com`),
      ),
    );
    print('attack | requests | emails before | emails now');
    for (const row of rows) print(row.join(' | '));
    expect([minute.after, same.after, tags.after, spellings.after]).toEqual([3, 1, 1, 3]);
    expect(new Set(same.statuses)).toEqual(new Set([202]));
    expect(new Set(tags.statuses)).toEqual(new Set([202]));
    expect(minute.statuses.filter((status) => status === 429)).toHaveLength(1066);
  }, 600_000);

  test.each([
    ['en', 'Several links have been requested for this address already', 'in 1 minute'],
    ['es', 'Ya se pidieron varios enlaces para esta dirección', 'dentro de 1 minuto'],
  ])(
    'when a mailbox is full, then the page keeps the form and says when: %s',
    async (lang, why, when) => {
      const candidateEmail = 'full@candidates.example';
      for (let count = 0; count < 3; count += 1) await ask(candidateEmail);
      const stored = async () =>
        [...(await allItems(table)).keys()].filter((key) => !key.startsWith('LIMIT#'));
      const before = await stored();
      const form = { ...uniqueForm(), candidateEmail };
      const page = await product.web.fetch(post(`/declines?lang=${lang}`, form), from('192.0.2.1'));
      expect([page.status, page.headers.get('retry-after')]).toEqual([429, '60']);
      const html = await page.text();
      expect(textOf(html)).toContain(why);
      expect(textOf(html)).toContain(when);
      expect(formOf(html, '/declines').values['peopleToThank']).toBe(form.peopleToThank);
      const asJson = await product.web.fetch(
        json(`/declines?lang=${lang}`, form),
        from('192.0.2.1'),
      );
      expect(asJson.status).toBe(429);
      expect(await asJson.json()).toEqual({
        errors: [{ field: '', message: expect.stringContaining(when) }],
      });
      expect(await stored()).toEqual(before);
      expect(product.mails).toHaveLength(3);
      // Not earlier than it says, and not later.
      now += 59_000;
      expect(await statusOf(ask(candidateEmail))).toBe(429);
      now += 1000;
      expect(await statusOf(ask(candidateEmail))).toBe(202);
    },
  );

  test('when one asks for days, then no 24 hours have more than 20 emails', async () => {
    const mailedAt: number[] = [];
    for (const end = now + 2.5 * DAY_MS; now < end; ) {
      const response = await ask('greedy@candidates.example', `192.0.2.${mailedAt.length}`);
      if (response.status === 202) mailedAt.push(now);
      now += Math.max(Number(response.headers.get('retry-after') ?? 0) * 1000, MINUTE_MS);
    }
    const most = Math.max(
      ...mailedAt.map(
        (at) => mailedAt.filter((other) => other >= at && other < at + DAY_MS).length,
      ),
    );
    expect(most).toBeLessThanOrEqual(20);
    expect(most).toBeGreaterThan(17);
  });

  test('when SES refuses the email, then its places are given back', async () => {
    answer = refused;
    for (let count = 0; count < 5; count += 1) {
      expect(await statusOf(ask('refused@candidates.example'))).toBe(503);
    }
    answer = accepted;
    for (const status of [202, 202, 202, 429]) {
      expect(await statusOf(ask('refused@candidates.example'))).toBe(status);
    }
    const keys = [...(await allItems(table)).keys()];
    expect(keys.filter((key) => key.includes('NOT-YOU#'))).toHaveLength(3);
  });

  test('when SES gives no clear answer, then its place stays taken', async () => {
    answer = { kind: 'cannot-know', code: 'TimeoutError' };
    for (const status of [503, 503, 503, 429]) {
      expect(await statusOf(ask('lost@candidates.example'))).toBe(status);
    }
  });

  test('when a fresh link is requested, then it counts for the mailbox', async () => {
    const candidateEmail = 'fresh@candidates.example';
    await ask(candidateEmail);
    const path = new URL(/https\S+\/letters\/\S+/.exec(product.mails[0]?.text ?? '')?.[0] ?? '')
      .pathname;
    now += 49 * HOUR_MS;
    for (let count = 0; count < 3; count += 1) await ask(candidateEmail);
    const full = await product.web.fetch(post(`${path}/fresh-link`, {}), from('192.0.2.1'));
    expect([full.status, full.headers.get('retry-after')]).toEqual([429, '60']);
    now += MINUTE_MS;
    const fresh = await product.web.fetch(post(`${path}/fresh-link`, {}), from('192.0.2.1'));
    expect(fresh.status).toBe(303);
    expect(product.mails).toHaveLength(5);
  });

  test('when everything is erased, then no limit is reset', async () => {
    const candidateEmail = 'erased@candidates.example';
    for (let count = 0; count < 3; count += 1) await ask(candidateEmail);
    await product.web.fetch(json('/contacts/link', { candidateEmail }), from('192.0.2.1'));
    const link = /\/contacts\/[\w-]+\.[\w-]+/.exec(product.mails.at(-1)?.text ?? '')?.[0] ?? '';
    const page = await (await product.web.fetch(get(`${link}/erase`))).text();
    const { action, values, checkboxes } = formOf(page, '/erase');
    expect((await product.web.fetch(post(action, { ...values, ...checkboxes }))).status).toBe(200);
    expect(await statusOf(ask(candidateEmail))).toBe(429);
    await product.web.fetch(json('/contacts/link', { candidateEmail }), from('192.0.2.1'));
    expect(product.mails).toHaveLength(4);
  });

  test('when a stranger uses spellings that are not allowed, then the owner writes', async () => {
    for (const allowed of ['ana@gmail.com', 'gmail.com']) {
      const address = `ana${allowed.length}@gmail.com`;
      const wired = wireProduct({
        ...table,
        now: () => now,
        links: usualLinks,
        allowed: allowed === 'gmail.com' ? allowed : address,
      });
      for (let index = 0; index < 25; index += 1) {
        const other = `a.na${allowed.length}+${index}@googlemail.com`;
        await ask(other, `198.51.100.${index}`, wired);
        await wired.web.fetch(json('/contacts/link', { candidateEmail: other }));
      }
      expect(wired.mails).toEqual([]);
      expect((await ask(address, '192.0.2.7', wired)).status).toBe(202);
      await wired.web.fetch(json('/contacts/link', { candidateEmail: address }));
      expect(wired.mails.map(({ to }) => to)).toEqual([address, address]);
    }
  });

  test.each([
    ['allowed', 'twice@candidates.example'],
    ['not allowed', 'twice@elsewhere.example'],
  ])('when the same form is posted 10 times at once, then each is accepted: %s', async (_, to) => {
    const wired = wireProduct({
      ...table,
      now: () => now,
      links: usualLinks,
      allowed: 'candidates.example',
    });
    const form = { ...uniqueForm(), candidateEmail: to };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => wired.web.fetch(json('/declines', form))),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(wired.mails.length).toBe(to.includes('candidates') ? 1 : 0);
  });

  test('when an email was held back, then it leaves once it may', async () => {
    const form = { ...uniqueForm(), candidateEmail: 'later@private.example' };
    const wireFor = (allowed: string) =>
      wireProduct({ ...table, now: () => now, links: usualLinks, allowed });
    const post = async (wired: WiredProduct) =>
      (await wired.web.fetch(json('/declines', form))).status;
    const before = wireFor('candidates.example');
    expect([await post(before), await post(before), before.mails.length]).toEqual([202, 202, 0]);
    const after = wireFor('candidates.example,later@private.example');
    expect([await post(after), await post(after), after.mails.length]).toEqual([202, 202, 1]);
  });

  test('when a form is posted twice at once and is refused, then both answers say so', async () => {
    for (let index = 0; index < 3; index += 1) await ask('double@candidates.example');
    const form = { ...uniqueForm(), candidateEmail: 'double@candidates.example' };
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => product.web.fetch(json('/declines', form))),
    );
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 429]);
  });

  test('when unlisted addresses are asked for, then they use up no share', async () => {
    const strict = wireProduct({
      ...table,
      now: () => now,
      links: usualLinks,
      allowed: 'candidates.example',
      quota: { sendRate: 14, dailyQuota: 200 },
    });
    for (let index = 0; index < 30; index += 1) {
      expect((await ask(`n${index}@elsewhere.example`, '192.0.2.60', strict)).status).toBe(202);
    }
    expect((await ask('owner@candidates.example', '192.0.2.61', strict)).status).toBe(202);
    expect(strict.mails).toHaveLength(1);
  });

  test('when requests are refused, then they leave only the limit of their network', async () => {
    for (let index = 0; index < 3; index += 1) await ask('full@candidates.example');
    const strict = wireProduct({
      ...table,
      now: () => now,
      links: usualLinks,
      allowed: 'candidates.example',
      quota: { sendRate: 1, dailyQuota: 10 },
    });
    await ask('any@candidates.example', '192.0.2.50', strict);
    await ask('any@candidates.example', '192.0.2.50', strict);
    const before = await allItems(table);
    for (let index = 0; index < 5; index += 1) {
      // The mailbox is full; the share of links is used up; sending is stopped.
      expect((await ask('full@candidates.example', `203.0.113.${index}`)).status).toBe(429);
      for (const to of [`n${index}@candidates.example`, `n${index}@elsewhere.example`]) {
        expect((await ask(to, `203.0.113.${index}`, strict)).status).toBe(503);
      }
    }
    await product.sendDoor.killSwitch.turn(true);
    for (const to of ['x@candidates.example', 'x@elsewhere.example']) {
      expect((await ask(to, '203.0.113.9')).status).toBe(503);
    }
    const after = await allItems(table);
    after.delete('SWITCH SENDING');
    expect(after).toEqual(before);
  });

  test('when SES refuses for an hour, then a stranger cannot lock the owner out', async () => {
    answer = { kind: 'not-sent', retry: 'backoff', code: 'Throttling' };
    for (let index = 0; index < 60; index += 1) {
      await ask('owner@candidates.example', `198.51.100.${index}`);
    }
    // Each of them counts for its network, so that the calls to SES have an end.
    const statuses = [];
    for (let index = 0; index < 60; index += 1) {
      statuses.push((await ask(`made-up${index}@candidates.example`)).status);
    }
    expect(statuses.filter((status) => status === 503)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    now += 60 * 60_000;
    answer = accepted;
    const mails = product.mails.length;
    expect((await ask('owner@candidates.example', '192.0.2.9')).status).toBe(202);
    expect(product.mails).toHaveLength(mails + 1);
  }, 600_000);

  test('when the drafts are full, then the share of links is not used up', async () => {
    const strict = wireProduct({
      ...table,
      now: () => now,
      links: { ...usualLinks, perMailboxDay: 1000, perNetworkHour: 1000 },
      quota: { sendRate: 100, dailyQuota: 1000 },
    });
    const statuses = [];
    for (let index = 0; index < 140; index += 1) {
      now += 2000;
      statuses.push((await ask('many@candidates.example', '192.0.2.3', strict)).status);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(40);
    expect(statuses.slice(40).every((status) => status === 429)).toBe(true);
    for (let index = 0; index < 50; index += 1) {
      now += 2000;
      expect((await ask(`n${index}@candidates.example`, '192.0.2.4', strict)).status).toBe(202);
    }
  }, 600_000);

  describe('one network', () => {
    /** Asks for links to different mailboxes until one is refused. */
    async function askUntilFull(source: (index: number) => object, wired = product) {
      for (let index = 0; ; index += 1) {
        const form = { ...uniqueForm(), candidateEmail: `n${index}.${now}@candidates.example` };
        const request = json('/declines', form);
        const forged = new Headers(request.headers);
        forged.set('x-forwarded-for', `203.0.113.${index}`);
        const response = await wired.web.fetch(
          new Request(request, { headers: forged }),
          source(index),
        );
        if (response.status !== 202) return { index, response };
        expect(index).toBeLessThan(500);
      }
    }

    test.each([
      ['is one IPv4 address, with forged headers', () => from('198.51.100.9')],
      ['rotates its IPv6 addresses', (index: number) => from(`2001:db8:7:7::${index + 1}`)],
      ['has no address', () => ({})],
      [
        'is the socket of the local server',
        () => ({ incoming: { socket: { remoteAddress: '::ffff:198.51.100.8' } } }),
      ],
    ])('when it %s, then it is refused after its share', async (_what, source) => {
      const { index, response } = await askUntilFull(source);
      expect([index, response.status]).toEqual([30, 429]);
      expect(Number(response.headers.get('retry-after'))).toBe(120);
      expect(JSON.stringify(await response.json())).toContain('from your internet connection');
      // Another network is not affected.
      expect(await statusOf(ask('other@candidates.example', '198.51.100.77'))).toBe(202);
    });

    test('when the UTC day changes, then the network has no second burst', async () => {
      now = Date.parse('2026-11-26T23:59:00Z');
      const day = Date.parse('2026-11-27T00:00:00Z');
      expect((await askUntilFull(() => from('198.51.100.5'))).index).toBe(30);
      const keysBefore = [...(await allItems(table)).keys()].filter((key) =>
        key.startsWith('LIMIT#network'),
      );
      now = day + 1;
      const refusal = await askUntilFull(() => from('198.51.100.5'));
      expect(refusal.index).toBe(0);
      // At no time more than 60 in an hour, around midnight as well.
      const mailedAt = Array.from({ length: 30 }, () => day - MINUTE_MS);
      while (now < day + 2 * HOUR_MS) {
        const { index } = await askUntilFull(() => from('198.51.100.5'));
        mailedAt.push(...Array.from({ length: index }, () => now));
        now += 10 * MINUTE_MS;
      }
      for (const at of mailedAt) {
        const inHour = mailedAt.filter((other) => other >= at && other < at + HOUR_MS);
        expect(inHour.length).toBeLessThanOrEqual(60);
      }
      const keys = [...(await allItems(table)).keys()].filter((key) =>
        key.startsWith('LIMIT#network'),
      );
      expect(keys.length).toBe(keysBefore.length + 1);
      expect(JSON.stringify([...(await allItems(table))])).not.toContain('198.51.100');
    });

    test('when a proxy is trusted, then its clients have their own limits', async () => {
      const behind = wire(usualLinks, 1);
      // The header that the test sets has another client address each time.
      const proxied = async () => {
        const statuses = [];
        for (let index = 0; index < 40; index += 1) {
          const request = json('/declines', {
            ...uniqueForm(),
            candidateEmail: `p${index}@candidates.example`,
          });
          const headers = new Headers(request.headers);
          headers.set('x-forwarded-for', `192.0.2.66, 203.0.113.${index}, 198.51.100.1`);
          statuses.push(
            (await behind.web.fetch(new Request(request, { headers }), from('198.51.100.1')))
              .status,
          );
        }
        return new Set(statuses);
      };
      expect(await proxied()).toEqual(new Set([202]));
    });

    test('when a mailbox is full, then its network pays nothing', async () => {
      for (let count = 0; count < 200; count += 1)
        await ask('paid@candidates.example', '198.51.100.3');
      expect((await askUntilFull(() => from('198.51.100.3'))).index).toBe(27);
    });
  });

  test('when an email is held back, then the answers are those of any mailbox', async () => {
    const { door } = linkDoorOn(new Table(table.client, table.tableName, () => now), {
      limits: usualLinks,
    });
    const outcomes = async (isHeldBack: boolean) => {
      const found = [];
      const address = `held-${isHeldBack}@candidates.example`;
      const known = new Set<string>();
      for (const draft of ['a', 'a', 'b', 'b', 'c', 'd', 'a', 'd']) {
        const draftId = `${draft}-${isHeldBack}`;
        // A draft that is stored is not asked for again, see `startDraft`.
        if (known.has(draftId)) {
          found.push('mailed');
          continue;
        }
        const request = { kind: 'review', address, source: undefined, isHeldBack } as const;
        const send = async () => 'accepted' as const;
        const outcome = await door.open(request, (mail) => mail<never>({ draftId, send }));
        if (outcome === 'mailed' && !isHeldBack) known.add(draftId);
        found.push(outcome);
      }
      return found;
    };
    expect(await outcomes(true)).toEqual(await outcomes(false));
  });

  test('when many post at once, then exactly the burst is emailed', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => ask('crowd@candidates.example', `192.0.2.${index}`)),
    );
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(3);
    expect(product.mails).toHaveLength(3);
    const item = (await allItems(table)).get(
      `LIMIT#mailbox#${linkMailboxId('crowd@candidates.example')} LIMIT`,
    );
    expect(item?.['minute']).toBe(now + 3 * MINUTE_MS);
  });
});
