import { describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { eraseCandidate } from '../../lambdas/web/erase.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { cardOf, confirmed, grantContactsLink } from '../support/contacts.ts';
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

  interface CandidateWithLinks extends CandidateData {
    /** Links of every kind: to a letter, to all contacts, to one contact. */
    readonly links: readonly string[];
  }

  /** Creates a candidate with every kind of item in the table. */
  const createEverything = async (tag: string): Promise<CandidateWithLinks> => {
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
    // This draft has expired, so the product treats it as absent. DynamoDB has not
    // deleted it yet.
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
    const person = recruiterEmailOf(tag, 'sent');
    const contact = addressKey(person);
    await suite.product.fetch(
      post(`${path}/note`, { ...confirmed(path, person), note: `Note ${tag}` }),
    );
    await suite.product.fetch(post(`${path}/done`, confirmed(path, person)));
    await grantContactsLink(suite.product.dynamoDb, candidateEmail, {
      expiresAt: Date.now() - DAY_MS,
    });
    await suite.product.fetch(post('/contacts/link', { candidateEmail }));
    // The first run sends the receipts. The second run sends the reminder.
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

  test('when a candidate erases everything, then nothing is left and nothing returns', async () => {
    const mine = await createEverything(newTag());
    const theirs = await createEverything(newTag());
    const before = await suite.itemsOf(mine);
    const count = (text: string) => before.filter((item) => item.includes(text)).length;
    expect(count('"pk":"LETTER#')).toBe(13);
    // One place for each letter.
    expect(count('"sk":"LETTER#')).toBe(13);
    // One contact, maybe an empty one, for each person to whom a letter was confirmed.
    expect(count('"sk":"CONTACT#')).toBe(8);
    expect(count('"sk":"LINK#')).toBeGreaterThanOrEqual(4);
    const other = await suite.itemsOf(theirs);
    expect(other).toHaveLength(before.length);

    const path = await grantContactsLink(suite.product.dynamoDb, candidateEmailOf(mine.tag));
    const html = await suite.htmlAt(`${path}/erase`);
    const { values, checkboxes } = formOf(html, '/erase');
    const answer = await suite.product.fetch(post(`${path}/erase`, { ...values, ...checkboxes }));
    expect(answer.status).toBe(200);
    const text = textOf(await answer.text());
    expect(text).toContain('Everything is erased');
    expect(text).toMatch(/Backups hold it until \w+ \d+, \d{4}/);
    expect(await suite.itemsOf(mine)).toEqual([]);
    expect(await suite.itemsOf(theirs)).toEqual(other);

    await suite.product.clearMails();
    const mailsBefore = suite.wired.mails.length;
    for (const link of [path, ...mine.links]) {
      const expected = link.startsWith('/contacts/') ? 410 : 404;
      const confirmation = { sure: 'yes', letter: 'x', nonce: 'x' };
      for (const request of [
        get(link),
        get(`${link}/export.json`),
        get(`${link}/letter.eml`),
        get(`${link}/edit`),
        post(`${link}/edit`, englishForm),
        post(`${link}/send`, confirmation),
        post(`${link}/cancel`, {}),
        post(`${link}/self-sent`, {}),
        post(`${link}/fresh-link`, {}),
        post(`${link}/done`, { contact: addressKey(recruiterEmailOf(mine.tag, 'sent')) }),
        post(`${link}/note`, {
          contact: addressKey(recruiterEmailOf(mine.tag, 'sent')),
          // The answer has it, so that what was typed is not lost.
          note: 'A note that is typed too late.',
        }),
        post(`${link}/time-zone`, { timeZone: 'madrid' }),
        post(`${link}/unsubscribe`, {}),
        post(`${link}/erase`, { sure: 'yes' }),
      ]) {
        const opened = await suite.product.fetch(request);
        // A letter has no path such as `/done`, and contacts have no path such as
        // `/send`. These answer 404.
        expect([404, expected]).toContain(opened.status);
        expect(await opened.text()).not.toContain(mine.tag);
      }
      expect((await suite.product.fetch(get(link))).status).toBe(expected);
    }
    for (const { decline, link } of mine.letters) {
      expect(await suite.wired.send(link, decline.letterHash)).toEqual({ kind: 'no-such-link' });
      for (const event of eventKinds) {
        await suite.wired.recordEvent(sesEvent(event, decline.id, { to: decline.letter.to }));
      }
    }
    for (const later of [0, 2 * MINUTE_MS, 40 * DAY_MS, 800 * DAY_MS]) {
      const laterProduct = wireProduct({
        ...suite.product.dynamoDb,
        now: () => Date.now() + later,
        answer: answerByName,
      });
      await laterProduct.sweep();
      await laterProduct.sendNotices();
      await laterProduct.sendReminders();
      // These runs do send the emails of the other candidate.
      expect(laterProduct.mails.filter(({ to }) => to.includes(mine.tag))).toEqual([]);
    }
    expect(await suite.itemsOf(mine)).toEqual([]);
    expect(suite.wired.mails.slice(mailsBefore)).toEqual([]);
    expect(await suite.product.mails()).toEqual([]);
    await suite.eraseAll(theirs.tag);
  }, 120_000);

  test.each([
    ['en', "Please tick the box first: erasing can't be undone."],
    ['es', 'Marca antes la casilla, por favor: no se puede deshacer.'],
  ])(
    'when the box is not ticked, then the page in %s says why and nothing is erased',
    async (lang, message) => {
      const tag = newTag();
      await declineTo(suite.wired, letterInputOf(tag, 'sent'));
      const path = await grantContactsLink(suite.product.dynamoDb, candidateEmailOf(tag));
      const html = await suite.htmlAt(`${path}/erase?lang=${lang}`);
      expect(html).toMatch(/<input(?=[^>]*type="checkbox")(?=[^>]*name="sure")(?![^>]* checked)/);
      const before = await allItems(suite.product.dynamoDb);
      for (const submitted of [{ sure: '' }, { sure: 'no' }, { sure: 'true' }, { sure: 'YES' }]) {
        const refused = await suite.product.fetch(postForm(html, '/erase', submitted));
        expect(refused.status).toBe(422);
        expect(textOf(await refused.text())).toContain(message);
        const asJson = await suite.product.fetch(
          json(`${path}/erase?lang=${lang}`, { ...confirmed(path), ...submitted }),
        );
        expect([asJson.status, await asJson.json()]).toEqual([
          422,
          { errors: [{ field: 'sure', message }] },
        ]);
      }
      expect(await allItems(suite.product.dynamoDb)).toEqual(before);
    },
  );

  test('when a letter is leaving, then erasing is refused until it has left', async () => {
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
      'Una de tus cartas se está enviando en este momento',
    );
    const asJson = await suite.product.fetch(json(`${path}/erase`, confirmed(path)));
    expect([asJson.status, await asJson.json()]).toEqual([
      409,
      { errors: [{ field: 'sure', message: expect.stringContaining('Please wait a minute') }] },
    ]);
    expect(await suite.wired.store.find(letter.decline.id)).toMatchObject({ state: 'sending' });
    // The link still works, so the candidate can retry.
    expect((await suite.product.fetch(get(path))).status).toBe(200);
    await attempt();
    expect(await suite.wired.store.find(letter.decline.id)).toMatchObject({ state: 'sent' });
    const erased = await suite.product.fetch(json(`${path}/erase`, confirmed(path)));
    expect([erased.status, await erased.json()]).toEqual([
      200,
      { erased: true, backupsUntil: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
    ]);
    expect(await suite.itemsOf({ tag, letters: [letter] })).toEqual([]);
  });

  test('when the run that sends has crashed, then erasing works after its lease', async () => {
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

  describe('deleting one contact', () => {
    test('when it has letters, then they are deleted with it, and others stay', async () => {
      const tag = newTag();
      const letters = [
        await declineTo(suite.wired, letterInputOf(tag, 'deleted')),
        await declineTo(suite.wired, letterInputOf(tag, 'deleted')),
        await storeDraft(suite.wired, letterInputOf(tag, 'deleted')),
        // This draft has expired, so the product treats it as absent, but it is still in
        // the table.
        await storeDraft(suite.wired, {
          ...letterInputOf(tag, 'deleted'),
          createdAt: Date.now() - 20 * DAY_MS,
        }),
      ];
      const waiting = await storeDraft(suite.wired, letterInputOf(tag, 'deleted'));
      await suite.wired.store.apply(waiting.decline.id, { transition: 'claim' });
      await suite.wired.store.apply(waiting.decline.id, {
        transition: 'postpone',
        patch: { dueAt: Date.now() - 1 },
      });
      const others = [
        await declineTo(suite.wired, letterInputOf(tag, 'kept')),
        await storeDraft(suite.wired, letterInputOf(tag, 'kept')),
      ];
      const moved = await storeDraft(suite.wired, letterInputOf(tag, 'deleted'));
      const edited = {
        ...englishForm,
        recruiterEmail: recruiterEmailOf(tag, 'new'),
        recruiterName: 'New Person',
      };
      await suite.product.fetch(post(`${letterPath(moved)}/edit`, edited));
      const path = await grantContactsLink(suite.product.dynamoDb, candidateEmailOf(tag));
      const isOfDeleted = (item: string): boolean =>
        item.includes(recruiterEmailOf(tag, 'deleted')) ||
        item.includes(`CONTACT#${addressKey(recruiterEmailOf(tag, 'deleted'))}`) ||
        [...letters, waiting].some(({ decline }) => item.includes(decline.id));
      const all = async () =>
        suite.itemsOf({ tag, letters: [...letters, waiting, ...others, moved] });
      const before = await all();
      // Five letters, each with its place, and the contact.
      expect(before.filter(isOfDeleted)).toHaveLength(11);

      const html = await suite.htmlAt(path);
      const deleted = await suite.product.fetch(
        postForm(cardOf(html, recruiterEmailOf(tag, 'deleted')), '/delete'),
      );
      expect(deleted.status).toBe(303);
      expect((await all()).filter(isOfDeleted)).toEqual([]);
      expect(await all()).toEqual(before.filter((item) => !isOfDeleted(item)));
      await suite.wired.sweep();
      expect((await all()).filter(isOfDeleted)).toEqual([]);
      expect(suite.wired.mails.filter(({ tags }) => tags['letter'] === waiting.decline.id)).toEqual(
        [],
      );

      // The edit moved this draft to another person. It can still be sent, and makes that
      // person a contact.
      const decline = await suite.wired.store.find(moved.decline.id);
      expect(decline?.input.recruiterEmail).toBe(recruiterEmailOf(tag, 'new'));
      await suite.wired.send(moved.link, decline?.letterHash ?? '');
      expect(textOf(await suite.htmlAt(path))).toContain('New Person');
      await suite.eraseAll(tag);
      expect(await all()).toEqual([]);
    });

    test('when a letter to it is leaving, then it is refused until it has left', async () => {
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
        'A letter to this person is being sent right now.',
      );
      const values = confirmed(path, recruiterEmailOf(tag, 'leaving'));
      expect((await suite.product.fetch(json(`${path}/delete`, values))).status).toBe(409);
      expect(
        (
          await suite.product.fetch(
            postForm(cardOf(html, recruiterEmailOf(tag, 'kept')), '/delete'),
          )
        ).status,
      ).toBe(303);
      await attempt();
      expect((await suite.product.fetch(request())).status).toBe(303);
      expect(textOf(await suite.htmlAt(path))).toContain('Nobody here yet');
    });
  });
});
