import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { handChannels } from '../../lambdas/core/choices.ts';
import { letterVersion } from '../../lambdas/core/decline/decline.ts';
import { hashSecret, parseToken } from '../../lambdas/core/magic-link.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { setUpContactPages } from '../support/contact-pages.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { englishForm, uniqueCandidate } from '../support/fixtures.ts';
import { storeDraft } from '../support/harness.ts';
import { confirmAction } from '../support/letters.ts';
import { get, json, post } from '../support/requests.ts';
import { setLetterAttributes } from '../support/table.ts';

const text =
  'Hi Dana, thanks for taking the time to tell me about the Senior Data Engineer role at ' +
  "Northwind. I've decided to withdraw from the process. I'd be glad to stay in touch. Good luck " +
  'with the search!';
const { recruiterEmail: _address, personalNote: _note, ...withoutAddress } = englishForm;
const formWith = (values: object = {}) => ({
  ...withoutAddress,
  stage: 'screen',
  company: 'Northwind',
  role: 'Senior Data Engineer',
  peopleToThank: '',
  candidateEmail: uniqueCandidate(),
  channel: 'linkedin',
  ...values,
});
const copied = (html: string) => parse(html).querySelector('#short-copy')?.text.trim();

describe.each(availableEmulators())('an answer by hand on %s', (kind) => {
  const pages = setUpContactPages(kind);
  const fileAt = async (path: string): Promise<string> =>
    (await (await pages.product.fetch(get(path))).text()).replaceAll('\r\n ', '');
  /** Asks for the link, and gives the path of the text's page. */
  const ask = async (values: Readonly<Record<string, string>>) => {
    await pages.product.clearMails();
    const answer = await pages.product.fetch(post('/declines', values));
    expect(answer.status).toBe(200);
    const path = new URL(linkIn(await pages.product.mails())).pathname;
    return { html: await answer.text(), path };
  };

  test('when there is no address, then preview and answer have the text at once', async () => {
    for (const channel of handChannels) {
      const values = formWith({ channel });
      const preview = await pages.product.fetch(json('/preview', values));
      expect(await preview.json()).toMatchObject({ subject: '', html: '', text: `${text}\n` });
      const page = await pages.product.fetch(post('/preview', values));
      expect(copied(await page.text())).toBe(text);
      const live = await pages.product.fetch(post('/preview', { ...values, live: 'yes' }));
      expect(copied(await live.text())).toBe(text);
    }
    const values = formWith();
    const { html } = await ask(values);
    expect(copied(html)).toBe(text);
    const answer = await pages.product.fetch(json('/declines', formWith()));
    expect(await answer.json()).toMatchObject({ text });
  });

  test.each([
    ['en', /remind you when/, /find this message behind the link.*save the contact\./],
    ['es', /te recordamos/, /encontrarás este mensaje.*guardamos el contacto\./],
  ])(
    'when no reminder is wanted (%s), then the answer promises none',
    async (lang, promise, other) => {
      const textWith = async (reconnect: string) => {
        const request = post(`/declines?lang=${lang}`, formWith({ reconnect }));
        return textOf(await (await pages.product.fetch(request)).text());
      };
      expect(await textWith('never')).not.toMatch(promise);
      expect(await textWith('never')).toMatch(other);
      for (const reconnect of ['', '6-months']) expect(await textWith(reconnect)).toMatch(promise);
    },
  );

  test('when the answer is by email, then the address is required', async () => {
    for (const channel of ['email', '', undefined]) {
      const answer = await pages.product.fetch(json('/preview', formWith({ channel })));
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ errors: [{ field: 'recruiterEmail' }] });
    }
    for (const values of [{ channel: 'fax' }, { recruiterEmail: 'no address' }])
      expect((await pages.product.fetch(json('/preview', formWith(values)))).status).toBe(422);
  });

  test('when it was sent by hand, then the contact has no address', async () => {
    const values = formWith({ candidateEmail: uniqueCandidate() });
    const { path } = await ask(values);
    const review = await pages.htmlAt(path);
    expect(copied(review)).toBe(text);
    expect(() => formOf(review, '/send')).toThrow();
    expect(review).not.toMatch(/letter\.eml|mailto:/);
    await pages.product.clearMails();
    expect((await confirmAction(pages.product, path, 'self-sent')).status).toBe(303);
    expect(textOf(await pages.htmlAt(path))).toContain("You've sent it.");
    expect(await pages.product.mails()).toEqual([]);

    // The same person, spelled differently: the same contact.
    const again = await ask({
      ...values,
      recruiterName: 'DANA  lee',
      company: 'northwind',
      role: 'Analyst',
    });
    await confirmAction(pages.product, again.path, 'self-sent');
    const contacts = await pages.grantLink(values.candidateEmail);
    const card = await pages.htmlAt(contacts);
    expect(parse(card).querySelectorAll('article.contact')).toHaveLength(1);
    expect(card).not.toContain('mailto:');
    expect(card).toContain('data-copy="hello-copy');
    expect(await fileAt(`${contacts}/export.vcf`)).not.toContain('EMAIL');
    expect(await fileAt(`${contacts}/export.csv`)).toContain('DANA lee,,,northwind');
    expect(await fileAt(`${contacts}/export.ics`)).toContain('DESCRIPTION:Role: Analyst');
    const { contacts: exported, letters } = JSON.parse(await fileAt(`${contacts}/export.json`));
    expect(exported).toMatchObject([{ person: { address: '' }, history: [{}, {}] }]);
    expect(letters.map(({ state, to }: { state: string; to: string }) => [state, to])).toEqual([
      ['self-sent', ''],
      ['self-sent', ''],
    ]);
  });

  test.each([
    ['en', /letter/i, 'message'],
    ['es', /carta|enviarla|La env|Cancelada/, 'mensaje'],
  ])(
    'when it is shown in %s, then no page and no email calls it a letter',
    async (lang, letter, message) => {
      const shown: string[] = [];
      const open = async (path: string) => {
        const html = await pages.htmlAt(`${path}?lang=${lang}`);
        shown.push(textOf(parse(html).querySelector('main')?.innerHTML ?? ''));
      };
      const askIn = async () => {
        await pages.product.clearMails();
        await pages.product.fetch(post(`/declines?lang=${lang}`, formWith()));
        const mails = await pages.product.mails();
        for (const mail of mails) shown.push(mail.subject, mail.text.replace(/http\S+/g, ''));
        return new URL(linkIn(mails)).pathname;
      };
      for (const action of ['cancel', 'self-sent']) {
        const path = await askIn();
        await open(path);
        expect((await confirmAction(pages.product, path, action)).status).toBe(303);
        await open(path);
      }
      const path = await askIn();
      const { id = '' } = parseToken(path.split('/').at(-1) ?? '') ?? {};
      await setLetterAttributes(pages.product.dynamoDb, id, { linkExpiresAt: Date.now() - 1 });
      await open(path);
      expect(shown).toHaveLength(11);
      for (const text of shown) {
        expect(text).not.toMatch(letter);
        expect(text.toLowerCase()).toContain(message);
      }
    },
  );

  test('when somebody posts the send form for it, then nothing is sent', async () => {
    const { path } = await ask(formWith());
    const link = parseToken(path.split('/').at(-1) ?? '');
    if (link === undefined) throw new Error('There is no link.');
    const decline = await pages.wired.store.find(link.id);
    if (decline === undefined) throw new Error('There is no draft.');
    expect(decline).toMatchObject({ isByHand: true, letter: { to: '' } });
    await pages.product.clearMails();
    expect(await pages.wired.send(link, decline.letterHash)).toMatchObject({ kind: 'not-sent' });
    expect((await pages.wired.store.find(link.id))?.state).toBe('draft');
    expect(await pages.product.mails()).toEqual([]);
  });

  test('when a letter is a text to send by hand, then the store refuses to claim it', async () => {
    const { link, decline } = await storeDraft(pages.wired, { candidateEmail: uniqueCandidate() });
    const claim = () =>
      pages.wired.store.apply(link.id, {
        transition: 'claim',
        preconditions: { linkHash: hashSecret(link.secret) },
        patch: { owner: 'owner', leaseUntil: decline.linkExpiresAt },
      });
    const version = letterVersion({ ...decline.letter, to: '' }, 2);
    await pages.wired.store.edit(decline, {
      patch: { input: decline.input, ...version, isByHand: true },
    });
    expect(await claim()).toMatchObject({ applied: false, decline: { state: 'draft' } });
    const plain = await pages.wired.store.find(link.id);
    if (plain === undefined) throw new Error('The draft is gone.');
    await pages.wired.store.edit(plain, {
      patch: { input: decline.input, ...letterVersion(decline.letter, 3), isByHand: null },
    });
    expect(await claim()).toMatchObject({ applied: true, decline: { state: 'sending' } });
  });

  test('when a draft gets an address, then it is a letter that can be sent, and back', async () => {
    const { path } = await ask(formWith());
    const { values } = formOf(await pages.htmlAt(`${path}/edit`), '/edit');
    expect(values).toMatchObject({ channel: 'linkedin', recruiterEmail: '' });
    const { recruiterEmail } = englishForm;
    await pages.product.fetch(
      post(`${path}/edit`, { ...values, channel: 'email', recruiterEmail }),
    );
    const review = await pages.htmlAt(path);
    expect(formOf(review, '/send').action).toContain('/send');
    expect(textOf(review)).toContain(recruiterEmail);
    await pages.product.fetch(
      post(`${path}/edit`, { ...values, channel: 'phone', recruiterEmail }),
    );
    const back = await pages.htmlAt(path);
    expect(copied(back)).toBe(text);
    expect(() => formOf(back, '/send')).toThrow();
    expect((await pages.product.fetch(get(`${path}/letter.eml`))).status).toBe(303);
  });
});
