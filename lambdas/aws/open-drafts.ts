import * as z from 'zod/mini';
import type { Decline } from '../core/decline/decline.ts';
import { type DraftOpening, MAX_OPEN_DRAFTS } from '../core/decline/open-drafts.ts';
import { addressKey } from '../core/email-address.ts';
import { toTtl } from '../core/time/ttl.ts';
import { ItemUpdate } from './item-expressions.ts';
import { declineKey, erasingKey, openDraftsKey } from './keys.ts';
import type { Table } from './table.ts';

type Draft = Pick<Decline, 'id' | 'input' | 'linkExpiresAt'>;

/** A counted draft; times in epoch ms. It is one string in the set `open` of the item. */
interface Counted {
  readonly member: string;
  readonly id: string;
  /** When its link expires. */
  readonly until: number;
  /** When it was counted. Its letter is stored right after. */
  readonly at: number;
}

const memberOf = ({ id, linkExpiresAt }: Draft, at: number): string =>
  `${linkExpiresAt}/${at}/${id}`;

const parseMember = (member: string): Counted => {
  const [until = '', at = '', id = ''] = member.split('/');
  return { member, id, until: Number(until), at: Number(at) };
};

const openSchema = z.object({ open: z._default(z.set(z.string()), new Set<string>()) });
const letterSchema = z.object({ state: z.catch(z.optional(z.string()), undefined) });

/**
 * Longer than a request may run (10 s): a draft that was counted this long ago is stored,
 * or never will be.
 */
const STORED_AFTER_MS = 15_000;
const DAY_MS = 24 * 60 * 60_000;

/** Each retry follows a clean-up that removed at least one entry. */
const TRIES = 3;

/**
 * The entries that count no open draft: the link has expired, a fresh link has its own
 * entry, or the letter was sent, closed or never stored.
 */
async function settledOf(table: Table, counted: readonly Counted[]): Promise<readonly string[]> {
  const now = table.now();
  const latest = new Map<string, Counted>();
  for (const one of counted) {
    const other = latest.get(one.id);
    if (other === undefined || other.until < one.until) latest.set(one.id, one);
  }
  const isSettled = async (one: Counted): Promise<boolean> => {
    if (one.until <= now || latest.get(one.id) !== one) return true;
    if (one.at > now - STORED_AFTER_MS) return false;
    return letterSchema.parse((await table.get(declineKey(one.id))) ?? {}).state !== 'draft';
  };
  const settled = await Promise.all(counted.map(isSettled));
  return counted.filter((_, index) => settled[index]).map(({ member }) => member);
}

/**
 * Counts a draft before it is stored. The entry and the limit are one conditional write,
 * so that of any number of requests at once, no more than the limit are counted. Only
 * when the limit is reached are the letters read, to see which are still open: at most
 * {@link MAX_OPEN_DRAFTS} reads.
 */
export async function openDraft(table: Table, draft: Draft): Promise<DraftOpening> {
  const candidateId = addressKey(draft.input.candidateEmail);
  if ((await table.get(erasingKey(candidateId))) !== undefined) return { kind: 'erasing' };
  const key = openDraftsKey(candidateId);
  const member = memberOf(draft, table.now());
  const ttl = toTtl(draft.linkExpiresAt + DAY_MS);
  for (let tries = 1; ; tries += 1) {
    const update = new ItemUpdate()
      .add('open', member)
      .set({ ttl })
      .whenSmaller('open', MAX_OPEN_DRAFTS);
    if ((await table.upsert(key, update)) !== undefined) return { kind: 'opened' };
    // Replaces an item that has expired, and DynamoDB has not deleted yet.
    if (await table.create(key, { open: new Set([member]), ttl })) return { kind: 'opened' };
    const { open } = openSchema.parse((await table.get(key)) ?? {});
    // The answer to the first write was lost, and the SDK has repeated it.
    if (open.has(member)) return { kind: 'opened' };
    const counted = [...open].map(parseMember);
    const settled = await settledOf(table, counted);
    if (settled.length === 0 || tries === TRIES) {
      return { kind: 'full', until: Math.min(...counted.map(({ until }) => until)) };
    }
    await table.upsert(key, new ItemUpdate().drop('open', settled));
  }
}

/**
 * Counts a draft under the time at which its fresh link expires. It is never refused: the
 * draft is there already, and who asks has its link.
 */
export async function reopenDraft(
  table: Table,
  before: Draft,
  linkExpiresAt: number,
): Promise<void> {
  const key = openDraftsKey(addressKey(before.input.candidateEmail));
  const { open } = openSchema.parse((await table.get(key)) ?? {});
  const outdated = [...open].filter((member) => parseMember(member).id === before.id);
  const add = new ItemUpdate()
    .add('open', memberOf({ ...before, linkExpiresAt }, table.now()))
    .set({ ttl: toTtl(linkExpiresAt + DAY_MS) });
  await table.upsert(key, add);
  // Afterwards, so that the draft is counted at every moment.
  if (outdated.length > 0) await table.upsert(key, new ItemUpdate().drop('open', outdated));
}
