import { strict as assert } from 'node:assert';
import { vi } from 'vitest';
import { DynamoBlocks } from '../../lambdas/aws/dynamo-blocks.ts';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoKillSwitch } from '../../lambdas/aws/dynamo-kill-switch.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { feedback } from '../../lambdas/feedback/main.ts';
import { remind } from '../../lambdas/remind/main.ts';
import { send } from '../../lambdas/send/main.ts';
import { web } from '../../lambdas/web/main.ts';
import { localHttpApi } from '../../local/http-api.ts';
import { HttpDriver } from '../journey/http-driver.ts';
import { journeys, runContactsJourney, runJourney } from '../journey/journey.ts';
import { confirmed, grantContactsLink } from './contacts.ts';
import { createTestTable } from './dynamodb.ts';
import { type EventKind, origin, sesEvent, uniqueCandidate, uniqueForm } from './fixtures.ts';
import { confirmAction, draftThroughForm } from './letters.ts';
import { productEnvironment, toArrivedMail } from './product.ts';
import { startRecordingWire, type TableCall } from './recording-wire.ts';
import { get, json, post, postForm } from './requests.ts';
import { sharedSes } from './ses.ts';
import { breakConnection, refuseWith, startFakeSes } from './ses-wire.ts';
import { contactsByAddress, letterItem, setContactDueAt, setLetterAttributes } from './table.ts';
import { threadValues } from './thread.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Runs all that the product does, by the four functions as their `main.ts` wires them,
 * and records their calls to DynamoDB. What an operator does goes past the recording.
 *
 * Until it ends, it sets the AWS endpoints and the clock of this process.
 *
 * @throws {AssertionError} if a step did not do what it is here for
 */
export async function runWholeProduct(): Promise<readonly TableCall[]> {
  const [dynamoDb, ses, fakeSes] = await Promise.all([
    createTestTable('dynalite'),
    sharedSes(),
    startFakeSes(),
  ]);
  const wire = await startRecordingWire(dynamoDb.endpoint);
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_SES } = process.env;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  try {
    await runAll({ dynamoDb, ses, fakeSes, wire });
    assert.deepEqual(wire.errors, []);
    return wire.calls();
  } finally {
    vi.useRealTimers();
    for (const [name, value] of Object.entries({
      AWS_ENDPOINT_URL_DYNAMODB,
      AWS_ENDPOINT_URL_SES,
    })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    dynamoDb.close();
    await Promise.all([wire.stop(), fakeSes.stop()]);
  }
}

interface Services {
  readonly dynamoDb: Awaited<ReturnType<typeof createTestTable>>;
  readonly ses: Awaited<ReturnType<typeof sharedSes>>;
  readonly fakeSes: Awaited<ReturnType<typeof startFakeSes>>;
  readonly wire: Awaited<ReturnType<typeof startRecordingWire>>;
}

async function runAll({ dynamoDb, ses, fakeSes, wire }: Services): Promise<void> {
  const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
  Object.assign(process.env, { AWS_ENDPOINT_URL_DYNAMODB: wire.endpoint });

  /** The four functions, wired with these settings. */
  async function start(sesEndpoint: string, settings: Readonly<Record<string, string>> = {}) {
    const of = (name: string) => ({
      ...productEnvironment(dynamoDb.tableName),
      NO_LETTERS_LINK: 'on',
      ...settings,
      TABLE_NAME: `${dynamoDb.tableName}--${name}`,
    });
    /**
     * The SDK reads the endpoint at the first email of a client. Each run has its own.
     */
    const atSes = <Result>(work: () => Result): Result => {
      Object.assign(process.env, { AWS_ENDPOINT_URL_SES: sesEndpoint });
      return work();
    };
    const sending = send(of('send'));
    const feeding = feedback(of('feedback'));
    const reminding = remind(of('remind'));
    const app = localHttpApi({ web: web(of('web'), { answerFloorMs: 0 }), send: sending.app });
    const until = () => Date.now() + 50 * SECOND_MS;
    return {
      fetch: async (request: Request, environment?: object) =>
        atSes(() => app.fetch(request, environment)),
      mails: async () => (await ses.mails()).map(toArrivedMail),
      clearMails: ses.clear,
      sweep: () => atSes(() => sending.sweep(until())),
      sendReminders: () => atSes(() => reminding.sendReminders(until())),
      sendNotices: () => atSes(() => feeding.sendNotices(until())),
      report: (kind: EventKind, id: string, parts: Parameters<typeof sesEvent>[2] = {}) =>
        feeding.recordEvent(sesEvent(kind, id, { at: Date.now(), ...parts })),
    };
  }
  const product = await start(ses.endpoint);
  const faulty = await start(fakeSes.endpoint);
  const refusing = (code: string, message = '') => fakeSes.answerWith(refuseWith(code, message));

  const table = new Table(dynamoDb.client, dynamoDb.tableName, Date.now);
  const operator = {
    blocks: new DynamoBlocks(table),
    killSwitch: new DynamoKillSwitch(table),
    contacts: new DynamoContactStore(table),
  };
  const stateOf = async (id: string) => (await letterItem(dynamoDb, id))?.['state'];
  const draft = async (values = {}) => {
    // Limits of the links that the step before it took do not matter here.
    pass(MINUTE_MS);
    return draftThroughForm(product, { candidateEmail: uniqueCandidate(), ...values });
  };
  type Drafted = Awaited<ReturnType<typeof draft>>;
  const confirm = ({ path, confirmation }: Drafted, by: Pick<typeof product, 'fetch'> = product) =>
    by.fetch(post(`${path}/send`, confirmation));
  const sent = async (values = {}) => {
    const drafted = await draft(values);
    await confirm(drafted);
    assert.equal(await stateOf(drafted.id), 'sent');
    return drafted;
  };
  const pageAt = async (path: string) => (await product.fetch(get(path))).text();
  const ok = async (request: Request, ...statuses: readonly number[]) => {
    const answer = await product.fetch(request);
    const expected = statuses.length > 0 ? statuses : [200, 303];
    assert.ok(expected.includes(answer.status), `${request.url} answered ${answer.status}`);
    return answer;
  };
  const ask = (candidateEmail: string, values = {}) =>
    product.fetch(json('/declines', { ...uniqueForm(), ...values, candidateEmail }));
  const newestText = async () => (await product.mails()).at(-1)?.text ?? '';
  const linkIn = (text: string, below: string) =>
    new RegExp(`/${below}/[\\w-]+\\.[\\w-]+`).exec(text)?.[0] ?? `no link to ${below}`;

  async function playJourneys() {
    for (const journey of journeys) {
      await product.clearMails();
      pass(DAY_MS);
      const { fetch, mails } = product;
      const driver = new HttpDriver({ fetch: (request) => fetch(request), origin, mails });
      await runJourney(journey, driver);
      await runContactsJourney(journey, driver);
    }
  }

  /** All that a candidate does with a letter, apart from sending it at once. */
  async function changeLetters() {
    const edited = await draft();
    const moved = { ...uniqueForm(), recruiterEmail: 'another@northwind.example' };
    await ok(post(`${edited.path}/edit`, moved));
    await ok(get(`${edited.path}/letter.eml`));
    await ok(get(`${edited.path}/again`));
    await ok(postForm(await pageAt(`${edited.path}/another`), '/another', uniqueForm()));
    pass(10 * MINUTE_MS);
    await ok(post(`${edited.path}/fresh-link`, {}));
    const expired = await draft();
    pass(3 * DAY_MS);
    await confirmAction(product, expired.path, 'fresh-link');
    assert.notEqual(linkIn(await newestText(), 'letters'), expired.path);
    const cancelled = await draft();
    await confirmAction(product, cancelled.path, 'cancel');
    assert.equal(await stateOf(cancelled.id), 'cancelled');
    const byHand = await draft();
    await confirmAction(product, byHand.path, 'self-sent');
    assert.equal(await stateOf(byHand.id), 'self-sent');
    const form = { ...uniqueForm(), candidateEmail: uniqueCandidate() };
    for (let time = 0; time < 3; time += 1) {
      await ok(json('/declines', form), 200, 202);
      pass(MINUTE_MS);
    }
    const twice = await draft();
    await Promise.all([confirm(twice), confirm(twice), product.fetch(get(twice.path))]);
    await ok(post('/preview', uniqueForm()));
  }

  /** A candidate with 40 emailed drafts gets no other one, until some are settled. */
  async function fillDrafts() {
    const candidateEmail = uniqueCandidate();
    for (let count = 0; count < 40; count += 1) {
      assert.equal((await ask(candidateEmail)).status, 202);
      pass(DAY_MS / 48);
    }
    assert.equal((await ask(candidateEmail)).status, 429);
    pass(3 * DAY_MS);
    assert.equal((await ask(candidateEmail)).status, 202);
  }

  /** Each answer of SES to a letter, and what the sweep and the notices make of it. */
  async function failLetters() {
    const outcomes = [
      ['Throttling', 'Maximum sending rate exceeded.', 'retry'],
      ['Throttling', 'Daily message quota exceeded.', 'retry'],
      ['MessageRejected', 'Not verified.', 'failed'],
    ] as const;
    for (const [code, message, state] of outcomes) {
      const drafted = await draft();
      refusing(code, message);
      await confirm(drafted, faulty);
      assert.equal(await stateOf(drafted.id), state);
      await faulty.sendNotices();
      pass(6 * MINUTE_MS);
      await product.sendNotices();
      pass(2 * HOUR_MS);
      await product.sweep();
      assert.equal(await stateOf(drafted.id), state === 'retry' ? 'sent' : state);
    }
    const lost = await draft();
    fakeSes.answerWith(breakConnection);
    await confirm(lost, faulty);
    assert.equal(await stateOf(lost.id), 'unknown');
    const interrupted = await draft();
    const past = Date.now() - MINUTE_MS;
    await setLetterAttributes(dynamoDb, interrupted.id, {
      ...{ state: 'sending', owner: 'x', leaseUntil: past, attempts: 1 },
      ...{ dueAt: past, due: 'letters#0', confirmedAt: past },
    });
    await product.sweep();
    assert.equal(await stateOf(interrupted.id), 'unknown');
    pass(3 * MINUTE_MS);
    await product.sendNotices();
  }

  /** Items that no run can process are given up. */
  async function poison() {
    for (const due of ['letters#0', 'notices#0']) {
      const { id } = await draft();
      const notice = due === 'notices#0' ? { notice: 'failed' } : {};
      const broken = { state: 'retry', input: 'x', letter: 'x', ...notice };
      await setLetterAttributes(dynamoDb, id, { ...broken, due, dueAt: Date.now() });
      for (let run = 0; run < 11; run += 1) {
        await product.sweep();
        await product.sendNotices();
        pass(HOUR_MS);
      }
      assert.notEqual((await letterItem(dynamoDb, id))?.['due'], due);
    }
  }

  /** All events of SES about a letter and about emails to its candidate, twice. */
  async function reportAll() {
    for (const kind of ['Send', 'DeliveryDelay', 'Delivery', 'Bounce', 'Complaint'] as const) {
      const values = { recruiterEmail: `${kind.toLowerCase()}@report.example` };
      const { id } = await sent(values);
      for (const to of [values.recruiterEmail, values.recruiterEmail]) {
        await product.report(kind, id, { to });
        await product.report(kind, id, { tag: 'review', to: 'x@candidates.example' });
      }
      await product.sweep();
      await product.sendNotices();
      await product.sendReminders();
    }
    assert.notEqual(await operator.blocks.find('recruiter', 'complaint@report.example'), undefined);
    assert.equal(await stateOf((await refusedByBlock('complaint@report.example')).id), 'failed');
    await product.sendNotices();
  }
  async function refusedByBlock(recruiterEmail: string, values = {}) {
    const drafted = await draft({ recruiterEmail, ...values });
    await confirm(drafted);
    return drafted;
  }

  /** Receipts and reminders: sent, refused by SES, and for a letter that bounced. */
  async function remindAll() {
    const recruiterEmail = 'remind@northwind.example';
    await sent({ recruiterEmail });
    refusing('Throttling', 'Maximum sending rate exceeded.');
    await faulty.sendReminders();
    pass(HOUR_MS);
    await product.clearMails();
    await product.sendReminders();
    assert.ok((await product.mails()).length > 0);
    const [contact] = await contactsByAddress(dynamoDb, recruiterEmail);
    await setContactDueAt(dynamoDb, contact, Date.now() - 1);
    await product.sendReminders();
    const bounced = await sent({ recruiterEmail: 'bounced@northwind.example' });
    await setLetterAttributes(dynamoDb, bounced.id, { state: 'bounced' });
    await product.sendReminders();
    assert.ok((await product.mails()).length > 1);
  }

  /** All that a candidate does with contacts, besides the journey. */
  async function keepContacts() {
    const [candidateEmail, person] = [uniqueCandidate(), 'kept@northwind.example'];
    await sent({ candidateEmail, recruiterEmail: person, ...threadValues });
    // The same letter once more: its contact is recorded already.
    pass(2 * MINUTE_MS);
    await product.sweep();
    const path = await grantContactsLink(dynamoDb, candidateEmail);
    for (const file of ['export.csv', 'export.vcf', 'export.ics', 'export.json', 'export'])
      await ok(get(`${path}/${file}`));
    await ok(get(`${path}/hello.eml?contact=${addressKey(person)}`), 200);
    await ok(get(`${path}/unsubscribe`));
    await ok(post(`${path}/date`, { ...confirmed(path, person), date: '2031-05-05' }));
    await ok(post(`${path}/time-zone`, { ...confirmed(path), timeZone: 'madrid' }));
    await ok(post(`${path}/unsubscribe`, { 'List-Unsubscribe': 'One-Click' }));
    await ok(post(`${path}/delete`, confirmed(path, person)));
    assert.equal((await operator.contacts.list(addressKey(candidateEmail))).length, 0);
  }

  /** A candidate who is erasing everything: no letter leaves, nothing is recorded. */
  async function eraseWhileSending() {
    const candidateEmail = uniqueCandidate();
    const [one, two] = [await draft({ candidateEmail }), await draft({ candidateEmail })];
    await operator.contacts.startErasing(addressKey(candidateEmail));
    assert.equal((await confirm(one)).status, 409);
    assert.equal((await confirmAction(product, two.path, 'self-sent')).status, 409);
    assert.equal((await ask(candidateEmail)).status, 409);
    const path = await grantContactsLink(dynamoDb, candidateEmail);
    await ok(get(path));
    await ok(post(`${path}/erase`, confirmed(path)));
    assert.equal(await stateOf(one.id), undefined);
  }

  /** The limits of mailboxes, networks and recruiters, when they are used up. */
  async function useUpLimits() {
    const strict = await start(ses.endpoint, {
      LINKS_PER_NETWORK_HOUR: '2',
      LETTERS_PER_RECRUITER: '1',
    });
    const from = (sourceIp: string) => ({ requestContext: { http: { sourceIp } } });
    const statuses = new Set<number>();
    for (let time = 0; time < 6; time += 1) {
      const form = { ...uniqueForm(), candidateEmail: uniqueCandidate() };
      statuses.add((await strict.fetch(json('/declines', form), from('203.0.113.7'))).status);
      // Held back, and refused by its network: nothing of it stays.
      const unlisted = { ...uniqueForm(), candidateEmail: `x${time}@elsewhere.example` };
      statuses.add((await strict.fetch(json('/declines', unlisted), from('203.0.113.7'))).status);
      const link = json('/contacts/link', { candidateEmail: 'many@candidates.example' });
      await strict.fetch(link, from('2001:db8::1'));
      // Two forms of one day, then the next day: its salt is another one.
      pass(time % 3 === 2 ? DAY_MS : SECOND_MS);
    }
    const mailbox = uniqueCandidate();
    for (let time = 0; time < 5; time += 1) statuses.add((await ask(mailbox)).status);
    // A full mailbox takes nothing of a network.
    const seldom = await start(ses.endpoint, { LINKS_PER_MAILBOX_DAY: '1' });
    for (const source of ['198.51.100.8', '198.51.100.9']) {
      const form = { ...uniqueForm(), candidateEmail: mailbox };
      statuses.add((await seldom.fetch(json('/declines', form), from(source))).status);
    }
    assert.deepEqual([...statuses].sort(), [202, 429]);
    for (const recruiterEmail of ['one@slots.example', 'one@gmail.com']) {
      await sent({ recruiterEmail });
      const full = await draft({ recruiterEmail });
      await strict.fetch(get(full.path));
      assert.equal((await confirm(full, strict)).status, 429);
    }
    // The letter is cancelled while it is sent: a slot without a claim is given back.
    const raced = await draft({ recruiterEmail: 'raced@slots.example' });
    const sends = Array.from({ length: 5 }, () => confirm(raced));
    await Promise.all([...sends, confirmAction(product, raced.path, 'cancel')]);
  }

  async function turnSwitch() {
    const drafted = await draft();
    await operator.killSwitch.turn(true);
    assert.equal((await confirm(drafted)).status, 503);
    assert.equal((await ask(uniqueCandidate())).status, 503);
    await Promise.all([product.sweep(), product.sendNotices(), product.sendReminders()]);
    await operator.killSwitch.turn(false);
    await confirm(drafted);
    assert.equal(await stateOf(drafted.id), 'sent');
  }

  async function tripBreaker() {
    const candidateEmail = uniqueCandidate();
    await sent({ candidateEmail });
    await product.sweep();
    for (let time = 0; time < 300; time += 1) {
      const id = `m${time}`.padEnd(22, '-');
      await product.report('Bounce', id, { tag: 'contacts-link' });
      if ((await ask(uniqueCandidate())).status === 503) break;
    }
    assert.equal((await ask(uniqueCandidate())).status, 503);
    await product.clearMails();
    assert.equal((await ask(candidateEmail)).status, 503);
    assert.notEqual(linkIn(await newestText(), 'letters'), 'no link to letters');
    pass(HOUR_MS + MINUTE_MS);
    assert.equal((await ask(uniqueCandidate())).status, 202);
    assert.equal((await ask(uniqueCandidate())).status, 503);
    pass(3 * HOUR_MS);
  }

  /** The pages on which a recruiter and the owner of a mailbox stop emails. */
  async function stopEmails() {
    const recruiterEmail = 'no@letters.example';
    await product.clearMails();
    await sent({ recruiterEmail });
    const noLetters = linkIn(await newestText(), 'no-letters');
    await ok(postForm(await pageAt(noLetters), noLetters.slice(-20)));
    assert.notEqual(await operator.blocks.find('recruiter', recruiterEmail), undefined);

    const candidateEmail = uniqueCandidate();
    await draft({ candidateEmail });
    const notYou = linkIn(await newestText(), 'not-you');
    for (const status of [202, 202]) {
      await ok(postForm(await pageAt(notYou), notYou));
      pass(MINUTE_MS);
      assert.equal((await ask(candidateEmail)).status, status);
    }

    const blocked = uniqueCandidate();
    const before = await draft({ candidateEmail: blocked });
    await sent({ candidateEmail: blocked });
    await operator.blocks.add('candidate', blocked, { by: 'operator', since: Date.now() });
    assert.equal((await ask(blocked)).status, 202);
    await confirm(before);
    assert.equal(await stateOf(before.id), 'failed');
    await Promise.all([product.sendNotices(), product.sendReminders()]);
  }

  /** An email with a link that SES refuses: what was stored for it is removed. */
  async function refuseLinks() {
    const refused = await start(fakeSes.endpoint);
    refusing('MessageRejected', 'Not verified.');
    const candidateEmail = uniqueCandidate();
    const form = { ...uniqueForm(), candidateEmail };
    assert.equal((await refused.fetch(json('/declines', form))).status, 503);
    assert.equal((await refused.fetch(json('/contacts/link', { candidateEmail }))).status, 503);
  }

  const steps = [
    playJourneys,
    changeLetters,
    fillDrafts,
    failLetters,
    poison,
    reportAll,
    remindAll,
    keepContacts,
    eraseWhileSending,
    useUpLimits,
    turnSwitch,
    tripBreaker,
    stopEmails,
    refuseLinks,
  ];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      throw new Error(`The step ${step.name} failed.`, { cause: error });
    }
    // No step meets the limits of the one before it.
    pass(2 * DAY_MS);
  }
}
