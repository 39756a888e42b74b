import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { formOf, inHtml, textOf } from '../journey/http-driver.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { sesEvent } from '../support/fixtures.ts';
import { wireProduct } from '../support/harness.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { get, json, post } from '../support/requests.ts';
import { allItems, contactsByAddress, letterItem, setLetterAttributes } from '../support/table.ts';

const confirmedAt = Date.parse('2026-11-20T22:30:00Z');
const answers = {
  en: {
    question: 'Yes, my copy is there',
    settled: 'You told us that your copy arrived, so your letter to',
    comes: 'A copy is on its way',
    choose: 'Please tick “Yes, my copy is there” first.',
    nonce: "This didn't come from the form on this page. Please use the form here.",
  },
  es: {
    question: 'Sí, ahí está mi copia',
    settled: 'Nos dijiste que tu copia llegó, así que tu carta para',
    comes: 'Una copia va en camino',
    choose: 'Marca antes «Sí, ahí está mi copia», por favor.',
    nonce: 'Esto no vino del formulario de esta página. Usa el que ves aquí, por favor.',
  },
} as const;
const languages = ['en', 'es'] as const;

describe.each(availableEmulators())('the copy of an unknown letter, on %s', (kind) => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
  });
  afterAll(() => product.close());

  const textAt = async (path: string) => textOf(await (await product.fetch(get(path))).text());

  /** A letter of which we cannot know whether it left, with a notice that is to come. */
  async function unknownLetter(recruiterEmail: string) {
    const { path, id } = await draftThroughForm(product, { recruiterEmail });
    await setLetterAttributes(product.dynamoDb, id, {
      state: 'unknown',
      confirmedAt,
      attempts: 1,
      failure: 'TimeoutError',
      notice: 'unknown',
      due: 'notices#0',
      dueAt: Date.now() + 120_000,
    });
    const page = await (await product.fetch(get(path))).text();
    const { nonce = '' } = formOf(page, '/copy').values;
    return { path, id, nonce, item: () => letterItem(product.dynamoDb, id) };
  }

  test.each(languages)('when it arrived, then the letter is settled as sent: %s', async (lang) => {
    const to = `arrived-${lang}@northwind.example`;
    const { path, id, nonce, item } = await unknownLetter(to);
    expect(await textAt(`${path}?lang=${lang}`)).toContain(answers[lang].question);
    const posted = await product.fetch(
      post(`${path}/copy?lang=${lang}`, { nonce, copy: 'arrived' }),
    );
    expect([posted.status, posted.headers.get('location')]).toEqual([303, `${path}?lang=${lang}`]);
    const text = await textAt(`${path}?lang=${lang}`);
    expect(text).toContain(`${answers[lang].settled} ${to}`);
    for (const gone of ['question', 'comes'] as const)
      expect(text).not.toContain(answers[lang][gone]);
    const stored = await item();
    expect(stored).toMatchObject({ state: 'sent', copyArrivedAt: expect.any(Number) });
    for (const gone of ['notice', 'failure', 'sentAt']) expect(stored).not.toHaveProperty(gone);
    // The sweep makes sure that the contact is recorded.
    expect(stored?.['due']).toMatch(/^letters#/);
    // The contact has the day of the confirmation: in UTC, because the form has no zone.
    const [contact, ...others] = await contactsByAddress(product.dynamoDb, to);
    expect([contact?.['declinedAt'], others]).toEqual([confirmedAt, []]);
    expect(contact?.['history']).toHaveLength(1);

    // A report of SES still wins, and says when the letter left.
    const wired = wireProduct(product.dynamoDb);
    await wired.recordEvent(sesEvent('Delivery', id, { to }));
    expect(await item()).toMatchObject({ state: 'delivered', sentAt: expect.any(Number) });
    await wired.sweep();
    const [same] = await contactsByAddress(product.dynamoDb, to);
    expect(same?.['history']).toHaveLength(1);
    await wired.recordEvent(sesEvent('Bounce', id, { to }));
    expect(await item()).toMatchObject({ state: 'bounced', notice: 'bounced' });
  });

  test.each(languages)('when it did not arrive, then nothing changes: %s', async (lang) => {
    const { path, nonce } = await unknownLetter('missing@northwind.example');
    const before = await allItems(product.dynamoDb);
    const posted = await product.fetch(
      post(`${path}/copy?lang=${lang}`, { nonce, copy: 'missing' }),
    );
    const location = posted.headers.get('location');
    expect([posted.status, location]).toEqual([303, `${path}?lang=${lang}`]);
    expect(await textAt(location ?? '')).toContain(answers[lang].question);
    expect(await allItems(product.dynamoDb)).toEqual(before);
  });

  test.each(languages)(
    'when no answer is chosen, or the nonce is wrong, then nothing changes: %s',
    async (lang) => {
      const { path, nonce } = await unknownLetter('unsure@northwind.example');
      const before = await allItems(product.dynamoDb);
      const address = `${path}/copy?lang=${lang}`;
      const { choose, nonce: notFromPage } = answers[lang];
      const lacks = { field: 'copy', message: choose };
      const foreign = { field: 'nonce', message: notFromPage };
      for (const [values, status, errors] of [
        [{ nonce }, 422, [lacks]],
        [{ nonce, copy: '' }, 422, [lacks]],
        [{ nonce, copy: 'ARRIVED' }, 422, [lacks]],
        [{}, 422, [lacks, foreign]],
        [{ copy: 'arrived' }, 409, [foreign]],
        [{ copy: 'arrived', nonce: `${nonce}x` }, 409, [foreign]],
      ] as const) {
        const answer = await product.fetch(post(address, values));
        const html = await answer.text();
        expect([values, answer.status]).toEqual([values, status]);
        expect(html).toContain(
          `<p class="problem" id="copy-error">${inHtml(errors[0].message)}</p>`,
        );
        expect(html).not.toContain('checked');
        const asJson = await product.fetch(json(address, values));
        expect([asJson.status, await asJson.json()]).toEqual([status, { errors }]);
      }
      expect(await allItems(product.dynamoDb)).toEqual(before);
    },
  );

  test('when a script answers, then it gets the state of the letter', async () => {
    const { path, nonce } = await unknownLetter('script@northwind.example');
    const ask = async (copy: string) => {
      const answer = await product.fetch(json(`${path}/copy`, { nonce, copy }));
      return [answer.status, await answer.json()];
    };
    expect(await ask('missing')).toEqual([200, { state: 'unknown' }]);
    expect(await ask('arrived')).toEqual([200, { state: 'sent' }]);
    // The letter is settled: the answer says so, and asks for nothing.
    expect(await ask('missing')).toEqual([200, { state: 'sent' }]);
  });

  test('when the candidate wrote to themselves, then there is no question', async () => {
    const { path, id, item } = await unknownLetter('own@northwind.example');
    const stored = Object((await item())?.['letter']);
    const letter = { ...stored, replyTo: stored.to };
    await setLetterAttributes(product.dynamoDb, id, { letter });
    expect(await textAt(path)).not.toContain(answers.en.question);
  });

  test('when the candidate is erasing everything, then nothing changes', async () => {
    const { path, nonce, item } = await unknownLetter('erasing@northwind.example');
    const stored = await item();
    const { candidateEmail } = Object(stored?.['input']);
    await wireProduct(product.dynamoDb).contacts.startErasing(addressKey(candidateEmail));
    const answer = await product.fetch(post(`${path}/copy`, { nonce, copy: 'arrived' }));
    expect(answer.status).toBe(409);
    expect(await item()).toEqual(stored);
    expect(await contactsByAddress(product.dynamoDb, 'erasing@northwind.example')).toEqual([]);
  });
});
