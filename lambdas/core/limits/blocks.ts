/**
 * Who gets no emails: `recruiter` gets no letters, `candidate` gets no emails at all, and
 * no letter of theirs leaves.
 */
export const blockedRoles = ['recruiter', 'candidate'] as const;
export type BlockedRole = (typeof blockedRoles)[number];

/** Who made a block: SES's report of a complaint, the page `/no-letters`, a command. */
export const blockMakers = ['complaint', 'page', 'operator'] as const;

/** A block of one mailbox. It has no address: only the hash is stored. */
export interface Block {
  readonly role: BlockedRole;
  /** See `mailboxKey`. */
  readonly mailbox: string;
  readonly by: (typeof blockMakers)[number];
  /** Epoch ms. */
  readonly since: number;
  /** For `page`: the hash of the link that made it. Its page says so. */
  readonly linkHash?: string | undefined;
}

/** The blocks. They are outside the partitions of the candidates: erasing keeps them. */
export interface Blocks {
  /** Reads with strong consistency. */
  find(role: BlockedRole, address: string): Promise<Block | undefined>;
  /** Adds a block. An earlier one for the same mailbox stays as it is. */
  add(role: BlockedRole, address: string, block: NewBlock): Promise<void>;
}

export type NewBlock = Omit<Block, 'role' | 'mailbox'>;
