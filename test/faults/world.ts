import { createHash } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Decline, declineSchema, isReported } from '../../lambdas/core/decline/decline.ts';
import { hashLetter } from '../../lambdas/core/letter/letter.ts';
import type { OutgoingMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { type Draft, type EventKind, eventKinds, eventOf, newDraft } from '../support/fixtures.ts';
import {
  FUNCTION_MS,
  MINUTE_MS,
  noticeSubject,
  type Product,
  productOn,
  reportedBy,
  SES_TIMEOUT_MS,
} from '../support/harness.ts';
import { type Counters, noCounters } from './figures.ts';
import { clientOf, MemoryTable } from './memory-table.ts';

/**
 * What can go wrong with one call to the table, as the code that made it sees it, the
 * SDK's own repeats included.
 */
export const tableFaults = [
  'none',
  'fails-before',
  'fails-after',
  /** Applied, the answer lost, and repeated by the SDK. */
  'answer-lost',
  'crash-before',
  'crash-after',
  /** A reader of the index sees it as it was. */
  'stale',
] as const;
export type TableFault = (typeof tableFaults)[number];

export const sesBehaviours = [
  'accepts',
  'throttles',
  'quota',
  'rejects',
  'breaks-before',
  'breaks-after',
  /** The client has given up when SES takes the mail after all. */
  'accepts-late',
  'crash-before',
  'crash-after',
] as const;
export type SesBehaviour = (typeof sesBehaviours)[number];

/** One thing that someone does, and what goes wrong meanwhile. */
export interface Step {
  readonly what:
    | 'send'
    | 'send-unsure'
    | 'cancel'
    | 'self-send'
    | 'edit'
    | 'sweep'
    | 'send-notices'
    | 'event'
    | 'advance';
  readonly letter: number;
  /** Which version of the letter, which event, how long: whatever there is to choose. */
  readonly detail: number;
  /** Of everyone's open calls, which are answered after this, one by one. */
  readonly picks: readonly number[];
  readonly table: readonly TableFault[];
  readonly ses: readonly SesBehaviour[];
  /**
   * Neither time-outs nor the function's end reach it: a machine that stands still, and
   * goes on much later.
   */
  readonly frozen: boolean;
}

interface Process {
  readonly name: string;
  readonly startedAt: number;
  readonly frozen: boolean;
  /** The letters that it may touch. */
  readonly letters: readonly Letter[];
  readonly table: TableFault[];
  readonly ses: SesBehaviour[];
  dead: boolean;
  /** What is done where it breaks off or fails: AWS invokes an event's function again. */
  readonly unfinished: () => void;
}

interface Letter extends Draft {
  readonly hashes: string[];
  /** What was read and confirmed, by hash. */
  readonly confirmed: Set<string>;
  readonly asked: Set<'cancel' | 'self-send'>;
  accepted: number;
  /** Notices that SES was given, whatever it made of them: their subjects, and when. */
  readonly notices: Map<string, number>;
  readonly reported: EventKind[];
  lastAnswer: SesBehaviour | undefined;
  /**
   * Something broke, stopped or stayed unanswered in a process that may have had this
   * letter.
   */
  troubled: boolean;
}

interface Call {
  readonly process: Process | undefined;
  /** When the caller gives up waiting. */
  readonly deadline?: number;
  readonly answer: () => void;
  readonly giveUp?: () => void;
}

const minutes = (count: number): number => count * MINUTE_MS;
const advances = [
  1000,
  5000,
  9000,
  31_000,
  minutes(1),
  minutes(2),
  minutes(5),
  minutes(16),
  minutes(61),
];
const START = Date.parse('2026-11-22T12:00:00Z');
/** Every confirmed letter has its end within this, once nothing goes wrong any more. */
const SETTLED_WITHIN_MS = minutes(15);

/** Less than lambdas/feedback/send-notices.ts waits before it tries a notice again. */
const NOTICE_AGAIN_MS = minutes(4);

const never = <T>(): Promise<T> => new Promise<T>(() => {});
/** Lets everyone run up to their next call. */
const settleMicrotasks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const failure = (name: string): Error => Object.assign(new Error(name), { name });

const routes = new Map<string, (command: unknown) => Promise<unknown>>();
const client = clientOf((command, tableName) => {
  const route = routes.get(tableName);
  return route === undefined ? never() : route(command);
});

/** Letters are drafted once for all runs: their links and texts are the same in each. */
const templates = [0, 1, 2].map((number) =>
  newDraft({
    // The third last sign names the shard of the index: one for all.
    id: `letter-${number}-`.padEnd(19, '-').concat('D--'),
    createdAt: START,
    // The first two are to the same person.
    recruiterEmail: number < 2 ? 'dana@northwind.example' : 'lee@southwind.example',
  }),
);

/**
 * A world with three letters, a clock, a table, an SES, and processes that come and go.
 */
export class World {
  readonly #table = new MemoryTable();
  readonly #letters: readonly Letter[];
  readonly #undelivered: (() => Promise<void>)[] = [];
  readonly #routes: string[] = [];
  #calls: Call[] = [];
  #processes: Process[] = [];
  #now = START;
  #randoms = 0;
  #calm = false;
  /** What no run may show, in words. */
  readonly violations: string[] = [];
  readonly counters: Counters = noCounters();
  /** Calls that were answered one by one, in some order. */
  answered = 0;

  constructor() {
    this.#letters = templates.map((letter) => ({
      ...letter,
      hashes: [letter.decline.letterHash],
      confirmed: new Set(),
      asked: new Set(),
      accepted: 0,
      notices: new Map(),
      reported: [],
      lastAnswer: undefined,
      troubled: false,
    }));
  }

  async run(steps: readonly Step[]): Promise<void> {
    try {
      this.#calm = true;
      const { product } = this.#process({ letters: [] });
      for (const { decline } of this.#letters) await product.store.create(decline);
      this.#calm = false;
      for (const step of steps) {
        this.#start(step);
        await settleMicrotasks();
        for (const pick of step.picks) await this.#answerOne(pick);
      }
      await this.#end();
    } finally {
      for (const name of this.#routes) routes.delete(name);
    }
  }

  // ── who does what ──

  #start(step: Step): void {
    const letter = this.#letters[step.letter % this.#letters.length];
    if (letter === undefined) return;
    const { link } = letter;
    const { detail } = step;
    const begin = (
      letters: readonly Letter[],
      work: (product: Product) => Promise<unknown>,
    ): void => {
      const { product, process } = this.#process({ ...step, letters });
      work(product).catch(() => this.#trouble(process));
    };
    switch (step.what) {
      case 'send': {
        const hash = letter.hashes[detail % letter.hashes.length] ?? '';
        letter.confirmed.add(hash);
        begin([letter], (product) => product.send(link, hash));
        return;
      }
      case 'send-unsure':
        begin([letter], (product) => product.send(link, letter.hashes[0] ?? '', false));
        return;
      case 'cancel':
        letter.asked.add('cancel');
        begin([letter], (product) => product.cancel(link));
        return;
      case 'self-send':
        letter.asked.add('self-send');
        begin([letter], (product) => product.selfSend(link));
        return;
      case 'edit':
        begin([letter], async (product) => {
          const hash = await product.edit(link, `Role ${letter.hashes.length}`);
          if (hash !== undefined && !letter.hashes.includes(hash)) letter.hashes.push(hash);
        });
        return;
      case 'sweep':
        begin(this.#letters, (product) => product.sweep());
        return;
      case 'send-notices':
        begin(this.#letters, (product) => product.sendNotices());
        return;
      case 'event':
        this.#event(letter, step);
        return;
      case 'advance':
        this.#advance(advances[detail % advances.length] ?? 0);
        return;
    }
  }

  /**
   * SES tells of what it took, of whom it took it for, and of mails that are none of
   * ours.
   */
  #event(letter: Letter, step: Step): void {
    const kind = eventKinds[step.detail % eventKinds.length] ?? 'Send';
    const about = (id: string, to: string) => eventOf(kind, id, { to, at: this.#now });
    const { id, letter: stored } = letter.decline;
    if (letter.accepted === 0) {
      this.#deliver(about('x'.repeat(22), stored.to), step, () => {});
      return;
    }
    const isOwnCopy = step.detail % 2 === 1 && kind !== 'Send' && step.letter % 2 === 1;
    this.#deliver(about(id, isOwnCopy ? stored.replyTo : stored.to), step, () => {
      if (!isOwnCopy) letter.reported.push(kind);
    });
  }

  #deliver(event: unknown, step: Step, done: () => void): void {
    const again = (): void => {
      this.#undelivered.push(async () => {
        await this.#process({ letters: [] }).product.recordEvent(event);
        done();
      });
    };
    const { product, process } = this.#process({
      ...step,
      letters: this.#letters,
      unfinished: again,
    });
    product.recordEvent(event).then(done, () => {
      this.#trouble(process);
      again();
    });
  }

  #process({
    letters,
    table = [],
    ses = [],
    frozen = false,
    unfinished = () => {},
  }: {
    readonly letters: readonly Letter[];
    readonly table?: readonly TableFault[];
    readonly ses?: readonly SesBehaviour[];
    readonly frozen?: boolean;
    readonly unfinished?: () => void;
  }): { readonly product: Product; readonly process: Process } {
    const name = `process-${routes.size}-${this.#routes.length}`;
    const process: Process = {
      name,
      startedAt: this.#now,
      frozen,
      letters,
      table: [...table],
      ses: [...ses],
      dead: false,
      unfinished,
    };
    this.#processes.push(process);
    this.#routes.push(name);
    routes.set(name, (command) => this.#callTable(process, command));
    const product = productOn({
      client,
      tableName: name,
      now: () => this.#now,
      random: (size) => this.#random(size),
      sleep: () => this.#suspend(process, () => {}),
      mailer: { send: (mail) => this.#callSes(process, mail) },
    });
    return { product, process };
  }

  /** Always the same, and never the same twice. */
  #random(size: number): Buffer {
    this.#randoms += 1;
    return createHash('sha512').update(String(this.#randoms)).digest().subarray(0, size);
  }

  #trouble(process: Process): void {
    for (const letter of process.letters) letter.troubled = true;
  }

  #kill(process: Process): void {
    if (process.dead) return;
    process.dead = true;
    this.#trouble(process);
    this.#calls = this.#calls.filter((call) => call.process !== process);
    process.unfinished();
  }

  // ── calls, each answered when it is picked ──

  #suspend<T>(process: Process, answer: () => T): Promise<T> {
    if (process.dead) return never();
    if (this.#calm) return Promise.resolve(answer());
    return new Promise((resolve) => {
      this.#calls.push({ process, answer: () => resolve(answer()) });
    });
  }

  async #answerOne(pick: number): Promise<void> {
    const [call] = this.#calls.splice(pick % Math.max(this.#calls.length, 1), 1);
    if (call === undefined) return;
    this.answered += 1;
    call.answer();
    await settleMicrotasks();
  }

  #callTable(process: Process, command: unknown): Promise<unknown> {
    if (process.dead) return never();
    // A query of four shards is one call here: all letters are in the first.
    const isEmptyShard =
      command instanceof QueryCommand &&
      command.input.ExpressionAttributeValues?.[':shard']?.S?.endsWith('#0') === false;
    if (this.#calm || isEmptyShard) {
      try {
        return Promise.resolve(this.#table.answer(command));
      } catch (error) {
        return Promise.reject(error);
      }
    }
    return new Promise((resolve, reject) => {
      const apply = (settings = {}): unknown => this.#table.answer(command, settings);
      const applyQuietly = (): void => {
        try {
          apply();
        } catch {
          // Refused; whoever lost the answer does not know.
        }
      };
      const answer = (): void => {
        const fault = this.#calm ? 'none' : (process.table.shift() ?? 'none');
        if (fault !== 'none' && fault !== 'stale' && fault !== 'answer-lost')
          this.#trouble(process);
        switch (fault) {
          case 'fails-before':
            reject(failure('InternalServerError'));
            return;
          case 'fails-after':
            applyQuietly();
            reject(failure('InternalServerError'));
            return;
          case 'crash-before':
            this.#kill(process);
            return;
          case 'crash-after':
            applyQuietly();
            this.#kill(process);
            return;
          case 'answer-lost':
            applyQuietly();
        }
        try {
          resolve(apply({ stale: fault === 'stale' }));
        } catch (error) {
          reject(error);
        }
      };
      this.#calls.push({ process, answer });
    });
  }

  async #callSes(process: Process, mail: OutgoingMail): Promise<SendResult> {
    if (process.dead) return never();
    if (this.#calm) {
      this.#notice(process, mail);
      return this.#take(mail);
    }
    const behaviour = process.ses.shift() ?? 'accepts';
    const deadline = this.#now + SES_TIMEOUT_MS;
    return await new Promise<SendResult>((resolve) => {
      const timesOut = (): void => {
        this.#trouble(process);
        resolve({ kind: 'cannot-know', code: 'TimeoutError' });
      };
      const answerWith = (result: SendResult): void => {
        if (result.kind === 'cannot-know') this.#trouble(process);
        this.#calls.push({ process, deadline, giveUp: timesOut, answer: () => resolve(result) });
      };
      const arrive = (): void => this.#arrive(process, mail, behaviour, answerWith);
      // The request is on its way when the caller gives up: SES may take it nevertheless.
      const giveUp = (): void => {
        timesOut();
        this.#notice(process, mail);
        this.#calls.push({ process: undefined, answer: () => this.#take(mail) });
      };
      this.#calls.push({ process, deadline, giveUp, answer: arrive });
    });
  }

  #arrive(
    process: Process,
    mail: OutgoingMail,
    behaviour: SesBehaviour,
    answerWith: (result: SendResult) => void,
  ): void {
    const letter = this.#letterOf(mail);
    if (letter !== undefined && mail.tags['kind'] === 'letter') letter.lastAnswer = behaviour;
    if (behaviour !== 'crash-before') this.#notice(process, mail);
    switch (behaviour) {
      case 'accepts':
        answerWith(this.#take(mail));
        return;
      case 'throttles':
        answerWith({ kind: 'not-sent', retry: 'backoff', code: 'Throttling' });
        return;
      case 'quota':
        answerWith({ kind: 'not-sent', retry: 'quota', code: 'Throttling' });
        return;
      case 'rejects':
        answerWith({ kind: 'not-sent', retry: 'never', code: 'MessageRejected' });
        return;
      case 'breaks-before':
        answerWith({ kind: 'cannot-know', code: 'ECONNRESET' });
        return;
      case 'breaks-after':
        this.#take(mail);
        answerWith({ kind: 'cannot-know', code: 'ECONNRESET' });
        return;
      case 'accepts-late':
        this.#calls.push({ process: undefined, answer: () => this.#take(mail) });
        answerWith({ kind: 'cannot-know', code: 'TimeoutError' });
        return;
      case 'crash-before':
        this.#kill(process);
        return;
      case 'crash-after':
        this.#take(mail);
        this.#kill(process);
        return;
    }
  }

  #letterOf({ tags }: OutgoingMail): Letter | undefined {
    return this.#letters.find(({ decline }) => decline.id === tags['letter']);
  }

  /** SES takes a mail: from here on it has left. */
  #take(mail: OutgoingMail): SendResult {
    const letter = this.#letterOf(mail);
    const accepted = { kind: 'accepted', messageId: `ses-${this.#now}` } as const;
    if (letter === undefined) return accepted;
    if (mail.tags['kind'] !== 'letter') {
      return accepted;
    }
    letter.accepted += 1;
    letter.lastAnswer = 'accepts';
    const { id } = letter.decline;
    if (letter.accepted > 1) {
      this.counters.duplicates += 1;
      this.violations.push(`${id}: accepted ${letter.accepted} times`);
    }
    const { from, to, replyTo = '', subject, text, html } = mail;
    if (!letter.confirmed.has(hashLetter({ from, to, replyTo, subject, text, html })))
      this.violations.push(`${id}: not the letter that was confirmed`);
    const state = this.#stored(letter)?.state;
    if (state === 'cancelled' || state === 'draft')
      this.violations.push(`${id}: it left although it was ${state}`);
    return accepted;
  }

  /**
   * A candidate is told once; again only where the first attempt broke off, or SES
   * refused it.
   */
  #notice(process: Process, mail: OutgoingMail): void {
    const letter = this.#letterOf(mail);
    if (letter === undefined || mail.tags['kind'] !== 'notice') return;
    const { subject } = mail;
    const before = letter.notices.get(subject) ?? Number.NEGATIVE_INFINITY;
    // A machine that stood still comes back after its turn was given to another.
    if (!process.frozen && this.#now - before < NOTICE_AGAIN_MS)
      this.violations.push(`${letter.decline.id}: told twice within ${this.#now - before} ms`);
    letter.notices.set(subject, process.frozen ? before : process.startedAt);
  }

  #advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const process of this.#processes) {
      const isOver = this.#now - process.startedAt >= FUNCTION_MS;
      if (process.frozen) {
        if (this.#calls.some((call) => call.process === process)) this.#trouble(process);
      } else if (isOver && this.#calls.some((call) => call.process === process))
        this.#kill(process);
    }
    const overdue = this.#calls.filter(
      ({ process, deadline }) =>
        deadline !== undefined && deadline <= this.#now && process?.frozen === false,
    );
    this.#calls = this.#calls.filter((call) => !overdue.includes(call));
    for (const call of overdue) call.giveUp?.();
  }

  // ── the end of a run ──

  #stored({ decline }: Draft): Decline | undefined {
    const item = this.#table.items.get(`LETTER#${decline.id} LETTER`);
    return item && declineSchema.parse(unmarshall(item));
  }

  /** When the index has something next, epoch ms. */
  #nextDue(): number {
    const times = [...this.#table.items.values()]
      .filter(({ due }) => due?.S?.startsWith('letters') || due?.S?.startsWith('notices'))
      .map(({ dueAt }) => Number(dueAt?.N));
    return Math.min(...times);
  }

  /**
   * Nothing goes wrong any more: what is open is answered, events come again, the
   * schedules go on.
   */
  async #end(): Promise<void> {
    for (const process of this.#processes) {
      process.table.length = 0;
      process.ses.length = 0;
    }
    while (this.#calls.length > 0) await this.#answerOne(0);
    this.#calm = true;
    await settleMicrotasks();
    for (const deliver of this.#undelivered) await deliver();

    const calmSince = this.#now;
    await this.#sweepUntil(calmSince + SETTLED_WITHIN_MS);
    for (const letter of this.#letters) this.#checkSettled(letter);
    // What SES put off by a day may take that day.
    await this.#sweepUntil(calmSince + minutes(30 * 60));
    for (const letter of this.#letters) this.#checkEnd(letter);
  }

  async #sweepUntil(end: number): Promise<void> {
    // A schedule of one minute; minutes in which nothing is due are passed over.
    for (; this.#now <= end; this.#now += MINUTE_MS) {
      const next = this.#nextDue();
      if (next > end) return;
      while (this.#now < next) this.#now += MINUTE_MS;
      if (this.#now > end) return;
      await this.#process({ letters: [] }).product.sweep();
      await this.#process({ letters: [] }).product.sendNotices();
    }
  }

  #lost(letter: Letter, why: string): void {
    this.counters.lost += 1;
    this.violations.push(`${letter.decline.id}: ${why}`);
  }

  #checkSettled(letter: Letter): void {
    const { state, confirmedAt } = this.#stored(letter) ?? {};
    if (confirmedAt === undefined) return;
    const waitsForSes = state === 'retry' && letter.lastAnswer === 'quota';
    if (state === 'draft' || state === 'sending' || (state === 'retry' && !waitsForSes))
      this.#lost(letter, `still ${state} 15 minutes after the last fault`);
  }

  #checkEnd(letter: Letter): void {
    const stored = this.#stored(letter);
    if (stored === undefined) {
      this.#lost(letter, 'it is gone');
      return;
    }
    const { state } = stored;
    const { accepted, reported, notices, asked, troubled } = letter;
    const isSent = isReported(state);
    const lost = (why: string): void =>
      this.#lost(letter, `${state}, accepted ${accepted}: ${why}`);

    if (
      accepted > 0 &&
      !isSent &&
      state !== 'unknown' &&
      !(state === 'self-sent' && asked.has('self-send'))
    )
      lost('it has left, and is said not to have');
    if (accepted === 0 && isSent) lost('it is said to have left, and has not');
    if (state === 'retry' || state === 'sending') lost('it has no end');
    if (state === 'unknown' && !troubled) lost('nothing went wrong, and nobody knows');
    if (state === 'cancelled' && !asked.has('cancel')) lost('nobody cancelled it');
    if (state === 'self-sent' && !asked.has('self-send')) lost('nobody said that they sent it');

    const ranks = reported.map((kind) => eventKinds.indexOf(kind));
    const highest = eventKinds[Math.max(...ranks, -1)];
    if (highest !== undefined && state !== reportedBy[highest] && state !== 'self-sent')
      lost(`SES reported ${highest}`);

    const recorded = this.#recordings(letter.decline.id);
    const isArrived = isSent && state !== 'bounced' && state !== 'complained';
    if (recorded.entries > 1) lost(`its contact is recorded ${recorded.entries} times`);
    if ((isArrived || state === 'self-sent') && recorded.entries !== 1)
      lost('its contact is not recorded');
    if ((state === 'bounced' || state === 'complained') && recorded.reminds)
      lost('a reminder of someone it did not reach');

    if (
      state === 'unknown' ||
      state === 'failed' ||
      state === 'bounced' ||
      state === 'complained'
    ) {
      if (!notices.has(noticeSubject(letter, state))) lost('its candidate was not told so');
      else if (state === 'unknown') this.counters.unknownTold += 1;
    }
  }

  /**
   * How often a letter is in its contact's history, and whether that contact would be
   * reminded because of it.
   */
  #recordings(id: string): { readonly entries: number; readonly reminds: boolean } {
    let entries = 0;
    let reminds = false;
    for (const [key, item] of this.#table.items) {
      if (!key.includes(' CONTACT#')) continue;
      entries += (item['history']?.L ?? []).filter(({ M }) => M?.['declineId']?.S === id).length;
      if (item['declineId']?.S === id && item['dueAt'] !== undefined) reminds = true;
    }
    return { entries, reminds };
  }
}
