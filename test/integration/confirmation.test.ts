import { describe, expect, test } from 'vitest';
import { formOf, inHtml, textOf } from '../journey/http-driver.ts';
import { expectSecurityHeaders, setUpContactPages } from '../support/contact-pages.ts';
import { cardOf, confirmed } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo } from '../support/harness.ts';
import { confirmAction, draftThroughForm } from '../support/letters.ts';
import { get, json, post, postForm } from '../support/requests.ts';
import { allItems, letterItem, setLetterAttributes } from '../support/table.ts';

const person = 'dana@northwind.example';
const words = {
  en: {
    tick: 'Please tick the box first.',
    nonce: "This didn't come from the form on this page. Please use the form here.",
  },
  es: {
    tick: 'Marca antes la casilla, por favor.',
    nonce: 'Esto no vino del formulario de esta página. Usa el que ves aquí, por favor.',
  },
} as const;
const languages = ['en', 'es'] as const;

describe.each(availableEmulators())('an action needs to be confirmed, on %s', (kind) => {
  const pages = setUpContactPages(kind);

  /** A script gets the same refusal as JSON, with an error for each field that lacks. */
  const expectJsonRefusal = async (
    { path, action, lang }: { path: string; action: string; lang: keyof typeof words },
    values: Readonly<Record<string, string>>,
    { status, fields }: { status: number; fields: readonly string[] },
  ): Promise<void> => {
    const answer = await pages.product.fetch(json(`${path}/${action}?lang=${lang}`, values));
    const { errors } = Object(await answer.json());
    expect([answer.status, errors]).toEqual([
      status,
      fields.map((field) => ({
        field,
        message: field === 'sure' ? words[lang].tick : words[lang].nonce,
      })),
    ]);
  };

  describe.each([
    ['cancel', 'draft'],
    ['cancel', 'retry'],
    ['self-sent', 'draft'],
    ['self-sent', 'failed'],
    ['self-sent', 'unknown'],
    ['self-sent', 'retry'],
  ] as const)('/%s of a letter in the state %s', (action, state) => {
    // The page of a letter in `retry` has no form for `self-sent`, but the route works.
    const hasForm = !(action === 'self-sent' && state === 'retry');

    test.each(languages)('when it is not confirmed, then the page says so: %s', async (lang) => {
      const { path, id } = await draftThroughForm(pages.product);
      await setLetterAttributes(pages.product.dynamoDb, id, { state });
      const { nonce = '' } = formOf(
        await pages.htmlAt(`${path}?lang=${lang}`),
        hasForm ? `/${action}` : '/cancel',
      ).values;
      const before = await allItems(pages.product.dynamoDb);
      for (const [values, status, message, fields] of [
        [{ nonce }, 422, words[lang].tick, ['sure']],
        [{ nonce, sure: 'no' }, 422, words[lang].tick, ['sure']],
        [{}, 422, words[lang].tick, ['sure', 'nonce']],
        [{ sure: 'yes' }, 409, words[lang].nonce, ['nonce']],
        [{ sure: 'yes', nonce: `${nonce}x` }, 409, words[lang].nonce, ['nonce']],
      ] as const) {
        const answer = await pages.product.fetch(post(`${path}/${action}?lang=${lang}`, values));
        expectSecurityHeaders(answer);
        const html = await answer.text();
        expect([values, answer.status]).toEqual([values, status]);
        expect(html).toContain(`<html lang="${lang}">`);
        if (hasForm) {
          expect(html).toContain(
            `<p class="problem" id="${action}-sure-error">${inHtml(message)}</p>`,
          );
          expect(html).toMatch(
            new RegExp(`<input[^>]*name="sure"[^>]*aria-describedby="${action}-sure-error"`),
          );
        }
        expect(html).not.toContain('checked');
        await expectJsonRefusal({ path, action, lang }, values, { status, fields });
      }
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
      // The answer's own form works.
      const answer = await pages.product.fetch(post(`${path}/${action}`, { nonce, sure: 'yes' }));
      expect(answer.status).toBe(303);
      expect((await letterItem(pages.product.dynamoDb, id))?.['state']).toBe(
        action === 'cancel' ? 'cancelled' : 'self-sent',
      );
    });
  });

  test('when the letter is closed already, then its page says so, without a question', async () => {
    const { path } = await draftThroughForm(pages.product);
    await confirmAction(pages.product, path, 'cancel');
    for (const action of ['cancel', 'self-sent']) {
      const answer = await pages.product.fetch(post(`${path}/${action}`, {}));
      expect([answer.status, answer.headers.get('location')]).toEqual([303, path]);
    }
  });

  test('when a post has no body and no type, then it counts as an empty form', async () => {
    const { path } = await draftThroughForm(pages.product);
    for (const action of ['cancel', 'self-sent']) {
      const request = new Request(new URL(`${path}/${action}`, origin), { method: 'POST' });
      expect((await pages.product.fetch(request)).status).toBe(422);
    }
  });

  test.each(languages)(
    'when the page asks for a fresh link, then it needs the tick: %s',
    async (lang) => {
      const { path, id } = await draftThroughForm(pages.product);
      await setLetterAttributes(pages.product.dynamoDb, id, { linkExpiresAt: Date.now() - 1 });
      await pages.product.clearMails();
      const form = formOf(await pages.htmlAt(`${path}?lang=${lang}`), '/fresh-link');
      const refused = await pages.product.fetch(post(form.action, form.values));
      expect(refused.status).toBe(422);
      expect(textOf(await refused.text())).toContain(words[lang].tick);
      expect(await pages.product.mails()).toEqual([]);
      await pages.product.fetch(post(form.action, { ...form.values, ...form.checkboxes }));
      expect(await pages.product.mails()).toHaveLength(1);
    },
  );

  test('when a script asks for a fresh link, then it needs only the token', async () => {
    for (const request of [
      (path: string) => post(path, {}),
      (path: string) => json(path, {}),
      (path: string) => new Request(new URL(path, origin), { method: 'POST' }),
    ]) {
      const { path, id } = await draftThroughForm(pages.product);
      await setLetterAttributes(pages.product.dynamoDb, id, { linkExpiresAt: Date.now() - 1 });
      await pages.product.clearMails();
      const { status } = await pages.product.fetch(request(`${path}/fresh-link`));
      expect([200, 303]).toContain(status);
      expect(await pages.product.mails()).toHaveLength(1);
    }
  });

  test('when a draft is saved without a change, then it has no new version', async () => {
    const { path, id, confirmation } = await draftThroughForm(pages.product);
    const before = await allItems(pages.product.dynamoDb);
    const form = formOf(await pages.htmlAt(`${path}/edit`), '/edit');
    // The script fills in the time zone of the browser. It is no choice, either.
    for (const values of [form.values, { ...form.values, browserTimeZone: 'Asia/Tokyo' }]) {
      const answer = await pages.product.fetch(post(form.action, values));
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?lang=en`]);
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
    }
    for (const changes of [{ timeZone: 'Tokyo' }, { reason: 'staying' }, { reconnect: 'never' }]) {
      await pages.product.fetch(post(form.action, { ...form.values, ...changes }));
    }
    expect((await letterItem(pages.product.dynamoDb, id))?.['version']).toBe(4);
    expect(confirmation['letter']).toMatch(/./);
  });

  describe('an action on a contact', () => {
    const newContact = async () => {
      const candidateEmail = uniqueCandidate();
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: person });
      const path = await pages.grantLink(candidateEmail);
      return { path, item: () => pages.contactItem(candidateEmail, person) };
    };
    const boxes = [
      ['done', 'done-sure'],
      ['stop', 'stop-sure'],
      ['delete', 'delete-sure'],
    ] as const;

    test.each(
      boxes.flatMap(([action, id]) => languages.map((lang) => [action, lang, id] as const)),
    )(
      'when the box of /%s is not ticked, then the page says so beside it: %s',
      async (action, lang, id) => {
        const { path, item } = await newContact();
        const before = await item();
        const html = await pages.htmlAt(`${path}?lang=${lang}`);
        const card = cardOf(html, person);
        const refused = await pages.product.fetch(postForm(card, `/${action}`, { sure: '' }));
        expect(refused.status).toBe(422);
        const shown = cardOf(await refused.text(), person);
        expect(shown).toMatch(
          new RegExp(`<p class="problem" id="${id}-[\\w-]+-error">${words[lang].tick}`),
        );
        const form = formOf(card, `/${action}`);
        for (const [values, status, fields] of [
          [form.values, 422, ['sure']],
          [{ contact: form.values['contact'] ?? '' }, 422, ['sure', 'nonce']],
          [{ ...form.values, sure: 'yes', nonce: 'x' }, 409, ['nonce']],
        ] as const) {
          await expectJsonRefusal({ path, action, lang }, values, { status, fields });
        }
        expect(await item()).toEqual(before);
        expect((await pages.product.fetch(postForm(shown, `/${action}`))).status).toBe(303);
        expect(await item()).not.toEqual(before);
      },
    );

    test.each([
      ['snooze', 'months', '3'],
      ['date', 'date', '2027-05-05'],
      ['note', 'note', 'A long note\nthat must not get lost.'],
    ] as const)(
      'when /%s has no nonce, then its %s is shown again',
      async (action, field, value) => {
        const { path, item } = await newContact();
        const before = await item();
        const contact = confirmed(path, person)['contact'] ?? '';
        for (const lang of languages) {
          const address = `${path}/${action}?lang=${lang}`;
          const refused = await pages.product.fetch(post(address, { contact, [field]: value }));
          expect(refused.status).toBe(409);
          const card = cardOf(await refused.text(), person);
          expect(card).toContain(`-error">${inHtml(words[lang].nonce)}`);
          if (action !== 'snooze') expect(formOf(card, `/${action}`).values[field]).toBe(value);
          const asJson = await pages.product.fetch(json(address, { contact, [field]: value }));
          expect([asJson.status, await asJson.json()]).toEqual([
            409,
            { errors: [{ field: 'nonce', message: words[lang].nonce }] },
          ]);
        }
        expect(await item()).toEqual(before);
        const html = await pages.htmlAt(path);
        await pages.submit(postForm(cardOf(html, person), `/${action}`, { [field]: value }));
        expect(await item()).not.toEqual(before);
      },
    );

    test('when the nonce is of another contact or link, then nothing changes', async () => {
      const [mine, other] = [await newContact(), await newContact()];
      const before = await mine.item();
      const { contact = '' } = confirmed(mine.path, person);
      for (const { nonce = '' } of [
        confirmed(mine.path),
        confirmed(mine.path, 'kim@northwind.example'),
        confirmed(other.path, person),
      ]) {
        for (const action of ['done', 'stop', 'delete']) {
          const values = { contact, nonce, sure: 'yes' };
          expect((await pages.product.fetch(post(`${mine.path}/${action}`, values))).status).toBe(
            409,
          );
        }
      }
      expect(await mine.item()).toEqual(before);
    });

    test.each(languages)(
      'when the time zone has no nonce, then it is shown again: %s',
      async (lang) => {
        const { path, item } = await newContact();
        const before = await item();
        const refused = await pages.product.fetch(
          post(`${path}/time-zone?lang=${lang}`, { timeZone: 'Madrid' }),
        );
        const html = await refused.text();
        expect([refused.status, formOf(html, '/time-zone').values['timeZone']]).toEqual([
          409,
          'Madrid',
        ]);
        expect(html).toContain(
          `<p class="problem" id="timeZone-error">${inHtml(words[lang].nonce)}`,
        );
        expect(await item()).toEqual(before);
      },
    );

    test.each(languages)('when erasing has no nonce, then nothing is erased: %s', async (lang) => {
      const { path, item } = await newContact();
      const refused = await pages.product.fetch(
        post(`${path}/erase?lang=${lang}`, { sure: 'yes' }),
      );
      expect(refused.status).toBe(409);
      expect(await refused.text()).toContain(
        `<p class="problem" id="erase-sure-error">${inHtml(words[lang].nonce)}`,
      );
      expect(await item()).toBeDefined();
    });
  });

  test.each(['/', '.', ')', ',', '%3E', '%20', '=', '%22', '”', '/.'])(
    'when %j ends the path of a link, then the page opens and its forms work',
    async (ending) => {
      const letter = await draftThroughForm(pages.product);
      const html = await pages.htmlAt(`${letter.path}${ending}`);
      expect(textOf(html)).toContain('Word for word.');
      expect(formOf(html, '/send').action).toBe(`${letter.path}/send?lang=en`);
      for (const method of ['GET', 'HEAD']) {
        const answer = await pages.product.fetch(get(`${letter.path}${ending}`, method));
        expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
      }
      expect(textOf(await pages.htmlAt(`${letter.path}?lang=es${ending}`))).toContain(
        'Palabra por palabra.',
      );
      expect((await pages.product.fetch(get(`${letter.path}/letter.eml${ending}`))).status).toBe(
        200,
      );
      const cancelled = await pages.product.fetch(postForm(html, '/cancel'));
      expect(cancelled.headers.get('location')).toBe(`${letter.path}?lang=en`);

      const candidateEmail = uniqueCandidate();
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: person });
      const path = await pages.grantLink(candidateEmail, { person });
      for (const address of [
        `${path}${ending}`,
        `${path}${ending}?lang=en`,
        `${path}?lang=en${ending}`,
      ]) {
        const opened = await pages.product.fetch(get(address));
        expect([address, opened.status]).toEqual([address, 200]);
        const stop = formOf(await opened.text(), '/stop');
        expect(stop.action).toBe(`${path}/stop?lang=en`);
      }
      const oneClick = post(`${path}/unsubscribe${ending}`, {}, { origin: 'null' });
      expect((await pages.product.fetch(oneClick)).status).toBe(200);
    },
  );
});
