import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DynamoLetterSlots } from '../../lambdas/aws/dynamo-letter-slots.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { createTestTable, type TestTable } from '../support/dynamodb.ts';
import { linkDoorOn, usualLinks } from '../support/link-door.ts';
import { paceOn } from '../support/pace.ts';
import { print } from './figures.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Requests that are made at the same time. */
const BATCH = 50;
const SENDERS = 10_000;

/** Attacks at a virtual clock, on a real table. */
describe('10,000 senders', () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await createTestTable('dynalite');
  });
  afterAll(() => table.close());

  test('when they attack 20 mailboxes, then each gets 20 emails a day at most', async () => {
    const begun = Date.parse('2026-11-26T12:00:00Z');
    let now = begun;
    const { door } = linkDoorOn(new Table(table.client, table.tableName, () => now), {
      limits: usualLinks,
      pace: paceOn(new Table(table.client, table.tableName, () => now), 'links'),
    });
    const mailedAt = new Map<string, number[]>();
    for (let first = 0; first < SENDERS; first += BATCH) {
      now = begun + Math.floor((first / SENDERS) * 1.5 * DAY_MS);
      await Promise.all(
        Array.from({ length: BATCH }, (_, index) => {
          const sender = first + index;
          const mailbox = `victim${sender % 20}`;
          const source = `10.${sender >> 16}.${(sender >> 8) & 255}.${sender & 255}`;
          const address = `${mailbox}+${sender}@candidates.example`;
          const send = async () => {
            mailedAt.set(mailbox, [...(mailedAt.get(mailbox) ?? []), now]);
            return 'accepted' as const;
          };
          return door.open({ kind: 'review', address, source }, (mail) => mail<never>({ send }));
        }),
      );
    }
    const mostOf = (times: readonly number[]) =>
      Math.max(...times.map((at) => times.filter((t) => t >= at && t < at + DAY_MS).length));
    const most = [...mailedAt.values()].map(mostOf);
    print(`10,000 senders, 20 mailboxes, 36 h: most emails in any 24 h ${Math.max(...most)}`);
    expect(mailedAt.size).toBe(20);
    expect(Math.max(...most)).toBeLessThanOrEqual(20);
    expect(Math.min(...most)).toBeGreaterThanOrEqual(18);
  }, 600_000);

  test.each([
    { recruiters: 4, expected: 40, most: 10 },
    { recruiters: 8, expected: 50, most: 10 },
  ])(
    'when they write to $recruiters recruiters of one company, then $expected letters leave',
    async ({ recruiters, expected, most }) => {
      const begun = Date.parse('2026-11-26T12:00:00Z');
      let now = begun;
      const slots = new DynamoLetterSlots(
        new Table(table.client, table.tableName, () => now),
        { perRecruiter: 10, perDomain: 50 },
        async () => {},
      );
      const taken = new Map<string, number>();
      let refused = 0;
      for (let first = 0; first < SENDERS; first += BATCH) {
        now = begun + Math.floor((first / SENDERS) * (DAY_MS - 60_000));
        await Promise.all(
          Array.from({ length: BATCH }, async (_, index) => {
            const recruiter = `r${index % recruiters}@harassed${recruiters}.example`;
            const recruiterEmail =
              index % 3 === 0 ? recruiter.replace('@', `+${first}@`) : recruiter;
            const taking = await slots.take({ recruiterEmail, name: `letter${first + index}` });
            if (taking.isTaken) taken.set(recruiter, (taken.get(recruiter) ?? 0) + 1);
            else {
              refused += 1;
              expect(taking.freeAt).toBeGreaterThan(now);
            }
          }),
        );
      }
      const counts = [...taken.values()];
      const letters = counts.reduce((sum, count) => sum + count, 0);
      print(
        `10,000 senders, ${recruiters} recruiters of one domain, 24 h: letters ${letters}, ` +
          `at most ${Math.max(...counts)} for a recruiter, refused ${refused}`,
      );
      expect([letters, letters + refused]).toEqual([expected, SENDERS]);
      expect(Math.max(...counts)).toBeLessThanOrEqual(most);
      now = begun + DAY_MS;
      const next = { recruiterEmail: `another@harassed${recruiters}.example`, name: 'next' };
      expect(await slots.take(next)).toEqual({ isTaken: true });
    },
    600_000,
  );
});
