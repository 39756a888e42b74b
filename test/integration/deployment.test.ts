import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { placeAllowedCandidates } from '../../lib/allowed-candidates.ts';
import { textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { cacheFolder } from '../support/cache.ts';
import { englishForm } from '../support/fixtures.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { get, json, post, postForm } from '../support/requests.ts';
import { letterItem } from '../support/table.ts';

const DAY_MS = 24 * 60 * 60_000;
const root = fileURLToPath(new URL('../..', import.meta.url));

describe('a deployment with its own name, retention, and a list of 5,000 candidates', () => {
  const students = Array.from({ length: 5000 }, (_, index) => `student-${index}@list.example`);
  const domains = Array.from({ length: 40 }, (_, index) => `campus-${index}.example`);
  const placed = placeAllowedCandidates([...students, ...domains]);
  const folder = join(cacheFolder, `list-${randomUUID()}`);
  let product: RunningProduct;
  beforeAll(async () => {
    // On AWS the file is beside the templates, in the bundle; here in the repository.
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(placed.files))
      writeFileSync(join(folder, name), text);
    const variable = placed.variable.replace('file:', `file:${relative(root, folder)}/`);
    product = await startProduct('dynalite', {
      ALLOWED_CANDIDATES: variable,
      LETTER_DAYS: '7',
      OPERATOR: JSON.stringify({ name: 'Careers <Office>', contact: 'help@school.example' }),
    });
  });
  afterAll(() => {
    product.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => product.clearMails());

  const declineOf = (candidateEmail: string) =>
    product.fetch(json('/declines', { ...englishForm, candidateEmail }));

  test.each(['student-0@list.example', 'Student-4999@LIST.example', 'ana@campus-39.example'])(
    'when %s is on the list, then the link is emailed',
    async (address) => {
      expect((await declineOf(address)).status).toBe(202);
      const mails = await product.mails();
      expect(mails.map(({ to }) => to.map((mailbox) => mailbox.toLowerCase()))).toEqual([
        [address.toLowerCase()],
      ]);
    },
  );

  test.each(['student-5000@list.example', 'eve@list.example', 'eve@campus-40.example'])(
    'when %s is not on the list, then nothing is emailed',
    async (address) => {
      expect((await declineOf(address)).status).toBe(202);
      expect(await product.mails()).toEqual([]);
    },
  );

  test('when there are 40 domains, then the form names ten, and no single address', async () => {
    const html = await (await product.fetch(get('/'))).text();
    expect(textOf(html)).toContain('campus-9.example, and 30 other domains, and for a few others.');
    expect(html).not.toContain('campus-10.example');
    expect(html).not.toContain('student-');
    const spanish = textOf(await (await product.fetch(get('/?lang=es'))).text());
    expect(spanish).toContain('campus-9.example y otros 30 dominios, y para algunas otras.');
  });

  test.each([
    ['the form', get('/')],
    ['the page of the contacts', get('/contacts')],
    ['a page that does not exist', get('/nothing')],
    ['a letter that does not exist', get('/letters/x.y')],
    ['an error of the form', post('/declines', {})],
    ['a wrong method', get('/', 'DELETE')],
    ['a refused letter', post(`/letters/${'a'.repeat(22)}.${'b'.repeat(43)}/send`, {})],
  ])('when %s is shown, then it says who runs the site', async (_, request) => {
    const html = await (await product.fetch(request)).text();
    expect(html).toContain(
      `This site is run by Careers &lt;Office&gt;. Questions: ` +
        '<a href="mailto:help@school.example">help@school.example</a>',
    );
  });

  test('when a letter has left, then it is kept for 7 days', async () => {
    await declineOf('ana@campus-1.example');
    const path = new URL(linkIn(await product.mails())).pathname;
    const review = await (await product.fetch(get(path))).text();
    expect(review).toContain('This site is run by');
    const sent = await (await product.fetch(postForm(review, '/send'))).text();
    expect(sent).toContain('This site is run by');
    const id = path.split('/').at(-1)?.split('.')[0] ?? '';
    const ttl = Number((await letterItem(product.dynamoDb, id))?.['ttl']);
    expect(ttl * 1000).toBeLessThanOrEqual(Date.now() + 7 * DAY_MS + 1000);
    expect(ttl * 1000).toBeGreaterThan(Date.now() + 6 * DAY_MS);
  });
});
