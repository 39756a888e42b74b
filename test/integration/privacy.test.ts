import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { reasons } from '../../lambdas/core/choices.ts';
import { nextWorkday } from '../../lambdas/core/time/calendar-day.ts';
import { feedback } from '../../lambdas/feedback/main.ts';
import { remind } from '../../lambdas/remind/main.ts';
import { formEn } from '../../lambdas/web/words/form-en.ts';
import { formEs } from '../../lambdas/web/words/form-es.ts';
import { englishForm, origin } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { json, post } from '../support/requests.ts';
import { allItems, contactsByAddress, setContactDueAt } from '../support/table.ts';

let product: RunningProduct;
let logged: string[] = [];
beforeAll(async () => {
  product = await startProduct('dynalite');
});
afterAll(() => product.close());
beforeEach(() => {
  logged = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...values) => {
      logged.push(JSON.stringify(values));
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A random word that no other text contains by chance. */
const canary = fc.stringMatching(/^[a-z]{12}$/).map((letters) => `zq${letters}`);

const forms = fc.record({
  reason: fc.constantFrom(...reasons),
  // A day in 2029. No letter or email names this year for another reason.
  reconnect: fc
    .integer({ min: 1, max: 28 })
    .map((day) => nextWorkday(`2029-11-${String(day).padStart(2, '0')}`)),
  stage: fc.constantFrom('outreach', 'screen', 'scheduled', 'offer'),
  letterLanguage: fc.constantFrom('en', 'es', 'es-tu'),
  candidateName: canary,
  candidateEmail: canary.map((word) => `${word}@candidates.example`),
  recruiterName: canary,
  recruiterGreeting: canary,
  recruiterEmail: canary.map((word) => `${word}@northwind.example`),
  company: canary,
  role: canary,
  referenceNumber: canary,
  peopleToThank: canary,
  personalNote: canary,
  keepMeInMindFor: canary,
});

const headersOf = (response: Response): string => JSON.stringify([...response.headers]);
/**
 * All forms in which a text could have a reason: the form's value, and its two labels.
 */
const spellings = (reason: (typeof reasons)[number]) => [
  reason,
  formEn.reasons[reason],
  formEs.reasons[reason],
];
/**
 * Whether a text contains the reason. A letter may contain words such as "staying". So a
 * value of one word counts only in double quotes, as in JSON.
 */
const holdsReason = (text: string, reason: (typeof reasons)[number]): boolean =>
  spellings(reason).some((spelling) =>
    spelling.includes(' ') || spelling.includes('-')
      ? text.includes(spelling)
      : text.includes(`"${spelling}"`),
  );

test('when a letter is drafted, sent and bounces, then reason and day stay private', async () => {
  const property = fc.asyncProperty(forms, async (form) => {
    const outputs: { readonly where: string; readonly text: string }[] = [];
    const record = (where: string, text: string): void => {
      outputs.push({ where, text });
    };
    const answerTo = async (request: Request): Promise<string> => {
      const response = await product.fetch(request);
      record('headers', headersOf(response));
      return response.text();
    };
    const get = (path: string) => answerTo(new Request(new URL(path, origin)));

    const values = { ...englishForm, ...form };
    record('preview as JSON', await answerTo(json('/preview', values)));
    record(
      'refusal as JSON',
      await answerTo(json('/declines', { ...values, recruiterEmail: 'x' })),
    );
    const { path, confirmation } = await draftThroughForm(product, values);
    record('review', await get(path));
    record('file', await get(`${path}/letter.eml`));
    record('missing page', await get('/letters/none'));
    record('health', await get('/healthz'));
    record('sent', await answerTo(post(`${path}/send`, confirmation)));
    record('outcome', await get(path));

    // The candidate gets three more emails: a receipt, a reminder and a notice of a
    // bounce.
    const id = path.split('/')[2]?.split('.')[0] ?? '';
    const reports = feedback(process.env);
    const at = new Date().toISOString();
    const mail = { messageId: 'm', timestamp: at, tags: { letter: [id], kind: ['letter'] } };
    const [contact] = await contactsByAddress(product.dynamoDb, form.recruiterEmail);
    expect(contact).toMatchObject({ reason: form.reason, reconnectOn: form.reconnect });
    // The first run sends the receipt. Then the reminder is made due, although its day is
    // years ahead, and the second run sends it.
    const { sendReminders } = remind(process.env);
    await sendReminders(Date.now() + 50_000);
    await setContactDueAt(product.dynamoDb, contact, 1);
    await sendReminders(Date.now() + 50_000);
    const bouncedRecipients = [{ emailAddress: form.recruiterEmail }];
    await reports.recordEvent({
      detail: {
        eventType: 'Bounce',
        mail,
        bounce: { bounceType: 'Permanent', timestamp: at, bouncedRecipients },
      },
    });
    await reports.sendNotices(Date.now() + 50_000);
    record('outcome after the bounce', await get(path));

    const mails = await product.mails();
    expect(mails.length).toBeGreaterThanOrEqual(5);
    for (const sent of mails) {
      const isReceipt = sent.subject.startsWith('Saved for later');
      record(isReceipt ? 'receipt' : `mail "${sent.subject}"`, JSON.stringify(sent));
    }
    expect(logged.join('\n')).toContain('send-accepted');
    record('log', logged.join('\n'));

    // The candidate's own pages and the receipt must show the day to write again.
    for (const { where, text } of outputs) {
      expect([where, holdsReason(text, form.reason)]).toEqual([where, false]);
      const isOwn = ['review', 'sent', 'receipt'].includes(where) || where.startsWith('outcome');
      expect([where, !isOwn && text.includes('2029')]).toEqual([where, false]);
    }
    // Neither the log nor the keys of the table contain a typed text or the link's
    // secret. Keys of the table can appear in metrics.
    const { reason: _, reconnect: __, stage: ___, letterLanguage: ____, ...typed } = form;
    const keys = [...(await allItems(product.dynamoDb)).keys()].join('\n');
    const [, secret = ''] = (path.split('/')[2] ?? '').split('.');
    for (const text of [...Object.values(typed), secret]) {
      expect(logged.join('\n')).not.toContain(text);
      expect(keys).not.toContain(text);
    }
  });
  await fc.assert(property, { numRuns: 12 });
}, 120_000);
