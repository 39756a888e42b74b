import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { print } from '../faults/figures.ts';
import { type Case, caseOf, harmlessCases } from './cases.ts';
import { type Exchange, type HostileProduct, startHostileProduct } from './hostile-product.ts';
import { Harmless, type Reading } from './outputs.ts';
import {
  type CounterName,
  counterNames,
  emptyTally,
  linesOf,
  noteFault,
  notePeak,
  type Tally,
} from './tally.ts';
import { type Visit, Visitor } from './visitor.ts';

/** Two processes take the cases together, each one every second case. */
const SHARDS = 2;

/** The settings of the run, which `run.ts` sets. */
const seed = Number(process.env['HOSTILE_SEED'] ?? 1);
const count = Number(process.env['HOSTILE_CASES'] ?? 5000);
const only = process.env['HOSTILE_CASE'];
const numbersOf = (shard: number): readonly number[] =>
  (only === undefined ? Array.from({ length: count }, (_, at) => at) : [Number(only)]).filter(
    (number) => number % SHARDS === shard,
  );

/** After so many letters the jobs email what follows from them. */
const LETTERS_BETWEEN_JOBS = 100;
const PROGRESS_MS = 10_000;
const MAX_EXAMPLE_LENGTH = 600;

/**
 * What one request may cost (ADR 20): far above what is measured, so that only a cost
 * that grows with something unbounded reaches it. The CPU time is that of this process
 * alone, without the emulators. A case that needs more is taken again, at most twice, and
 * its least time counts: so a busy machine, or a garbage collection in between, cannot
 * fail the run.
 */
const MAX_CPU_MS = 100;
const MAX_TRIES = 3;
const maxAnswerBytes = (requestBytes: number): number => 64 * 1024 + 6 * requestBytes;
const MAX_NEW_ITEMS = 6;
const maxStoredBytes = (requestBytes: number): number => 16 * 1024 + 12 * requestBytes;

/**
 * Limits on links and letters are set so high that no case meets one: they have tests of
 * their own. Environment variables of the functions.
 */
const limits: Readonly<Record<string, string>> = {
  LINKS_PER_MAILBOX_DAY: '100000000',
  CONTACTS_LINKS_PER_MAILBOX_DAY: '100000000',
  LINKS_PER_NETWORK_HOUR: '100000000',
  LETTERS_PER_RECRUITER: '1000',
  LETTERS_PER_DOMAIN: '1000',
};

/** Whether a request must not change anything, because it was refused or only reads. */
const mustNotStore = ({ request, status }: Exchange): boolean =>
  status >= 400 || request === 'POST /preview' || !request.startsWith('POST ');

/** One process's part of a run. */
class HostileRun {
  readonly #shard: number;
  readonly #product: HostileProduct;
  readonly #visitor: Visitor;
  readonly #harmless = new Harmless();
  readonly tally: Tally = emptyTally();
  /** Emails that the emulator's inbox has received. */
  received = 0;
  /** Emails that were on the wire, those of harmless cases included. */
  emailed = 0;

  constructor(shard: number, product: HostileProduct) {
    this.#shard = shard;
    this.#product = product;
    this.#visitor = new Visitor(product);
  }

  #fault(counter: CounterName, number: number | undefined, what: string, by = 1): void {
    const { counters } = this.tally;
    counters[counter] = (counters[counter] ?? 0) + by;
    const example = number === undefined ? '' : JSON.stringify(caseOf(seed, number));
    noteFault(this.tally, `${counter}: ${what}`, {
      count: by,
      at: number === undefined ? 'a job' : `case ${number}`,
      example: example.slice(0, MAX_EXAMPLE_LENGTH),
    });
  }

  #see(what: string): void {
    this.tally.seen[what] = (this.tally.seen[what] ?? 0) + 1;
  }

  #checkExchange(exchange: Exchange, number: number): void {
    const { request, status, changedItems, mails, requestBytes } = exchange;
    const what = `${request} ${status}`;
    this.#see(what);
    this.tally.requests += 1;
    this.tally.emails += mails.length;
    if (status >= 500) this.#fault('5xx answers', number, what);
    if (mustNotStore(exchange)) {
      if (changedItems > 0) this.#fault('items stored on refusal', number, what, changedItems);
      if (mails.length > 0) this.#fault('emails on refusal', number, what, mails.length);
    }
    const { cpuMs, answerBytes, newItems, storedBytes } = exchange;
    const costs = [
      ['ms of CPU', cpuMs, 'requests over the CPU budget', MAX_CPU_MS],
      [
        'bytes of answer',
        answerBytes,
        'answers over the size budget',
        maxAnswerBytes(requestBytes),
      ],
      ['items stored', newItems, 'requests over the budget of items', MAX_NEW_ITEMS],
      [
        'bytes stored',
        storedBytes,
        'requests over the budget of stored bytes',
        maxStoredBytes(requestBytes),
      ],
    ] as const;
    for (const [name, cost, counter, limit] of costs) {
      const value = Math.round(cost);
      notePeak(this.tally, name, { value, request: `${what}, case ${number}` });
      if (cost > limit) this.#fault(counter, number, `${what}: ${value}, at most ${limit}`);
    }
  }

  #checkReading(reading: Reading, number?: number): void {
    const { output, errors } = reading;
    this.#see(output);
    if (errors.length > 0) {
      const what = `${output}: ${[...new Set(errors)].join(', ')}`;
      this.#fault('outputs that a parser refuses', number, what);
    }
    for (const { kind, name, count: extra } of this.#harmless.extraIn(reading))
      this.#fault(`extra ${kind}s`, number, `${output}: ${name}`, extra);
  }

  /**
   * Takes a case, and takes it again if a request needed more CPU time than it may.
   *
   * @returns the first visit, with the least CPU time of each request
   */
  async #take(input: Case): Promise<Visit> {
    const first = await this.#visitor.run(input);
    let { exchanges } = first;
    for (let tries = 1; tries < MAX_TRIES; tries += 1) {
      if (exchanges.every(({ cpuMs }) => cpuMs <= MAX_CPU_MS)) break;
      const again = await this.#visitor.run(input);
      for (const { mails } of again.exchanges) this.emailed += mails.length;
      exchanges = exchanges.map((exchange, index) => ({
        ...exchange,
        cpuMs: Math.min(exchange.cpuMs, again.exchanges[index]?.cpuMs ?? Number.POSITIVE_INFINITY),
      }));
    }
    return { ...first, exchanges };
  }

  async #runJobs(use: (reading: Reading) => void): Promise<void> {
    const readings = await this.#visitor.runJobs();
    this.emailed += readings.length;
    for (const reading of readings) use(reading);
    this.received += await this.#product.emptyInbox();
  }

  /** Learns from harmless cases what an output may have. */
  async learn(): Promise<void> {
    for (const input of harmlessCases()) {
      const { exchanges, readings } = await this.#visitor.run(input);
      for (const { mails } of exchanges) this.emailed += mails.length;
      for (const reading of readings) this.#harmless.learn(reading);
    }
    await this.#runJobs((reading) => this.#harmless.learn(reading));
  }

  async runCases(numbers: readonly number[]): Promise<void> {
    const check = (reading: Reading): void => {
      this.tally.emails += 1;
      this.#checkReading(reading);
    };
    let printedAt = performance.now();
    for (const number of numbers) {
      const { exchanges, readings } = await this.#take(caseOf(seed, number));
      for (const exchange of exchanges) {
        this.#checkExchange(exchange, number);
        this.emailed += exchange.mails.length;
      }
      for (const reading of readings) this.#checkReading(reading, number);
      this.tally.cases += 1;
      if (this.#visitor.sentLetters >= LETTERS_BETWEEN_JOBS) await this.#runJobs(check);
      if (performance.now() - printedAt >= PROGRESS_MS) {
        printedAt = performance.now();
        print(`  process ${this.#shard + 1}: ${this.tally.cases} of ${numbers.length} cases`);
      }
    }
    await this.#runJobs(check);
  }
}

/** Runs the cases of one process, and describes the tests on what they show. */
export function describeHostileRun(shard: 0 | 1): void {
  const numbers = numbersOf(shard);
  let product: HostileProduct;
  let run: HostileRun;

  beforeAll(async () => {
    product = await startHostileProduct(limits);
    run = new HostileRun(shard, product);
    if (numbers.length === 0) return;
    await run.learn();
    print(
      `  process ${shard + 1}: learned from harmless cases, now ${numbers.length} hostile ones`,
    );
    await run.runCases(numbers);
    const folder = process.env['HOSTILE_TALLIES'];
    if (folder === undefined) for (const line of linesOf(run.tally)) print(line);
    else writeFileSync(join(folder, `${shard}.json`), JSON.stringify(run.tally));
  });
  afterAll(() => product.stop());

  describe(`when hostile texts are in every field (process ${shard + 1})`, () => {
    test.each(counterNames)('then there are 0 %s', (name) => {
      expect(run.tally.counters[name] ?? 0).toBe(0);
    });

    test('then the inbox received every email that was on the wire, and no other', () => {
      expect(run.received).toBe(run.emailed);
    });

    // Otherwise the run could count nothing, because nothing was accepted or read.
    test.skipIf(numbers.length < 1000)('then every kind of answer was among them', () => {
      expect(Object.keys(run.tally.seen)).toEqual(
        expect.arrayContaining([
          ...['POST /preview 200', 'POST /preview 422', 'POST /declines 202', 'POST /declines 422'],
          ...['POST /letters/{token}/send 200', 'POST /letters/{token}/send 409'],
          ...['POST /letters/{token}/edit 303', 'POST /letters/{token}/edit 422'],
          ...['POST /letters/{token}/another 303', 'POST /letters/{token}/another 422'],
          ...['POST /not-you/{token} 200', 'POST /not-you/{token} 422'],
          ...['POST /contacts/link 202', 'POST /contacts/link 422'],
          ...['POST /contacts/{token}/note 303', 'POST /contacts/{token}/note 422'],
          ...['page', 'JSON', 'letter.eml', 'hello.eml', 'calendar', 'export.csv', 'export.vcf'],
          ...['email review', 'email letter', 'email contacts', 'email notice', 'email receipt'],
          'email reminder',
        ]),
      );
    });
  });
}
