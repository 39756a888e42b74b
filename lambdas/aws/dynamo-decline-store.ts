import { type Decline, declineSchema, transitions } from '../core/decline/decline.ts';
import type {
  DeclineStore,
  NoticeClaim,
  Patch,
  TransitionRequest,
  TransitionResult,
} from '../core/decline/decline-store.ts';
import { expiryOf, PLACE_KEPT_MS } from '../core/decline/retention.ts';
import { keepPlace } from './contact-place.ts';
import { Condition, ItemUpdate } from './item-expressions.ts';
import { declineKey, dueShard, dueShards } from './keys.ts';
import type { Table } from './table.ts';

/** The `due` attribute that a patch implies: a shard of the notices or the letters. */
const dueEntryOf = (id: string, { dueAt, notice }: Patch): { readonly due?: string | null } => {
  if (dueAt === undefined) return {};
  return { due: dueAt === null ? null : dueShard(notice ? 'notices' : 'letters', id) };
};

/** The declines in DynamoDB, with their entries in the `due` index. */
export class DynamoDeclineStore implements DeclineStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async create(decline: Decline): Promise<boolean> {
    const { id, input, linkExpiresAt } = decline;
    const keep = () => keepPlace(this.#table, input, id, linkExpiresAt + PLACE_KEPT_MS);
    await keep();
    const data = { ...decline, ...expiryOf('draft', { now: this.#table.now(), linkExpiresAt }) };
    const isNew = await this.#table.create(declineKey(id), data);
    await keep();
    return isNew;
  }

  async find(id: string): Promise<Decline | undefined> {
    const data = await this.#table.get(declineKey(id));
    return data && declineSchema.parse(data);
  }

  async apply(
    id: string,
    { transition, preconditions = {}, patch = {}, place }: TransitionRequest,
  ): Promise<TransitionResult> {
    const { from, to } = transitions[transition];
    const keep = async (): Promise<void> => {
      if (place) await keepPlace(this.#table, place.input, id, place.until + PLACE_KEPT_MS);
    };
    await keep();
    // A transition that sets `dueAt` replaces any pending notice.
    const noPendingNotice = patch.dueAt === undefined ? {} : { notice: null, retryAt: null };
    const update = new ItemUpdate().set({
      ...noPendingNotice,
      ...patch,
      state: to,
      ...dueEntryOf(id, patch),
      ...expiryOf(to, { ...patch, now: this.#table.now() }),
    });
    update
      .whenIn('state', from)
      .when('version', '=', preconditions.version)
      .when('letterHash', '=', preconditions.letterHash)
      .when('linkHash', '=', preconditions.linkHash)
      .when('linkExpiresAt', '>', preconditions.linkAliveAt)
      .when('owner', '=', preconditions.owner)
      .when('attempts', '=', preconditions.attempts)
      .when('leaseUntil', '<=', preconditions.leaseOverBy)
      .when('dueAt', '<=', preconditions.dueBy);
    const data = await this.#table.update(declineKey(id), update);
    if (data !== undefined) {
      await keep();
      return { applied: true, decline: declineSchema.parse(data) };
    }
    const decline = await this.find(id);
    // If the answer to a write is lost, the SDK retries the write, and the condition
    // refuses the retry. If the item has our own random `owner`, the first write was
    // applied.
    const isOurs =
      typeof patch.owner === 'string' && decline?.state === to && decline.owner === patch.owner;
    return isOurs ? { applied: true, decline } : { applied: false, decline };
  }

  async erase(id: string): Promise<boolean> {
    const condition = new Condition().whenAbsentOr('state', '<>', 'sending');
    return this.#table.remove(declineKey(id), condition);
  }

  due(now: number, limit: number): Promise<readonly string[]> {
    return this.#due('letters', now, limit);
  }

  dueNotices(now: number, limit: number): Promise<readonly string[]> {
    return this.#due('notices', now, limit);
  }

  async claimNotice(
    decline: Decline,
    { linkHash, leaseUntil }: { readonly linkHash: string; readonly leaseUntil: number },
  ): Promise<NoticeClaim | undefined> {
    const { id, state, notice, dueAt, linkHash: before, priorLinkHashes = [] } = decline;
    const update = new ItemUpdate()
      .set({ dueAt: leaseUntil, linkHash, priorLinkHashes: [...priorLinkHashes, before] })
      .when('state', '=', state)
      .when('notice', '=', notice)
      .when('dueAt', '=', dueAt)
      .when('linkHash', '=', before);
    const data = await this.#table.update(declineKey(id), update);
    return data && { decline, leaseUntil };
  }

  async completeNotice({ decline, leaseUntil }: NoticeClaim): Promise<void> {
    const { id, state, notice, retryAt } = decline;
    const due = retryAt === undefined ? null : dueShard('letters', id);
    const update = new ItemUpdate()
      .set({ notice: null, retryAt: null, due, dueAt: retryAt ?? null })
      .set({ ...expiryOf(state, { now: this.#table.now() }) })
      .when('notice', '=', notice)
      .when('dueAt', '=', leaseUntil);
    // Refused if a transition was applied since the claim: it has set what is due next.
    await this.#table.update(declineKey(id), update);
  }

  async clearDue({ id, state }: Pick<Decline, 'id' | 'state'>): Promise<void> {
    // Refused if a notice is pending, or if the state has changed since the read: then
    // `dueAt` belongs to the notice, or to the new state.
    await this.#table.update(
      declineKey(id),
      new ItemUpdate()
        .set({ due: null, dueAt: null })
        .when('state', '=', state)
        .whenAbsent('notice'),
    );
  }

  async defer(id: string, until: number): Promise<void> {
    await this.#table.update(
      declineKey(id),
      new ItemUpdate().set({ dueAt: until }).when('dueAt', '<', until),
    );
  }

  async #due(kind: 'letters' | 'notices', now: number, limit: number): Promise<readonly string[]> {
    const entries = await this.#table.due(dueShards(kind), now, limit);
    return entries.map(({ pk }) => pk.slice(pk.indexOf('#') + 1));
  }
}
