import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { contactKey, rateLimitKey } from '../../lambdas/aws/keys.ts';
import { runConnections } from '../../lambdas/aws/run-connections.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { dynamoDbClient } from '../../lambdas/aws/table-client.ts';
import { declinedContactSchema } from '../../lambdas/core/contact/contact.ts';
import { type Decline, isReported } from '../../lambdas/core/decline/decline.ts';
import type { Mailer } from '../../lambdas/core/mail/mail.ts';
import { LEASE_MS } from '../../lambdas/send/deliver.ts';
import { createTable, type LocalService, startDynalite } from '../../local/emulators.ts';
import { stubEnvironment } from '../support/environment.ts';
import {
  type Draft,
  newDraft,
  ownSenderDomain,
  sampleThread,
  sesEvent,
} from '../support/fixtures.ts';
import {
  FUNCTION_TIMEOUT_MS,
  keepDraft,
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
 * The timeouts of a call to SES and of the function. They are shorter than the product's
 * (8 s and 50 s), because many trials wait for them.
 */
const TRIAL_SES_TIMEOUT_MS = 400;
const TRIAL_FUNCTION_TIMEOUT_MS = 1000;
/**
 * How many trials run at once. Each lane has its own table, because a sweep processes all
 * letters of a table.
 */
const LANES = 6;
const FULL_RUNS = 10_000;
/** FAULT_GRID chooses the invocations whose names have this prefix. */
const namePrefix = process.env['FAULT_GRID'] ?? '';
/** Each confirmed letter has its outcome this long after the last fault. */
const SETTLED_WITHIN_MS = 15 * MINUTE_MS;

interface Prepared {
  readonly product: Product;
  readonly letter: Draft;
  readonly now: number;
}

/** An invocation of a function, and the state of the letter before it. */
interface Invocation {
  readonly name: string;
  /** Brings a draft to that state. */
  readonly prepare?: (prepared: Prepared) => Promise<unknown>;
  /** Whether SES has accepted the letter before the invocation. */
  readonly isAcceptedBefore?: boolean;
  /** How SES answers the letter if there is no fault. By default it accepts. */
  readonly sesAnswer?: SesAnswer;
  readonly invoke: (product: Product, letter: Draft) => Promise<unknown>;
  /**
   * The letter is to leave from the candidate's own address, and the operator has turned
   * that off since. Otherwise it is on.
   */
  readonly isOwnSenderOff?: true;
  /** Whether AWS repeats the invocation if it fails, as it does for an event. */
  readonly isRepeatedByAws?: boolean;
  /** The states in which the letter may be at the end, whatever the fault. */
  readonly endStates: readonly Decline['state'][];
}

const send = ({ send: sends }: Product, { link, decline }: Draft) =>
  sends(link, decline.letterHash);
const claim = async ({ product, letter, now }: Prepared) => {
  await product.store.apply(letter.decline.id, {
    transition: 'claim',
    patch: { attempts: 1, owner: 'gone', leaseUntil: now, dueAt: now, confirmedAt: now },
  });
  // As `send` does, before it calls SES.
  await product.contacts.prepare(letter.decline);
};
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

const postpone = async (prepared: Prepared) => {
  await claim(prepared);
  await prepared.product.store.apply(prepared.letter.decline.id, {
    transition: 'postpone',
    patch: { owner: null, leaseUntil: null, dueAt: prepared.now },
  });
};

const invocations: readonly Invocation[] = [
  { name: 'send', invoke: send, endStates: ['draft', 'sent', 'unknown', 'failed'] },
  {
    name: 'send, throttled',
    sesAnswer: 'throttles',
    invoke: send,
    endStates: ['draft', 'sent', 'unknown', 'failed'],
  },
  {
    name: 'send, refused',
    sesAnswer: 'rejects',
    invoke: send,
    endStates: ['draft', 'failed', 'sent', 'unknown'],
  },
  {
    name: 'send, answer lost',
    sesAnswer: 'breaks after',
    invoke: send,
    endStates: ['draft', 'sent', 'unknown', 'failed'],
  },
  {
    name: 'second click',
    prepare: accept,
    isAcceptedBefore: true,
    invoke: send,
    endStates: ['sent'],
  },
  {
    name: 'sweep, retry',
    prepare: postpone,
    invoke: (product) => product.sweep(),
    endStates: ['sent', 'unknown', 'failed'],
  },
  { name: 'send, sender off', isOwnSenderOff: true, invoke: send, endStates: ['draft'] },
  {
    name: 'sweep, sender off',
    isOwnSenderOff: true,
    prepare: postpone,
    invoke: (product) => product.sweep(),
    endStates: ['failed', 'unknown'],
  },
  {
    name: 'sweep, lease over',
    prepare: claim,
    invoke: (product) => product.sweep(),
    endStates: ['unknown'],
  },
  {
    name: 'sweep, no contact',
    prepare: accept,
    isAcceptedBefore: true,
    invoke: (product) => product.sweep(),
    endStates: ['sent'],
  },
  {
    name: 'record event, delivery',
    prepare: accept,
    isAcceptedBefore: true,
    invoke: report('Delivery'),
    isRepeatedByAws: true,
    endStates: ['delivered'],
  },
  {
    name: 'record event, unknown',
    prepare: lose,
    isAcceptedBefore: true,
    invoke: report('Delivery'),
    isRepeatedByAws: true,
    endStates: ['delivered'],
  },
  {
    name: 'record event, bounce',
    prepare: async (prepared) => {
      await prepared.product.send(prepared.letter.link, prepared.letter.decline.letterHash);
    },
    isAcceptedBefore: true,
    invoke: report('Bounce'),
    isRepeatedByAws: true,
    endStates: ['bounced'],
  },
  {
    name: 'record event, early bounce',
    prepare: claim,
    isAcceptedBefore: true,
    invoke: report('Bounce'),
    isRepeatedByAws: true,
    endStates: ['bounced'],
  },
  {
    name: 'send reminders',
    prepare: async ({ product, letter }) => {
      await product.send(letter.link, letter.decline.letterHash);
    },
    isAcceptedBefore: true,
    invoke: (product) => product.sendReminders(),
    endStates: ['sent'],
  },
  {
    // The run that recorded the bounce ended before it dropped the receipt.
    name: 'send reminders, bounced',
    prepare: async ({ product, letter, now }) => {
      await product.send(letter.link, letter.decline.letterHash);
      const patch = { reportedAt: now, notice: 'bounced' as const, dueAt: now };
      await product.store.apply(letter.decline.id, { transition: 'report-bounced', patch });
    },
    isAcceptedBefore: true,
    invoke: (product) => product.sendReminders(),
    endStates: ['bounced'],
  },
  {
    name: 'send notices',
    prepare: lose,
    invoke: (product) => product.sendNotices(),
    endStates: ['unknown'],
  },
  {
    name: 'self-sent, draft',
    invoke: (product, { link }) => product.selfSend(link),
    endStates: ['draft', 'self-sent'],
  },
  {
    name: 'self-sent, unknown',
    prepare: lose,
    invoke: (product, { link }) => product.selfSend(link),
    endStates: ['unknown', 'self-sent'],
  },
  {
    name: 'copy arrived, unknown',
    prepare: lose,
    isAcceptedBefore: true,
    invoke: (product, { link }) => product.copyArrived(link),
    endStates: ['unknown', 'sent'],
  },
  {
    name: 'cancel',
    invoke: (product, { link }) => product.cancel(link),
    endStates: ['draft', 'cancelled'],
  },
];

/** One run of one cell of the grid: an invocation in which a request meets a fault. */
interface Trial {
  readonly invocation: Invocation;
  /** What the request does; see `WireProcess`. */
  readonly label: string;
  readonly fault: WireFault;
  /** Whether each request with this label meets the fault, or only the first one. */
  readonly isLasting: boolean;
}

/** The faults that are also tried as lasting faults, on requests to the table. */
const lastingFaults: readonly WireFault[] = [
  'throttle',
  '5xx before',
  '5xx after',
  'reset before',
  'reset after',
];

let dynamoDb: LocalService;
let wire: FaultWire;
let direct: DynamoDBClient;
let shared: {
  readonly client: DynamoDBClient;
  readonly mailer: Mailer;
  /** Its emails share their connections, as those of one run do. */
  readonly runMailer: Mailer;
};
const counters = noCounters();
let noticesSentTwice = 0;
let processCount = 0;
let letterCount = 0;

beforeAll(async () => {
  // On Lambda a function has 50 s. Here it has 1 s, and a trial must not wait for this.
  await import('../../lambdas/aws/ses-raw-mailer.ts');
  dynamoDb = await startDynalite();
  wire = await startFaultWire(dynamoDb.endpoint);
  // A client reads its endpoint when it sends its first request. Here all clients of the
  // grid get the endpoints of the wire.
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', dynamoDb.endpoint);
  direct = dynamoDbClient();
  await createTable(direct, 'warm-up');
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', wire.dynamoDbEndpoint);
  vi.stubEnv('AWS_ENDPOINT_URL_SES', wire.sesEndpoint);
  const { agents } = runConnections();
  shared = {
    client: dynamoDbClient(),
    mailer: sesMailer({ timeoutMs: TRIAL_SES_TIMEOUT_MS }),
    runMailer: sesMailer({ timeoutMs: TRIAL_SES_TIMEOUT_MS, agents }),
  };
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await wire.stop();
  await dynamoDb.stop();
});

function endpointOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server listens on no port.');
  return `http://127.0.0.1:${address.port}`;
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

/**
 * The mailer of a process. After the process has ended it sends nothing, and gives no
 * answer.
 */
const mailerOf = (mailer: Mailer, process: { readonly isDead: boolean }): Mailer => ({
  send: async (mail) => {
    if (process.isDead) return never();
    const result = await mailer.send(mail);
    return process.isDead ? never() : result;
  },
});

/** A started process, and the product that runs in it. */
interface RunningProcess {
  readonly process: WireProcess;
  readonly product: Product;
  readonly whenKilled: Promise<'killed'>;
}

/**
 * Starts a process whose requests go through the wire.
 *
 * @param clock its `now` is the time that the process reads
 */
function startProcess(
  tableName: string,
  clock: { readonly now: number },
  letter: Draft,
  {
    plannedFault,
    sesAnswer = 'accepts',
    isOwnSenderOff = false,
  }: {
    readonly plannedFault?: WireProcess['plannedFault'];
    readonly sesAnswer?: SesAnswer;
    readonly isOwnSenderOff?: boolean;
  },
  runSecondInvocation: () => Promise<void> = async () => {},
): RunningProcess {
  processCount += 1;
  let onKilled = (_: 'killed'): void => {};
  const whenKilled = new Promise<'killed'>((resolve) => {
    onKilled = resolve;
  });
  const process: WireProcess = {
    name: `p${processCount}`,
    letterId: letter.decline.id,
    requestLabels: [],
    plannedFault,
    sesAnswer,
    faultCount: 0,
    isDead: false,
    kill: () => {
      process.isDead = true;
      onKilled('killed');
    },
    runSecondInvocation,
  };
  wire.register(process);
  // A process with a fault has its own client, as a Lambda function has: a shared client
  // would use up its retry quota, and its connections would hang.
  const options = {
    client: plannedFault === undefined ? shared.client : dynamoDbClient(),
    tableName: `${tableName}--${process.name}`,
    now: () => clock.now,
    // The clocks of the trials differ, so each trial has its own limits.
    account: letter.decline.id,
    ...(!isOwnSenderOff && { ownSenderDomain }),
  };
  const inline = productOn({ ...options, mailer: mailerOf(shared.mailer, process) });
  const jobs = productOn({ ...options, mailer: mailerOf(shared.runMailer, process) });
  const { sweep, sendNotices, sendReminders } = jobs;
  return { process, product: { ...inline, sweep, sendNotices, sendReminders }, whenKilled };
}

const contactOf = (tableName: string, { decline: { input } }: Draft) =>
  new Table(direct, tableName, Date.now).get(
    contactKey(input.candidateEmail, input.recruiterEmail),
  );

interface TrialResult {
  /** The labels of the requests that the invocation made. */
  readonly requestLabels: readonly string[];
  /** The checks that failed, in words. */
  readonly problems: readonly string[];
}

/**
 * Runs an invocation, and then the schedules without faults. Checks the letter.
 *
 * @param trial the fault; by default there is none
 */
async function runTrial(
  tableName: string,
  invocation: Invocation,
  trial?: Omit<Trial, 'invocation'>,
): Promise<TrialResult> {
  const clock = { now: Date.now() };
  // Every second letter is in a thread, so it leaves by `SendRawEmail`.
  // Every third one leaves from the candidate's own address.
  letterCount += 1;
  const { isOwnSenderOff = false } = invocation;
  const letter = newDraft({
    createdAt: clock.now,
    recruiterEmail: `${randomUUID()}@northwind.example`,
    ...(letterCount % 2 === 0 && { thread: sampleThread }),
    ...((isOwnSenderOff || letterCount % 3 === 0) && { senderDomain: ownSenderDomain }),
  });
  const { id } = letter.decline;
  const faultFreeProduct = productOn({
    client: direct,
    tableName,
    mailer: { send: async () => ({ kind: 'accepted', messageId: 'm' }) },
    now: () => clock.now,
    account: id,
    ...(!isOwnSenderOff && { ownSenderDomain }),
  });
  // The clock of the trial before went on for hours: its limits are ahead of this clock.
  const Key = marshall(rateLimitKey('sending'));
  await direct.send(new DeleteItemCommand({ TableName: tableName, Key }));
  await keepDraft(faultFreeProduct.store, letter.decline);
  await invocation.prepare?.({ product: faultFreeProduct, letter, now: clock.now });

  const plannedFault = trial && {
    label: trial.label,
    fault: trial.fault,
    isLasting: trial.isLasting,
  };
  const main = startProcess(
    tableName,
    clock,
    letter,
    {
      plannedFault,
      isOwnSenderOff,
      ...(invocation.sesAnswer && { sesAnswer: invocation.sesAnswer }),
    },
    async () => {
      const second = startProcess(tableName, clock, letter, { isOwnSenderOff });
      await Promise.race([
        invocation.invoke(second.product, letter).catch(() => {}),
        sleep(TRIAL_FUNCTION_TIMEOUT_MS),
      ]);
      wire.forget(second.process);
      wire.register(main.process);
    },
  );
  const finished = invocation.invoke(main.product, letter).then(
    () => 'done' as const,
    () => 'failed' as const,
  );
  const timeoutAbort = new AbortController();
  const functionTimeout = trial?.fault.startsWith('hang')
    ? sleep(TRIAL_FUNCTION_TIMEOUT_MS, undefined, { signal: timeoutAbort.signal }).then(
        main.process.kill,
        () => {},
      )
    : undefined;
  const outcome = await Promise.race([finished, main.whenKilled]);
  timeoutAbort.abort();
  await functionTimeout;
  main.process.isDead = true;
  wire.forget(main.process);

  // From here on no fault happens: AWS repeats the event, and the schedules continue.
  const after = startProcess(tableName, clock, letter, { isOwnSenderOff });
  if (invocation.isRepeatedByAws && outcome !== 'done')
    await invocation.invoke(after.product, letter);
  // Before the notice: a report drops the receipt when it is recorded.
  const isBounced = (await faultFreeProduct.store.find(id))?.state === 'bounced';
  const isStillDue =
    isBounced && invocation.isRepeatedByAws && (await contactOf(tableName, letter))?.['dueAt'];
  await after.product.sendReminders();
  const faultFreeSince = clock.now;
  for (;;) {
    const due = (await faultFreeProduct.store.find(id))?.dueAt;
    if (due === undefined) break;
    clock.now = Math.max(clock.now + MINUTE_MS, due);
    if (clock.now - faultFreeSince > SETTLED_WITHIN_MS) break;
    await after.product.sweep();
    await after.product.sendNotices();
    await after.product.sendReminders();
  }
  wire.forget(after.process);
  const problems = await checkLetter(faultFreeProduct, tableName, letter, invocation);
  if (isBounced && wire.receivedMails.has(`${id} receipt`))
    problems.push('a receipt was sent after the bounce');
  if (isStillDue) problems.push('the bounce is recorded, and its receipt is still due');
  return { requestLabels: main.process.requestLabels, problems };
}

/** Checks a letter at the end of a trial. @returns the checks that failed, in words */
async function checkLetter(
  product: Product,
  tableName: string,
  letter: Draft,
  invocation: Invocation,
): Promise<string[]> {
  const { id } = letter.decline;
  const stored = await product.store.find(id);
  const state = stored?.state ?? 'draft';
  const accepted =
    (wire.acceptedMails.get(`${id} letter`) ?? 0) + (invocation.isAcceptedBefore ? 1 : 0);
  const notices = wire.acceptedMails.get(`${id} notice`) ?? 0;
  const contact = await contactOf(tableName, letter);
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
  if (stored?.dueAt !== undefined) lost('it has no outcome after 15 minutes');
  if (!invocation.endStates.includes(state)) lost(`"${invocation.name}" may not end in this state`);
  if (accepted > 0 && !isReported(state) && state !== 'unknown' && state !== 'self-sent')
    lost('SES accepted it, but its state says that it was not sent');
  if (accepted === 0 && isReported(state))
    lost('its state says that it was sent, but SES did not accept it');
  const hasContact = (isReported(state) && state !== 'bounced') || state === 'self-sent';
  if (entries > 1 || (hasContact && entries !== 1))
    lost(`its contact is recorded ${entries} times`);
  if (
    state === 'bounced' &&
    contact &&
    'dueAt' in contact &&
    declinedContactSchema().parse(contact).declineId === id
  )
    lost('a reminder is left, but the letter bounced');
  if (state === 'unknown' || state === 'failed' || state === 'bounced') {
    // A notice counts if SES got it, even if it did not accept it: the letter's page also
    // informs the candidate.
    if (!wire.receivedMails.has(`${id} notice`)) lost('the candidate got no notice');
    else if (state === 'unknown') counters.unknownInformed += 1;
    if (notices > 1) noticesSentTwice += 1;
  }
  return problems;
}

/** The labels of the requests that an invocation makes if there is no fault. */
async function requestLabelsOf(invocation: Invocation): Promise<readonly string[]> {
  await createTable(direct, 'dry');
  const { requestLabels, problems } = await runTrial('dry', invocation);
  expect(problems).toEqual([]);
  return [...new Set(requestLabels)];
}

describe('the grid of requests and faults', () => {
  const problems: string[] = [];
  const cells = new Map<string, number>();
  let runs = 0;

  test('when a request meets a fault, then no letter is duplicated or lost', async () => {
    const started = performance.now();
    const rows: { readonly invocation: Invocation; readonly label: string }[] = [];
    for (const invocation of invocations.filter(({ name }) => name.startsWith(namePrefix))) {
      for (const label of await requestLabelsOf(invocation)) rows.push({ invocation, label });
    }
    const trials: Trial[] = rows.flatMap(({ invocation, label }) =>
      wireFaults.flatMap((fault): Trial[] => {
        const firstOnly = { invocation, label, fault, isLasting: false };
        const canLast = lastingFaults.includes(fault) && !label.startsWith('SES');
        return canLast ? [firstOnly, { ...firstOnly, isLasting: true }] : [firstOnly];
      }),
    );
    const repetitions = isFull ? Math.ceil(FULL_RUNS / trials.length) : 1;
    const queue = Array.from({ length: repetitions }, () => trials).flat();
    const lane = async (number: number): Promise<void> => {
      const tableName = `lane-${number}`;
      await createTable(direct, tableName);
      for (let trial = queue.shift(); trial !== undefined; trial = queue.shift()) {
        const { invocation, label, fault, isLasting } = trial;
        const result = await runTrial(tableName, invocation, trial);
        const cell = `${invocation.name} | ${label} | ${fault}`;
        for (const problem of result.problems)
          problems.push(`${cell}${isLasting ? ', lasting' : ''}: ${problem}`);
        cells.set(cell, (cells.get(cell) ?? 0) + 1);
        runs += 1;
        if (runs % 500 === 0)
          print(`grid: ${runs} runs, ${Math.round(performance.now() - started)} ms`);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));

    print(`${''.padEnd(38)}${wireFaults.map((fault) => fault.padStart(13)).join('')}`);
    for (const { invocation, label } of rows) {
      const counts = wireFaults.map((fault) => {
        const name = `${invocation.name} | ${label} | ${fault}`;
        const isBad = problems.some((problem) => problem.startsWith(name));
        return `${cells.get(name) ?? 0}${isBad ? ' FAIL' : ''}`.padStart(13);
      });
      print(`${`${invocation.name}: ${label}`.padEnd(38)}${counts.join('')}`);
    }
    printCounters('grid', counters, {
      cells: `${cells.size} of ${rows.length * wireFaults.length}`,
      runs,
      'notices twice': noticesSentTwice,
      seconds: Math.round((performance.now() - started) / 1000),
    });
    expect(problems).toEqual([]);
    expect(counters).toMatchObject({ duplicates: 0, lost: 0 });
    expect(cells.size).toBe(rows.length * wireFaults.length);
  }, 7_200_000);

  test.each(['5xx after', 'reset after'] as const)(
    'when a claim is applied but answered by "%s", then the claim is ours and the letter is sent',
    async (fault) => {
      await createTable(direct, 'claims');
      const [invocation] = invocations;
      if (invocation === undefined) throw new Error('There is no invocation.');
      const letterSent: Invocation = { ...invocation, endStates: ['sent'] };
      const trial = { invocation: letterSent, label: 'write sending', fault, isLasting: false };
      expect((await runTrial('claims', letterSent, trial)).problems).toEqual([]);
    },
  );
});

test('when SES hangs, then the client times out long before lease and function', async () => {
  const server = createServer(() => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  stubEnvironment('AWS_ENDPOINT_URL_SES', endpointOf(server));
  const { decline } = newDraft();
  const startedAt = performance.now();
  // Both timers run in this process: a busy machine delays both.
  const limitMs = Math.min(12_000, LEASE_MS / 2, FUNCTION_TIMEOUT_MS / 2);
  const sending = sesMailer().send({
    ...decline.letter,
    tags: { letter: decline.id, kind: 'letter' },
  });
  const answer = await Promise.race([sending, sleep(limitMs)]);
  const elapsedMs = performance.now() - startedAt;
  print(
    `an SES that hangs: timeout after ${Math.round(elapsedMs)} ms, ` +
      `the result is ${JSON.stringify(answer)}`,
  );
  expect(answer).toMatchObject({ kind: 'cannot-know' });
  expect(LEASE_MS).toBeGreaterThan(FUNCTION_TIMEOUT_MS);
});

test('when a table connection hangs, then the client retries on another one', async () => {
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
  stubEnvironment('AWS_ENDPOINT_URL_DYNAMODB', endpointOf(server));
  const reading = new Table(dynamoDbClient(), 'any', Date.now).get({ pk: 'a', sk: 'b' });
  expect(await Promise.race([reading, sleep(9000, 'late')])).toBeUndefined();
  expect(hung).toHaveLength(1);
});
