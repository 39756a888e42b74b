import * as z from 'zod/mini';
import type { Decline } from '../core/decline/decline.ts';
import type { DraftOpening, DraftRefusal } from '../core/decline/open-drafts.ts';
import { addressKey } from '../core/email-address.ts';
import { once } from '../core/once.ts';
import { toTtl } from '../core/time/ttl.ts';
import { Condition, ItemUpdate } from './item-expressions.ts';
import { declineKey, erasingKey, openDraftsKey } from './keys.ts';
import type { Table } from './table.ts';

type Draft = Pick<Decline, 'id' | 'input' | 'linkExpiresAt'>;

/** A counted draft; times in epoch ms. It is one string in the set `open` of the item. */
interface Counted {
  readonly member: string;
  readonly id: string;
  /** When its link expires. */
  readonly until: number;
  /** When it was counted. Its letter was stored right before. */
  readonly at: number;
}

const memberOf = ({ id, linkExpiresAt }: Draft, at: number): string =>
  `${linkExpiresAt}/${at}/${id}`;

const parseMember = (member: string): Counted => {
  const [until = '', at = '', id = ''] = member.split('/');
  return { member, id, until: Number(until), at: Number(at) };
};

const openSchema = once(() => z.object({ open: z._default(z.set(z.string()), new Set<string>()) }));
const letterSchema = once(() => {
  const text = z.catch(z.optional(z.string()), undefined);
  return z.object({ state: text, epoch: text });
});

/**
 * Longer than a request may run (10 s): a draft that was counted this long ago is stored,
 * or never will be.
 */
const STORED_AFTER_MS = 15_000;
const DAY_MS = 24 * 60 * 60_000;

/** The longest time that a link works: the upper limit of the setting `linkHours`. */
const MAX_LINK_MS = 7 * DAY_MS;

/** After a retry, others have taken the places that were free. */
const TRIES = 3;
/** Then this is a time to try again, in ms. */
const RETRY_MS = 60_000;

/**
 * The entries that count no open draft: the link has expired, a fresh link has its own
 * entry, or the letter was sent, closed or never stored.
 */
async function settledOf(table: Table, counted: readonly Counted[]): Promise<readonly string[]> {
  const [now, current] = [table.now(), await table.epoch()];
  const latest = new Map<string, Counted>();
  for (const one of counted) {
    const other = latest.get(one.id);
    if (other === undefined || other.until < one.until) latest.set(one.id, one);
  }
  const isSettled = async (one: Counted): Promise<boolean> => {
    if (one.until <= now || latest.get(one.id) !== one) return true;
    const letter = await table.get(declineKey(one.id));
    if (letter === undefined) return one.at <= now - STORED_AFTER_MS;
    const { state, epoch } = letterSchema().parse(letter);
    // A draft of a table before a restore cannot be sent any more.
    return state !== 'draft' || epoch !== current;
  };
  const settled = await Promise.all(counted.map(isSettled));
  return counted.filter((_, index) => settled[index]).map(({ member }) => member);
}

/** Why one more draft may not be opened. `settled`: entries that may be removed. */
async function refusalIn(
  table: Table,
  open: ReadonlySet<string>,
  max: number,
): Promise<{ readonly refusal?: DraftRefusal; readonly settled: readonly string[] }> {
  if (open.size < max) return { settled: [] };
  const counted = [...open].map(parseMember);
  const settled = await settledOf(table, counted);
  if (open.size - settled.length < max) return { settled };
  const left = counted.filter(({ member }) => !settled.includes(member));
  return { refusal: { kind: 'full', until: Math.min(...left.map(({ until }) => until)) }, settled };
}

const openIn = async (table: Table, candidateId: string): Promise<ReadonlySet<string>> =>
  openSchema().parse((await table.get(openDraftsKey(candidateId))) ?? {}).open;

/** Whether a candidate may have one more draft, and why not. Writes nothing. */
export async function draftRefusal(
  table: Table,
  candidateId: string,
  max: number,
): Promise<DraftRefusal | undefined> {
  const [erasing, open] = await Promise.all([
    table.get(erasingKey(candidateId)),
    openIn(table, candidateId),
  ]);
  if (erasing !== undefined) return { kind: 'erasing' };
  return (await refusalIn(table, open, max)).refusal;
}

/** The item is kept longer than any draft whose link was made until now. */
const keptUntil = (table: Table): number => toTtl(table.now() + MAX_LINK_MS + DAY_MS);

/**
 * Counts a draft that was just stored. The caller has looked at {@link draftRefusal}. The
 * entry and the limit are one conditional write, so that of any number of requests at
 * once, no more than the limit are counted. Only when the limit is reached are the
 * letters read, to see which are still open: at most `MAX_OPEN_DRAFTS` reads.
 *
 * @param max how many drafts may be open
 */
export async function openDraft(table: Table, draft: Draft, max: number): Promise<DraftOpening> {
  const candidateId = addressKey(draft.input.candidateEmail);
  const key = openDraftsKey(candidateId);
  const member = memberOf(draft, table.now());
  const [ttl, epoch] = [keptUntil(table), await table.epoch()];
  for (let tries = 1; ; tries += 1) {
    const update = new ItemUpdate()
      .add('open', member)
      .set({ ttl, epoch })
      .whenSmaller('open', max);
    if (await table.upsert(key, update)) return { kind: 'opened' };
    // Replaces an item that has expired, and DynamoDB has not deleted yet.
    if (await table.create(key, { open: new Set([member]), ttl, epoch })) return { kind: 'opened' };
    const open = await openIn(table, candidateId);
    // The answer to the first write was lost, and the SDK has repeated it.
    if (open.has(member)) return { kind: 'opened' };
    const { refusal, settled } = await refusalIn(table, open, max);
    if (refusal !== undefined) return refusal;
    if (tries === TRIES) return { kind: 'full', until: table.now() + RETRY_MS };
    if (settled.length > 0) await table.upsert(key, new ItemUpdate().drop('open', settled));
  }
}

/** The entries of one draft. */
const entriesOf = (open: ReadonlySet<string>, draftId: string): readonly string[] =>
  [...open].filter((member) => parseMember(member).id === draftId);

/**
 * Counts a draft under the time at which its fresh link expires. It is never refused: the
 * draft is there already, and who asks has its link.
 */
export async function reopenDraft(
  table: Table,
  before: Draft,
  linkExpiresAt: number,
): Promise<void> {
  const candidateId = addressKey(before.input.candidateEmail);
  const key = openDraftsKey(candidateId);
  const outdated = entriesOf(await openIn(table, candidateId), before.id);
  const add = new ItemUpdate()
    .add('open', memberOf({ ...before, linkExpiresAt }, table.now()))
    .set({ ttl: keptUntil(table), epoch: await table.epoch() });
  await table.upsert(key, add);
  // Afterwards, so that the draft is counted at every moment.
  if (outdated.length > 0) await table.upsert(key, new ItemUpdate().drop('open', outdated));
}

/** Counts a draft no longer. The last one leaves no item. */
export async function closeDraft(
  table: Table,
  { id, input }: Pick<Draft, 'id' | 'input'>,
): Promise<void> {
  const candidateId = addressKey(input.candidateEmail);
  const key = openDraftsKey(candidateId);
  const entries = entriesOf(await openIn(table, candidateId), id);
  if (entries.length === 0) return;
  const item = await table.updateAndRead(key, new ItemUpdate().drop('open', entries));
  if (item !== undefined && item['open'] === undefined) {
    await table.remove(key, new Condition().whenAbsent('open'));
  }
}
