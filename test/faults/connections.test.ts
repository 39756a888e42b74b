import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { withRunClient } from '../../lambdas/aws/clients.ts';
import { SesMailer } from '../../lambdas/aws/ses-mailer.ts';
import { type FeedbackFunction, feedback } from '../../lambdas/feedback/main.ts';
import { type RemindFunction, remind } from '../../lambdas/remind/main.ts';
import { type SendFunction, send } from '../../lambdas/send/main.ts';
import { web as webOf } from '../../lambdas/web/main.ts';
import { englishForm, uniqueCandidate } from '../support/fixtures.ts';
import { type DraftedLetter, draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { json, post } from '../support/requests.ts';
import {
  acceptMail,
  acceptRawMail,
  breakConnection,
  type FakeSes,
  startFakeSes,
} from '../support/ses-wire.ts';
import { letterItem, setLetterAttributes } from '../support/table.ts';

/** As in lambdas/send/sweep.ts and lambdas/remind/send-reminders.ts. */
const WORKERS = 8;
const until = () => Date.now() + 50_000;

/** The connections to SES that the functions open, wired as on AWS. */
describe('connections to SES', () => {
  let product: RunningProduct;
  let ses: FakeSes;
  let functions: {
    readonly send: SendFunction;
    readonly feedback: FeedbackFunction;
    readonly remind: RemindFunction;
  };
  beforeAll(async () => {
    product = await startProduct('dynalite');
    // A client reads its endpoint at its first email: those of the product get theirs.
    const { path, confirmation } = await draft();
    await product.fetch(post(`${path}/send`, confirmation));
    return () => product.close();
  });
  beforeEach(async () => {
    ses = await startFakeSes();
    vi.stubEnv('AWS_ENDPOINT_URL_SES', ses.endpoint);
    functions = {
      send: send(process.env, () => {}),
      feedback: feedback(process.env, () => {}),
      remind: remind(process.env, () => {}),
    };
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  });
  afterEach(async () => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
    await ses.stop();
  });

  async function draft(values = {}): Promise<DraftedLetter> {
    const candidateEmail = uniqueCandidate();
    return draftThroughForm(product, { candidateEmail, ...values });
  }
  const drafts = async (count: number, values = {}) => {
    const letters: DraftedLetter[] = [];
    for (let done = 0; done < count; done += 1) letters.push(await draft(values));
    return letters;
  };
  const waitsFor =
    (state: 'retry' | 'failed', due: 'letters#0' | 'notices#0') => async (id: string) =>
      setLetterAttributes(product.dynamoDb, id, {
        ...{ state, due, dueAt: Date.now() - 1, confirmedAt: Date.now() - 1, attempts: 1 },
        ...(state === 'failed' && { notice: 'failed' }),
      });
  const stateOf = async ({ id }: DraftedLetter) =>
    (await letterItem(product.dynamoDb, id))?.['state'];
  /** Letters that wait in the state `retry`. */
  async function waitingLetters(count: number) {
    const letters = await drafts(count);
    for (const { id } of letters) await waitsFor('retry', 'letters#0')(id);
    return letters;
  }
  const requestsOf = ({ id }: DraftedLetter) =>
    ses.requests.filter((request) => request.toString().includes(id));
  const noneIsOpen = () =>
    vi.waitFor(() => expect(ses.connections().open).toBe(0), { timeout: 10_000 });

  test('when a sweep sends 12 letters, then its workers share their connections', async () => {
    const letters = await waitingLetters(12);
    await functions.send.sweep(until());
    expect(await Promise.all(letters.map(stateOf))).toEqual(letters.map(() => 'sent'));
    expect(ses.requests).toHaveLength(12);
    expect(ses.connections().opened).toBeLessThanOrEqual(WORKERS);
    await noneIsOpen();
  });

  test('when two sweeps follow each other at once, then they share no connection', async () => {
    for (const sweeps of [1, 2]) {
      await waitingLetters(1);
      await functions.send.sweep(until());
      expect(ses.connections().opened).toBe(sweeps);
      await noneIsOpen();
    }
  });

  test('when notices are sent, then they share one connection, and none stays', async () => {
    const letters = await drafts(5);
    for (const { id } of letters) await waitsFor('failed', 'notices#0')(id);
    await functions.feedback.sendNotices(until());
    expect(ses.requests).toHaveLength(5);
    expect(ses.connections().opened).toBe(1);
    await noneIsOpen();
  });

  test('when the clock jumps between notices, then each has its own connection', async () => {
    const letters = await drafts(3);
    for (const { id } of letters) await waitsFor('failed', 'notices#0')(id);
    // After each notice, the process is suspended for 6 s.
    const { sendNotices } = feedback(process.env, ({ event }) => {
      if (event === 'candidate-told') vi.setSystemTime(Date.now() + 6000);
    });
    await sendNotices(until());
    expect(ses.requests).toHaveLength(3);
    expect(ses.connections().opened).toBe(3);
    await noneIsOpen();
  });

  test('when receipts of a candidate are sent, then they share one connection', async () => {
    ses.answerWith(acceptRawMail);
    // The receipts of the other tests.
    await functions.remind.sendReminders(until());
    const before = { emails: ses.requests.length, ...ses.connections() };
    const candidateEmail = uniqueCandidate();
    for (const name of ['One', 'Two', 'Three']) {
      const values = { candidateEmail, recruiterEmail: `${name}@receipts.example` };
      const { path, confirmation } = await draft({ ...values, recruiterName: `Dana ${name}` });
      await product.fetch(post(`${path}/send`, confirmation));
    }
    await functions.remind.sendReminders(until());
    expect(ses.requests).toHaveLength(before.emails + 3);
    expect(ses.connections().opened).toBe(before.opened + 1);
    await noneIsOpen();
  });

  test('when candidates confirm letters, then each letter has its own connection', async () => {
    const letters = await drafts(5);
    for (const { path, confirmation } of letters) {
      await functions.send.app.fetch(post(`${path}/send`, confirmation));
      await noneIsOpen();
    }
    expect(await Promise.all(letters.map(stateOf))).toEqual(letters.map(() => 'sent'));
    expect(ses.connections().opened).toBe(5);
  });

  test('when a sweep runs beside it, then a confirmed letter has its own connection', async () => {
    await waitingLetters(10);
    const [{ path, confirmation } = await draft()] = await drafts(1);
    const sweeping = functions.send.sweep(until());
    await functions.send.app.fetch(post(`${path}/send`, confirmation));
    await sweeping;
    expect(ses.requests).toHaveLength(11);
    await noneIsOpen();
    const { opened } = ses.connections();
    expect(opened).toBeGreaterThan(1);
    expect(opened).toBeLessThanOrEqual(WORKERS + 1);
  });

  test('when a shared connection breaks after the request, then it is not sent again', async () => {
    const letters = await waitingLetters(12);
    ses.answerWith((response) =>
      (ses.requests.length > 8 ? breakConnection : acceptMail)(response),
    );
    await functions.send.sweep(until());
    ses.answerWith(acceptMail);
    await functions.send.sweep(until());
    const states = await Promise.all(letters.map(stateOf));
    expect(states.filter((state) => state === 'sent')).toHaveLength(8);
    expect(states.filter((state) => state === 'unknown')).toHaveLength(4);
    expect(letters.map((letter) => requestsOf(letter).length)).toEqual(letters.map(() => 1));
    await noneIsOpen();
  });

  test('when a run fails after an email, then its connection closes, too', async () => {
    const mail = {
      from: { name: 'Open Door', address: 'review@door.example' },
      to: 'alex@candidates.example',
      ...{ subject: 's', text: 't', html: 'h', tags: {} },
    };
    const run = withRunClient(async (client) => {
      const sent = await new SesMailer(client, 'open-door').send(mail);
      expect([sent.kind, ses.connections().open]).toEqual(['accepted', 1]);
      throw new Error('The table is gone.');
    });
    await expect(run).rejects.toThrow('The table is gone.');
    await noneIsOpen();
  });

  test('when links are emailed, then they share the connections of the SDK', async () => {
    const app = webOf(process.env, { answerFloorMs: 0 });
    for (let count = 0; count < 4; count += 1) {
      const form = { ...englishForm, candidateEmail: uniqueCandidate() };
      expect((await app.fetch(json('/declines', form))).status).toBe(202);
    }
    expect(ses.requests).toHaveLength(4);
    expect(ses.connections().opened).toBe(1);
  });
});
