import { describe, expect, test } from 'vitest';
import { formOf, textOf } from '../journey/http-driver.ts';
import { setUpContactPages } from '../support/contact-pages.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { englishForm, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo } from '../support/harness.ts';
import { draftThroughForm } from '../support/letters.ts';
import { get, json, post } from '../support/requests.ts';

describe.each(availableEmulators())('the reference number on %s', (kind) => {
  const pages = setUpContactPages(kind);
  const fileAt = async (path: string): Promise<string> =>
    (await (await pages.product.fetch(get(path))).text()).replaceAll('\r\n ', '');

  test('when a letter has one, then the contact and each file have it', async () => {
    const candidateEmail = uniqueCandidate();
    const referenceNumber = 'Ref. R-1234';
    await declineTo(pages.wired, { candidateEmail, referenceNumber });
    const path = await pages.grantLink(candidateEmail);
    expect(textOf(await pages.htmlAt(path))).toContain(
      'the Data Engineer (ref. R-1234) role at Northwind',
    );
    const csv = await fileAt(`${path}/export.csv`);
    expect(csv).toMatch(/,note,referenceNumber\r\n.*,Ref\. R-1234\r\n$/);
    expect(await fileAt(`${path}/export.vcf`)).toContain('Data Engineer (ref. R-1234)');
    expect(await fileAt(`${path}/export.ics`)).toContain('Data Engineer (ref. R-1234)');
    const { contacts } = JSON.parse(await fileAt(`${path}/export.json`));
    expect(contacts).toMatchObject([{ referenceNumber, history: [{ referenceNumber }] }]);
    expect(textOf(await pages.htmlAt(`${path}?words=r-1234`))).toContain('Dana Lee');
  });

  test('when a later letter to the person has none, then only the history has it', async () => {
    const candidateEmail = uniqueCandidate();
    await declineTo(pages.wired, { candidateEmail, referenceNumber: 'R-1234' });
    await declineTo(pages.wired, { candidateEmail, role: 'Analyst' });
    const path = await pages.grantLink(candidateEmail);
    const { contacts } = JSON.parse(await fileAt(`${path}/export.json`));
    expect(contacts).toHaveLength(1);
    expect(contacts[0]).not.toHaveProperty('referenceNumber');
    expect(contacts[0].history).toMatchObject([{ referenceNumber: 'R-1234' }, { role: 'Analyst' }]);
    expect(contacts[0].history[1]).not.toHaveProperty('referenceNumber');
  });

  test('when it is invalid, then the error says so and the form keeps it', async () => {
    for (const [referenceNumber, message] of [
      ['x'.repeat(41), 'too long'],
      ['jobs.evil.example/1', 'link'],
      ['R-1\r\nBcc: all@evil.example', 'one line'],
    ] as const) {
      const answer = await pages.product.fetch(
        json('/preview', { ...englishForm, referenceNumber }),
      );
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({
        errors: [{ field: 'referenceNumber', message: expect.stringContaining(message) }],
      });
    }
    const typed = { ...englishForm, referenceNumber: 'x'.repeat(41) };
    const html = await (await pages.product.fetch(post('/preview', typed))).text();
    expect(formOf(html, '/declines').values).toMatchObject({
      referenceNumber: typed.referenceNumber,
    });
    expect(html).toContain('href="#referenceNumber"');
  });

  test('when a draft is changed, then the form has it, and it can be removed', async () => {
    const { path } = await draftThroughForm(pages.product, { referenceNumber: 'R-1234' });
    const review = textOf(await pages.htmlAt(path));
    // In the subject, and in the text.
    expect(review.split('(ref. R-1234)').length).toBeGreaterThan(2);
    const { values } = formOf(await pages.htmlAt(`${path}/edit`), '/edit');
    expect(values).toMatchObject({ referenceNumber: 'R-1234' });
    await pages.product.fetch(post(`${path}/edit`, { ...values, referenceNumber: '' }));
    expect(textOf(await pages.htmlAt(path))).not.toContain('R-1234');
  });
});
