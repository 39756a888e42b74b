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
    vi.spyOn(console, method).mockImplementation((...what) => {
      logged.push(JSON.stringify(what));
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A word that stands nowhere by chance. */
const canary = fc.stringMatching(/^[a-z]{12}$/).map((letters) => `zq${letters}`);

const forms = fc.record({
  reason: fc.constantFrom(...reasons),
  // Years that no letter or mail has a reason to name.
  reconnect: fc
    .integer({ min: 1, max: 28 })
    .map((day) => nextWorkday(`2029-11-${String(day).padStart(2, '0')}`)),
  stage: fc.constantFrom('screen', 'scheduled', 'offer'),
  letterLanguage: fc.constantFrom('en', 'es', 'es-tu'),
  candidateName: canary,
  candidateEmail: canary.map((word) => `${word}@candidates.example`),
  recruiterName: canary,
  recruiterEmail: canary.map((word) => `${word}@northwind.example`),
  company: canary,
  role: canary,
  peopleToThank: canary,
  personalNote: canary,
});

const headersOf = (response: Response): string => JSON.stringify([...response.headers]);
/** As it might be written anywhere: the form's value, or its label in either language. */
const spellings = (reason: (typeof reasons)[number]) => [
  reason,
  formEn.reasons[reason],
  formEs.reasons[reason],
];
/**
 * "staying" and the like are words that a letter may use: the value counts only in
 * quotes, as data has it.
 */
const holdsReason = (text: string, reason: (typeof reasons)[number]): boolean =>
  spellings(reason).some((spelling) =>
    spelling.includes(' ') || spelling.includes('-')
      ? text.includes(spelling)
      : text.includes(`"${spelling}"`),
  );

test('the reason and the day to reconnect reach no mail, no header, no page for others, and no log', async () => {
  const property = fc.asyncProperty(forms, async (form) => {
    const seen: { readonly where: string; readonly text: string }[] = [];
    const see = (where: string, text: string): void => {
      seen.push({ where, text });
    };
    const ask = async (request: Request): Promise<string> => {
      const response = await product.fetch(request);
      see('headers', headersOf(response));
      return response.text();
    };
    const get = (path: string) => ask(new Request(new URL(path, origin)));

    const values = { ...englishForm, ...form };
    see('preview as JSON', await ask(json('/preview', values)));
    see('refusal as JSON', await ask(json('/declines', { ...values, recruiterEmail: 'x' })));
    const { path, confirmation } = await draftThroughForm(product, values);
    see('review', await get(path));
    see('file', await get(`${path}/letter.eml`));
    see('missing page', await get('/letters/none'));
    see('health', await get('/healthz'));
    see('sent', await ask(post(`${path}/send`, confirmation)));
    see('outcome', await get(path));

    // Told of a bounce, and reminded, both by mail.
    const id = path.split('/')[2]?.split('.')[0] ?? '';
    const reports = feedback(process.env);
    const at = new Date().toISOString();
    const mail = { messageId: 'm', timestamp: at, tags: { letter: [id], kind: ['letter'] } };
    const [contact] = await contactsByAddress(product.dynamoDb, form.recruiterEmail);
    expect(contact).toMatchObject({ reason: form.reason, reconnectOn: form.reconnect });
    // The receipt first, and then the reminder, though its day is years away.
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
    see('outcome after the bounce', await get(path));

    const mails = await product.mails();
    expect(mails.length).toBeGreaterThanOrEqual(5);
    for (const sent of mails) {
      const isReceipt = sent.subject.startsWith('Kept in mind');
      see(isReceipt ? 'receipt' : `mail "${sent.subject}"`, JSON.stringify(sent));
    }
    expect(logged.join('\n')).toContain('send-accepted');
    see('log', logged.join('\n'));

    // On the candidate's own pages, and in their receipt, the day to reconnect is what
    // they want to see.
    for (const { where, text } of seen) {
      expect([where, holdsReason(text, form.reason)]).toEqual([where, false]);
      const isOwn = ['review', 'sent', 'receipt'].includes(where) || where.startsWith('outcome');
      expect([where, !isOwn && text.includes('2029')]).toEqual([where, false]);
    }
    // Of everything that was typed the log knows nothing; nor do keys in the table, which
    // turn up in metrics.
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
