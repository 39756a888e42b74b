import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { contactKey } from '../../lambdas/aws/keys.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { isReported } from '../../lambdas/core/decline/decline.ts';
import type { OutgoingMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { createTestTable } from '../support/dynamodb.ts';
import { newDraft } from '../support/fixtures.ts';
import { MINUTE_MS, productOn } from '../support/harness.ts';
import { isFull, noCounters, print, printCounters } from './figures.ts';

const A_SECOND = 50;
const SECONDS = isFull ? 60 : 5;
/** Of all calls to SES, and of all processes: what goes wrong, one in a hundred. */
const FAULTY = 0.01;
const LATENCY_MS = { least: 20, most: 150 };

const never = <T>(): Promise<T> => new Promise<T>(() => {});

test(`${A_SECOND} sends a second for ${SECONDS} s, one in a hundred with a fault: none twice, none lost`, async () => {
  const dynamoDb = await createTestTable('dynalite');
  const taken = new Map<string, number>();
  const clock = { ahead: 0 };
  let isCalm = false;
  let faults = 0;

  const take = ({ tags }: OutgoingMail): SendResult => {
    if (tags['kind'] === 'letter')
      taken.set(tags['letter'] ?? '', (taken.get(tags['letter'] ?? '') ?? 0) + 1);
    return { kind: 'accepted', messageId: randomUUID() };
  };
  const ses = async (mail: OutgoingMail): Promise<SendResult> => {
    if (isCalm) return take(mail);
    const { least, most } = LATENCY_MS;
    await sleep(least + Math.random() * (most - least));
    if (Math.random() >= FAULTY) return take(mail);
    faults += 1;
    switch (faults % 6) {
      case 0:
        return { kind: 'not-sent', retry: 'backoff', code: 'Throttling' };
      case 1:
        return { kind: 'cannot-know', code: 'ECONNRESET' };
      case 2:
        take(mail);
        return { kind: 'cannot-know', code: 'TimeoutError' };
      case 3:
        return { kind: 'not-sent', retry: 'never', code: 'MessageRejected' };
      case 4:
        // The process ends here, before or after.
        return never();
      default:
        take(mail);
        return never();
    }
  };
  const product = productOn({
    ...dynamoDb,
    mailer: { send: ses },
    now: () => Date.now() + clock.ahead,
  });

  try {
    const letters = Array.from({ length: A_SECOND * SECONDS }, () =>
      newDraft({ recruiterEmail: `${randomUUID()}@northwind.example` }),
    );
    for (let at = 0; at < letters.length; at += 50)
      await Promise.all(
        letters.slice(at, at + 50).map(({ decline }) => product.store.create(decline)),
      );

    const started = performance.now();
    const waits: number[] = [];
    const send = async (letter: (typeof letters)[number]): Promise<void> => {
      const begun = performance.now();
      await product.send(letter.link, letter.decline.letterHash);
      waits.push(performance.now() - begun);
    };
    const sending: Promise<void>[] = [];
    for (const [index, letter] of letters.entries()) {
      const wait = started + (index * 1000) / A_SECOND - performance.now();
      if (wait > 0) await sleep(wait);
      // Whoever breaks off never answers; no later than this all others have.
      sending.push(Promise.race([send(letter), sleep(5000, undefined, { ref: false })]));
      // The schedule goes on meanwhile.
      if (index % (A_SECOND * 10) === A_SECOND * 5) sending.push(product.sweep());
    }
    const issued = performance.now() - started;
    await Promise.all(sending);
    isCalm = true;
    for (let minute = 0; minute < 16; minute += 1) {
      clock.ahead += MINUTE_MS;
      await product.sweep();
      await product.sendNotices();
    }

    const counters = noCounters();
    const table = new Table(dynamoDb.client, dynamoDb.tableName, Date.now);
    const ends: Record<string, number> = {};
    for (const { decline } of letters) {
      const { state = 'draft', dueAt } = (await product.store.find(decline.id)) ?? {};
      const accepted = taken.get(decline.id) ?? 0;
      ends[state] = (ends[state] ?? 0) + 1;
      if (accepted > 1) counters.duplicates += 1;
      if (state === 'unknown') counters.unknownInformed += 1;
      const key = contactKey(decline.input.candidateEmail, decline.input.recruiterEmail);
      const isTrue = isReported(state)
        ? accepted === 1 && (await table.get(key)) !== undefined
        : state === 'unknown' || (state === 'failed' && accepted === 0);
      if (!isTrue || dueAt !== undefined) counters.lost += 1;
    }
    waits.sort((one, other) => one - other);
    const [half, most] = [0.5, 0.99].map((share) =>
      Math.round(waits[Math.floor(waits.length * share)] ?? 0),
    );
    print(`load: ends ${JSON.stringify(ends)}`);
    printCounters('load', counters, {
      sends: letters.length,
      faults,
      seconds: Math.round(issued / 1000),
      'p50 ms': half ?? 0,
      'p99 ms': most ?? 0,
    });
    expect(counters).toMatchObject({ duplicates: 0, lost: 0 });
    expect(sending.length).toBeGreaterThanOrEqual(A_SECOND * SECONDS);
  } finally {
    dynamoDb.close();
  }
}, 600_000);
