import { setTimeout } from 'node:timers/promises';
import * as z from 'zod/mini';
import {
  type LetterLimits,
  type LetterSlots,
  SLOT_MS,
  type SlotLook,
  type SlotRequest,
  type SlotTaking,
  slotGroupOf,
  slotsFullUntil,
  type TakenSlots,
  takenAt,
} from '../core/limits/letter-slots.ts';
import { mailboxKey } from '../core/mailbox-key.ts';
import { toTtl } from '../core/time/ttl.ts';
import { Condition, ItemUpdate } from './item-expressions.ts';
import { rateLimitKey } from './keys.ts';
import type { Table } from './table.ts';

const itemSchema = z.object({
  revision: z.number(),
  slots: z.record(z.string(), z.object({ recruiter: z.string(), at: z.number() })),
});

/**
 * After a write is refused, another request has taken or given back a slot. A deployment
 * answers 20 requests a second, so this is enough.
 */
const MAX_TRIES = 50;
/** The longest pause before the next try, in ms. Without it a request may starve. */
const MAX_PAUSE_MS = 200;

/**
 * The slots in DynamoDB. All slots that are counted together are in one item, so that one
 * conditional write checks all limits. An item has at most as many slots as the limit of
 * its group; slots older than 24 hours are removed by the next write.
 */
export class DynamoLetterSlots implements LetterSlots {
  readonly #table: Table;
  readonly #limits: LetterLimits;

  readonly #sleep: (ms: number) => Promise<unknown>;

  constructor(
    table: Table,
    limits: LetterLimits,
    sleep: (ms: number) => Promise<unknown> = setTimeout,
  ) {
    this.#table = table;
    this.#limits = limits;
    this.#sleep = sleep;
  }

  async take(request: SlotRequest): Promise<SlotTaking> {
    return (await this.look(request)).take();
  }

  async look({ recruiterEmail, name }: SlotRequest): Promise<SlotLook> {
    let seen = await this.#read(recruiterEmail);
    const answer = (): SlotTaking => {
      // Another request with the same letter has taken the slot, or this one has, and the
      // answer was lost.
      if (Object.hasOwn(seen.taken, name)) return { isTaken: true };
      const freeAt = slotsFullUntil(seen.taken, recruiterEmail, this.#limits);
      return freeAt === undefined ? { isTaken: true } : { isTaken: false, freeAt };
    };
    const take = async (): Promise<SlotTaking> => {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        if (tries > 0) {
          await this.#pause(tries);
          seen = await this.#read(recruiterEmail);
        }
        const { revision, taken, now } = seen;
        if (Object.hasOwn(taken, name) || !answer().isTaken) return answer();
        const slot = { recruiter: mailboxKey(recruiterEmail), at: now };
        const slots = { ...taken, [name]: slot };
        if (await this.#write(recruiterEmail, revision, slots)) return { isTaken: true };
      }
      throw new Error('The slots of a recruiter changed too often at once.');
    };
    return { answer: answer(), take };
  }

  async giveBack({ recruiterEmail, name }: SlotRequest): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const { revision, taken } = await this.#read(recruiterEmail);
      const { [name]: given, ...slots } = taken;
      if (given === undefined || (await this.#write(recruiterEmail, revision, slots))) return;
      await this.#pause(tries);
    }
    throw new Error('The slots of a recruiter changed too often at once.');
  }

  /** Waits for a random time, so that requests do not refuse each other in lockstep. */
  async #pause(tries: number): Promise<void> {
    await this.#sleep(Math.random() * Math.min(20 * (tries + 1), MAX_PAUSE_MS));
  }

  async #read(recruiterEmail: string): Promise<{
    readonly revision: number | undefined;
    readonly taken: TakenSlots;
    readonly now: number;
  }> {
    const item = await this.#table.get(rateLimitKey(slotGroupOf(recruiterEmail)));
    const now = this.#table.now();
    if (item === undefined) return { revision: undefined, taken: {}, now };
    const { revision, slots } = itemSchema.parse(item);
    return { revision, taken: takenAt(slots, now), now };
  }

  /** Replaces the slots. False if they have changed since they were read. */
  async #write(
    recruiterEmail: string,
    revision: number | undefined,
    slots: TakenSlots,
  ): Promise<boolean> {
    const now = this.#table.now();
    const update = new ItemUpdate().set({
      slots,
      revision: (revision ?? 0) + 1,
      ttl: toTtl(now + 2 * SLOT_MS),
    });
    if (revision !== undefined) update.when('revision', '=', revision);
    else {
      // An expired item counts as absent.
      update.whenAny(
        new Condition().whenAbsent('revision'),
        new Condition().when('ttl', '<=', Math.floor(now / 1000)),
      );
    }
    const key = rateLimitKey(slotGroupOf(recruiterEmail));
    return this.#table.upsert(key, update);
  }
}
