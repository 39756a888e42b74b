import * as z from 'zod/mini';
import type { KillSwitch, KillSwitchState } from '../core/limits/kill-switch.ts';
import { ItemUpdate } from './item-expressions.ts';
import { killSwitchKey } from './keys.ts';
import type { Table } from './table.ts';

const itemSchema = z.object({ isOn: z.boolean(), changedAt: z.number() });

/** The kill switch in DynamoDB: one item. */
export class DynamoKillSwitch implements KillSwitch {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async read(): Promise<KillSwitchState> {
    const item = await this.#table.get(killSwitchKey);
    if (item === undefined) return { isOn: false, resumedAt: 0 };
    const { isOn, changedAt } = itemSchema.parse(item);
    return { isOn, resumedAt: isOn ? this.#table.now() : changedAt };
  }

  /** Stops or resumes all sending. No-op if it is so already. For the command only. */
  async turn(isOn: boolean): Promise<void> {
    const update = new ItemUpdate().set({ isOn, changedAt: this.#table.now() });
    // Resuming what was never stopped must not let letters wait for longer.
    if (isOn) update.whenAbsentOr('isOn', '<>', true);
    else update.when('isOn', '=', true);
    await this.#table.upsert(killSwitchKey, update);
  }
}
