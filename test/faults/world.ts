/**
 * The model of exact sending: the product's real code in a simulated world.
 *
 * A world runs the product's own stores, `send`, sweep, notices and events (`productOn`
 * in test/support/harness.ts) and simulates what surrounds them. model.test.ts makes
 * random scenarios of 4 to 20 steps with fast-check, and runs each scenario in a new
 * world.
 *
 * A world has
 * - three letters, all drafts at first, two of them to the same recruiter;
 * - a clock, which moves only by the operation `advance`, and in the sweeps at the end;
 * - a table in memory (memory-table.ts), which evaluates the product's own DynamoDB
 *   expressions; memory-table.test.ts compares it with dynalite;
 * - an SES, which counts how often it has accepted each letter;
 * - processes. A process is one invocation of a function. Many run at the same time;
 * - a backup of the table, which `back-up` makes and `restore` puts back.
 *
 * Operations. Each step starts one: `send` (the candidate confirms a version of the
 * letter), `stop` and `resume` (the kill switch), `block` (the recruiter of a letter),
 * `send-unsure` (the box is not ticked), `cancel`, `self-send`, `copy-arrived` (the
 * candidate has their own copy: only if SES has accepted the letter), `edit`, `sweep`,
 * `send-notices`, `send-reminders`, `event` (SES reports on a letter), `advance` (the
 * clock), `back-up` or `restore` (the table is another one, with the items of the
 * backup). A process runs until it calls the table, SES or `sleep`. Then its call is
 * pending until a step picks it. So the scenario decides in which order the calls of all
 * processes are answered.
 *
 * Faults and crashes. Each call takes the next table fault or SES behaviour of its step.
 * A call can fail before or after it is applied, its answer can be lost, and a query can
 * read a stale index. A crash ends the process before or after the call is applied.
 * `advance` ends each process after the function's timeout (50 s) and each call to SES
 * after the call's timeout (8 s); SES may still accept that letter later. A suspended
 * process ignores both timeouts, so it can continue when its lease has expired.
 *
 * The record. The world notes, outside the table, what is true of each letter: which
 * versions the candidate confirmed, how often SES accepted it, what SES reported, which
 * notices SES got, whether the candidate cancelled it or sent it by hand, and whether a
 * fault may have made its outcome unknown. The product cannot read this record.
 *
 * The checks. After the scenario no more faults happen: the pending calls are answered,
 * the events whose process failed are delivered again (as AWS does), and the sweep and
 * the notices run each minute for 30 hours. These must hold:
 * - No duplicate: SES accepted no letter twice. It accepted only a version that the
 *   candidate confirmed, and no letter that was a draft or cancelled at that moment.
 * - Nothing is lost: 15 minutes after the scenario each confirmed letter has its outcome,
 *   unless the daily quota delays it (then after 30 hours). The stored state agrees with
 *   the record. `unknown` is allowed only if a fault happened.
 * - The candidate is informed: SES got a notice of each unknown, failed, bounced or
 *   complained letter, and no second one within 4 minutes.
 * - After `restore` no process hands a letter of the backup to SES. A letter that was
 *   waiting or being sent is unknown, and the candidate is informed.
 * - After the kill switch was turned on, no new process hands an email to SES, and no
 *   letter fails because of it. After a recruiter was blocked, no new process hands them
 *   a letter; the letter fails. In a third of the scenarios a recruiter may get one
 *   letter: then no second one is confirmed.
 * - The contact is recorded once if the letter was sent, by SES or by hand. No reminder
 *   is left for a letter that bounced or was marked as unwanted. A run of the reminders
 *   sends no receipt of a letter whose bounce or complaint was recorded before the run.
 *
 * Why this proves exact sending. A second copy, an unread version or a lost letter always
 * contradicts the record, whatever the table says. Thousands of scenarios search for such
 * a contradiction, and fast-check shortens the scenario that has one. A search is no
 * complete proof, so other tests add what it cannot do:
 * - grid.test.ts tries each request of each invocation with each fault, one fault at a
 *   time, through the AWS SDK, whose retries and timeouts the world only imitates.
 * - races.test.ts runs concurrent calls on dynalite and DynamoDB Local, and replays the
 *   races that need one exact order, one safeguard after the other.
 * - orders.test.ts tries each order in which the reports of SES can come.
 * - mutations.ts removes one safeguard after the other. Each time a test must fail.
 *
 * To repeat a failure, set the seed and the path that fast-check prints:
 * `FAULT_SEED=… FAULT_PATH=… npm run test:faults -- model`
 *
 * To add an operation: add its method to `Product` (test/support/harness.ts), its name to
 * `Step`, its case to `#startOperation`, and its name to the list in model.test.ts. If it
 * allows a new end state, record the request in `Letter` and check it in `#checkEnd`. If
 * it uses a new DynamoDB expression, add that to memory-table.ts and its call to
 * memory-table.test.ts.
 */

import { createHash } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { blockKey, killSwitchKey } from '../../lambdas/aws/keys.ts';
import { type Decline, declineSchema, isReported } from '../../lambdas/core/decline/decline.ts';
import { hashLetter } from '../../lambdas/core/letter/letter.ts';
import type { RawMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { mailboxKey } from '../../lambdas/core/mailbox-key.ts';
import {
  type Draft,
  type EventKind,
  eventKinds,
  newDraft,
  ownSenderDomain,
  sampleThread,
  sesEvent,
} from '../support/fixtures.ts';
import {
  FUNCTION_TIMEOUT_MS,
  keepDraft,
  MINUTE_MS,
  noticeSubject,
  type Product,
  productOn,
  SES_TIMEOUT_MS,
  stateAfterEvent,
} from '../support/harness.ts';
import { type Counters, noCounters } from './figures.ts';
import { clientOf, type Item, MemoryTable } from './memory-table.ts';

/**
 * The faults of one call to the table, as the caller sees them, after the AWS SDK's own
 * retries.
 */
export const tableFaults = [
  'none',
  'fails-before',
  'fails-after',
  /** The call is applied, its answer is lost, and the SDK retries the call. */
  'answer-lost',
  'crash-before',
  'crash-after',
  /** A query also sees the entries that the index had before the latest writes. */
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
  /** SES accepts the email after the client's timeout. */
  'accepts-late',
  'crash-before',
  'crash-after',
] as const;
export type SesBehaviour = (typeof sesBehaviours)[number];

/** One operation, and the faults of its calls. */
export interface Step {
  readonly operation:
    | 'send'
    | 'send-unsure'
    | 'cancel'
    | 'self-send'
    | 'copy-arrived'
    | 'edit'
    | 'sweep'
    | 'send-notices'
    | 'send-reminders'
    | 'event'
    | 'advance'
    | 'stop'
    | 'resume'
    | 'block'
    | 'back-up'
    | 'restore';
  /** The number of the letter. */
  readonly letter: number;
  /**
   * Chooses the version that `send` confirms, the kind of `event`, or how far to
   * `advance`.
   */
  readonly choice: number;
  /**
   * The pending calls of all processes that are answered after this operation started,
   * one after the other: positions in the list of pending calls, modulo its length.
   */
  readonly picks: readonly number[];
  /** The faults of the process's calls to the table, in the order of the answers. */
  readonly tableFaults: readonly TableFault[];
  /** What SES does with the process's calls, in their order. */
  readonly sesBehaviours: readonly SesBehaviour[];
  /**
   * Whether the process ignores all timeouts, as on a suspended machine that continues
   * much later.
   */
  readonly isSuspended: boolean;
}

/** One invocation of a function. */
interface Process {
  /** The table name that its client uses. It identifies the calls of this process. */
  readonly name: string;
  readonly startedAt: number;
  readonly isSuspended: boolean;
  /** The letters that it may handle. */
  readonly letters: readonly Letter[];
  /** The letters whose bounce or complaint was recorded before it started. */
  readonly unwelcome: readonly Letter[];
  /** If sending was stopped when it started: how often the switch had changed by then. */
  readonly stoppedBy: number | undefined;
  /** The letters whose recruiters were blocked when it started. */
  readonly blocked: readonly Letter[];
  readonly tableFaults: TableFault[];
  readonly sesBehaviours: SesBehaviour[];
  isDead: boolean;
  /** Called if the process crashes or reaches its timeout. */
  readonly onKilled: () => void;
}

/** The record of a letter: what is true of it, whatever the table says. */
interface Letter extends Draft {
  /** The hashes of all its versions, oldest first. */
  readonly hashes: string[];
  /** The hashes of the versions that the candidate confirmed. */
  readonly confirmed: Set<string>;
  /** What the candidate requested. */
  readonly requests: Set<'cancel' | 'self-send'>;
  /** How often SES accepted it. */
  accepted: number;
  /**
   * The notices that SES got, whether it accepted them or not: by subject, when the
   * process of the latest attempt started, epoch ms.
   */
  readonly notices: Map<string, number>;
  /** What SES reported about it. */
  readonly reports: EventKind[];
  /** What SES did with the latest call about it. */
  lastAnswer: SesBehaviour | undefined;
  /**
   * Whether a call failed, timed out or stayed pending too long, in a process that may
   * have handled this letter. Then `unknown` is a correct outcome.
   */
  mayBeUnknown: boolean;
  /** Whether its item comes from a backup. */
  isRestored: boolean;
}

/** A call to the table, to SES or to `sleep` that was not answered yet. */
interface PendingCall {
  /**
   * The caller. Undefined if a letter is on its way to SES and its caller waits no
   * longer.
   */
  readonly process: Process | undefined;
  /** The caller's timeout, epoch ms. */
  readonly deadline?: number;
  readonly answer: () => void;
  readonly onTimeout?: () => void;
}

/** The item of the kill switch. */
const SWITCH = `${killSwitchKey.pk} ${killSwitchKey.sk}`;

const minutes = (count: number): number => count * MINUTE_MS;
/** How far `advance` moves the clock. */
const timeSteps = [
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
/** Each confirmed letter has its outcome this long after the last fault. */
const SETTLED_WITHIN_MS = minutes(15);
/**
 * Shorter than the 5 minutes after which lambdas/feedback/send-notices.ts retries a
 * notice.
 */
const MIN_NOTICE_INTERVAL_MS = minutes(4);

/** What a dead process gets for a call: no answer. */
const never = <T>(): Promise<T> => new Promise<T>(() => {});
/** Lets each process run to its next call. */
const runProcesses = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const failure = (name: string): Error => Object.assign(new Error(name), { name });

/** What answers the calls to the table, by the name of the process. */
const handlers = new Map<string, (command: unknown) => Promise<unknown>>();
const client = clientOf((command, tableName) => {
  const handler = handlers.get(tableName);
  return handler === undefined ? never() : handler(command);
});

/**
 * The three drafts. They are created once for all worlds, because rendering takes time.
 */
const drafts = [0, 1, 2].map((number) =>
  newDraft({
    // The third last character chooses the shard of the due index: all letters share one.
    id: `letter-${number}-`.padEnd(19, '-').concat('D--'),
    createdAt: START,
    // The first two letters are to the same recruiter.
    recruiterEmail: number < 2 ? 'dana@northwind.example' : 'lee@southwind.example',
    // The second one answers an email of theirs.
    ...(number === 1 && { thread: sampleThread }),
    // The third one leaves from the candidate's own address, and each one that is edited.
    ...(number === 2 && { senderDomain: ownSenderDomain }),
  }),
);

/** Runs one scenario. The top of this file explains it. */
export class World {
  readonly #table = new MemoryTable();
  readonly #letters: readonly Letter[];
  readonly #failedEvents: (() => Promise<void>)[] = [];
  readonly #tableNames: string[] = [];
  #pendingCalls: PendingCall[] = [];
  #processes: Process[] = [];
  #now = START;
  #restoreCount = 0;
  #switchChanges = 0;
  /** How many letters a recruiter may get; the scenario chooses it. */
  #perRecruiter = 1000;
  #backup: ReadonlyMap<string, Item> | undefined;
  #randomCount = 0;
  /** Whether each call is answered at once and without a fault. */
  #isFaultFree = false;
  /** The checks that failed, in words. */
  readonly violations: string[] = [];
  readonly counters: Counters = noCounters();
  /** How many pending calls were picked and answered. */
  answeredCalls = 0;

  constructor() {
    this.#letters = drafts.map((letter) => ({
      ...letter,
      hashes: [letter.decline.letterHash],
      confirmed: new Set(),
      requests: new Set(),
      accepted: 0,
      notices: new Map(),
      reports: [],
      lastAnswer: undefined,
      mayBeUnknown: false,
      isRestored: false,
    }));
  }

  async run(steps: readonly Step[]): Promise<void> {
    if ((steps[0]?.choice ?? 0) % 3 === 0) this.#perRecruiter = 1;
    try {
      this.#isFaultFree = true;
      const { product } = this.#startProcess({ letters: [] });
      for (const { decline } of this.#letters) await keepDraft(product.store, decline);
      this.#isFaultFree = false;
      for (const step of steps) {
        this.#startOperation(step);
        await runProcesses();
        for (const pick of step.picks) await this.#answerOne(pick);
      }
      await this.#finish();
    } finally {
      for (const name of this.#tableNames) handlers.delete(name);
    }
  }

  // ── operations and processes ──

  #startOperation(step: Step): void {
    const letter = this.#letters[step.letter % this.#letters.length];
    if (letter === undefined) return;
    const { link } = letter;
    const { choice } = step;
    const start = (
      letters: readonly Letter[],
      work: (product: Product) => Promise<unknown>,
    ): void => {
      const { product, process } = this.#startProcess({ ...step, letters });
      work(product).catch(() => this.#allowUnknown(process));
    };
    switch (step.operation) {
      case 'send': {
        const hash = letter.hashes[choice % letter.hashes.length] ?? '';
        letter.confirmed.add(hash);
        start([letter], (product) => product.send(link, hash));
        return;
      }
      case 'send-unsure':
        start([letter], (product) => product.send(link, letter.hashes[0] ?? '', false));
        return;
      case 'cancel':
        letter.requests.add('cancel');
        start([letter], (product) => product.cancel(link));
        return;
      case 'self-send':
        letter.requests.add('self-send');
        start([letter], (product) => product.selfSend(link));
        return;
      case 'copy-arrived':
        if (letter.accepted > 0) start([letter], (product) => product.copyArrived(link));
        return;
      case 'edit':
        start([letter], async (product) => {
          const hash = await product.edit(link, `Role ${letter.hashes.length}`);
          if (hash !== undefined && !letter.hashes.includes(hash)) letter.hashes.push(hash);
        });
        return;
      case 'sweep':
        start(this.#letters, (product) => product.sweep());
        return;
      case 'send-notices':
        start(this.#letters, (product) => product.sendNotices());
        return;
      case 'send-reminders':
        start([], (product) => product.sendReminders());
        return;
      case 'event':
        this.#reportEvent(letter, step);
        return;
      case 'advance':
        this.#advance(timeSteps[choice % timeSteps.length] ?? 0);
        return;
      case 'stop':
      case 'resume':
        start([], async (product) => {
          // What SES has got before the command ends may still leave.
          await product.sendDoor.killSwitch.turn(step.operation === 'stop');
        });
        return;
      case 'block':
        start([], async (product) => {
          const block = { by: 'operator', since: this.#now } as const;
          await product.sendDoor.blocks.add('recruiter', letter.decline.letter.to, block);
        });
        return;
      case 'back-up':
        this.#backup = new Map(this.#table.items);
        return;
      case 'restore':
        this.#restore();
        return;
    }
  }

  /** Replaces the table by another one with the items of the backup. */
  #restore(): void {
    if (this.#backup === undefined) return;
    // The functions are deployed anew, with the new table.
    for (const process of this.#processes) this.#kill(process);
    this.#table.replaceItems(this.#backup);
    this.#restoreCount += 1;
    for (const letter of this.#letters) {
      letter.isRestored = true;
      letter.mayBeUnknown = true;
      letter.notices.clear();
    }
  }

  /**
   * SES reports on a letter that it accepted: about the recruiter or about the
   * candidate's own copy. If it has not accepted the letter, it reports on a letter of
   * another id.
   */
  #reportEvent(letter: Letter, step: Step): void {
    const kind = eventKinds[step.choice % eventKinds.length] ?? 'Send';
    const reportOn = (id: string, to: string) => sesEvent(kind, id, { to, at: this.#now });
    const { id, letter: stored } = letter.decline;
    if (letter.accepted === 0) {
      this.#deliverEvent(reportOn('x'.repeat(22), stored.to), step, () => {});
      return;
    }
    const isOwnCopy = step.choice % 2 === 1 && kind !== 'Send' && step.letter % 2 === 1;
    this.#deliverEvent(reportOn(id, isOwnCopy ? stored.replyTo : stored.to), step, () => {
      if (!isOwnCopy) letter.reports.push(kind);
    });
  }

  /**
   * Invokes the function with the event. If the process fails, AWS repeats the event:
   * here at the end of the scenario.
   *
   * @param onRecorded called when an invocation has succeeded
   */
  #deliverEvent(event: unknown, step: Step, onRecorded: () => void): void {
    const repeatAtEnd = (): void => {
      this.#failedEvents.push(async () => {
        await this.#startProcess({ letters: [] }).product.recordEvent(event);
        onRecorded();
      });
    };
    const { product, process } = this.#startProcess({
      ...step,
      letters: this.#letters,
      onKilled: repeatAtEnd,
    });
    product.recordEvent(event).then(onRecorded, () => {
      this.#allowUnknown(process);
      repeatAtEnd();
    });
  }

  #startProcess({
    letters,
    tableFaults: faults = [],
    sesBehaviours: behaviours = [],
    isSuspended = false,
    onKilled = () => {},
  }: {
    readonly letters: readonly Letter[];
    readonly tableFaults?: readonly TableFault[];
    readonly sesBehaviours?: readonly SesBehaviour[];
    readonly isSuspended?: boolean;
    readonly onKilled?: () => void;
  }): { readonly product: Product; readonly process: Process } {
    const name = `process-${handlers.size}-${this.#tableNames.length}`;
    const process: Process = {
      name,
      startedAt: this.#now,
      isSuspended,
      letters,
      unwelcome: this.#letters.filter((letter) => {
        const state = this.#readDecline(letter)?.state;
        return state === 'bounced' || state === 'complained';
      }),
      stoppedBy: this.#isStopped() ? this.#switchChanges : undefined,
      blocked: this.#letters.filter((letter) => this.#isBlocked(letter)),
      tableFaults: [...faults],
      sesBehaviours: [...behaviours],
      isDead: false,
      onKilled,
    };
    this.#processes.push(process);
    this.#tableNames.push(name);
    handlers.set(name, (command) => this.#callTable(process, command));
    const product = productOn({
      client,
      tableName: name,
      now: () => this.#now,
      epoch: async () => `epoch-${this.#restoreCount}`,
      random: (size) => this.#random(size),
      sleep: () => this.#sleep(process),
      mailer: { send: (mail) => this.#callSes(process, mail) },
      letters: { perRecruiter: this.#perRecruiter, perDomain: 1000 },
      ownSenderDomain,
    });
    return { product, process };
  }

  /**
   * Random bytes of the product: different in each call, the same in each run of a
   * scenario.
   */
  #random(size: number): Buffer {
    this.#randomCount += 1;
    return createHash('sha512').update(String(this.#randomCount)).digest().subarray(0, size);
  }

  /** Notes that `unknown` is a correct outcome of the letters of this process. */
  #allowUnknown(process: Process): void {
    for (const letter of process.letters) letter.mayBeUnknown = true;
  }

  /** Ends a process: it gets no answer any more, so none of its code runs. */
  #kill(process: Process): void {
    if (process.isDead) return;
    process.isDead = true;
    this.#allowUnknown(process);
    this.#pendingCalls = this.#pendingCalls.filter((call) => call.process !== process);
    process.onKilled();
  }

  // ── calls, each pending until it is picked ──

  #sleep(process: Process): Promise<void> {
    if (process.isDead) return never();
    if (this.#isFaultFree) return Promise.resolve();
    return new Promise((resolve) => {
      this.#pendingCalls.push({ process, answer: resolve });
    });
  }

  async #answerOne(pick: number): Promise<void> {
    const [call] = this.#pendingCalls.splice(pick % Math.max(this.#pendingCalls.length, 1), 1);
    if (call === undefined) return;
    this.answeredCalls += 1;
    call.answer();
    await runProcesses();
  }

  /** Answers a call, and notes whether it changed the kill switch. */
  #answerTable(command: unknown, settings = {}): unknown {
    const before = this.#table.items.get(SWITCH);
    try {
      return this.#table.answer(command, settings);
    } finally {
      if (this.#table.items.get(SWITCH) !== before) this.#switchChanges += 1;
    }
  }

  #isStopped(): boolean {
    return this.#table.items.get(SWITCH)?.['isOn']?.BOOL === true;
  }

  #isBlocked({ decline }: Draft): boolean {
    const { pk, sk } = blockKey('recruiter', mailboxKey(decline.letter.to));
    return this.#table.items.has(`${pk} ${sk}`);
  }

  #callTable(process: Process, command: unknown): Promise<unknown> {
    if (process.isDead) return never();
    // The product queries the four shards of the due index. All letters are in the first,
    // so the queries of the other three are answered at once.
    const isEmptyShard =
      command instanceof QueryCommand &&
      command.input.ExpressionAttributeValues?.[':shard']?.S?.endsWith('#0') === false;
    if (this.#isFaultFree || isEmptyShard) {
      try {
        return Promise.resolve(this.#answerTable(command));
      } catch (error) {
        return Promise.reject(error);
      }
    }
    return new Promise((resolve, reject) => {
      const apply = (settings = {}): unknown => this.#answerTable(command, settings);
      const applyWithoutAnswer = (): void => {
        try {
          apply();
        } catch {
          // The condition refused the write. The caller does not learn this either.
        }
      };
      const answer = (): void => {
        const fault = this.#isFaultFree ? 'none' : (process.tableFaults.shift() ?? 'none');
        if (fault !== 'none' && fault !== 'stale' && fault !== 'answer-lost')
          this.#allowUnknown(process);
        switch (fault) {
          case 'fails-before':
            reject(failure('InternalServerError'));
            return;
          case 'fails-after':
            applyWithoutAnswer();
            reject(failure('InternalServerError'));
            return;
          case 'crash-before':
            this.#kill(process);
            return;
          case 'crash-after':
            applyWithoutAnswer();
            this.#kill(process);
            return;
          case 'answer-lost':
            applyWithoutAnswer();
        }
        try {
          resolve(apply({ stale: fault === 'stale' }));
        } catch (error) {
          reject(error);
        }
      };
      this.#pendingCalls.push({ process, answer });
    });
  }

  async #callSes(process: Process, mail: RawMail): Promise<SendResult> {
    if (process.isDead) return never();
    const letter = this.#letterOf(mail);
    if (mail.tags['kind'] === 'letter' && letter?.isRestored)
      this.violations.push(`${letter.decline.id}: a letter of the backup was handed to SES`);
    this.#checkReceipt(process, mail);
    if (process.stoppedBy === this.#switchChanges && this.#isStopped())
      this.violations.push(`a ${mail.tags['kind']} was handed to SES while sending was stopped`);
    if (mail.tags['kind'] === 'letter' && letter && process.blocked.includes(letter))
      this.violations.push(`${letter.decline.id}: handed to SES although its recruiter is blocked`);
    if (this.#isFaultFree) {
      this.#recordNotice(process, mail);
      return this.#accept(mail);
    }
    const behaviour = process.sesBehaviours.shift() ?? 'accepts';
    const deadline = this.#now + SES_TIMEOUT_MS;
    return await new Promise<SendResult>((resolve) => {
      const timeOut = (): void => {
        this.#allowUnknown(process);
        resolve({ kind: 'cannot-know', code: 'TimeoutError' });
      };
      const answerLater = (result: SendResult): void => {
        if (result.kind === 'cannot-know') this.#allowUnknown(process);
        this.#pendingCalls.push({
          process,
          deadline,
          onTimeout: timeOut,
          answer: () => resolve(result),
        });
      };
      const arrive = (): void => this.#arrive(process, mail, behaviour, answerLater);
      // The request is on its way when the caller's timeout is over: SES still accepts
      // it.
      const onTimeout = (): void => {
        timeOut();
        this.#recordNotice(process, mail);
        this.#pendingCalls.push({ process: undefined, answer: () => this.#accept(mail) });
      };
      this.#pendingCalls.push({ process, deadline, onTimeout, answer: arrive });
    });
  }

  #arrive(
    process: Process,
    mail: RawMail,
    behaviour: SesBehaviour,
    answerLater: (result: SendResult) => void,
  ): void {
    const letter = this.#letterOf(mail);
    if (letter !== undefined && mail.tags['kind'] === 'letter') letter.lastAnswer = behaviour;
    if (behaviour !== 'crash-before') this.#recordNotice(process, mail);
    switch (behaviour) {
      case 'accepts':
        answerLater(this.#accept(mail));
        return;
      case 'throttles':
        answerLater({ kind: 'not-sent', retry: 'backoff', code: 'Throttling' });
        return;
      case 'quota':
        answerLater({ kind: 'not-sent', retry: 'quota', code: 'Throttling' });
        return;
      case 'rejects':
        answerLater({ kind: 'not-sent', retry: 'never', code: 'MessageRejected' });
        return;
      case 'breaks-before':
        answerLater({ kind: 'cannot-know', code: 'ECONNRESET' });
        return;
      case 'breaks-after':
        this.#accept(mail);
        answerLater({ kind: 'cannot-know', code: 'ECONNRESET' });
        return;
      case 'accepts-late':
        this.#pendingCalls.push({ process: undefined, answer: () => this.#accept(mail) });
        answerLater({ kind: 'cannot-know', code: 'TimeoutError' });
        return;
      case 'crash-before':
        this.#kill(process);
        return;
      case 'crash-after':
        this.#accept(mail);
        this.#kill(process);
        return;
    }
  }

  #letterOf({ tags }: RawMail): Letter | undefined {
    return this.#letters.find(({ decline }) => decline.id === tags['letter']);
  }

  /** SES accepts an email: from now on it is sent. Checks that a letter may be sent. */
  #accept(mail: RawMail): SendResult {
    const letter = this.#letterOf(mail);
    const accepted = { kind: 'accepted', messageId: `ses-${this.#now}` } as const;
    if (letter === undefined || mail.tags['kind'] !== 'letter') return accepted;
    letter.accepted += 1;
    letter.lastAnswer = 'accepts';
    const { id } = letter.decline;
    if (letter.accepted > 1) {
      this.counters.duplicates += 1;
      this.violations.push(`${id}: accepted ${letter.accepted} times`);
    }
    const { from, to, replyTo = '', subject, text, html, thread } = mail;
    const sent = { from, to, replyTo, subject, text, html, ...(thread && { thread }) };
    if (!letter.confirmed.has(hashLetter(sent)))
      this.violations.push(`${id}: SES accepted a version that was not confirmed`);
    const state = this.#readDecline(letter)?.state;
    if (!letter.isRestored && (state === 'cancelled' || state === 'draft'))
      this.violations.push(`${id}: SES accepted it although it was ${state}`);
    return accepted;
  }

  /**
   * Records that SES got a notice, and checks that it is no early retry. The product may
   * retry a notice if an attempt was interrupted or SES refused it, but only after 5
   * minutes.
   */
  #recordNotice(process: Process, mail: RawMail): void {
    const letter = this.#letterOf(mail);
    if (letter === undefined || mail.tags['kind'] !== 'notice') return;
    const { subject } = mail;
    const before = letter.notices.get(subject) ?? Number.NEGATIVE_INFINITY;
    // A suspended process may continue after another process has claimed the notice.
    if (!process.isSuspended && this.#now - before < MIN_NOTICE_INTERVAL_MS)
      this.violations.push(`${letter.decline.id}: two notices within ${this.#now - before} ms`);
    letter.notices.set(subject, process.isSuspended ? before : process.startedAt);
  }

  /** Checks that no receipt and no reminder contradicts what was reported before. */
  #checkReceipt(process: Process, { tags }: RawMail): void {
    const isReminder = tags['kind'] === 'receipt' || tags['kind'] === 'reminder';
    if (isReminder && process.unwelcome.some(({ decline }) => decline.id === tags['letter']))
      this.violations.push(`${tags['letter']}: a ${tags['kind']} after a bounce or a complaint`);
  }

  /** Moves the clock. Ends what reaches its timeout: processes, and calls to SES. */
  #advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const process of this.#processes) {
      const isOver = this.#now - process.startedAt >= FUNCTION_TIMEOUT_MS;
      if (process.isSuspended) {
        if (this.#pendingCalls.some((call) => call.process === process))
          this.#allowUnknown(process);
      } else if (isOver && this.#pendingCalls.some((call) => call.process === process))
        this.#kill(process);
    }
    const overdue = this.#pendingCalls.filter(
      ({ process, deadline }) =>
        deadline !== undefined && deadline <= this.#now && process?.isSuspended === false,
    );
    this.#pendingCalls = this.#pendingCalls.filter((call) => !overdue.includes(call));
    for (const call of overdue) call.onTimeout?.();
  }

  // ── the end of a run ──

  #readDecline({ decline }: Draft): Decline | undefined {
    const item = this.#table.items.get(`LETTER#${decline.id} LETTER`);
    return item && declineSchema().parse(unmarshall(item));
  }

  /** When the next letter or notice is due, epoch ms; infinity if none is. */
  #nextDue(): number {
    const times = [...this.#table.items.values()]
      .filter(({ due }) => due?.S?.startsWith('letters') || due?.S?.startsWith('notices'))
      .map(({ dueAt }) => Number(dueAt?.N));
    return Math.min(...times);
  }

  /**
   * From here on no fault happens: answers the pending calls, repeats the failed events,
   * and runs the sweep and the notices. Then checks each letter.
   */
  async #finish(): Promise<void> {
    for (const process of this.#processes) {
      process.tableFaults.length = 0;
      process.sesBehaviours.length = 0;
    }
    while (this.#pendingCalls.length > 0) await this.#answerOne(0);
    this.#isFaultFree = true;
    await runProcesses();
    for (const deliver of this.#failedEvents) await deliver();
    if (this.#isStopped()) await this.#resumeAfterDays();
    this.#checkSlots();

    const faultFreeSince = this.#now;
    await this.#sweepUntil(faultFreeSince + SETTLED_WITHIN_MS);
    for (const letter of this.#letters) this.#checkSettled(letter);
    // Letters that the daily quota delays may take a day, and the product retries them
    // for 26 hours.
    await this.#sweepUntil(faultFreeSince + minutes(30 * 60));
    for (const letter of this.#letters) this.#checkEnd(letter);
  }

  /** While sending is stopped for 30 hours, no letter leaves, and none fails. */
  async #resumeAfterDays(): Promise<void> {
    const accepted = this.#letters.map((letter) => letter.accepted);
    const waiting = this.#letters.filter((letter) => this.#readDecline(letter)?.state === 'retry');
    for (let round = 0; round < 3; round += 1) {
      this.#now += minutes(10 * 60);
      await this.#startProcess({ letters: [] }).product.sweep();
      await this.#startProcess({ letters: [] }).product.sendNotices();
    }
    if (this.#letters.some((letter, index) => letter.accepted !== accepted[index]))
      this.violations.push('SES accepted a letter while sending was stopped');
    for (const letter of waiting) {
      const state = this.#readDecline(letter)?.state;
      if (!letter.isRestored && state !== 'retry')
        this.#reportLost(letter, `it was ${state} after sending was stopped`);
    }
    await this.#startProcess({ letters: [] }).product.sendDoor.killSwitch.turn(false);
  }

  /**
   * Checks that no recruiter has more confirmed letters than a day allows. A letter that
   * a block stopped gives its slot back.
   */
  #checkSlots(): void {
    if (this.#restoreCount > 0) return;
    const recruiters = this.#letters
      .filter((letter) => {
        const { confirmedAt, failure } = this.#readDecline(letter) ?? {};
        return confirmedAt !== undefined && failure !== 'CandidateBlocked';
      })
      .map(({ decline }) => decline.letter.to);
    for (const recruiter of recruiters)
      if (recruiters.filter((other) => other === recruiter).length > this.#perRecruiter)
        this.violations.push('a recruiter has more letters than the limit allows');
  }

  async #sweepUntil(end: number): Promise<void> {
    // The jobs run each minute. Minutes in which nothing is due are skipped.
    for (; this.#now <= end; this.#now += MINUTE_MS) {
      const next = this.#nextDue();
      if (next > end) return;
      while (this.#now < next) this.#now += MINUTE_MS;
      if (this.#now > end) return;
      // First: until the notice is sent, nothing else may have dropped a receipt.
      await this.#startProcess({ letters: [] }).product.sendReminders();
      await this.#startProcess({ letters: [] }).product.sweep();
      await this.#startProcess({ letters: [] }).product.sendNotices();
    }
  }

  #reportLost(letter: Letter, why: string): void {
    this.counters.lost += 1;
    this.violations.push(`${letter.decline.id}: ${why}`);
  }

  /** Checks that a confirmed letter has its outcome, or waits for the daily quota. */
  #checkSettled(letter: Letter): void {
    const { state, confirmedAt } = this.#readDecline(letter) ?? {};
    if (confirmedAt === undefined) return;
    const isDelayedByQuota = state === 'retry' && letter.lastAnswer === 'quota';
    if (state === 'draft' || state === 'sending' || (state === 'retry' && !isDelayedByQuota))
      this.#reportLost(letter, `still ${state} 15 minutes after the last fault`);
  }

  /** Checks that the stored letter, its contact and its notices agree with the record. */
  #checkEnd(letter: Letter): void {
    const stored = this.#readDecline(letter);
    if (stored === undefined) {
      this.#reportLost(letter, 'it is not in the table');
      return;
    }
    const { state } = stored;
    const { accepted, reports, notices, requests, mayBeUnknown, isRestored } = letter;
    const isSent = isReported(state);
    const lost = (why: string): void =>
      this.#reportLost(letter, `${state}, accepted ${accepted}: ${why}`);
    if (isRestored) {
      // The record is newer than the item, so they need not agree.
      if (state === 'retry' || state === 'sending') lost('it has no outcome');
      if (state === 'unknown' && stored.failure === 'TableRestored')
        if (!notices.has(noticeSubject({ ...letter, decline: stored }, state)))
          lost('the candidate got no notice');
      return;
    }

    if (
      accepted > 0 &&
      !isSent &&
      state !== 'unknown' &&
      !(state === 'self-sent' && requests.has('self-send'))
    )
      lost('SES accepted it, but its state says that it was not sent');
    if (accepted === 0 && isSent)
      lost('its state says that it was sent, but SES did not accept it');
    if (state === 'retry' || state === 'sending') lost('it has no outcome');
    if (state === 'failed' && stored.failure === 'RecruiterBlocked' && !this.#isBlocked(letter))
      lost('it failed, but nobody blocked it');
    if (state === 'failed' && stored.failure === 'TooLate') lost('it became too old');
    if (state === 'unknown' && !mayBeUnknown) lost('it is unknown, but no fault happened');
    if (state === 'cancelled' && !requests.has('cancel')) lost('the candidate did not cancel it');
    if (state === 'self-sent' && !requests.has('self-send'))
      lost('the candidate did not send it by hand');

    const ranks = reports.map((kind) => eventKinds.indexOf(kind));
    const highest = eventKinds[Math.max(...ranks, -1)];
    if (highest !== undefined && state !== stateAfterEvent[highest] && state !== 'self-sent')
      lost(`SES reported ${highest}`);

    const recorded = this.#contactEntries(letter.decline.id);
    const isArrived = isSent && state !== 'bounced' && state !== 'complained';
    if (recorded.entries > 1) lost(`its contact is recorded ${recorded.entries} times`);
    if ((isArrived || state === 'self-sent') && recorded.entries !== 1)
      lost('its contact is not recorded');
    if ((state === 'bounced' || state === 'complained') && recorded.hasReminder)
      lost('a reminder is left, but the recruiter did not get the letter, or complained');

    if (
      state === 'unknown' ||
      state === 'failed' ||
      state === 'bounced' ||
      state === 'complained'
    ) {
      if (!notices.has(noticeSubject({ ...letter, decline: stored }, state)))
        lost('the candidate got no notice');
      else if (state === 'unknown') this.counters.unknownInformed += 1;
    }
  }

  /**
   * How often a letter is in the history of its contact, and whether a reminder because
   * of this letter is still due.
   */
  #contactEntries(id: string): { readonly entries: number; readonly hasReminder: boolean } {
    let entries = 0;
    let hasReminder = false;
    for (const [key, item] of this.#table.items) {
      if (!key.includes(' CONTACT#')) continue;
      entries += (item['history']?.L ?? []).filter(({ M }) => M?.['declineId']?.S === id).length;
      if (item['declineId']?.S === id && item['dueAt'] !== undefined) hasReminder = true;
    }
    return { entries, hasReminder };
  }
}
