import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { tokenOf } from '../../lambdas/core/magic-link.ts';
import type { OutgoingMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { eraseCandidate, eraseContact } from '../../lambdas/web/erase.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { cardOf, linkFor } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { type Draft, englishForm, eventKinds, eventOf } from '../support/fixtures.ts';
import {
  claimDraft,
  declineTo,
  storeDraft,
  type WiredProduct,
  wireProduct,
} from '../support/harness.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { get, json, post, postForm } from '../support/requests.ts';
import { dumpOf, setDue, tableOf } from '../support/table.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const RACES = 200;
/** So many races at once: enough to keep the table busy. */
const LANES = 8;

/** A word that stands in everything of one candidate, and nowhere else. */
const newTag = (): string => `zq${randomUUID().replaceAll('-', '')}`;
const candidateOf = (tag: string): string => `${tag}@candidates.example`;
const personOf = (tag: string, name: string): string => `${name}.${tag}@northwind.example`;
const requestOf = (tag: string, name: string) => ({
  candidateEmail: candidateOf(tag),
  candidateName: `Candidate ${tag}`,
  recruiterEmail: personOf(tag, name),
  recruiterName: `Person ${tag}`,
  company: `Company ${tag}`,
  role: `Role ${tag}`,
});

/** An SES whose answer to a letter goes by whom it is to. */
const answer = async ({ to, tags }: OutgoingMail): Promise<SendResult> => {
  const [name] = tags['kind'] === 'letter' ? to.split('.') : [];
  if (name === 'unknown') return { kind: 'cannot-know', code: 'TimeoutError' };
  if (name === 'retry') return { kind: 'not-sent', retry: 'backoff', code: 'Throttling' };
  if (name === 'quota') return { kind: 'not-sent', retry: 'quota', code: 'Throttling' };
  if (name === 'failed') return { kind: 'not-sent', retry: 'never', code: 'MessageRejected' };
  return { kind: 'accepted', messageId: 'm' };
};

const setOf = (value: unknown): ReadonlySet<unknown> => (value instanceof Set ? value : new Set());
const letterPath = ({ link }: Draft): string => `/letters/${tokenOf(link)}`;

describe.each(availableEmulators())('erasing on %s', (kind) => {
  let product: RunningProduct;
  let wired: WiredProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
    wired = wireProduct({ ...product.dynamoDb, answer });
  });
  afterAll(() => product.close());

  const page = async (path: string) => await (await product.fetch(get(path))).text();
  const dependencies = (on = wired) => ({
    store: on.store,
    contacts: on.contacts,
    links: on.links,
    log: () => {},
  });
  const eraseAll = async (tag: string): Promise<void> => {
    while ((await eraseCandidate(dependencies(), addressKey(candidateOf(tag)))) !== 'erased')
      await sleep(5);
  };

  interface Owned {
    readonly tag: string;
    readonly letters: readonly Draft[];
    /** Of every kind: to the letters, to all contacts, to one. */
    readonly links: readonly string[];
  }

  /** A candidate of whom there is everything that there can be. */
  const everything = async (tag: string): Promise<Owned> => {
    const letters: Draft[] = [];
    const candidateEmail = candidateOf(tag);
    for (const name of [
      'sent',
      'sent',
      'bounced',
      'unknown',
      'retry',
      'quota',
      'failed',
      'complained',
    ]) {
      letters.push(
        await declineTo(
          wired,
          { ...requestOf(tag, name), peopleToThank: [tag] },
          { reason: 'staying' },
        ),
      );
    }
    for (const name of ['draft', 'byhand', 'cancelled', 'moved']) {
      letters.push(await storeDraft(wired, requestOf(tag, name)));
    }
    // Gone for readers, and still in the table.
    letters.push(
      await storeDraft(wired, {
        ...requestOf(tag, 'expired'),
        createdAt: Date.now() - 100 * DAY_MS,
      }),
    );
    const [, , bounced, , , , , complained, , byHand, cancelled, moved] = letters;
    if (!bounced || !complained || !byHand || !cancelled || !moved)
      throw new Error('A letter is missing.');
    await wired.recordEvent(
      eventOf('Bounce', bounced.decline.id, { to: bounced.decline.letter.to }),
    );
    await wired.recordEvent(
      eventOf('Complaint', complained.decline.id, { to: complained.decline.letter.to }),
    );
    await wired.sendNotices();
    await wired.selfSend(byHand.link);
    await wired.cancel(cancelled.link);
    const edited = { ...englishForm, company: tag, recruiterEmail: personOf(tag, 'other') };
    expect((await product.fetch(post(`${letterPath(moved)}/edit`, edited))).status).toBe(303);

    const path = await linkFor(product.dynamoDb, candidateEmail);
    const contact = addressKey(personOf(tag, 'sent'));
    await product.fetch(post(`${path}/note`, { contact, note: `Note ${tag}` }));
    await product.fetch(post(`${path}/done`, { contact }));
    await linkFor(product.dynamoDb, candidateEmail, { expiresAt: Date.now() - DAY_MS });
    await product.fetch(post('/contacts/link', { candidateEmail }));
    // First the receipts that are due, and then a reminder.
    await wired.sendReminders();
    const key = `CANDIDATE#${addressKey(candidateEmail)} CONTACT#${contact}`;
    await setDue(product.dynamoDb, (await tableOf(product.dynamoDb)).get(key), 1);
    await wired.sendReminders();
    const mailed = wired.mails
      .filter(({ to }) => to === candidateEmail)
      .flatMap(({ text }) => text.match(/\/(?:contacts|letters)\/[\w-]{22}\.[\w-]{43}/g) ?? []);
    expect(mailed.length).toBeGreaterThanOrEqual(4);
    return { tag, letters, links: [...new Set([path, ...letters.map(letterPath), ...mailed])] };
  };

  const isOf =
    ({ tag, letters }: Pick<Owned, 'tag' | 'letters'>) =>
    (item: string): boolean =>
      [tag, addressKey(candidateOf(tag)), ...letters.map(({ decline }) => decline.id)].some(
        (word) => item.includes(word),
      );
  const itemsOf = async (owned: Pick<Owned, 'tag' | 'letters'>) =>
    (await dumpOf(product.dynamoDb))
      .filter(isOf(owned))
      .sort((one, other) => one.localeCompare(other));

  test('nothing of the candidate is left, everything of others is, and nothing brings it back', async () => {
    const mine = await everything(newTag());
    const theirs = await everything(newTag());
    const before = await itemsOf(mine);
    const count = (kindOf: string) => before.filter((item) => item.includes(kindOf)).length;
    expect(count('"pk":"LETTER#')).toBe(13);
    // A place for each person, the one before the change included.
    expect(count('"sk":"CONTACT#')).toBe(13);
    expect(count('"sk":"LINK#')).toBeGreaterThanOrEqual(4);
    expect(count('"sk":"LIMIT#')).toBe(1);
    const other = await itemsOf(theirs);
    expect(other).toHaveLength(before.length);

    const path = await linkFor(product.dynamoDb, candidateOf(mine.tag));
    const asked = await page(`${path}/erase`);
    const { values, checkboxes } = formOf(asked, '/erase');
    const answered = await product.fetch(post(`${path}/erase`, { ...values, ...checkboxes }));
    expect(answered.status).toBe(200);
    const told = textOf(await answered.text());
    expect(told).toContain('Everything is erased');
    expect(told).toMatch(/Backups hold it until \w+ \d+, \d{4}/);
    expect(await itemsOf(mine)).toEqual([]);
    expect(await itemsOf(theirs)).toEqual(other);

    await product.clearMails();
    const mailsBefore = wired.mails.length;
    for (const old of [path, ...mine.links]) {
      const expected = old.startsWith('/contacts/') ? 410 : 404;
      const confirmation = { sure: 'yes', letter: 'x', nonce: 'x' };
      for (const request of [
        get(old),
        get(`${old}/export.json`),
        get(`${old}/letter.eml`),
        get(`${old}/edit`),
        post(`${old}/edit`, englishForm),
        post(`${old}/send`, confirmation),
        post(`${old}/cancel`, {}),
        post(`${old}/self-sent`, {}),
        post(`${old}/fresh-link`, {}),
        post(`${old}/done`, { contact: addressKey(personOf(mine.tag, 'sent')) }),
        post(`${old}/note`, { contact: addressKey(personOf(mine.tag, 'sent')), note: mine.tag }),
        post(`${old}/time-zone`, { timeZone: 'madrid' }),
        post(`${old}/unsubscribe`, {}),
        post(`${old}/erase`, { sure: 'yes' }),
      ]) {
        const opened = await product.fetch(request);
        // An address that there is not below a letter, or below contacts, opens nothing
        // either.
        expect([404, expected]).toContain(opened.status);
        expect(await opened.text()).not.toContain(mine.tag);
      }
      expect((await product.fetch(get(old))).status).toBe(expected);
    }
    for (const { decline, link } of mine.letters) {
      expect(await wired.send(link, decline.letterHash)).toEqual({ kind: 'no-such-link' });
      for (const event of eventKinds) {
        await wired.recordEvent(eventOf(event, decline.id, { to: decline.letter.to }));
      }
    }
    for (const later of [0, 2 * MINUTE_MS, 40 * DAY_MS, 800 * DAY_MS]) {
      const on = wireProduct({ ...product.dynamoDb, now: () => Date.now() + later, answer });
      await on.sweep();
      await on.sendNotices();
      await on.sendReminders();
      // It was no idle round: the other candidate's mails go out.
      expect(on.mails.filter(({ to }) => to.includes(mine.tag))).toEqual([]);
    }
    expect(await itemsOf(mine)).toEqual([]);
    expect(wired.mails.slice(mailsBefore)).toEqual([]);
    expect(await product.mails()).toEqual([]);
    await eraseAll(theirs.tag);
  }, 120_000);

  test.each([
    ['en', 'Please tick the box first: erasing cannot be undone.'],
    ['es', 'Marca antes la casilla, por favor: no se puede deshacer.'],
  ])('without the tick nothing happens, and the page says why, in %s', async (lang, told) => {
    const tag = newTag();
    await declineTo(wired, requestOf(tag, 'sent'));
    const path = await linkFor(product.dynamoDb, candidateOf(tag));
    const html = await page(`${path}/erase?lang=${lang}`);
    expect(html).toMatch(/<input type="checkbox" name="sure"(?![^>]*checked)/);
    const before = await tableOf(product.dynamoDb);
    for (const typed of [{}, { sure: '' }, { sure: 'no' }, { sure: 'true' }]) {
      const refused = await product.fetch(postForm(html, '/erase', typed));
      expect(refused.status).toBe(422);
      expect(textOf(await refused.text())).toContain(told);
      const asJson = await product.fetch(json(`${path}/erase?lang=${lang}`, typed));
      expect([asJson.status, await asJson.json()]).toEqual([
        422,
        { errors: [{ field: 'sure', message: told }] },
      ]);
    }
    expect(await tableOf(product.dynamoDb)).toEqual(before);
  });

  test('a letter that is leaving is said to be, and everything can be erased once it has left', async () => {
    const tag = newTag();
    await declineTo(wired, requestOf(tag, 'sent'));
    const letter = await storeDraft(wired, requestOf(tag, 'leaving'));
    const surroundings = { ...product.dynamoDb, now: Date.now, mailer: { send: answer } };
    const { attempt } = await claimDraft(surroundings, letter);
    const path = await linkFor(product.dynamoDb, candidateOf(tag));
    const html = await page(`${path}/erase?lang=es`);
    const refused = await product.fetch(postForm(html, '/erase', { sure: 'yes' }));
    expect(refused.status).toBe(409);
    expect(textOf(await refused.text())).toContain(
      'Una de tus cartas está saliendo en este mismo momento',
    );
    const asJson = await product.fetch(json(`${path}/erase`, { sure: 'yes' }));
    expect([asJson.status, await asJson.json()]).toEqual([
      409,
      { errors: [{ field: 'sure', message: expect.stringContaining('Please wait a minute') }] },
    ]);
    expect(await wired.store.find(letter.decline.id)).toMatchObject({ state: 'sending' });
    // The link still opens, to try again.
    expect((await product.fetch(get(path))).status).toBe(200);
    await attempt();
    expect(await wired.store.find(letter.decline.id)).toMatchObject({ state: 'sent' });
    const erased = await product.fetch(json(`${path}/erase`, { sure: 'yes' }));
    expect([erased.status, await erased.json()]).toEqual([
      200,
      { erased: true, backupsUntil: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
    ]);
    expect(await itemsOf({ tag, letters: [letter] })).toEqual([]);
  });

  test('a letter whose sender broke off can be erased once its lease has run out', async () => {
    const tag = newTag();
    const letter = await storeDraft(wired, requestOf(tag, 'leaving'));
    const surroundings = { ...product.dynamoDb, now: Date.now, mailer: { send: answer } };
    await claimDraft(surroundings, letter);
    const erase = () => eraseCandidate(dependencies(), addressKey(candidateOf(tag)));
    expect(await erase()).toBe('leaving');
    await wireProduct({ ...product.dynamoDb, now: () => Date.now() + 2 * MINUTE_MS }).sweep();
    expect(await erase()).toBe('erased');
    expect(await itemsOf({ tag, letters: [letter] })).toEqual([]);
  });

  describe('one contact', () => {
    test('goes with the letters, the place and the history; the others stay as they are', async () => {
      const tag = newTag();
      const letters = [
        await declineTo(wired, requestOf(tag, 'gone')),
        await declineTo(wired, requestOf(tag, 'gone')),
        await storeDraft(wired, requestOf(tag, 'gone')),
        // Not there any more for readers, but in the table.
        await storeDraft(wired, { ...requestOf(tag, 'gone'), createdAt: Date.now() - 20 * DAY_MS }),
      ];
      const waiting = await storeDraft(wired, requestOf(tag, 'gone'));
      await wired.store.apply(waiting.decline.id, { transition: 'claim' });
      await wired.store.apply(waiting.decline.id, {
        transition: 'postpone',
        patch: { dueAt: Date.now() - 1 },
      });
      const kept = [
        await declineTo(wired, requestOf(tag, 'kept')),
        await storeDraft(wired, requestOf(tag, 'kept')),
      ];
      const moved = await storeDraft(wired, requestOf(tag, 'gone'));
      const edited = {
        ...englishForm,
        recruiterEmail: personOf(tag, 'new'),
        recruiterName: 'New Person',
      };
      await product.fetch(post(`${letterPath(moved)}/edit`, edited));
      const path = await linkFor(product.dynamoDb, candidateOf(tag));
      const gone = (item: string): boolean =>
        item.includes(personOf(tag, 'gone')) ||
        item.includes(`CONTACT#${addressKey(personOf(tag, 'gone'))}`) ||
        [...letters, waiting].some(({ decline }) => item.includes(decline.id));
      const all = async () => itemsOf({ tag, letters: [...letters, waiting, ...kept, moved] });
      const before = await all();
      expect(before.filter(gone)).toHaveLength(6);

      const html = await page(path);
      const deleted = await product.fetch(postForm(cardOf(html, personOf(tag, 'gone')), '/delete'));
      expect(deleted.status).toBe(303);
      expect((await all()).filter(gone)).toEqual([]);
      expect(await all()).toEqual(before.filter((item) => !gone(item)));
      await wired.sweep();
      expect((await all()).filter(gone)).toEqual([]);
      expect(wired.mails.filter(({ tags }) => tags['letter'] === waiting.decline.id)).toEqual([]);

      // The draft that was changed to another person leaves as usual, and is kept for
      // them.
      const decline = await wired.store.find(moved.decline.id);
      expect(decline?.input.recruiterEmail).toBe(personOf(tag, 'new'));
      await wired.send(moved.link, decline?.letterHash ?? '');
      expect(textOf(await page(path))).toContain('New Person');
      await eraseAll(tag);
      expect(await all()).toEqual([]);
    });

    test('to whom a letter is leaving is said to be, and can be deleted once it has left', async () => {
      const tag = newTag();
      await declineTo(wired, requestOf(tag, 'leaving'));
      await declineTo(wired, requestOf(tag, 'kept'));
      const letter = await storeDraft(wired, requestOf(tag, 'leaving'));
      const surroundings = { ...product.dynamoDb, now: Date.now, mailer: { send: answer } };
      const { attempt } = await claimDraft(surroundings, letter);
      const path = await linkFor(product.dynamoDb, candidateOf(tag));
      const html = await page(path);
      const request = () => postForm(cardOf(html, personOf(tag, 'leaving')), '/delete');
      const refused = await product.fetch(request());
      expect(refused.status).toBe(409);
      expect(textOf(await refused.text())).toContain(
        'A letter to this person is leaving at this very moment.',
      );
      const contact = addressKey(personOf(tag, 'leaving'));
      expect((await product.fetch(json(`${path}/delete`, { contact }))).status).toBe(409);
      expect(
        (await product.fetch(postForm(cardOf(html, personOf(tag, 'kept')), '/delete'))).status,
      ).toBe(303);
      await attempt();
      expect((await product.fetch(request())).status).toBe(303);
      expect(textOf(await page(path))).toContain('There is nobody here yet.');
    });
  });

  describe('while something else is going on', () => {
    /**
     * The product on a client that lets something happen right before its command of this
     * number.
     */
    const interrupted = (at: number, what: () => Promise<void>) => {
      const client = new DynamoDBClient({ endpoint: product.dynamoDb.endpoint });
      let commands = 0;
      client.middlewareStack.add(
        (next) => async (call) => {
          commands += 1;
          if (commands === at) await what();
          return next(call);
        },
        { step: 'initialize' },
      );
      return {
        on: wireProduct({ client, tableName: product.dynamoDb.tableName, answer }),
        wasReached: () => commands >= at,
        stop: () => client.destroy(),
      };
    };

    interface Case {
      /** What there is before. */
      readonly set: (tag: string) => Promise<Draft>;
      readonly run: (on: WiredProduct, letter: Draft, tag: string) => Promise<unknown>;
      /** Somebody asks for it: it may leave something that a later erasing finds. */
      readonly isWish: boolean;
    }
    const drafting = (name: string) => (tag: string) => storeDraft(wired, requestOf(tag, name));
    const sent = (tag: string) => declineTo(wired, requestOf(tag, 'sent'));
    const sweepLater = async (on: WiredProduct, { decline }: Draft) => {
      const item = await on.store.find(decline.id);
      if (item) await on.contacts.record({ ...contactFor(item) });
    };
    const contactFor = ({ id, input }: Draft['decline']) => ({
      candidateEmail: input.candidateEmail,
      candidateName: input.candidateName,
      pageLanguage: 'en' as const,
      person: { name: input.recruiterName, address: input.recruiterEmail },
      thanked: [],
      company: input.company,
      role: input.role,
      stage: input.stage,
      language: input.letterLanguage,
      declinedAt: Date.now(),
      declinedOn: '2026-11-25',
      declineId: id,
    });
    const onPath =
      (action: string, values = {}) =>
      async (on: WiredProduct, _letter: Draft, tag: string) => {
        const path = await linkFor(product.dynamoDb, candidateOf(tag));
        const contact = addressKey(personOf(tag, 'sent'));
        await on.web.fetch(post(`${path}/${action}`, { contact, ...values }));
      };
    const cases: Readonly<Record<string, Case>> = {
      'a draft': {
        set: async (tag) => {
          const letter = await storeDraft(wired, requestOf(tag, 'before'));
          return letter;
        },
        run: (on, _letter, tag) => storeDraft(on, requestOf(tag, 'draft')),
        isWish: true,
      },
      'a change to another person': {
        set: drafting('draft'),
        run: (on, letter, tag) =>
          Promise.resolve(
            on.web.fetch(
              post(`${letterPath(letter)}/edit`, {
                ...englishForm,
                company: tag,
                recruiterEmail: personOf(tag, 'new'),
              }),
            ),
          ),
        isWish: true,
      },
      'a fresh link': {
        set: (tag) =>
          storeDraft(wired, { ...requestOf(tag, 'draft'), createdAt: Date.now() - 3 * DAY_MS }),
        run: (on, letter) =>
          Promise.resolve(on.web.fetch(post(`${letterPath(letter)}/fresh-link`, {}))),
        isWish: true,
      },
      'a link to the contacts': {
        set: sent,
        run: (on, _letter, tag) =>
          Promise.resolve(
            on.web.fetch(post('/contacts/link', { candidateEmail: candidateOf(tag) })),
          ),
        isWish: true,
      },
      sending: {
        set: drafting('sent'),
        run: (on, { link, decline }) => on.send(link, decline.letterHash),
        isWish: false,
      },
      'sending by hand': {
        set: drafting('sent'),
        run: (on, { link }) => on.selfSend(link),
        isWish: false,
      },
      'a record made sure of': { set: sent, run: sweepLater, isWish: false },
      'a bounce': {
        set: sent,
        run: async (on, { decline }) => {
          await on.recordEvent(eventOf('Bounce', decline.id, { to: decline.letter.to }));
          await on.sendNotices();
        },
        isWish: false,
      },
      'a letter that waited': {
        set: async (tag) => {
          const letter = await storeDraft(wired, requestOf(tag, 'sent'));
          await wired.store.apply(letter.decline.id, {
            transition: 'claim',
            patch: { attempts: 1 },
          });
          await wired.store.apply(letter.decline.id, {
            transition: 'postpone',
            patch: { dueAt: Date.now() - 1 },
          });
          return letter;
        },
        run: (on) => on.sweep(),
        isWish: false,
      },
      'a reminder': { set: sent, run: (on) => on.sendReminders(), isWish: false },
      'a note': { set: sent, run: onPath('note', { note: 'zq' }), isWish: false },
      'a snooze': { set: sent, run: onPath('snooze', { months: '3' }), isWish: false },
      'a time zone': { set: sent, run: onPath('time-zone', { timeZone: 'madrid' }), isWish: false },
    };

    test.each(Object.entries(cases))(
      '%s, erased before any of its steps, is gone',
      async (_name, { set, run, isWish }) => {
        let steps = 0;
        for (let isReached = true; isReached; ) {
          const tag = newTag();
          const letter = await set(tag);
          const erased: string[] = [];
          const { on, wasReached, stop } = interrupted(steps + 1, async () => {
            erased.push(await eraseCandidate(dependencies(), addressKey(candidateOf(tag))));
          });
          await run(on, letter, tag);
          stop();
          isReached = wasReached();
          if (isReached) steps += 1;
          // Links that the test itself made are no part of it.
          const isBroughtBack = (item: string): boolean => !item.includes('"sk":"LINK#');
          if (!isWish && erased[0] === 'erased') {
            expect([
              steps,
              (await itemsOf({ tag, letters: [letter] })).filter(isBroughtBack),
            ]).toEqual([steps, []]);
          }
          await eraseAll(tag);
          expect([steps, await itemsOf({ tag, letters: [letter] })]).toEqual([steps, []]);
        }
        expect(steps).toBeGreaterThan(0);
      },
      60_000,
    );

    test.each(Object.entries(cases))(
      '%s amid any step of erasing is gone when that, or the next, is done',
      async (_name, { set, run, isWish }) => {
        let steps = 0;
        for (let isReached = true; isReached; ) {
          const tag = newTag();
          const letter = await set(tag);
          const { on, wasReached, stop } = interrupted(steps + 1, async () => {
            await run(wired, letter, tag);
          });
          const erased = await eraseCandidate(dependencies(on), addressKey(candidateOf(tag)));
          stop();
          isReached = wasReached();
          if (isReached) steps += 1;
          if (!isWish && erased === 'erased') {
            const left = (await itemsOf({ tag, letters: [letter] })).filter(
              (item) => !item.includes('"sk":"LINK#'),
            );
            expect([steps, left]).toEqual([steps, []]);
          }
          await eraseAll(tag);
          expect([steps, await itemsOf({ tag, letters: [letter] })]).toEqual([steps, []]);
        }
        expect(steps).toBeGreaterThan(1);
      },
      60_000,
    );

    /** Without its place a letter would be found by no erasing, and leave no contact. */
    const expectPlaces = async (tag: string) => {
      const items = [...(await tableOf(product.dynamoDb)).values()];
      for (const { decline } of await lettersIn(tag)) {
        const place = items.find(
          ({ pk, sk }) =>
            pk === `CANDIDATE#${addressKey(candidateOf(tag))}` &&
            sk === `CONTACT#${addressKey(decline.input.recruiterEmail)}`,
        );
        expect([...setOf(place?.['letters'])]).toContain(decline.id);
      }
    };
    const lettersIn = async (tag: string) => {
      const found = [...(await tableOf(product.dynamoDb)).values()].filter(
        (item) =>
          item['sk'] === 'LETTER' && JSON.stringify(item['input']).includes(candidateOf(tag)),
      );
      const declines = await Promise.all(
        found.map(({ pk }) => wired.store.find(String(pk).slice('LETTER#'.length))),
      );
      return declines.flatMap((decline) => (decline ? [{ decline }] : []));
    };

    test('a draft that comes back to a person just being deleted keeps its place, or goes', async () => {
      const change = (on: WiredProduct, letter: Draft, tag: string, name: string) =>
        on.web.fetch(
          post(`${letterPath(letter)}/edit`, {
            ...englishForm,
            recruiterEmail: personOf(tag, name),
          }),
        );
      for (const isErasingOutside of [true, false]) {
        for (let steps = 1, isReached = true; isReached; steps += 1) {
          const tag = newTag();
          const letter = await storeDraft(wired, requestOf(tag, 'one'));
          await change(wired, letter, tag, 'other');
          const erase = (on: WiredProduct) =>
            eraseContact(
              dependencies(on),
              addressKey(candidateOf(tag)),
              addressKey(personOf(tag, 'one')),
            );
          const back = (on: WiredProduct) => change(on, letter, tag, 'one');
          const { on, wasReached, stop } = interrupted(steps, async () => {
            await (isErasingOutside ? back(wired) : erase(wired));
          });
          await (isErasingOutside ? erase(on) : back(on));
          stop();
          isReached = wasReached();
          await expectPlaces(tag);
          await eraseAll(tag);
          expect([steps, await itemsOf({ tag, letters: [letter] })]).toEqual([steps, []]);
        }
      }
    }, 60_000);

    test(`${RACES} races of erasing with everything else at once: in the end nothing is left`, async () => {
      // What was sent a moment ago is looked at again, and receipts are due; no lease has
      // run out.
      const later = wireProduct({ ...product.dynamoDb, now: () => Date.now() + 65_000, answer });
      const owned: { tag: string; letters: Draft[] }[] = [];
      let raced = 0;
      let leaving = 0;
      const race = async (): Promise<void> => {
        while (raced < RACES) {
          raced += 1;
          const turn = raced;
          const tag = newTag();
          const [one, two, three] = [
            await storeDraft(wired, requestOf(tag, 'one')),
            await storeDraft(wired, requestOf(tag, 'two')),
            await storeDraft(wired, requestOf(tag, 'three')),
          ];
          const four = await declineTo(wired, requestOf(tag, 'four'));
          const letters = [one, two, three, four];
          owned.push({ tag, letters });
          const edited = { ...englishForm, company: tag, recruiterEmail: personOf(tag, 'new') };
          const doings: (() => unknown)[] = [
            () => wired.send(one.link, one.decline.letterHash),
            () => wired.selfSend(two.link),
            () => product.fetch(post(`${letterPath(three)}/edit`, edited)),
            async () => letters.push(await storeDraft(wired, requestOf(tag, 'five'))),
            // These tend everybody's, the other lanes' too.
            ...(turn % 4 === 0 ? [() => later.sweep(), () => later.sendReminders()] : []),
            async () => {
              await wired.recordEvent(
                eventOf('Bounce', four.decline.id, { to: four.decline.letter.to }),
              );
              await later.sendNotices();
            },
          ];
          const erase = async () => {
            // Either may have a head start.
            await sleep((turn % 5) * 4);
            const erased = await eraseCandidate(dependencies(), addressKey(candidateOf(tag)));
            if (erased === 'leaving') leaving += 1;
          };
          await Promise.all([...doings.map((doing) => doing()), erase()]);
          await eraseAll(tag);
        }
      };
      await Promise.all(Array.from({ length: LANES }, race));
      const dump = await dumpOf(product.dynamoDb);
      expect(owned).toHaveLength(RACES);
      expect(owned.flatMap((mine) => dump.filter(isOf(mine)))).toEqual([]);
      // Now and then a letter was just leaving, or it was no race.
      expect(leaving).toBeGreaterThan(0);
      expect(leaving).toBeLessThan(RACES);
    }, 300_000);
  });
});
