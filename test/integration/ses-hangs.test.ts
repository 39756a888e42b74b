import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { textOf } from '../journey/http-driver.ts';
import { englishForm, uniqueCandidate } from '../support/fixtures.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { json, post } from '../support/requests.ts';
import { acceptMail, type FakeSes, type SesResponder, startFakeSes } from '../support/ses-wire.ts';

/** SES reads the request, and then nothing comes. */
const sayNothing: SesResponder = () => {};

/** The beginning of an answer comes, and not its end. */
const stopInTheMiddle: SesResponder = (response) => {
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.write('<SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">');
};

/** Each attempt of the SDK fails, and the next one hangs. */
const failThenHang = (): SesResponder => {
  let attempts = 0;
  return (response) => {
    attempts += 1;
    if (attempts === 1) response.writeHead(500, { 'content-type': 'text/xml' }).end('<x/>');
  };
};

/**
 * Without a limit of its own `web` would wait until Lambda stops it after 10 s, and API
 * Gateway would answer in place of our page. Here such a request never ends.
 */
describe('a SES that hangs', () => {
  let product: RunningProduct;
  let ses: FakeSes;
  let web: RunningProduct['web'];
  beforeAll(async () => {
    ses = await startFakeSes();
    product = await startProduct('dynalite');
    process.env['AWS_ENDPOINT_URL_SES'] = ses.endpoint;
    const { web: wire } = await import('../../lambdas/web/main.ts');
    web = wire(process.env, { answerFloorMs: 0 });
  });
  afterAll(async () => {
    product.close();
    await ses.stop();
  });
  beforeEach(() => ses.answerWith(acceptMail));

  const newForm = () => ({ ...englishForm, candidateEmail: uniqueCandidate() });

  test.each([
    ['says nothing', () => sayNothing],
    ['stops in the middle of its answer', () => stopInTheMiddle],
    ['fails, and then says nothing', failThenHang],
  ])(
    'when it %s, then the form is shown again, and posting it again emails a link',
    async (_, hang) => {
      const form = newForm();
      ses.answerWith(hang());
      const answer = await web.fetch(post('/declines', form));
      const html = await answer.text();
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('60');
      expect(textOf(html)).toContain("We're not sure the link was emailed.");
      expect(html).toContain(form.candidateEmail);
      expect(html).toContain(form.role);

      ses.answerWith(acceptMail);
      const before = ses.requests.length;
      const again = await web.fetch(post('/declines', form));
      expect(again.status).toBe(200);
      expect(textOf(await again.text())).toContain('Check your inbox');
      expect(ses.requests).toHaveLength(before + 1);
      const text = ses.requests.at(-1)?.get('Message.Body.Text.Data') ?? '';
      const link = /https?:\/\/\S+\/letters\/\S+/.exec(text)?.[0] ?? '';
      const opened = await web.fetch(new Request(link));
      expect(opened.status).toBe(200);
    },
  );

  test('when it says nothing, then a script and /contacts get their answer, too', async () => {
    ses.answerWith(sayNothing);
    const contacts = (language: string) =>
      web.fetch(post(`/contacts/link?lang=${language}`, { candidateEmail: uniqueCandidate() }));
    const [script, en, es] = await Promise.all([
      web.fetch(json('/declines', newForm())),
      contacts('en'),
      contacts('es'),
    ]);
    expect([script.status, en.status, es.status]).toEqual([503, 503, 503]);
    expect(await script.json()).toMatchObject({ errors: [{ field: '' }] });
    expect(textOf(await en.text())).toContain("We're not sure the link was emailed.");
    expect(textOf(await es.text())).toContain('No es seguro que el enlace haya salido.');
  });

  test('when an address may not write here, then it gets the usual answer', async () => {
    ses.answerWith(sayNothing);
    const before = ses.requests.length;
    const form = { ...englishForm, candidateEmail: 'eve@elsewhere.example' };
    const answer = await web.fetch(post('/declines', form));
    expect(textOf(await answer.text())).toContain('You should get our email at');
    expect(ses.requests).toHaveLength(before);
  });
});
