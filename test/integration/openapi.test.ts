import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openapiDocument } from '../../lib/openapi.ts';
import { type AnswerName, answers } from '../../lib/openapi-schemas.ts';
import { formOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { run } from '../support/command.ts';
import { confirmed, grantContactsLink } from '../support/contacts.ts';
import { isContinuousIntegration } from '../support/continuous-integration.ts';
import { origin, uniqueCandidate, uniqueForm } from '../support/fixtures.ts';
import { declineTo, wireProduct } from '../support/harness.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { findPythonPackage } from '../support/python-package.ts';
import { json } from '../support/requests.ts';

const get = (path: string, headers = {}) => new Request(new URL(path, origin), { headers });
const person = 'dana@northwind.example';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite');
});
afterAll(() => product.close());

describe('GET /openapi.json', () => {
  test('when it is asked, then it answers with the description that the code makes', async () => {
    const answer = await product.fetch(get('/openapi.json'));
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=600');
    expect(await answer.json()).toEqual(openapiDocument());
  });

  test('when a client takes brotli, then it gets a tenth of the bytes', async () => {
    const [plain, coded] = await Promise.all(
      ['identity', 'br'].map((coding) =>
        product.fetch(get('/openapi.json', { 'accept-encoding': coding })),
      ),
    );
    expect(coded?.headers.get('content-encoding')).toBe('br');
    const sizeOf = async (answer: Response | undefined) =>
      (await answer?.arrayBuffer())?.byteLength ?? 0;
    expect(10 * (await sizeOf(coded))).toBeLessThan(1.5 * (await sizeOf(plain)));
  });
});

/** The form of a page below a letter's link: its hidden fields. */
const hiddenFields = async (path: string, action: string) =>
  formOf(await (await product.fetch(get(path))).text(), `/${action}`).values;

describe('the answers to a script', () => {
  /** Posts JSON, and expects exactly what the description says of the answer. */
  const expectAnswer = async (
    path: string,
    body: object,
    [status, name]: readonly [status: number, name: AnswerName],
  ) => {
    const answer = await product.fetch(json(path, body));
    const content: unknown = await answer.json();
    expect([path, answer.status, content]).toEqual([path, status, expect.anything()]);
    // Without what the description does not name, it is the same.
    expect(answers[name].parse(content)).toEqual(content);
    const described = path.replace(/^\/(letters|contacts)\/[^/]{30,}/, '/$1/{token}');
    const operation = Object(Object(openapiDocument()['paths'])[described]?.post);
    const schema = Object(operation.responses?.[status]).content?.['application/json'].schema;
    expect([described, status, schema]).toEqual([
      described,
      status,
      { $ref: `#/components/schemas/${name}` },
    ]);
    return content;
  };

  test('when it goes the whole way of a letter, then each answer is as described', async () => {
    const form = { ...uniqueForm(), personalNote: 'The salary was too low. Sorry for the delay.' };
    await expectAnswer('/preview', form, [200, 'Letter']);
    await expectAnswer('/preview', { ...form, company: '' }, [422, 'Errors']);
    const typo = {
      ...form,
      candidateEmail: 'alex@candidates.example',
      recruiterEmail: 'd@gmial.com',
    };
    await expectAnswer('/preview', typo, [200, 'Letter']);
    await product.clearMails();
    await expectAnswer('/declines', form, [202, 'LinkMailed']);
    const { pathname: path } = new URL(linkIn(await product.mails()));
    const { candidateEmail: _same, ...changed } = { ...form, role: 'Analyst' };
    await expectAnswer(`${path}/edit`, changed, [200, 'Changed']);
    const { nonce } = await hiddenFields(`${path}/another`, 'another');
    const another = { ...changed, nonce };
    const draft = await expectAnswer(`${path}/another`, { ...another, role: 'Tester' }, [
      201,
      'OwnDraft',
    ]);
    const own = new URL(String(Object(draft).letter)).pathname;
    const confirmation = { ...(await hiddenFields(path, 'send')), sure: 'yes' };
    await expectAnswer(`${path}/send`, { ...confirmation, sure: 'no' }, [422, 'SentLetter']);
    await expectAnswer(`${path}/send`, { ...confirmation, nonce: 'x' }, [409, 'SentLetter']);
    await expectAnswer(`${path}/send`, confirmation, [200, 'SentLetter']);
    await expectAnswer(`${path}/copy`, {}, [200, 'LetterState']);
    await expectAnswer(`${own}/cancel`, {}, [422, 'Errors']);
    const cancelling = { ...(await hiddenFields(own, 'cancel')), sure: 'yes' };
    await expectAnswer(`${own}/cancel`, cancelling, [200, 'LetterState']);
    await expectAnswer(`${own}/self-sent`, cancelling, [200, 'LetterState']);
  });

  test('when it acts on a contact, then each answer is as described', async () => {
    const candidateEmail = uniqueCandidate();
    await declineTo(wireProduct(product.dynamoDb), { candidateEmail, recruiterEmail: person });
    await expectAnswer('/contacts/link', { candidateEmail }, [202, 'LinkMailed']);
    const path = await grantContactsLink(product.dynamoDb, candidateEmail);
    const one = { ...confirmed(path, person), sure: 'yes' };
    const all = { ...confirmed(path), sure: 'yes' };
    await expectAnswer(`${path}/snooze`, { ...one, months: '3' }, [200, 'ChangedContact']);
    await expectAnswer(`${path}/date`, { ...one, date: '2020-01-01' }, [422, 'Errors']);
    await expectAnswer(`${path}/note`, { ...one, note: 'Plays chess.' }, [200, 'ChangedContact']);
    await expectAnswer(`${path}/stop`, one, [200, 'ChangedContact']);
    await expectAnswer(`${path}/done`, { ...one, nonce: 'x' }, [409, 'Errors']);
    await expectAnswer(`${path}/done`, one, [200, 'ChangedContact']);
    await expectAnswer(`${path}/done`, { ...one, contact: 'x' }, [404, 'Errors']);
    await expectAnswer(`${path}/time-zone`, { ...all, timeZone: 'Madrid' }, [200, 'ChangedZone']);
    await expectAnswer(`${path}/delete`, one, [200, 'DeletedContact']);
    await expectAnswer(`${path}/erase`, all, [200, 'Erased']);
    await expectAnswer(`${path}/erase`, all, [410, 'Errors']);
  });
});

const [linter, tester] = await Promise.all([
  findPythonPackage('openapi-spec-validator', '0.9.0'),
  findPythonPackage('schemathesis', '4.32.5'),
]);
/** Without Python these tests are left out, but not on CI. */
const isLeftOut = (found: boolean) => !found && !isContinuousIntegration();

describe('the description and the running site', () => {
  let folder: string;
  let server: ReturnType<typeof serve>;
  let address: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'open-door-openapi-'));
    server = serve({ fetch: product.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('The server has no port.');
    address = `http://127.0.0.1:${bound.port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.skipIf(isLeftOut(linter.found))('when it is linted, then nothing is found', async () => {
    if (!linter.found) throw new Error(linter.reason);
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(openapiDocument()));
    const lint = 'from openapi_spec_validator.__main__ import main; main()';
    const { stdout } = await run(linter.python, ['-c', lint, '--schema', '3.1', file]);
    expect(stdout).toMatch(/: OK\n$/);
  });

  test.skipIf(isLeftOut(tester.found))(
    'when schemathesis sends what the schemas allow and what not, then each answer is described',
    async () => {
      if (!tester.found) throw new Error(tester.reason);
      const { path } = await draftThroughForm(product);
      const candidateEmail = uniqueCandidate();
      await declineTo(wireProduct(product.dynamoDb), { candidateEmail });
      const all = await grantContactsLink(product.dynamoDb, candidateEmail);
      // The link of a reminder opens one contact, so no id of a contact is needed.
      const one = await grantContactsLink(product.dynamoDb, candidateEmail, { person });
      const withToken = (paths: string, link: string) =>
        `[[operations]]\ninclude-path-regex = "^/${paths}$"\n` +
        `parameters = { token = "${link.split('/')[2]}" }\n`;
      const config = join(folder, 'schemathesis.toml');
      writeFileSync(
        config,
        withToken('letters/.*', path) +
          withToken('contacts/.*/(?:done|stop|snooze|date)', one) +
          withToken('contacts/.*/(?:note|delete|time-zone|erase)', all),
      );
      const args = [
        ...['--config-file', config, 'run', `${address}/openapi.json`],
        ...['--phases', 'examples,coverage,fuzzing', '--max-examples', '5', '--seed', '15'],
        ...['-H', 'Accept: application/json', '--no-shrink', '--continue-on-failure'],
        '--checks',
        'not_a_server_error,status_code_conformance,content_type_conformance,' +
          'response_headers_conformance,response_schema_conformance',
      ];
      const cli = 'from schemathesis.cli import schemathesis; schemathesis()';
      // It keeps what it finds in the folder where it runs.
      const options = { cwd: folder, timeoutMs: 240_000 };
      const ended = await run(tester.python, ['-c', cli, ...args], options).catch(
        (error: { readonly stdout?: string; readonly stderr?: string }) => error,
      );
      const output = `${ended.stdout}${ended.stderr}`;
      if (process.env['OPEN_DOOR_SHOW'] !== undefined) process.stdout.write(output);
      expect(ended, output).not.toBeInstanceOf(Error);
      const [, made, passed] = /(\d+) generated, (\d+) passed/.exec(output) ?? [];
      expect([passed, Number(made) > 500], output).toEqual([made, true]);
    },
    300_000,
  );
});

test('when the site has a POST that takes JSON, then the description has it', () => {
  // Pages for a person with an emailed link, and the answer to a mail program.
  const others = ['/not-you/:token', '/no-letters/:token', '/contacts/:token/unsubscribe'];
  const described = Object.entries(Object(openapiDocument()['paths'])).flatMap(
    ([path, operations]) =>
      'post' in Object(operations) ? [path.replace('{token}', ':token')] : [],
  );
  const routes = product.web.routes.flatMap(({ method, path }) =>
    method === 'POST' ? [path] : [],
  );
  expect(new Set(routes.filter((path) => !others.includes(path)))).toEqual(new Set(described));
});
