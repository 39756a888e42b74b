import { describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { eraseCandidate } from '../../lambdas/web/erase.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { cardOf, grantContactsLink } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import {
  answerByName,
  type CandidateData,
  candidateEmailOf,
  letterInputOf,
  letterPath,
  newTag,
  recruiterEmailOf,
  setUpErasing,
} from '../support/erasing.ts';
import { type Draft, englishForm, eventKinds, sesEvent } from '../support/fixtures.ts';
import { claimDraft, declineTo, storeDraft, wireProduct } from '../support/harness.ts';
import { get, json, post, postForm } from '../support/requests.ts';
import { allItems, setContactDueAt } from '../support/table.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe.each(availableEmulators())('erasing on %s', (kind) => {
  const suite = setUpErasing(kind);

  interface Owned extends CandidateData {
    /** Links of every kind: to a letter, to all contacts, to one contact. */
    readonly links: readonly string[];
  }

  /** Creates a candidate with every kind of item. */
  const everything = async (tag: string): Promise<Owned> => {
    const letters: Draft[] = [];
    const candidateEmail = candidateEmailOf(tag);
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
          suite.wired,
          { ...letterInputOf(tag, name), peopleToThank: [tag] },
          { reason: 'staying' },
        ),
      );
    }
    for (const name of ['draft', 'byhand', 'cancelled', 'moved']) {
      letters.push(await storeDraft(suite.wired, letterInputOf(tag, name)));
    }
    // Gone for readers, and still in the table.
    letters.push(
      await storeDraft(suite.wired, {
        ...letterInputOf(tag, 'expired'),
        createdAt: Date.now() - 100 * DAY_MS,
      }),
    );
    const [, , bounced, , , , , complained, , byHand, cancelled, moved] = letters;
    if (!bounced || !complained || !byHand || !cancelled || !moved)
      throw new Error('A letter is missing.');
    await suite.wired.recordEvent(
      sesEvent('Bounce', bounced.decline.id, { to: bounced.decline.letter.to }),
    );
    await suite.wired.recordEvent(
      sesEvent('Complaint', complained.decline.id, { to: complained.decline.letter.to }),
    );
    await suite.wired.sendNotices();
    await suite.wired.selfSend(byHand.link);
    await suite.wired.cancel(cancelled.link);
    const edited = { ...englishForm, company: tag, recruiterEmail: recruiterEmailOf(tag, 'other') };
    expect((await suite.product.fetch(post(`${letterPath(moved)}/edit`, edited))).status).toBe(303);

    const path = await grantContactsLink(suite.product.dynamoDb, candidateEmail);
    const contact = addressKey(recruiterEmailOf(tag, 'sent'));
    await suite.product.fetch(post(`${path}/note`, { contact, note: `Note ${tag}` }));
    await suite.product.fetch(post(`${path}/done`, { contact }));
    await grantContactsLink(suite.product.dynamoDb, candidateEmail, {
      expiresAt: Date.now() - DAY_MS,
    });
    await suite.product.fetch(post('/contacts/link', { candidateEmail }));
    // First the receipts that are due, and then a reminder.
    await suite.wired.sendReminders();
    const key = `CANDIDATE#${addressKey(candidateEmail)} CONTACT#${contact}`;
    await setContactDueAt(
      suite.product.dynamoDb,
      (await allItems(suite.product.dynamoDb)).get(key),
      1,
    );
    await suite.wired.sendReminders();
    const mailed = suite.wired.mails
      .filter(({ to }) => to === candidateEmail)
      .flatMap(({ text }) => text.match(/\/(?:contacts|letters)\/[\w-]{22}\.[\w-]{43}/g) ?? []);
    expect(mailed.length).toBeGreaterThanOrEqual(4);
    return { tag, letters, links: [...new Set([path, ...letters.map(letterPath), ...mailed])] };
  };

  test('nothing of the candidate is left, everything of others is, and nothing brings it back', async () => {
    const mine = await everything(newTag());
    const theirs = await everything(newTag());
    const before = await suite.itemsOf(mine);
    const count = (kindOf: string) => before.filter((item) => item.includes(kindOf)).length;
    expect(count('"pk":"LETTER#')).toBe(13);
    // A place for each person, the one before the change included.
    expect(count('"sk":"CONTACT#')).toBe(13);
    expect(count('"sk":"LINK#')).toBeGreaterThanOrEqual(4);
    expect(count('"sk":"LIMIT#')).toBe(1);
    const other = await suite.itemsOf(theirs);
    expect(other).toHaveLength(before.length);

    const path = await grantContactsLink(suite.product.dynamoDb, candidateEmailOf(mine.tag));
    const asked = await suite.htmlAt(`${path}/erase`);
    const { values, checkboxes } = formOf(asked, '/erase');
    const answered = await suite.product.fetch(post(`${path}/erase`, { ...values, ...checkboxes }));
    expect(answered.status).toBe(200);
    const told = textOf(await answered.text());
    expect(told).toContain('Everything is erased');
    expect(told).toMatch(/Backups hold it until \w+ \d+, \d{4}/);
    expect(await suite.itemsOf(mine)).toEqual([]);
    expect(await suite.itemsOf(theirs)).toEqual(other);

    await suite.product.clearMails();
    const mailsBefore = suite.wired.mails.length;
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
        post(`${old}/done`, { contact: addressKey(recruiterEmailOf(mine.tag, 'sent')) }),
        post(`${old}/note`, {
          contact: addressKey(recruiterEmailOf(mine.tag, 'sent')),
          note: mine.tag,
        }),
        post(`${old}/time-zone`, { timeZone: 'madrid' }),
        post(`${old}/unsubscribe`, {}),
        post(`${old}/erase`, { sure: 'yes' }),
      ]) {
        const opened = await suite.product.fetch(request);
        // An address that there is not below a letter, or below contacts, opens nothing
        // either.
        expect([404, expected]).toContain(opened.status);
        expect(await opened.text()).not.toContain(mine.tag);
      }
      expect((await suite.product.fetch(get(old))).status).toBe(expected);
    }
    for (const { decline, link } of mine.letters) {
      expect(await suite.wired.send(link, decline.letterHash)).toEqual({ kind: 'no-such-link' });
      for (const event of eventKinds) {
        await suite.wired.recordEvent(sesEvent(event, decline.id, { to: decline.letter.to }));
      }
    }
    for (const later of [0, 2 * MINUTE_MS, 40 * DAY_MS, 800 * DAY_MS]) {
      const on = wireProduct({
        ...suite.product.dynamoDb,
        now: () => Date.now() + later,
        answer: answerByName,
      });
      await on.sweep();
      await on.sendNotices();
      await on.sendReminders();
      // It was no idle round: the other candidate's mails go out.
      expect(on.mails.filter(({ to }) => to.includes(mine.tag))).toEqual([]);
    }
    expect(await suite.itemsOf(mine)).toEqual([]);
    expect(suite.wired.mails.slice(mailsBefore)).toEqual([]);
    expect(await suite.product.mails()).toEqual([]);
    await suite.eraseAll(theirs.tag);
  }, 120_000);

  test.each([
    ['en', 'Please tick the box first: erasing cannot be undone.'],
    ['es', 'Marca antes la casilla, por favor: no se puede deshacer.'],
  ])('without the tick nothing happens, and the suite.page says why, in %s', async (lang, told) => {
    const tag = newTag();
    await declineTo(suite.wired, letterInputOf(tag, 'sent'));
    const path = await grantContactsLink(suite.product.dynamoDb, candidateEmailOf(tag));
    const html = await suite.htmlAt(`${path}/erase?lang=${lang}`);
    expect(html).toMatch(/<input type="checkbox" name="sure"(?![^>]*checked)/);
    const before = await allItems(suite.product.dynamoDb);
    for (const typed of [{}, { sure: '' }, { sure: 'no' }, { sure: 'true' }]) {
      const refused = await suite.product.fetch(postForm(html, '/erase', typed));
      expect(refused.status).toBe(422);
      expect(textOf(await refused.text())).toContain(told);
      const asJson = await suite.product.fetch(json(`${path}/erase?lang=${lang}`, typed));
      expect([asJson.status, await asJson.json()]).toEqual([
        422,
        { errors: [{ field: 'sure', message: told }] },
      ]);
    }
    expect(await allItems(suite.product.dynamoDb)).toEqual(before);
  });

  test('a letter that is leaving is said to be, and everything can be erased once it has left', async () => {
    const tag = newTag();
    await declineTo(suite.wired, letterInputOf(tag, 'sent'));
    const letter = await storeDraft(suite.wired, letterInputOf(tag, 'leaving'));
    const options = { ...suite.product.dynamoDb, now: Date.now, mailer: { send: answerByName } };
    const { attempt } = await claimDraft(options, letter);
    const path = await grantContactsLink(suite.product.dynamoDb, candidateEmailOf(tag));
    const html = await suite.htmlAt(`${path}/erase?lang=es`);
    const refused = await suite.product.fetch(postForm(html, '/erase', { sure: 'yes' }));
    expect(refused.status).toBe(409);
    expect(textOf(await refused.text())).toContain(
      'Una de tus cartas está saliendo en este mismo momento',
    );
    const asJson = await suite.product.fetch(json(`${path}/erase`, { sure: 'yes' }));
    expect([asJson.status, await asJson.json()]).toEqual([
      409,
      { errors: [{ field: 'sure', message: expect.stringContaining('Please wait a minute') }] },
    ]);
    expect(await suite.wired.store.find(letter.decline.id)).toMatchObject({ state: 'sending' });
    // The link still opens, to try again.
    expect((await suite.product.fetch(get(path))).status).toBe(200);
    await attempt();
    expect(await suite.wired.store.find(letter.decline.id)).toMatchObject({ state: 'sent' });
    const erased = await suite.product.fetch(json(`${path}/erase`, { sure: 'yes' }));
    expect([erased.status, await erased.json()]).toEqual([
      200,
      { erased: true, backupsUntil: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
    ]);
    expect(await suite.itemsOf({ tag, letters: [letter] })).toEqual([]);
  });

  test('a letter whose sender broke off can be erased once its lease has run out', async () => {
    const tag = newTag();
    const letter = await storeDraft(suite.wired, letterInputOf(tag, 'leaving'));
    const options = { ...suite.product.dynamoDb, now: Date.now, mailer: { send: answerByName } };
    await claimDraft(options, letter);
    const erase = () => eraseCandidate(suite.dependencies(), addressKey(candidateEmailOf(tag)));
    expect(await erase()).toBe('leaving');
    await wireProduct({ ...suite.product.dynamoDb, now: () => Date.now() + 2 * MINUTE_MS }).sweep();
    expect(await erase()).toBe('erased');
    expect(await suite.itemsOf({ tag, letters: [letter] })).toEqual([]);
  });

  describe('one contact', () => {
    test('goes with the letters, the place and the history; the others stay as they are', async () => {
      const tag = newTag();
      const letters = [
        await declineTo(suite.wired, letterInputOf(tag, 'gone')),
        await declineTo(suite.wired, letterInputOf(tag, 'gone')),
        await storeDraft(suite.wired, letterInputOf(tag, 'gone')),
        // Not there any more for readers, but in the table.
        await storeDraft(suite.wired, {
          ...letterInputOf(tag, 'gone'),
          createdAt: Date.now() - 20 * DAY_MS,
        }),
      ];
      const waiting = await storeDraft(suite.wired, letterInputOf(tag, 'gone'));
      await suite.wired.store.apply(waiting.decline.id, { transition: 'claim' });
      await suite.wired.store.apply(waiting.decline.id, {
        transition: 'postpone',
        patch: { dueAt: Date.now() - 1 },
      });
      const kept = [
        await declineTo(suite.wired, letterInputOf(tag, 'kept')),
        await storeDraft(suite.wired, letterInputOf(tag, 'kept')),
      ];
      const moved = await storeDraft(suite.wired, letterInputOf(tag, 'gone'));
      const edited = {
        ...englishForm,
        recruiterEmail: recruiterEmailOf(tag, 'new'),
        recruiterName: 'New Person',
      };
      await suite.product.fetch(post(`${letterPath(moved)}/edit`, edited));
      const path = await grantContactsLink(suite.product.dynamoDb, candidateEmailOf(tag));
      const gone = (item: string): boolean =>
        item.includes(recruiterEmailOf(tag, 'gone')) ||
        item.includes(`CONTACT#${addressKey(recruiterEmailOf(tag, 'gone'))}`) ||
        [...letters, waiting].some(({ decline }) => item.includes(decline.id));
      const all = async () =>
        suite.itemsOf({ tag, letters: [...letters, waiting, ...kept, moved] });
      const before = await all();
      expect(before.filter(gone)).toHaveLength(6);

      const html = await suite.htmlAt(path);
      const deleted = await suite.product.fetch(
        postForm(cardOf(html, recruiterEmailOf(tag, 'gone')), '/delete'),
      );
      expect(deleted.status).toBe(303);
      expect((await all()).filter(gone)).toEqual([]);
      expect(await all()).toEqual(before.filter((item) => !gone(item)));
      await suite.wired.sweep();
      expect((await all()).filter(gone)).toEqual([]);
      expect(suite.wired.mails.filter(({ tags }) => tags['letter'] === waiting.decline.id)).toEqual(
        [],
      );

      // The draft that was changed to another person leaves as usual, and is kept for
      // them.
      const decline = await suite.wired.store.find(moved.decline.id);
      expect(decline?.input.recruiterEmail).toBe(recruiterEmailOf(tag, 'new'));
      await suite.wired.send(moved.link, decline?.letterHash ?? '');
      expect(textOf(await suite.htmlAt(path))).toContain('New Person');
      await suite.eraseAll(tag);
      expect(await all()).toEqual([]);
    });

    test('to whom a letter is leaving is said to be, and can be deleted once it has left', async () => {
      const tag = newTag();
      await declineTo(suite.wired, letterInputOf(tag, 'leaving'));
      await declineTo(suite.wired, letterInputOf(tag, 'kept'));
      const letter = await storeDraft(suite.wired, letterInputOf(tag, 'leaving'));
      const options = { ...suite.product.dynamoDb, now: Date.now, mailer: { send: answerByName } };
      const { attempt } = await claimDraft(options, letter);
      const path = await grantContactsLink(suite.product.dynamoDb, candidateEmailOf(tag));
      const html = await suite.htmlAt(path);
      const request = () => postForm(cardOf(html, recruiterEmailOf(tag, 'leaving')), '/delete');
      const refused = await suite.product.fetch(request());
      expect(refused.status).toBe(409);
      expect(textOf(await refused.text())).toContain(
        'A letter to this person is leaving at this very moment.',
      );
      const contact = addressKey(recruiterEmailOf(tag, 'leaving'));
      expect((await suite.product.fetch(json(`${path}/delete`, { contact }))).status).toBe(409);
      expect(
        (
          await suite.product.fetch(
            postForm(cardOf(html, recruiterEmailOf(tag, 'kept')), '/delete'),
          )
        ).status,
      ).toBe(303);
      await attempt();
      expect((await suite.product.fetch(request())).status).toBe(303);
      expect(textOf(await suite.htmlAt(path))).toContain('There is nobody here yet.');
    });
  });
});
