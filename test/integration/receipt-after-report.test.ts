import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { contactFromDecline } from '../../lambdas/core/contact/contact.ts';
import type { Decline } from '../../lambdas/core/decline/decline.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import type { OutgoingMail } from '../../lambdas/core/mail/mail.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { type Draft, sesEvent, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo, MINUTE_MS, storeDraft, wireProduct } from '../support/harness.ts';
import { allItems, clearBlocksAndBreaker } from '../support/table.ts';

/** Two emails that contradict each other: "did not arrive", and "we will remind you". */
describe.each(availableEmulators())('a receipt after a report, on %s', (kind) => {
  let dynamoDb: TestTable;
  beforeAll(async () => {
    dynamoDb = await createTestTable(kind);
  });
  afterAll(() => dynamoDb.close());
  afterEach(() => clearBlocksAndBreaker(dynamoDb));

  const start = () => {
    let nowMs = Date.now();
    const product = wireProduct({ ...dynamoDb, now: () => nowMs });
    /** Runs all schedules once, several times in a row. */
    const runSchedules = async () => {
      for (let minute = 0; minute < 20; minute += 1) {
        await product.sendReminders();
        await product.sweep();
        await product.sendNotices();
        nowMs += MINUTE_MS;
      }
    };
    const kindsFor = ({ decline }: Draft) =>
      product.mails
        .filter(({ tags }: OutgoingMail) => tags['letter'] === decline.id)
        .map(({ tags }) => tags['kind'])
        .filter((mailKind) => mailKind !== 'letter');
    const contactOf = ({ decline }: Draft) =>
      product.contacts.find(
        addressKey(decline.input.candidateEmail),
        addressKey(decline.input.recruiterEmail),
      );
    return {
      ...product,
      runSchedules,
      kindsFor,
      contactOf,
      to: `${randomUUID()}@northwind.example`,
    };
  };
  type Suite = ReturnType<typeof start>;
  const input = ({ to }: Suite) => ({ candidateEmail: uniqueCandidate(), recruiterEmail: to });

  test.each(['Bounce', 'Complaint'] as const)(
    'when a %s is recorded, then the receipt is dropped at once, also from the contact',
    async (event) => {
      const suite = start();
      const letter = await declineTo(suite, input(suite));
      await suite.recordEvent(sesEvent(event, letter.decline.id, { to: suite.to }));
      expect(await suite.contactOf(letter)).not.toHaveProperty('reconnectOn');
      await suite.sendReminders();
      expect(suite.kindsFor(letter)).toEqual([]);
      await suite.runSchedules();
      expect(suite.kindsFor(letter)).toEqual(['notice']);
    },
  );

  test('when the report came before the contact, then there is no receipt', async () => {
    const suite = start();
    const letter = await storeDraft(suite, input(suite));
    const { id } = letter.decline;
    // The answer of SES is still on its way to `send`.
    await suite.store.apply(id, { transition: 'claim', patch: { attempts: 1, confirmedAt: 1 } });
    await suite.contacts.prepare(letter.decline);
    await suite.recordEvent(sesEvent('Bounce', id, { to: suite.to }));
    const now = Date.now();
    const sent: Decline = { ...letter.decline, state: 'sent', sentAt: now };
    await suite.contacts.record(contactFromDecline(sent, now));
    await suite.runSchedules();
    expect(suite.kindsFor(letter)).toEqual(['notice']);
    expect(await suite.contactOf(letter)).not.toHaveProperty('reconnectOn');
  });

  test('when an unknown letter bounces, then there is no receipt', async () => {
    const suite = start();
    const letter = await storeDraft(suite, input(suite));
    const { id } = letter.decline;
    await suite.store.apply(id, { transition: 'claim', patch: { attempts: 1, confirmedAt: 1 } });
    await suite.store.apply(id, {
      transition: 'lose',
      patch: { notice: 'unknown', dueAt: Date.now() + MINUTE_MS },
    });
    await suite.recordEvent(sesEvent('Bounce', id, { to: suite.to }));
    await suite.runSchedules();
    expect(suite.kindsFor(letter)).toEqual(['notice']);
  });

  test.each(['bounced', 'complained'] as const)(
    'when the run that recorded "%s" ended before the contact, then no receipt is sent',
    async (state) => {
      const suite = start();
      const letter = await declineTo(suite, input(suite));
      const { id } = letter.decline;
      const dueAt = Date.now();
      const patch = { notice: state, dueAt };
      await suite.store.apply(id, { transition: `report-${state}`, patch });
      await suite.sendReminders();
      expect(suite.kindsFor(letter)).toEqual([]);
      expect(await suite.contactOf(letter)).not.toHaveProperty('reconnectOn');
      // AWS repeats the event.
      const event = state === 'bounced' ? 'Bounce' : 'Complaint';
      await suite.recordEvent(sesEvent(event, id, { to: suite.to }));
      await suite.runSchedules();
      expect(suite.kindsFor(letter)).toEqual(['notice']);
      expect(await suite.contactOf(letter)).toMatchObject({
        deliveryProblem: state,
        status: state === 'complained' ? 'closed' : 'open',
      });
    },
  );

  test('when an event is repeated, then the day that was chosen since stays', async () => {
    const suite = start();
    const letter = await declineTo(suite, input(suite));
    const { id, input: fields } = letter.decline;
    const bounce = sesEvent('Bounce', id, { to: suite.to });
    await suite.recordEvent(bounce);
    const next = { reconnectOn: '2031-01-15', remindAt: Date.now() - 1 };
    await suite.contacts.change(addressKey(fields.candidateEmail), addressKey(suite.to), { next });
    await suite.recordEvent(bounce);
    expect(await suite.contactOf(letter)).toHaveProperty('reconnectOn', '2031-01-15');
    await suite.runSchedules();
    // The candidate asked for this reminder after they had read about the bounce.
    expect(new Set(suite.kindsFor(letter))).toEqual(new Set(['notice', 'reminder']));
  });

  test('when a bounce is repeated after a complaint, then the complaint stays', async () => {
    const suite = start();
    const letter = await declineTo(suite, input(suite));
    const { id } = letter.decline;
    for (const event of ['Bounce', 'Complaint', 'Bounce', 'Delivery'] as const)
      await suite.recordEvent(sesEvent(event, id, { to: suite.to }));
    expect(await suite.contactOf(letter)).toMatchObject({
      deliveryProblem: 'complained',
      status: 'closed',
    });
  });

  test('when an earlier letter bounces, then the receipt of the later one is sent', async () => {
    const suite = start();
    const fields = input(suite);
    const earlier = await declineTo(suite, fields);
    const later = await declineTo(suite, { ...fields, role: 'Another role' });
    await suite.recordEvent(sesEvent('Bounce', earlier.decline.id, { to: suite.to }));
    await suite.runSchedules();
    expect([suite.kindsFor(earlier), suite.kindsFor(later)]).toEqual([['notice'], ['receipt']]);
  });

  test('when only the copy bounces, then the receipt is sent', async () => {
    const suite = start();
    const fields = input(suite);
    const letter = await declineTo(suite, fields);
    await suite.recordEvent(sesEvent('Bounce', letter.decline.id, { to: fields.candidateEmail }));
    await suite.runSchedules();
    expect(suite.kindsFor(letter)).toEqual(['receipt']);
  });

  test('when the candidate erased the contact, then a report records nothing there', async () => {
    const suite = start();
    const letter = await declineTo(suite, input(suite));
    const candidateId = addressKey(letter.decline.input.candidateEmail);
    const contactId = addressKey(suite.to);
    const preparations = await suite.contacts.preparations(candidateId, contactId);
    expect(preparations).toBe(1);
    expect(await suite.contacts.remove(candidateId, contactId, 1)).toBe(true);
    await suite.recordEvent(sesEvent('Bounce', letter.decline.id, { to: suite.to }));
    const keys = [...(await allItems(dynamoDb)).keys()];
    const place = `CANDIDATE#${candidateId} LETTER#${letter.decline.id}`;
    expect(keys.filter((key) => key.includes(candidateId))).toEqual([place]);
  });
});
