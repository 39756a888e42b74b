import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { send } from '../../lambdas/send/main.ts';
import { web } from '../../lambdas/web/main.ts';
import { localHttpApi } from '../../local/http-api.ts';
import { grantContactsLink } from '../support/contacts.ts';
import { uniqueCandidate, uniqueForm } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { useNoon } from '../support/noon.ts';
import { productEnvironment, toArrivedMail } from '../support/product.ts';
import { startRecordedEmulators } from '../support/recorded-emulators.ts';
import { get, post } from '../support/requests.ts';

/**
 * What each request calls: a call is a round trip that a person waits for, and some half
 * a millisecond of CPU. docs/adr/0037-fewer-calls-to-the-table.md says what each is for.
 */
describe('the calls to the table', () => {
  type Emulators = Awaited<ReturnType<typeof startRecordedEmulators>>;
  let dynamoDb: Emulators['dynamoDb'];
  let ses: Emulators['ses'];
  let wire: Emulators['wire'];
  let stop: Emulators['stop'];
  useNoon();
  beforeAll(async () => {
    ({ dynamoDb, ses, wire, stop } = await startRecordedEmulators());
  });
  afterAll(() => stop());

  const product = (limits: { readonly LINKS_PER_MAILBOX_DAY?: string } = {}) => {
    const environment = {
      ...productEnvironment(dynamoDb.tableName),
      ...limits,
      TABLE_NAME: `${dynamoDb.tableName}--test`,
    };
    const app = localHttpApi({
      web: web(environment, { answerFloorMs: 0 }),
      send: send(environment).app,
    });
    return {
      fetch: async (request: Request) => app.fetch(request),
      mails: async () => (await ses.mails()).map(toArrivedMail),
      clearMails: ses.clear,
    };
  };

  /** The calls of a request, in alphabetical order, each such as `UpdateItem LIMIT`. */
  async function callsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    const before = wire.log().length;
    await work();
    return (
      wire
        .log()
        .slice(before)
        // Each process reads the id of the table, once a minute at most.
        .filter(({ action }) => action !== 'DescribeTable')
        .map(({ action, key, keys }) =>
          keys === undefined ? `${action} ${key?.split('#')[0]}` : `${action} of ${keys.length}`,
        )
        .sort()
    );
  }

  test('when a process is warm, then each request makes these calls and no more', async () => {
    const { fetch, ...mails } = product();
    const values = () => ({ ...uniqueForm(), candidateEmail: uniqueCandidate() });
    // The first request of a process also reads the day's salt.
    await draftThroughForm({ fetch, ...mails }, values());

    expect(await callsOf(() => fetch(get('/')))).toEqual([]);
    expect(await callsOf(() => fetch(post('/preview', values())))).toEqual([]);
    const message = 'From: Dana Lee <dana@northwind.example>\n\nHi Alex';
    expect(await callsOf(() => fetch(post('/read', { ...values(), message })))).toEqual([]);
    await mails.clearMails();
    const form = values();
    expect(await callsOf(() => fetch(post('/declines', form)))).toEqual([
      'BatchGetItem of 10',
      'PutItem LETTER',
      'PutItem MAILBOX',
      'UpdateItem CANDIDATE',
      'UpdateItem CANDIDATE',
      'UpdateItem LETTER',
      'UpdateItem LIMIT',
      'UpdateItem LIMIT',
      'UpdateItem LIMIT',
    ]);
    const [mail] = await mails.mails();
    const path = /\/letters\/[\w.-]+/.exec(mail?.text ?? '')?.[0] ?? '';
    let page = '';
    expect(
      await callsOf(async () => {
        page = await (await fetch(get(path))).text();
      }),
    ).toEqual(['BatchGetItem of 2']);
    const field = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
    const confirmation = { letter: field('letter'), nonce: field('nonce'), sure: 'yes' };
    let status = 0;
    expect(
      await callsOf(async () => {
        ({ status } = await fetch(post(`${path}/send`, confirmation)));
      }),
    ).toEqual([
      'BatchGetItem of 2',
      'BatchGetItem of 6',
      'UpdateItem CANDIDATE',
      'UpdateItem CANDIDATE',
      'UpdateItem CANDIDATE',
      'UpdateItem LETTER',
      'UpdateItem LETTER',
      'UpdateItem LIMIT',
      'UpdateItem LIMIT',
    ]);
    expect(status).toBe(200);
    const contacts = await grantContactsLink(dynamoDb, form.candidateEmail);
    expect(contacts).toContain(addressKey(form.candidateEmail));
    expect(await callsOf(() => fetch(get(contacts)))).toEqual([
      'GetItem CANDIDATE',
      'Query CANDIDATE',
    ]);
  });

  test('when a limit is used up, then a form that is refused writes nothing', async () => {
    const { fetch } = product({ LINKS_PER_MAILBOX_DAY: '20' });
    const candidateEmail = uniqueCandidate();
    const asks = () => fetch(post('/declines', { ...uniqueForm(), candidateEmail }));
    const statuses: number[] = [];
    for (let asked = 0; asked < 4; asked += 1) statuses.push((await asks()).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(await callsOf(asks)).toEqual(['BatchGetItem of 10']);
  });
});
