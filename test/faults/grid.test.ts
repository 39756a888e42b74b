import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { dynamoDbClient } from '../../lambdas/aws/clients.ts';
import { contactKey } from '../../lambdas/aws/keys.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { declinedContactSchema } from '../../lambdas/core/contact/contact.ts';
import { type Decline, isReported } from '../../lambdas/core/decline/decline.ts';
import type { Mailer } from '../../lambdas/core/mail/mail.ts';
import { LEASE_MS } from '../../lambdas/send/deliver.ts';
import { createTable, type LocalService, startDynalite } from '../../local/emulators.ts';
import { type Draft, newDraft, sesEvent } from '../support/fixtures.ts';
import {
  FUNCTION_TIMEOUT_MS,
  MINUTE_MS,
  type Product,
  productOn,
  sesMailer,
} from '../support/harness.ts';
import {
  type FaultWire,
  type SesAnswer,
  startFaultWire,
  type WireFault,
  type WireProcess,
  wireFaults,
} from './fault-wire.ts';
import { isFull, noCounters, print, printCounters } from './figures.ts';

/**
 * The send function's time-out for SES and its own end, short enough to be waited for
 * often.
 */
const SES_TIMEOUT_MS = 400;
const FUNCTION_ENDS_AFTER_MS = 1000;
/**
 * Cells that are tried at once, each with a table of its own: a sweep sees all of a
 * table.
 */
const LANES = 6;
const FULL_RUNS = 10_000;
/** Only the invocations whose names begin so. */
const only = process.env['FAULT_GRID'] ?? '';
/** A confirmed letter has its end within this long, once nothing goes wrong any more. */
const SETTLED_WITHIN_MS = 15 * MINUTE_MS;

interface Prepared {
  readonly product: Product;
  readonly letter: Draft;
  readonly now: number;
}

/** One invocation, from a state of the letter that it may meet. */
interface Flow {
  readonly name: string;
  /** Brings the letter there. Mails it if `isAccepted`. */
  readonly prepare?: (prepared: Prepared) => Promise<unknown>;
  readonly isAccepted?: boolean;
  readonly ses?: SesAnswer;
  readonly act: (product: Product, letter: Draft) => Promise<unknown>;
  /** AWS invokes the function again where it failed, as for an event. */
  readonly isRepeated?: boolean;
  readonly ends: readonly Decline['state'][];
}

const send = ({ send: sends }: Product, { link, decline }: Draft) =>
  sends(link, decline.letterHash);
const claim = ({ product, letter, now }: Prepared) =>
  product.store.apply(letter.decline.id, {
    transition: 'claim',
    patch: { attempts: 1, owner: 'gone', leaseUntil: now, dueAt: now, confirmedAt: now },
  });
const lose = async (prepared: Prepared) => {
  await claim(prepared);
  await prepared.product.store.apply(prepared.letter.decline.id, {
    transition: 'lose',
    patch: {
      owner: null,
      leaseUntil: null,
      dueAt: prepared.now,
      notice: 'unknown',
      failure: 'TimeoutError',
    },
  });
};
const accept = async (prepared: Prepared) => {
  const { product, letter, now } = prepared;
  await claim(prepared);
  await product.store.apply(letter.decline.id, {
    transition: 'accept',
    patch: { sentAt: now, messageId: 'm', dueAt: now, owner: null, leaseUntil: null },
  });
};
const report =
  (kind: 'Delivery' | 'Bounce') =>
  (product: Product, { decline }: Draft) =>
    product.recordEvent(sesEvent(kind, decline.id, { to: decline.letter.to }));

const flows: readonly Flow[] = [
  { name: 'send', act: send, ends: ['draft', 'sent', 'unknown', 'failed'] },
  {
    name: 'send, throttled',
    ses: 'throttles',
    act: send,
    ends: ['draft', 'sent', 'unknown', 'failed'],
  },
  {
    name: 'send, refused',
    ses: 'rejects',
    act: send,
    ends: ['draft', 'failed', 'sent', 'unknown'],
  },
  {
    name: 'send, answer lost',
    ses: 'breaks after',
    act: send,
    ends: ['draft', 'sent', 'unknown', 'failed'],
  },
  { name: 'second click', prepare: accept, isAccepted: true, act: send, ends: ['sent'] },
  {
    name: 'sweep, retry',
    prepare: async (prepared) => {
      await claim(prepared);
      await prepared.product.store.apply(prepared.letter.decline.id, {
        transition: 'postpone',
        patch: { owner: null, leaseUntil: null, dueAt: prepared.now },
      });
    },
    act: (product) => product.sweep(),
    ends: ['sent', 'unknown', 'failed'],
  },
  {
    name: 'sweep, lease over',
    prepare: claim,
    act: (product) => product.sweep(),
    ends: ['unknown'],
  },
  {
    name: 'sweep, no contact',
    prepare: accept,
    isAccepted: true,
    act: (product) => product.sweep(),
    ends: ['sent'],
  },
  {
    name: 'record event, delivery',
    prepare: accept,
    isAccepted: true,
    act: report('Delivery'),
    isRepeated: true,
    ends: ['delivered'],
  },
  {
    name: 'record event, unknown',
    prepare: lose,
    isAccepted: true,
    act: report('Delivery'),
    isRepeated: true,
    ends: ['delivered'],
  },
  {
    name: 'record event, bounce',
    prepare: async (prepared) => {
      await prepared.product.send(prepared.letter.link, prepared.letter.decline.letterHash);
    },
    isAccepted: true,
    act: report('Bounce'),
    isRepeated: true,
    ends: ['bounced'],
  },
  {
    name: 'send notices',
    prepare: lose,
    act: (product) => product.sendNotices(),
    ends: ['unknown'],
  },
  {
    name: 'self-sent, draft',
    act: (product, { link }) => product.selfSend(link),
    ends: ['draft', 'self-sent'],
  },
  {
    name: 'self-sent, unknown',
    prepare: lose,
    act: (product, { link }) => product.selfSend(link),
    ends: ['unknown', 'self-sent'],
  },
  {
    name: 'cancel',
    act: (product, { link }) => product.cancel(link),
    ends: ['draft', 'cancelled'],
  },
];

/** One way to try a cell. */
interface Trial {
  readonly flow: Flow;
  readonly label: string;
  readonly fault: WireFault;
  readonly isLasting: boolean;
}

const repeatable: readonly WireFault[] = [
  'throttle',
  '5xx before',
  '5xx after',
  'reset before',
  'reset after',
];

let dynamoDb: LocalService;
let wire: FaultWire;
let direct: DynamoDBClient;
let shared: { readonly client: DynamoDBClient; readonly mailer: Mailer };
const counters = noCounters();
let toldTwice = 0;
let names = 0;

beforeAll(async () => {
  dynamoDb = await startDynalite();
  wire = await startFaultWire(dynamoDb.endpoint);
  // The clients read their endpoints when they first send; here all of them have the
  // same.
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = dynamoDb.endpoint;
  direct = dynamoDbClient();
  await createTable(direct, 'warm-up');
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = wire.dynamoDbEndpoint;
  process.env['AWS_ENDPOINT_URL_SES'] = wire.sesEndpoint;
  shared = { client: dynamoDbClient(), mailer: sesMailer({ timeoutMs: SES_TIMEOUT_MS }) };
});
afterAll(async () => {
  await wire.stop();
  await dynamoDb.stop();
});

function endpointOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.');
  return `http://127.0.0.1:${address.port}`;
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

/** A process that is no more sends nothing, and nothing comes of what it sent. */
const mortal = (mailer: Mailer, process: { readonly dead: boolean }): Mailer => ({
  send: async (mail) => {
    if (process.dead) return never();
    const result = await mailer.send(mail);
    return process.dead ? never() : result;
  },
});

interface Running {
  readonly process: WireProcess;
  readonly product: Product;
  readonly whenKilled: Promise<'killed'>;
}

function start(
  tableName: string,
  clock: { readonly now: number },
  letter: Draft,
  { plan, ses = 'accepts' }: { readonly plan?: WireProcess['plan']; readonly ses?: SesAnswer },
  again: () => Promise<void> = async () => {},
): Running {
  names += 1;
  let onKilled = (_: 'killed'): void => {};
  const whenKilled = new Promise<'killed'>((resolve) => {
    onKilled = resolve;
  });
  const process: WireProcess = {
    name: `p${names}`,
    letterId: letter.decline.id,
    seen: [],
    plan,
    ses,
    hits: 0,
    dead: false,
    kill: () => {
      process.dead = true;
      onKilled('killed');
    },
    again,
  };
  wire.register(process);
  // As in a Lambda of its own: a client that many faults went through has no retries
  // left, and its connections may hang.
  const product = productOn({
    client: plan === undefined ? shared.client : dynamoDbClient(),
    tableName: `${tableName}--${process.name}`,
    mailer: mortal(shared.mailer, process),
    now: () => clock.now,
  });
  return { process, product, whenKilled };
}

interface Ended {
  readonly seen: readonly string[];
  readonly problems: readonly string[];
}

async function tryOnce(tableName: string, flow: Flow, trial?: Trial): Promise<Ended> {
  const clock = { now: Date.now() };
  const letter = newDraft({
    createdAt: clock.now,
    recruiterEmail: `${randomUUID()}@northwind.example`,
  });
  const { id } = letter.decline;
  const still = productOn({
    client: direct,
    tableName,
    mailer: { send: async () => ({ kind: 'accepted', messageId: 'm' }) },
    now: () => clock.now,
  });
  await still.store.create(letter.decline);
  await flow.prepare?.({ product: still, letter, now: clock.now });

  const plan = trial && { label: trial.label, fault: trial.fault, isLasting: trial.isLasting };
  const main = start(
    tableName,
    clock,
    letter,
    { plan, ...(flow.ses && { ses: flow.ses }) },
    async () => {
      const second = start(tableName, clock, letter, {});
      await Promise.race([
        flow.act(second.product, letter).catch(() => {}),
        sleep(FUNCTION_ENDS_AFTER_MS),
      ]);
      wire.forget(second.process);
      wire.register(main.process);
    },
  );
  const invoked = flow.act(main.product, letter).then(
    () => 'done' as const,
    () => 'failed' as const,
  );
  const ending = new AbortController();
  const ends = trial?.fault.startsWith('hang')
    ? sleep(FUNCTION_ENDS_AFTER_MS, undefined, { signal: ending.signal }).then(
        main.process.kill,
        () => {},
      )
    : undefined;
  const outcome = await Promise.race([invoked, main.whenKilled]);
  ending.abort();
  await ends;
  main.process.dead = true;
  wire.forget(main.process);

  // Nothing goes wrong any more: the event comes again, and the schedule goes on.
  const after = start(tableName, clock, letter, {});
  if (flow.isRepeated && outcome !== 'done') await flow.act(after.product, letter);
  const calmSince = clock.now;
  for (;;) {
    const due = (await still.store.find(id))?.dueAt;
    if (due === undefined) break;
    clock.now = Math.max(clock.now + MINUTE_MS, due);
    if (clock.now - calmSince > SETTLED_WITHIN_MS) break;
    await after.product.sweep();
    await after.product.sendNotices();
  }
  wire.forget(after.process);
  return { seen: main.process.seen, problems: await judge(still, tableName, letter, flow) };
}

/** What must hold at the end of every run. */
async function judge(
  product: Product,
  tableName: string,
  letter: Draft,
  flow: Flow,
): Promise<string[]> {
  const { id, input } = letter.decline;
  const stored = await product.store.find(id);
  const state = stored?.state ?? 'draft';
  const accepted = (wire.taken.get(`${id} letter`) ?? 0) + (flow.isAccepted ? 1 : 0);
  const notices = wire.taken.get(`${id} notice`) ?? 0;
  const contact = await new Table(direct, tableName, Date.now).get(
    contactKey(input.candidateEmail, input.recruiterEmail),
  );
  const history = contact?.['history'];
  const entries = Array.isArray(history) ? history.length : 0;
  const problems: string[] = [];
  const lost = (why: string): void => {
    counters.lost += 1;
    problems.push(`${state}, accepted ${accepted}: ${why}`);
  };
  if (accepted > 1) {
    counters.duplicates += accepted - 1;
    problems.push(`accepted ${accepted} times`);
  }
  if (stored?.dueAt !== undefined) lost('it has no end after 15 minutes');
  if (!flow.ends.includes(state)) lost(`no end of "${flow.name}"`);
  if (accepted > 0 && !isReported(state) && state !== 'unknown' && state !== 'self-sent')
    lost('it has left, and is said not to have');
  if (accepted === 0 && isReported(state)) lost('it is said to have left, and has not');
  const isClosed = (isReported(state) && state !== 'bounced') || state === 'self-sent';
  if (entries > 1 || (isClosed && entries !== 1)) lost(`its contact is recorded ${entries} times`);
  if (
    state === 'bounced' &&
    contact &&
    'dueAt' in contact &&
    declinedContactSchema.parse(contact).declineId === id
  )
    lost('a reminder of someone it did not reach');
  if (state === 'unknown' || state === 'failed' || state === 'bounced') {
    // A notice that SES was given counts: where it did not take it, the letter's page
    // says the same.
    if (!wire.given.has(`${id} notice`)) lost('its candidate was not told');
    else if (state === 'unknown') counters.unknownTold += 1;
    if (notices > 1) toldTwice += 1;
  }
  return problems;
}

/**
 * Every request that an invocation makes, by what it does: found out by watching one that
 * goes well.
 */
async function stepsOf(flow: Flow): Promise<readonly string[]> {
  await createTable(direct, 'dry');
  const { seen, problems } = await tryOnce('dry', flow);
  expect(problems).toEqual([]);
  return [...new Set(seen)];
}

describe('the grid: every request of every invocation, with every fault', () => {
  const problems: string[] = [];
  const cells = new Map<string, number>();
  let runs = 0;

  test('each run ends with no duplicate, nothing lost, and the truth told', async () => {
    const started = performance.now();
    const rows: { readonly flow: Flow; readonly label: string }[] = [];
    for (const flow of flows.filter(({ name }) => name.startsWith(only))) {
      for (const label of await stepsOf(flow)) rows.push({ flow, label });
    }
    const trials: Trial[] = rows.flatMap(({ flow, label }) =>
      wireFaults.flatMap((fault): Trial[] => {
        const once_ = { flow, label, fault, isLasting: false };
        const isRepeated = repeatable.includes(fault) && !label.startsWith('SES');
        return isRepeated ? [once_, { ...once_, isLasting: true }] : [once_];
      }),
    );
    const rounds = isFull ? Math.ceil(FULL_RUNS / trials.length) : 1;
    const queue = Array.from({ length: rounds }, () => trials).flat();
    const lane = async (number: number): Promise<void> => {
      const tableName = `lane-${number}`;
      await createTable(direct, tableName);
      for (let trial = queue.shift(); trial !== undefined; trial = queue.shift()) {
        const { flow, label, fault, isLasting } = trial;
        const found = await tryOnce(tableName, flow, trial);
        const cell = `${flow.name} | ${label} | ${fault}`;
        for (const problem of found.problems)
          problems.push(`${cell}${isLasting ? ', lasting' : ''}: ${problem}`);
        cells.set(cell, (cells.get(cell) ?? 0) + 1);
        runs += 1;
        if (runs % 500 === 0)
          print(`grid: ${runs} runs, ${Math.round(performance.now() - started)} ms`);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));

    print(`${''.padEnd(38)}${wireFaults.map((fault) => fault.padStart(13)).join('')}`);
    for (const { flow, label } of rows) {
      const counts = wireFaults.map((fault) => {
        const name = `${flow.name} | ${label} | ${fault}`;
        const isBad = problems.some((problem) => problem.startsWith(name));
        return `${cells.get(name) ?? 0}${isBad ? ' FAIL' : ''}`.padStart(13);
      });
      print(`${`${flow.name}: ${label}`.padEnd(38)}${counts.join('')}`);
    }
    printCounters('grid', counters, {
      cells: `${cells.size} of ${rows.length * wireFaults.length}`,
      runs,
      'told twice': toldTwice,
      seconds: Math.round((performance.now() - started) / 1000),
    });
    expect(problems).toEqual([]);
    expect(counters).toMatchObject({ duplicates: 0, lost: 0 });
    expect(cells.size).toBe(rows.length * wireFaults.length);
  }, 7_200_000);

  test.each(['5xx after', 'reset after'] as const)(
    'a claim that was applied and answered with "%s" is ours: the letter leaves',
    async (fault) => {
      await createTable(direct, 'claims');
      const [flow] = flows;
      if (flow === undefined) throw new Error('There is no flow.');
      const letterSent: Flow = { ...flow, ends: ['sent'] };
      const trial = { flow: letterSent, label: 'write sending', fault, isLasting: false };
      expect((await tryOnce('claims', letterSent, trial)).problems).toEqual([]);
    },
  );
});

test('the product’s own client gives up by itself, well within the lease and the function', async () => {
  const server = createServer(() => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  process.env['AWS_ENDPOINT_URL_SES'] = endpointOf(server);
  const { decline } = newDraft();
  const begun = performance.now();
  const sending = sesMailer().send({
    ...decline.letter,
    tags: { letter: decline.id, kind: 'letter' },
  });
  const given = await Promise.race([sending, sleep(15_000)]);
  const took = performance.now() - begun;
  print(`an SES that hangs is given up after ${Math.round(took)} ms, as ${JSON.stringify(given)}`);
  expect(given).toMatchObject({ kind: 'cannot-know' });
  expect(took).toBeLessThan(12_000);
  expect(took * 2).toBeLessThan(Math.min(LEASE_MS, FUNCTION_TIMEOUT_MS));
  expect(LEASE_MS).toBeGreaterThan(FUNCTION_TIMEOUT_MS);
}, 30_000);

test('a table whose connection hangs is asked again on another, within the time that a page has', async () => {
  const hung: ServerResponse[] = [];
  const server = createServer((_, response) => {
    if (hung.length === 0) hung.push(response);
    else response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = endpointOf(server);
  const begun = performance.now();
  const item = await new Table(dynamoDbClient(), 'any', Date.now).get({ pk: 'a', sk: 'b' });
  const took = performance.now() - begun;
  expect(item).toBeUndefined();
  expect(hung).toHaveLength(1);
  expect(took).toBeLessThan(9000);
}, 30_000);
