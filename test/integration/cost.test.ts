import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feedback } from '../../lambdas/feedback/main.ts';
import { remind } from '../../lambdas/remind/main.ts';
import { send } from '../../lambdas/send/main.ts';
import { web } from '../../lambdas/web/main.ts';
import { localHttpApi } from '../../local/http-api.ts';
import { decline, idleReadUnits } from '../../scripts/cost/usage.ts';
import { sesEvent, uniqueCandidate, uniqueForm } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { useNoon } from '../support/noon.ts';
import { productEnvironment, toArrivedMail } from '../support/product.ts';
import { startRecordedEmulators } from '../support/recorded-emulators.ts';
import { get, post } from '../support/requests.ts';
import { contactsByAddress, setContactDueAt } from '../support/table.ts';

type Units = { readonly read: number; readonly write: number };

/** The figures of docs/cost.md that can be measured here. */
describe('what the product takes of the table', () => {
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

  function functions() {
    const of = (name: string) => ({
      ...productEnvironment(dynamoDb.tableName),
      TABLE_NAME: `${dynamoDb.tableName}--${name}`,
    });
    const sending = send(of('send'));
    const app = localHttpApi({ web: web(of('web'), { answerFloorMs: 0 }), send: sending.app });
    const until = () => Date.now() + 50_000;
    const feeding = feedback(of('feedback'));
    const reminding = remind(of('remind'));
    return {
      fetch: async (request: Request) => app.fetch(request),
      mails: async () => (await ses.mails()).map(toArrivedMail),
      clearMails: ses.clear,
      report: feeding.recordEvent,
      jobs: {
        sweep: () => sending.sweep(until()),
        notices: () => feeding.sendNotices(until()),
        reminders: () => reminding.sendReminders(until()),
      },
    };
  }

  async function unitsOf(work: () => Promise<unknown>): Promise<Units> {
    const before = wire.units();
    await work();
    const after = wire.units();
    return { read: after.read - before.read, write: after.write - before.write };
  }

  test('when nothing is due, then each job reads what docs/cost.md says', async () => {
    const { jobs } = functions();
    const measured = {
      sweep: await unitsOf(jobs.sweep),
      notices: await unitsOf(jobs.notices),
      reminders: await unitsOf(jobs.reminders),
    };
    const { sweep, notices, reminders } = idleReadUnits;
    expect(measured).toEqual({
      sweep: { read: sweep, write: 0 },
      notices: { read: notices, write: 0 },
      reminders: { read: reminders, write: 0 },
    });
  });

  test('when a letter is sent and its reminder arrives, then it takes what it says', async () => {
    const product = functions();
    const values = { ...uniqueForm(), candidateEmail: uniqueCandidate() };
    const { recruiterEmail = '' } = values;
    await product.clearMails();
    const measured = await unitsOf(async () => {
      await product.fetch(get('/'));
      for (let preview = 0; preview < decline.requests.previews; preview += 1)
        await product.fetch(post('/preview', values));
      const { id, path, confirmation } = await draftThroughForm(product, values);
      expect((await product.fetch(post(`${path}/send`, confirmation))).status).toBe(200);
      for (const kind of ['Send', 'Delivery'] as const) {
        await product.report(sesEvent(kind, id, { tag: 'review', to: values.candidateEmail }));
        await product.report(sesEvent(kind, id, { to: recruiterEmail }));
        await product.report(sesEvent(kind, id, { to: values.candidateEmail }));
      }
      await product.jobs.sweep();
      await product.jobs.reminders();
      const [contact] = await contactsByAddress(dynamoDb, recruiterEmail);
      await setContactDueAt(dynamoDb, contact, Date.now() - 1);
      await product.jobs.reminders();
    });
    const mails = await product.mails();
    const recipients = mails.flatMap(({ to, bcc }) => [...to, ...bcc]);
    expect([mails.length, recipients.length]).toEqual([decline.emails, decline.recipients]);
    expect(measured).toEqual(decline.tableUnits);
  });
});
