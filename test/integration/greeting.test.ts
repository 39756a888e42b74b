import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shortName } from '../../lambdas/core/letter/greeting.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { grantContactsLink } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { englishForm, origin, uniqueCandidate } from '../support/fixtures.ts';
import { confirmationOf, draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { json, post } from '../support/requests.ts';
import { letterItem } from '../support/table.ts';

describe.each(availableEmulators())('the name in the greeting on %s', (kind) => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
  });
  afterAll(() => product.close());

  const htmlAt = async (path: string) =>
    (await product.fetch(new Request(new URL(path, origin)))).text();
  /** Posts a page's form as a browser without JavaScript does, and gives the new page. */
  const postedAgain = async (html: string, pathEnd: string, changes: Record<string, string>) => {
    const { values } = formOf(html, pathEnd);
    const response = await product.fetch(post('/preview', { ...values, ...changes }));
    expect(response.status).toBe(200);
    return response.text();
  };
  const greetingIn = (html: string, pathEnd = '/declines') =>
    formOf(html, pathEnd).values['recruiterGreeting'];
  /** Posts the edit form of a draft, and gives the stored input. */
  const inputAfterEdit = async (
    { path, id }: { path: string; id: string },
    changes: Record<string, string>,
  ) => {
    const { action, values } = formOf(await htmlAt(`${path}/edit`), '/edit');
    const response = await product.fetch(post(action, { ...values, ...changes }));
    expect(response.status).toBe(303);
    return (await letterItem(product.dynamoDb, id))?.['input'];
  };

  test('when a form is shown again, then its default greeting follows the name', async () => {
    const empty = await htmlAt('/?lang=en');
    expect(greetingIn(empty)).toBe('');
    const shown = await postedAgain(empty, '/declines', englishForm);
    expect(greetingIn(shown)).toBe('Dana');
    const renamed = await postedAgain(shown, '/declines', { recruiterName: 'Teo Vidal' });
    expect(greetingIn(renamed)).toBe('Teo');
    expect(textOf(renamed)).toContain('Hi Teo,');
    const formal = await postedAgain(renamed, '/declines', { tone: 'formal' });
    expect(greetingIn(formal)).toBe('Teo Vidal');
    expect(textOf(formal)).toContain('Dear Teo Vidal,');
  });

  test('when a greeting is chosen, then each tone has it until the name is another', async () => {
    let html = await postedAgain(await htmlAt('/?lang=en'), '/declines', {
      ...englishForm,
      recruiterGreeting: 'Dr. Lee',
    });
    for (const tone of ['warm', 'brief', 'formal']) {
      html = await postedAgain(html, '/declines', { tone });
      expect(greetingIn(html)).toBe('Dr. Lee');
      expect(textOf(html)).toMatch(/(?:Hi|Dear) Dr\. Lee,/);
    }
    html = await postedAgain(html, '/declines', { recruiterName: 'Danae Lee' });
    expect(greetingIn(html)).toBe('Dr. Lee');
    html = await postedAgain(html, '/declines', { recruiterName: 'Teo Vidal' });
    expect(greetingIn(html)).toBe('Teo Vidal');
    html = await postedAgain(html, '/declines', { recruiterGreeting: '' });
    expect(greetingIn(html)).toBe('Teo Vidal');
  });

  test('when a draft has our greeting, then only a change of it is stored', async () => {
    const draft = await draftThroughForm(product, { recruiterGreeting: 'Dana' });
    expect((await letterItem(product.dynamoDb, draft.id))?.['input']).not.toHaveProperty(
      'recruiterGreeting',
    );
    expect(await htmlAt(draft.path)).toContain('/edit?lang=en#recruiterGreeting');
    expect(await inputAfterEdit(draft, { company: 'Faro' })).not.toHaveProperty(
      'recruiterGreeting',
    );
    expect(await inputAfterEdit(draft, { recruiterName: 'Teo Vidal' })).not.toHaveProperty(
      'recruiterGreeting',
    );
    expect(textOf(await htmlAt(draft.path))).toContain('Hi Teo,');
    expect(await inputAfterEdit(draft, { recruiterGreeting: 'Hi Mr. Vidal,' })).toHaveProperty(
      'recruiterGreeting',
      'Mr. Vidal',
    );
    expect(await inputAfterEdit(draft, { tone: 'formal' })).toHaveProperty(
      'recruiterGreeting',
      'Mr. Vidal',
    );
    expect(await inputAfterEdit(draft, { recruiterName: 'Kim Park' })).not.toHaveProperty(
      'recruiterGreeting',
    );
    expect(textOf(await htmlAt(draft.path))).toContain('Dear Kim Park,');
  });

  test.each([
    ['a form', post],
    ['JSON', json],
  ])('when %s posts the old greeting with a new name, then it does not stick', async (_as, to) => {
    for (const [chosen, posted] of [
      ['', 'Dana'],
      ['Dr. Lee', 'Dr. Lee'],
    ] as const) {
      const { path, id } = await draftThroughForm(product, { recruiterGreeting: chosen });
      const changed = { ...englishForm, recruiterName: 'Kim Park', recruiterGreeting: posted };
      await product.fetch(to(`${path}/edit`, changed));
      const input = (await letterItem(product.dynamoDb, id))?.['input'];
      expect(input).toMatchObject({ recruiterName: 'Kim Park' });
      expect(input).not.toHaveProperty('recruiterGreeting');
    }
  });

  test('when the greeting is invalid, then it comes back as typed, with its error', async () => {
    const recruiterGreeting = 'https://evil.example';
    const response = await product.fetch(
      post('/declines?lang=es', { ...englishForm, recruiterGreeting }),
    );
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(greetingIn(html)).toBe(recruiterGreeting);
    expect(textOf(html)).toContain(
      `Nombre en el saludo: «${recruiterGreeting}» se convertiría en un`,
    );
    const refused = await product.fetch(
      json('/declines', { ...englishForm, recruiterGreeting: 'x'.repeat(81) }),
    );
    expect(await refused.json()).toMatchObject({ errors: [{ field: 'recruiterGreeting' }] });
  });

  test('when the letter is sent, then contact, buttons and exports have the greeting', async () => {
    const candidateEmail = uniqueCandidate();
    const { path, confirmation } = await draftThroughForm(product, {
      candidateEmail,
      recruiterGreeting: 'Dr. Lee',
    });
    expect(await htmlAt(path)).toContain('Send it to Dr. Lee now');
    const sent = await product.fetch(post(`${path}/send`, confirmation));
    expect(textOf(await sent.text())).toContain('Sent to Dr. Lee');
    const letter = (await product.mails()).find(({ to }) =>
      to.includes(englishForm.recruiterEmail),
    );
    expect(letter?.text).toMatch(/^Hi Dr\. Lee,/);

    const contacts = await grantContactsLink(product.dynamoDb, candidateEmail);
    const page = textOf(await htmlAt(contacts));
    expect(page).toContain('Write to Dr. Lee');
    expect(page).toContain('Hi Dr. Lee,');
    const exported: { contacts: unknown[] } = JSON.parse(await htmlAt(`${contacts}/export.json`));
    expect(exported.contacts).toMatchObject([
      { person: { name: 'Dana Lee', greeting: 'Dr. Lee' } },
    ]);
    expect(await htmlAt(`${contacts}/export.csv`)).toMatch(/Dana Lee.Dr\. Lee./);
    expect(await htmlAt(`${contacts}/export.vcf`)).toContain('\r\nNICKNAME:Dr. Lee\r\n');

    // A later letter without a greeting of its own: the contact has the default again.
    const later = await draftThroughForm(product, { candidateEmail });
    await product.fetch(post(`${later.path}/send`, later.confirmation));
    expect(textOf(await htmlAt(contacts))).toContain('Hi Dana,');
    expect(await htmlAt(`${contacts}/export.json`)).not.toContain('"greeting"');
  });

  /** Makes a draft what an earlier release has stored. */
  const withoutStoredName = ({ id }: { id: string }) =>
    product.dynamoDb.client.send(
      new UpdateItemCommand({
        TableName: product.dynamoDb.tableName,
        Key: { pk: { S: `LETTER#${id}` }, sk: { S: 'LETTER' } },
        UpdateExpression: 'REMOVE recruiterShortName',
      }),
    );

  test.each([
    { recruiterName: 'Dana Lee' },
    { recruiterName: 'Dana Lee', tone: 'formal' },
    { recruiterName: 'Lee, Dana' },
    { recruiterName: 'José Luis Pérez López' },
    { recruiterName: 'Mary J. Smith' },
    { recruiterName: 'Acme Talent Team' },
    { recruiterName: '🚀 Ana Ruiz, PhD' },
    { recruiterName: '李小龙' },
    { recruiterName: 'Dana Lee', recruiterGreeting: 'Dr. Lee' },
  ])(
    'when a letter to $recruiterName is shown, then it is as a letter of an earlier release',
    async (values) => {
      const name = shortName({
        name: values.recruiterName,
        ...(values.recruiterGreeting && { greeting: values.recruiterGreeting }),
      });
      const draft = await draftThroughForm(product, values);
      expect(await letterItem(product.dynamoDb, draft.id)).toMatchObject({
        recruiterShortName: name,
      });
      const review = await htmlAt(draft.path);
      expect(textOf(review)).toContain(`Send it to ${name} now`);
      await withoutStoredName(draft);
      expect(await htmlAt(draft.path)).toBe(review);
      const sent = await product.fetch(post(`${draft.path}/send`, draft.confirmation));
      expect(textOf(await sent.text())).toContain(`Sent to ${name}`);
    },
  );

  test('when the name is changed, then the pages have the new short name', async () => {
    const draft = await draftThroughForm(product, { recruiterGreeting: 'Dr. Lee' });
    for (const [recruiterName, name] of [
      ['Teo Vidal', 'Teo'],
      ['Ana Ruiz', 'Ana'],
    ] as const) {
      await inputAfterEdit(draft, { recruiterName, recruiterGreeting: '' });
      expect(textOf(await htmlAt(draft.path))).toContain(`Send it to ${name} now`);
    }
    await withoutStoredName(draft);
    await inputAfterEdit(draft, { recruiterGreeting: 'Ms. Ruiz' });
    const confirmation = await confirmationOf(product, draft.path);
    const sent = await product.fetch(post(`${draft.path}/send`, confirmation));
    expect(textOf(await sent.text())).toContain('Sent to Ms. Ruiz');
  });

  test('when a line names several people, then the form asks for one per line', async () => {
    const values = { ...englishForm, peopleToThank: 'Sam Ortiz\nMarcus and Lin, Ana' };
    for (const route of ['/preview?lang=en', '/declines?lang=en']) {
      const response = await product.fetch(post(route, values));
      expect(response.status).toBe(422);
      expect(textOf(await response.text())).toContain('Please enter one person per line.');
    }
  });
});
