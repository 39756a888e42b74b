import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { hashSecret, parseToken } from '../../lambdas/core/magic-link.ts';
import { textOf } from '../journey/http-driver.ts';
import { expectSecurityHeaders, setUpContactPages } from '../support/contact-pages.ts';
import { cardOf, confirmed } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { uniqueCandidate } from '../support/fixtures.ts';
import { declineTo, wireProduct } from '../support/harness.ts';
import { get, json, post } from '../support/requests.ts';
import { allItems } from '../support/table.ts';

const due = ['Dana', 'Kim', 'Sam'].map((name) => `${name.toLowerCase()}@northwind.example`);
const [dana = '', kim = '', sam = ''] = due;
const notDue = 'zoe@northwind.example';
const secretNote = 'zqnote';

describe.each(availableEmulators())('the link of a reminder of several on %s', (kind) => {
  const pages = setUpContactPages(kind);

  /** Three contacts that are due on one day, and one that is not; and their email. */
  async function remind() {
    const candidateEmail = uniqueCandidate();
    for (const recruiterEmail of [...due, notDue]) {
      const name = recruiterEmail.split('@')[0] ?? '';
      await declineTo(
        pages.wired,
        { candidateEmail, recruiterEmail, recruiterName: `${name} Contact` },
        {
          reason: 'overqualified',
          reconnectOn: recruiterEmail === notDue ? '2031-01-02' : '2030-01-02',
        },
      );
    }
    const all = await pages.grantLink(candidateEmail);
    await pages.product.fetch(post(`${all}/note`, { ...confirmed(all, dana), note: secretNote }));
    const clock = Date.parse('2030-01-02T12:00Z');
    const later = wireProduct({ ...pages.product.dynamoDb, now: () => clock });
    await later.sendReminders();
    const mails = later.mails.filter(
      ({ to, tags }) => to === candidateEmail && tags['kind'] === 'reminder',
    );
    const [mail] = mails;
    const path = /https:\/\/door\.example(\/contacts\/[\w-]+\.[\w-]{43})/.exec(mail?.text ?? '');
    return { candidateEmail, all, mails, mail, path: path?.[1] ?? 'no link' };
  }
  const idsOf = (html: string) =>
    parse(html)
      .querySelectorAll('article.contact')
      .map(({ id }) => id)
      .sort((one, other) => one.localeCompare(other));
  const cardIds = (people: readonly string[]) =>
    people
      .map((person) => `contact-${addressKey(person)}`)
      .sort((one, other) => one.localeCompare(other));
  const item = (candidate: string, person: string) => pages.contactItem(candidate, person);

  test('when three are due, then one email links to their cards, nothing private', async () => {
    const { mails, mail, path } = await remind();
    expect(mails).toHaveLength(1);
    for (const person of due) expect(mail?.text).toContain(`${path}#contact-${addressKey(person)}`);
    expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toMatch(/zqnote|overqualified|zoe/i);
    const answer = await pages.product.fetch(get(path));
    expect(answer.status).toBe(200);
    expectSecurityHeaders(answer);
    const html = await answer.text();
    expect(idsOf(html)).toEqual(cardIds(due));
    expect(textOf(html)).not.toMatch(/zqnote|more experienced|zoe/i);
    const ids = parse(html)
      .querySelectorAll('[id]')
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const person of due) {
      const card = parse(cardOf(html, person));
      for (const action of ['done', 'snooze', 'date', 'stop'])
        expect(card.querySelector(`form[action^="${path}/${action}"]`)).not.toBeNull();
      for (const action of ['note', 'delete'])
        expect(card.querySelector(`form[action^="${path}/${action}"]`)).toBeNull();
      expect(card.querySelector('a[href^="mailto:"]')).not.toBeNull();
    }
  });

  test.each([
    ['done', {}, 'reconnected'],
    ['snooze', { months: '3' }, 'open'],
    ['date', { date: '2030-06-03' }, 'open'],
    ['stop', {}, 'closed'],
  ])(
    'when it is posted to %s for one, then only that one changes',
    async (action, values, status) => {
      const { candidateEmail, path } = await remind();
      const before = await item(candidateEmail, kim);
      const page = await pages.submit(
        post(`${path}/${action}`, { ...confirmed(path, dana), ...values }),
      );
      expect(idsOf(page)).toEqual(cardIds(due));
      expect(parse(cardOf(page, dana)).querySelector('[role=status]')).not.toBeNull();
      expect(parse(page).querySelectorAll('[role=status]')).toHaveLength(1);
      expect(await item(candidateEmail, dana)).toMatchObject({ status });
      expect(await item(candidateEmail, kim)).toEqual(before);
      const again = await pages.product.fetch(
        post(`${path}/${action}`, { ...confirmed(path, dana), ...values }),
      );
      expect(again.headers.get('location')).toMatch(new RegExp(`#contact-${addressKey(dana)}$`));
    },
  );

  test.each(['done', 'snooze', 'date', 'stop'])(
    'when it is posted to %s for a contact that is not in the email, then nothing changes',
    async (action) => {
      const { candidateEmail, path } = await remind();
      const before = await allItems(pages.product.dynamoDb);
      const values = { months: '3', date: '2030-06-03', sure: 'yes' };
      for (const contact of [addressKey(notDue), '', 'x', addressKey('nobody@x.example')]) {
        const fields = { ...confirmed(path, notDue), ...values, contact };
        const answer = await pages.product.fetch(json(`${path}/${action}`, fields));
        expect(answer.status).toBe(404);
      }
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
      expect(await item(candidateEmail, notDue)).toMatchObject({ status: 'open' });
    },
  );

  test('when it opens what only a link to all may open, then it is 404', async () => {
    const { candidateEmail, path } = await remind();
    for (const name of ['export', 'export.json', 'export.csv', 'export.vcf', 'export.ics', 'erase'])
      expect([name, (await pages.product.fetch(get(`${path}/${name}`))).status]).toEqual([
        name,
        404,
      ]);
    for (const name of ['note', 'delete', 'time-zone', 'erase']) {
      const fields = { ...confirmed(path, dana), note: 'x', timeZone: 'Madrid' };
      const answer = await pages.product.fetch(post(`${path}/${name}`, fields));
      expect([name, answer.status]).toEqual([name, 404]);
    }
    expect(await item(candidateEmail, dana)).toMatchObject({ note: secretNote });
  });

  test('when an action is not confirmed, then its contact shows the reason', async () => {
    const { candidateEmail, path } = await remind();
    const { contact, nonce } = confirmed(path, kim);
    const answer = await pages.product.fetch(
      post(`${path}/stop`, { contact: contact ?? '', nonce: nonce ?? '' }),
    );
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(idsOf(html)).toEqual(cardIds([kim]));
    expect(parse(html).querySelector('.problem')).not.toBeNull();
    expect(await item(candidateEmail, kim)).toMatchObject({ status: 'open' });
  });

  test('when a contact is deleted, then the link opens the others, or is 410', async () => {
    const { path, all } = await remind();
    const remove = (person: string) =>
      pages.product.fetch(post(`${all}/delete`, confirmed(all, person)));
    await remove(dana);
    expect(idsOf(await pages.htmlAt(path))).toEqual(cardIds([kim, sam]));
    await remove(kim);
    await remove(sam);
    expect((await pages.product.fetch(get(path))).status).toBe(410);
  });

  test('when the mail program unsubscribes, then all reminders of the candidate end', async () => {
    const { candidateEmail, mail, path } = await remind();
    const headers: unknown = mail && 'headers' in mail ? mail.headers : {};
    expect(headers).toMatchObject({
      'List-Unsubscribe': `<https://door.example${path}/unsubscribe>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect(await item(candidateEmail, notDue)).toHaveProperty('due');
    const answer = await pages.product.fetch(
      post(`${path}/unsubscribe`, { 'List-Unsubscribe': 'One-Click' }, { origin: 'null' }),
    );
    expect(answer.status).toBe(200);
    for (const person of [...due, notDue]) {
      expect(await item(candidateEmail, person)).not.toHaveProperty('due');
      expect(await item(candidateEmail, person)).not.toHaveProperty('reconnectOn');
    }
  });

  test('when the link is stored, then an earlier version opens one contact only', async () => {
    const { candidateEmail, path } = await remind();
    const link = parseToken(path.split('/').at(-1) ?? '');
    const stored = (await allItems(pages.product.dynamoDb)).get(
      `CANDIDATE#${addressKey(candidateEmail)} LINK#${hashSecret(link?.secret ?? '')}`,
    );
    expect(stored).toHaveProperty('contactId');
    expect(stored?.['contactIds']).toContain(stored?.['contactId']);
    expect(stored?.['contactIds']).toHaveLength(3);
  });
});
