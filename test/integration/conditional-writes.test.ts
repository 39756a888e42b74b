import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { contactFromDecline } from '../../lambdas/core/contact/contact.ts';
import type { Decline } from '../../lambdas/core/decline/decline.ts';
import type { DeclineStore } from '../../lambdas/core/decline/decline-store.ts';
import { newId } from '../../lambdas/core/magic-link.ts';
import type { Mailer } from '../../lambdas/core/mail/mail.ts';
import { sendNotices } from '../../lambdas/feedback/send-notices.ts';
import { templateFiles } from '../../lambdas/files/template-files.ts';
import { attempt, type DeliverDependencies, lease } from '../../lambdas/send/deliver.ts';
import { sweep } from '../../lambdas/send/sweep.ts';
import { changeDraft } from '../../lambdas/web/drafts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { linkDoorOn } from '../support/link-door.ts';
import { paceOn, sendDoorOn } from '../support/pace.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { contactsByAddress } from '../support/table.ts';

/**
 * Starts a proxy to DynamoDB. DynamoDB applies the first write, but the proxy breaks the
 * connection instead of passing the answer on.
 *
 * @returns the URL of the proxy
 */
async function startProxyLosingFirstAnswer(endpoint: string): Promise<string> {
  let lost = false;
  const proxy = createServer((request, response) => {
    const { method, headers } = request;
    const forwarded = forward(endpoint, { method, headers }, (answer: IncomingMessage) => {
      const isWrite = String(headers['x-amz-target']).endsWith('UpdateItem');
      if (isWrite && !lost) {
        lost = true;
        answer.resume().on('end', () => response.socket?.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(forwarded);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.close();
    proxy.closeAllConnections();
  });
  const address = proxy.address();
  if (address === null || typeof address === 'string')
    throw new Error('The proxy listens on no port.');
  return `http://127.0.0.1:${address.port}`;
}

/**
 * The store with a stale index, which shows the letter `id` as due although it is not.
 */
const withStaleIndex = (store: DeclineStore, id: string): DeclineStore => ({
  keepPlace: (draft) => store.keepPlace(draft),
  open: (draft, max) => store.open(draft, max),
  refusalOf: (address, max) => store.refusalOf(address, max),
  discard: (draft) => store.discard(draft),
  close: (draft) => store.close(draft),
  create: (decline) => store.create(decline),
  find: (letter) => store.find(letter),
  apply: (letter, request) => store.apply(letter, request),
  edit: (before, request) => store.edit(before, request),
  renew: (before, request) => store.renew(before, request),
  cancel: (before, request) => store.cancel(before, request),
  places: (candidateId, range) => store.places(candidateId, range),
  removePlace: (candidateId, letter) => store.removePlace(candidateId, letter),
  recordMailReport: (letter, report) => store.recordMailReport(letter, report),
  erase: (letter) => store.erase(letter),
  clearDue: (decline) => store.clearDue(decline),
  findNotice: (letter) => store.findNotice(letter),
  countFailedRun: (letter) => store.countFailedRun(letter),
  giveUp: (letter) => store.giveUp(letter),
  defer: (letter, until) => store.defer(letter, until),
  due: async () => [{ id, dueAt: 0 }],
  dueNotices: async () => [{ id, dueAt: 0 }],
  claimNotice: (decline, claimed) => store.claimNotice(decline, claimed),
  completeNotice: (claim) => store.completeNotice(claim),
});

describe.each(availableEmulators())('conditional writes on %s', (kind) => {
  let product: RunningProduct;
  let table: Table;
  let store: DynamoDeclineStore;
  let recorder: DynamoContactStore;
  beforeAll(async () => {
    product = await startProduct(kind);
    table = new Table(product.dynamoDb.client, product.dynamoDb.tableName, Date.now);
    store = new DynamoDeclineStore(table);
    recorder = new DynamoContactStore(table);
  });
  afterAll(() => product.close());

  const createDraft = async (values = {}): Promise<Decline> => {
    const { id } = await draftThroughForm(product, values);
    const decline = await store.find(id);
    if (decline === undefined) throw new Error('The draft was not stored.');
    return decline;
  };
  const dependencies = (overrides: Partial<DeliverDependencies> = {}): DeliverDependencies => ({
    store,
    recorder,
    mailer: { send: async () => ({ kind: 'accepted', messageId: 'late' }) },
    pace: paceOn(table, 'letters'),
    ...sendDoorOn(table),
    random: randomBytes,
    now: () => new Date(),
    sleep: async () => {},
    log: () => {},
    ...overrides,
  });
  const claim = (id: string, owner = newId(randomBytes)) =>
    store.apply(id, {
      transition: 'claim',
      patch: { ...lease(dependencies(), 1), owner },
    });

  test('when the answer to a claim gets lost, then only its owner has the claim', async () => {
    const { id } = await createDraft();
    const endpoint = await startProxyLosingFirstAnswer(product.dynamoDb.endpoint);
    const client = new DynamoDBClient({ endpoint });
    onTestFinished(() => client.destroy());
    const storeBehindProxy = new DynamoDeclineStore(
      new Table(client, product.dynamoDb.tableName, Date.now),
    );
    const patch = { ...lease(dependencies(), 1), owner: 'me' };
    expect(await storeBehindProxy.apply(id, { transition: 'claim', patch })).toMatchObject({
      applied: true,
    });
    expect(await claim(id, 'other')).toMatchObject({ applied: false });
  });

  test.each([
    ['letter hash is another', { letterHash: 'other' }],
    ['link hash is another', { linkHash: 'other' }],
    ['version is another', { version: 2 }],
    ['link has expired', { linkAliveAt: Date.now() + 49 * 60 * 60 * 1000 }],
  ])('when the %s, then the claim is refused', async (_situation, preconditions) => {
    const { id } = await createDraft();
    const patch = lease(dependencies(), 1);
    expect(await store.apply(id, { transition: 'claim', preconditions, patch })).toMatchObject({
      applied: false,
    });
    expect(await store.find(id)).toMatchObject({ state: 'draft', attempts: 0 });
  });

  test('when three edits of a draft race, then one is saved and two are refused', async () => {
    const decline = await createDraft();
    const drafting = {
      store,
      mailer: dependencies().mailer,
      ...linkDoorOn(table),
      templates: templateFiles,
      random: randomBytes,
      now: () => new Date(),
      log: () => {},
      settings: {
        origin,
        reviewAddress: 'review@door.example',
        lettersAddress: 'letters@door.example',
        linkHours: 48,
        hasNoLettersLink: false,
      },
    };
    const opened = { decline, link: { id: decline.id, secret: '' }, isSuperseded: false };
    const editCompany = (company: string) =>
      changeDraft(drafting, opened, {
        input: { ...decline.input, company },
        privatePlan: decline.privatePlan,
      });
    const results = await Promise.all(['Southwind', 'Eastwind', 'Westwind'].map(editCompany));
    expect(results.filter(({ applied }) => applied)).toHaveLength(1);
    expect((await store.find(decline.id))?.version).toBe(2);
  });

  test('when cancel and send race, then exactly one of them wins', async () => {
    for (let times = 0; times < 20; times += 1) {
      const { id } = await createDraft();
      const [sent, cancelled] = await Promise.all([
        claim(id),
        store.apply(id, { transition: 'cancel' }),
      ]);
      expect([sent.applied, cancelled.applied].filter(Boolean)).toHaveLength(1);
    }
  });

  test('when SES accepts after the lease, then only the current attempt counts', async () => {
    for (const [attempts, state] of [
      [1, 'sent'],
      [2, 'unknown'],
    ] as const) {
      const { id } = await createDraft();
      const claimed = await claim(id, 'slow');
      await store.apply(id, {
        transition: 'lose',
        patch: { owner: null, leaseUntil: null, attempts },
      });
      if (!claimed.applied) throw new Error('The claim was refused.');
      await attempt(dependencies(), { ...claimed.decline, owner: 'slow' });
      expect(await store.find(id)).toMatchObject({ state });
    }
  });

  test('when SES refuses, then only the owner of the lease can record it', async () => {
    const { id } = await createDraft();
    const claimed = await claim(id, 'me');
    if (!claimed.applied) throw new Error('The claim was refused.');
    const refusing = dependencies({
      mailer: { send: async () => ({ kind: 'not-sent', retry: 'never', code: 'MessageRejected' }) },
    });
    await attempt(refusing, { ...claimed.decline, owner: 'someone else' });
    expect(await store.find(id)).toMatchObject({ state: 'sending', owner: 'me' });
  });

  test('when the lease expires before the attempt, then the claim is released', async () => {
    const { id } = await createDraft();
    const claimed = await claim(id, 'suspended');
    if (!claimed.applied) throw new Error('The claim was refused.');
    const oneHourLater = dependencies({
      now: () => new Date(Date.now() + 60 * 60 * 1000),
      mailer: { send: () => Promise.reject(new Error('The claim was used.')) },
    });
    await attempt(oneHourLater, { ...claimed.decline, owner: 'suspended' });
    expect(await store.find(id)).toMatchObject({ state: 'retry', attempts: 1 });
  });

  test('when a letter in the index is not due, then the sweep does not send it', async () => {
    const { id } = await createDraft();
    const { applied } = await claim(id, 'me');
    const later = Date.now() + 60_000;
    await store.apply(id, {
      transition: 'postpone',
      patch: { dueAt: later, owner: null, leaseUntil: null },
    });
    let sends = 0;
    const mailer: DeliverDependencies['mailer'] = {
      send: async () => {
        sends += 1;
        return { kind: 'accepted', messageId: 'm' };
      },
    };
    const stale = withStaleIndex(store, id);
    await sweep(dependencies({ store: stale, mailer }), Date.now() + 50_000);
    expect([applied, sends, (await store.find(id))?.state]).toEqual([true, 0, 'retry']);
  });

  test('when a notice in the index is not due, then it waits, and is mailed once', async () => {
    const { id } = await createDraft();
    await claim(id, 'me');
    const later = Date.now() + 60_000;
    await store.apply(id, { transition: 'lose', patch: { notice: 'unknown', dueAt: later } });
    let mails = 0;
    const mailer: Mailer = {
      send: async () => {
        mails += 1;
        return { kind: 'accepted', messageId: 'm' };
      },
    };
    const settings = { origin, fromAddress: 'review@door.example' };
    const notifying = {
      ...dependencies({ store: withStaleIndex(store, id), mailer }),
      pace: paceOn(table, 'notices'),
      templates: templateFiles,
      settings,
    };
    await sendNotices(notifying, Date.now() + 50_000);
    expect(mails).toBe(0);
    await sendNotices({ ...notifying, now: () => new Date(later) }, later + 50_000);
    await sendNotices({ ...notifying, now: () => new Date(later) }, later + 50_000);
    expect(mails).toBe(1);
  });

  test('when an older decline is recorded late, then the newer choice stays', async () => {
    const newer = await createDraft({ recruiterEmail: 'lee@late.example', reconnect: 'never' });
    const older = await createDraft({ recruiterEmail: 'lee@late.example', reconnect: '6-months' });
    await recorder.prepare(newer);
    await recorder.record(contactFromDecline({ ...newer, sentAt: 2000 }, 0));
    for (let times = 0; times < 2; times += 1)
      await recorder.record(contactFromDecline({ ...older, sentAt: 1000 }, 0));
    const [contact] = await contactsByAddress(product.dynamoDb, 'lee@late.example');
    expect(contact).toMatchObject({
      declineId: newer.id,
      history: [{ declineId: newer.id }, { declineId: older.id }],
    });
    expect(contact).not.toHaveProperty('due');
  });
});
