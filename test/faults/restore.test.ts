import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Decline } from '../../lambdas/core/decline/decline.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { sendNonce, tokenOf } from '../../lambdas/core/magic-link.ts';
import type { OutgoingMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { stopReminders } from '../../lambdas/web/contacts.ts';
import { eraseCandidate } from '../../lambdas/web/erase.ts';
import { adoptRestoredTable } from '../../scripts/restore/adopt-restored-table.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { type Draft, origin, sesEvent } from '../support/fixtures.ts';
import {
  claimDraft,
  declineTo,
  MINUTE_MS,
  storeDraft,
  type WiredProduct,
  wireProduct,
} from '../support/harness.ts';
import { post } from '../support/requests.ts';
import { allItems, contactsByAddress } from '../support/table.ts';
import { noCounters, printCounters } from './figures.ts';

/**
 * The drill: a table is restored to a moment at which letters were drafts, waited or were
 * being sent. After that moment they left. The operator points the product at the
 * restored table and forgets every other step.
 */

const DAY_MS = 24 * 60 * MINUTE_MS;
const reconnectOn = '2027-06-01';
const reminderTime = Date.parse('2027-06-01T09:00:00Z');

/** As a restore does: a new table, with the items of this moment. */
async function restoreFrom(earlier: TestTable): Promise<TestTable> {
  const kind = earlier.endpoint === process.env['OPEN_DOOR_DYNAMODB_LOCAL_ENDPOINT'];
  const restored = await createTestTable(kind ? 'dynamodb-local' : 'dynalite');
  for (const item of (await allItems(earlier)).values()) {
    await restored.client.send(
      new PutItemCommand({
        TableName: restored.tableName,
        Item: marshall(item, { removeUndefinedValues: true }),
      }),
    );
  }
  return restored;
}

const kindsOf = (mails: readonly OutgoingMail[]): string[] =>
  mails.map(({ tags }) => tags['kind'] ?? '');

describe.each(availableEmulators())('a table restored from a backup on %s', (kind) => {
  const clock = { now: Date.parse('2026-11-26T10:00:00Z') };
  const now = () => clock.now;
  let sesAnswer: SendResult = { kind: 'accepted', messageId: 'm' };
  /** The letters that SES has accepted, or may have accepted, by their ids. */
  const accepted: string[] = [];
  const answer = async ({ tags }: Pick<OutgoingMail, 'tags'>): Promise<SendResult> => {
    if (tags['kind'] === 'letter' && sesAnswer.kind !== 'not-sent')
      accepted.push(tags['letter'] ?? '');
    return sesAnswer;
  };
  const start = ({ client, tableName }: TestTable): WiredProduct =>
    wireProduct({ client, tableName, now, answer });

  let earlier: TestTable;
  let restored: TestTable;
  /** A second copy of the backup, which the operator adopts before its product starts. */
  let adopted: TestTable;
  let before: WiredProduct;
  let after: WiredProduct;
  let letters: Record<'draft' | 'sentLater' | 'retry' | 'sending' | 'unclear', Draft>;
  const address = (name: string) => `${name}@candidates.example`;

  const draft = (name: string) =>
    storeDraft(before, {
      createdAt: now(),
      candidateEmail: address('alex'),
      recruiterEmail: `${name}@northwind.example`,
    });
  const sent = (candidate: string, recruiter = candidate) =>
    declineTo(
      before,
      {
        createdAt: now(),
        candidateEmail: address(candidate),
        recruiterEmail: `${recruiter}@northwind.example`,
      },
      { reconnectOn },
    );
  const confirm = ({ link, decline }: Draft) => before.send(link, decline.letterHash);

  /** Runs all jobs, as the schedules do, for this long. */
  async function runJobs(product: WiredProduct, durationMs: number, stepMs = 240 * MINUTE_MS) {
    for (const end = now() + durationMs; now() < end; clock.now += stepMs) {
      await product.sweep();
      await product.sendNotices();
      await product.sendReminders();
    }
  }

  beforeAll(async () => {
    earlier = await createTestTable(kind);
    before = start(earlier);
    letters = {
      draft: await draft('draft'),
      sentLater: await draft('later'),
      retry: await draft('retry'),
      sending: await draft('sending'),
      unclear: await draft('unclear'),
    };
    for (const candidate of ['reminded', 'unsubscribed', 'erased', 'patient'])
      await sent(candidate);
    sesAnswer = { kind: 'not-sent', retry: 'backoff', code: 'Throttling' };
    await confirm(letters.retry);
    sesAnswer = { kind: 'cannot-know', code: 'TimeoutError' };
    await confirm(letters.unclear);
    sesAnswer = { kind: 'accepted', messageId: 'm' };
    const options = { ...earlier, now, mailer: { send: answer } };
    const claimed = await claimDraft(options, letters.sending);

    restored = await restoreFrom(earlier);
    adopted = await restoreFrom(earlier);

    // What happens after the moment of the backup, in the earlier table.
    await claimed.attempt();
    await confirm(letters.sentLater);
    await runJobs(before, DAY_MS);
    const contacts = { ...before, log: () => {} };
    await stopReminders(contacts, addressKey(address('unsubscribed')));
    await eraseCandidate(contacts, addressKey(address('erased')));
    expect(accepted).toHaveLength(8);

    // The functions of the restored table start. The operator does nothing else.
    after = start(restored);
  });
  afterAll(() => {
    earlier?.close();
    restored?.close();
    adopted?.close();
  });

  const stateOf = async ({ decline }: Draft): Promise<Decline | undefined> =>
    after.store.find(decline.id);
  const open = ({ link }: Draft, path = '', body?: Record<string, string>) =>
    after.web.fetch(
      body === undefined
        ? new Request(`${origin}/letters/${tokenOf(link)}${path}`)
        : post(`/letters/${tokenOf(link)}${path}`, body),
    );

  test('when a candidate sends a draft of the backup, then no letter leaves', async () => {
    for (const letter of [letters.draft, letters.sentLater]) {
      const outcome = await after.send(letter.link, letter.decline.letterHash);
      expect(outcome).toMatchObject({ kind: 'not-sent', decline: { isRestored: true } });
    }
    expect(after.mails).toEqual([]);
  });

  test('when a request read the draft before, then its claim is refused', async () => {
    for (const { decline } of [letters.draft, letters.sentLater]) {
      const claim = await after.store.apply(decline.id, {
        transition: 'claim',
        preconditions: { letterHash: decline.letterHash, linkHash: decline.linkHash },
        patch: { owner: 'request', attempts: 1, leaseUntil: now() + MINUTE_MS },
      });
      expect(claim.applied).toBe(false);
    }
  });

  test('when its link is opened, then the page asks to start again, form filled in', async () => {
    const answer = await open(letters.sentLater);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(textOf(html)).toContain('Please start again');
    expect(formOf(html, '/declines').values).toMatchObject({
      candidateEmail: address('alex'),
      recruiterEmail: 'later@northwind.example',
    });
  });

  test.each(['/edit', '/cancel', '/self-sent', '/fresh-link'])(
    'when its link posts to %s, then the draft does not change',
    async (path) => {
      const table = await allItems(restored);
      const nonce = sendNonce(letters.draft.link.secret, letters.draft.decline.letterHash);
      const answer = await open(letters.draft, path, { nonce, sure: 'yes' });
      expect([answer.status, answer.headers.get('location')]).toEqual([
        303,
        `/letters/${tokenOf(letters.draft.link)}`,
      ]);
      expect(await allItems(restored)).toEqual(table);
    },
  );

  test('when a letter waits for its retry, then it can not be cancelled as unsent', async () => {
    await after.cancel(letters.retry.link);
    expect((await stateOf(letters.retry))?.state).toBe('retry');
  });

  test('when a sweep read the letter before, then its claim is refused', async () => {
    const claim = await after.store.apply(letters.retry.decline.id, {
      transition: 'reclaim',
      patch: { owner: 'sweep', attempts: 2, leaseUntil: now() + MINUTE_MS },
    });
    expect(claim.applied).toBe(false);
  });

  test('when the jobs run for days, then what waited is unknown, with one notice', async () => {
    await runJobs(after, 3 * DAY_MS);
    for (const letter of [letters.retry, letters.sending, letters.unclear]) {
      expect((await stateOf(letter))?.state).toBe('unknown');
      const notices = after.mails.filter(({ tags }) => tags['letter'] === letter.decline.id);
      expect(kindsOf(notices)).toEqual(['notice']);
    }
    expect(new Set(kindsOf(after.mails))).toEqual(new Set(['notice']));
  });

  test('when SES reports on a letter that left later, then its draft is settled', async () => {
    const { id, letter } = letters.sentLater.decline;
    await after.recordEvent({
      detail: {
        eventType: 'Send',
        mail: {
          messageId: 'm',
          timestamp: new Date(now()).toISOString(),
          destination: [letter.to],
          tags: { letter: [id], kind: ['letter'] },
        },
      },
    });
    expect((await stateOf(letters.sentLater))?.state).toBe('sent');
    await after.sweep();
    expect(kindsOf(after.mails)).not.toContain('letter');
  });

  test('when the form is sent again, then a new draft replaces that of the backup', async () => {
    expect(await after.store.create(letters.draft.decline)).toBe(true);
    expect((await stateOf(letters.draft))?.isRestored).toBeUndefined();
  });

  test('when a table is adopted, then what happened since the backup is applied', async () => {
    const tables = { restored: adopted.tableName, earlier: earlier.tableName };
    const adoption = await adoptRestoredTable(adopted.client, tables);
    expect(adoption.removed).toBeGreaterThan(0);
    expect(JSON.stringify([...(await allItems(adopted)).values()])).not.toContain(
      address('erased'),
    );
    const [unsubscribed] = await contactsByAddress(adopted, 'unsubscribed@northwind.example');
    expect(unsubscribed).not.toHaveProperty('due');
    expect(unsubscribed).not.toHaveProperty('reconnectOn');
    // The earlier table knows the outcome of the letters that left.
    const { store } = start(adopted);
    for (const letter of [letters.retry, letters.sending, letters.sentLater])
      expect((await store.find(letter.decline.id))?.state).toBe('sent');
    const again = await adoptRestoredTable(adopted.client, tables);
    expect(again).toMatchObject({ removed: 0, contacts: 0 });
  });

  test('when the reminders are due, then only an adopted table sends them, once', async () => {
    const sendReminders = async (product: WiredProduct): Promise<readonly string[]> => {
      const count = product.mails.length;
      clock.now = reminderTime + MINUTE_MS;
      await runJobs(product, 3 * DAY_MS);
      const mails = product.mails.slice(count);
      expect(new Set(kindsOf(mails))).toEqual(new Set(mails.length > 0 ? ['reminder'] : []));
      return mails
        .map(({ to, text }) => `${to} ${(text.match(/#(contact-|wrote)/g) ?? []).length}`)
        .sort();
    };
    expect(await sendReminders(after)).toEqual([]);
    const reminded = await sendReminders(start(adopted));
    // Alex has declined four letters that left; `unclear` is unknown and has no contact.
    // One email is about the other three.
    const ofOne = ['patient', 'reminded'].map((name) => `${address(name)} 1`);
    expect(reminded).toEqual([`${address('alex')} 3`, ...ofOne]);
  });

  test('when all is over, then SES has accepted no letter twice', () => {
    const letterCount = new Set(accepted).size;
    const duplicates = accepted.length - letterCount;
    printCounters(`restore on ${kind}`, { ...noCounters(), duplicates }, { letters: letterCount });
    expect(duplicates).toBe(0);
  });
});

/** The operator adopts the table later, while candidates use it. */
describe.each(availableEmulators())('a restored table in use on %s', (kind) => {
  const clock = { now: Date.parse('2026-11-26T10:00:00Z') };
  const start = ({ client, tableName }: TestTable): WiredProduct =>
    wireProduct({ client, tableName, now: () => clock.now });
  const tables: TestTable[] = [];
  afterAll(() => {
    for (const table of tables) table.close();
  });

  const person = (name: string) => ({
    candidateEmail: `${name}@candidates.example`,
    recruiterEmail: `${name}@northwind.example`,
    createdAt: clock.now,
  });

  test('when it is adopted, then what was written since the restore stays', async () => {
    const earlier = await createTestTable(kind);
    const before = start(earlier);
    const [bounced, complained, erased] = await Promise.all(
      ['bounced', 'complained', 'erased'].map((name) =>
        declineTo(before, person(name), { reconnectOn }),
      ),
    );
    const later = await storeDraft(before, person('later'), { reconnectOn });
    const restored = await restoreFrom(earlier);
    tables.push(earlier, restored);
    clock.now += MINUTE_MS;
    await before.send(later.link, later.decline.letterHash);
    expect((await before.store.find(later.decline.id))?.state).toBe('sent');

    const after = start(restored);
    if (!bounced || !complained || !erased) throw new Error('There is no letter.');
    for (const [event, { decline }] of [
      ['Bounce', bounced],
      ['Complaint', complained],
    ] as const) {
      await after.recordEvent(
        sesEvent(event, decline.id, { at: clock.now, to: decline.letter.to }),
      );
    }
    const fresh = await storeDraft(after, person('fresh'));
    await after.sendDoor.killSwitch.turn(true);

    // One candidate erases everything while the script runs.
    const erasing = new Proxy(restored.client, {
      get(client, name) {
        if (name !== 'send') return Reflect.get(client, name);
        return async (command: unknown) => {
          if (command instanceof PutItemCommand && erased !== undefined) {
            const { candidateEmail } = erased.decline.input;
            await eraseCandidate({ ...after, log: () => {} }, addressKey(candidateEmail));
          }
          return Reflect.apply(client.send, client, [command]);
        };
      },
    });
    for (const client of [erasing, restored.client]) {
      await adoptRestoredTable(client, {
        restored: restored.tableName,
        earlier: earlier.tableName,
      });
    }

    const stateOf = async ({ decline }: Draft) => (await after.store.find(decline.id))?.state;
    expect([await stateOf(bounced), await stateOf(complained)]).toEqual(['bounced', 'complained']);
    for (const [name, problem] of [
      ['bounced', 'bounced'],
      ['complained', 'complained'],
    ] as const) {
      const [contact] = await contactsByAddress(restored, person(name).recruiterEmail);
      expect(contact).toMatchObject({ deliveryProblem: problem });
      expect(contact).not.toHaveProperty('reconnectOn');
    }
    expect((await after.sendDoor.killSwitch.read()).isOn).toBe(true);
    expect(
      await after.sendDoor.blocks.find('recruiter', complained.decline.letter.to),
    ).toMatchObject({ by: 'complaint' });
    // The letters and their places live equally long, so that erasing finds all of them.
    const items = await allItems(restored);
    for (const { decline } of [later, fresh]) {
      const place = `CANDIDATE#${addressKey(decline.input.candidateEmail)} LETTER#${decline.id}`;
      const letter = items.get(`LETTER#${decline.id} LETTER`);
      expect(Number(items.get(place)?.['ttl'])).toBeGreaterThan(Number(letter?.['ttl'] ?? 0));
    }
    const text = JSON.stringify([...items.values()].map((item) => Object.values(item)));
    expect(text).not.toContain(erased.decline.input.candidateEmail);
    expect(await stateOf(later)).toBe('sent');
    await after.sendDoor.killSwitch.turn(false);
    expect((await after.send(fresh.link, fresh.decline.letterHash)).kind).toBe('settled');
    expect(await stateOf(fresh)).toBe('sent');
  });
});
