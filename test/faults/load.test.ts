import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { contactKey } from '../../lambdas/aws/keys.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { isReported } from '../../lambdas/core/decline/decline.ts';
import type { OutgoingMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { createTestTable } from '../support/dynamodb.ts';
import { newDraft } from '../support/fixtures.ts';
import { keepDraft, MINUTE_MS, productOn } from '../support/harness.ts';
import { isFull, noCounters, print, printCounters } from './figures.ts';

/** How many letters are sent in a second. */
const SEND_RATE = 50;
const SECONDS = isFull ? 60 : 5;
/** The share of the calls to SES that meet a fault. */
const FAULT_SHARE = 0.01;
const LATENCY_MS = { least: 20, most: 150 };

const never = <T>(): Promise<T> => new Promise<T>(() => {});

test(`when ${SEND_RATE} letters a second are sent, then none is duplicated or lost`, async () => {
  const dynamoDb = await createTestTable('dynalite');
  const acceptedCounts = new Map<string, number>();
  const clock = { ahead: 0 };
  let isFaultFree = false;
  let faults = 0;

  const accept = ({ tags }: OutgoingMail): SendResult => {
    if (tags['kind'] === 'letter')
      acceptedCounts.set(tags['letter'] ?? '', (acceptedCounts.get(tags['letter'] ?? '') ?? 0) + 1);
    return { kind: 'accepted', messageId: randomUUID() };
  };
  const ses = async (mail: OutgoingMail): Promise<SendResult> => {
    if (isFaultFree) return accept(mail);
    const { least, most } = LATENCY_MS;
    await sleep(least + Math.random() * (most - least));
    if (Math.random() >= FAULT_SHARE) return accept(mail);
    faults += 1;
    switch (faults % 6) {
      case 0:
        return { kind: 'not-sent', retry: 'backoff', code: 'Throttling' };
      case 1:
        return { kind: 'cannot-know', code: 'ECONNRESET' };
      case 2:
        accept(mail);
        return { kind: 'cannot-know', code: 'TimeoutError' };
      case 3:
        return { kind: 'not-sent', retry: 'never', code: 'MessageRejected' };
      case 4:
        // The process ends: SES never answers. In the default case it has accepted the
        // letter.
        return never();
      default:
        accept(mail);
        return never();
    }
  };
  const product = productOn({
    ...dynamoDb,
    mailer: { send: ses },
    now: () => Date.now() + clock.ahead,
  });

  try {
    const letters = Array.from({ length: SEND_RATE * SECONDS }, () =>
      newDraft({ recruiterEmail: `dana@${randomUUID()}.example` }),
    );
    for (let at = 0; at < letters.length; at += 50)
      await Promise.all(
        letters.slice(at, at + 50).map(({ decline }) => keepDraft(product.store, decline)),
      );

    const started = performance.now();
    const waits: number[] = [];
    const send = async (letter: (typeof letters)[number]): Promise<void> => {
      const startedAt = performance.now();
      await product.send(letter.link, letter.decline.letterHash);
      waits.push(performance.now() - startedAt);
    };
    const sending: Promise<void>[] = [];
    for (const [index, letter] of letters.entries()) {
      const wait = started + (index * 1000) / SEND_RATE - performance.now();
      if (wait > 0) await sleep(wait);
      // A send whose process ended never settles. All others settle within 5 s.
      sending.push(Promise.race([send(letter), sleep(5000, undefined, { ref: false })]));
      // The sweep runs after 5 s, then every 10 s. A short run ends before.
      if (index % (SEND_RATE * 10) === SEND_RATE * 5) sending.push(product.sweep());
    }
    const issued = performance.now() - started;
    await Promise.all(sending);
    isFaultFree = true;
    for (let minute = 0; minute < 16; minute += 1) {
      clock.ahead += MINUTE_MS;
      await product.sweep();
      await product.sendNotices();
    }

    const counters = noCounters();
    const table = new Table(dynamoDb.client, dynamoDb.tableName, Date.now);
    const stateCounts: Record<string, number> = {};
    for (const { decline } of letters) {
      const { state = 'draft', dueAt } = (await product.store.find(decline.id)) ?? {};
      const accepted = acceptedCounts.get(decline.id) ?? 0;
      stateCounts[state] = (stateCounts[state] ?? 0) + 1;
      if (accepted > 1) counters.duplicates += 1;
      if (state === 'unknown') counters.unknownInformed += 1;
      const key = contactKey(decline.input.candidateEmail, decline.input.recruiterEmail);
      const isCorrect = isReported(state)
        ? accepted === 1 && (await table.get(key)) !== undefined
        : state === 'unknown' || (state === 'failed' && accepted === 0);
      if (!isCorrect || dueAt !== undefined) counters.lost += 1;
    }
    waits.sort((one, other) => one - other);
    const [median, p99] = [0.5, 0.99].map((share) =>
      Math.round(waits[Math.floor(waits.length * share)] ?? 0),
    );
    print(`load: end states ${JSON.stringify(stateCounts)}`);
    printCounters('load', counters, {
      sends: letters.length,
      faults,
      seconds: Math.round(issued / 1000),
      'p50 ms': median ?? 0,
      'p99 ms': p99 ?? 0,
    });
    expect(counters).toMatchObject({ duplicates: 0, lost: 0 });
    expect(sending.length).toBeGreaterThanOrEqual(SEND_RATE * SECONDS);
  } finally {
    dynamoDb.close();
  }
}, 600_000);
