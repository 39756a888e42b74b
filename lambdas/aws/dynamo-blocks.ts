import * as z from 'zod/mini';
import {
  type Block,
  type BlockedRole,
  type Blocks,
  blockedRoles,
  blockMakers,
  type NewBlock,
} from '../core/limits/blocks.ts';
import { mailboxKey } from '../core/mailbox-key.ts';
import { ItemUpdate } from './item-expressions.ts';
import { blockKey } from './keys.ts';
import type { Table } from './table.ts';

export const blockSchema = z.object({
  role: z.enum(blockedRoles),
  mailbox: z.string(),
  by: z.enum(blockMakers),
  since: z.number(),
  linkHash: z.optional(z.string()),
});

/** The blocks in DynamoDB: one item for each mailbox and role. They do not expire. */
export class DynamoBlocks implements Blocks {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(role: BlockedRole, address: string): Promise<Block | undefined> {
    const item = await this.#table.get(blockKey(role, mailboxKey(address)));
    return item && blockSchema.parse(item);
  }

  async add(role: BlockedRole, address: string, block: NewBlock): Promise<void> {
    const mailbox = mailboxKey(address);
    const update = new ItemUpdate().set({ role, mailbox, ...block }).whenAbsent('pk');
    await this.#table.upsert(blockKey(role, mailbox), update);
  }
}
