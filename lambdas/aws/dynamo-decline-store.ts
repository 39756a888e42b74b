import * as z from 'zod/mini';
import { type NoticeName, noticeNames } from '../core/choices.ts';
import {
  afterGivingUp,
  type Decline,
  declineSchema,
  declineStates,
  type NoticedDecline,
  noLease,
  noticedDeclineSchema,
  type Transition,
  transitions,
  withPriorLink,
} from '../core/decline/decline.ts';
import type {
  DeclineStore,
  DueDecline,
  NoticeClaim,
  Patch,
  PlacePage,
  PlaceRange,
  TransitionRequest,
  TransitionResult,
} from '../core/decline/decline-store.ts';
import { type CandidateMailReport, lowerMailReports } from '../core/decline/mail-report.ts';
import type { DraftOpening, DraftRefusal } from '../core/decline/open-drafts.ts';
import {
  draftKeptUntil,
  expiryOf,
  LETTER_KEPT_DAYS,
  letterKeptUntil,
} from '../core/decline/retention.ts';
import { addressKey } from '../core/email-address.ts';
import { personKey } from '../core/letter/person-key.ts';
import { toTtl } from '../core/time/ttl.ts';
import { Condition, ItemUpdate } from './item-expressions.ts';
import { declineKey, dueShard, dueShards, placeKey } from './keys.ts';
import { extendPlace, keepPlace, leaveContact, movePlace, placePage } from './letter-place.ts';
import { closeDraft, draftRefusal, openDraft, reopenDraft } from './open-drafts.ts';
import type { Table } from './table.ts';

/** The `due` attribute that a patch implies: a shard of the notices or the letters. */
const dueEntryOf = (id: string, { dueAt, notice }: Patch): { readonly due?: string | null } => {
  if (dueAt === undefined) return {};
  return { due: dueAt === null ? null : dueShard(notice ? 'notices' : 'letters', id) };
};

type Data = Readonly<Record<string, unknown>>;

/** An item comes from a backup if it has another epoch than the table. */
const restoredOf = (data: Data, epoch: string) =>
  data['epoch'] === epoch ? {} : ({ isRestored: true } as const);

const parseDecline = (data: Data, epoch: string): Decline => ({
  ...declineSchema().parse(data),
  ...restoredOf(data, epoch),
});

/** What `giveUp` reads of an item whose other attributes may be invalid. */
const unparsedSchema = z.object({
  state: z.catch(z.optional(z.enum(declineStates)), undefined),
  notice: z.catch(z.optional(z.enum(noticeNames)), undefined),
  retryAt: z.catch(z.optional(z.number()), undefined),
});

/** The declines in DynamoDB, with their entries in the `due` index. */
export class DynamoDeclineStore implements DeclineStore {
  readonly #table: Table;
  readonly #keptDays: number;

  /** @param keptDays how many days a letter is kept after its outcome, see `expiryOf` */
  constructor(table: Table, keptDays = LETTER_KEPT_DAYS) {
    this.#table = table;
    this.#keptDays = keptDays;
  }

  refusalOf(candidateEmail: string, max: number): Promise<DraftRefusal | undefined> {
    return draftRefusal(this.#table, addressKey(candidateEmail), max);
  }

  async create(decline: Decline): Promise<boolean> {
    const { id, linkExpiresAt, linkMail } = decline;
    const epoch = await this.#table.epoch();
    const expiry =
      linkMail === undefined
        ? { ttl: toTtl(linkExpiresAt) }
        : this.#expiryOf('draft', { linkExpiresAt });
    const isRestoredDraft = new Condition()
      .when('state', '=', 'draft')
      .whenAbsentOr('epoch', '<>', epoch);
    return this.#table.create(declineKey(id), { ...decline, epoch, ...expiry }, isRestoredDraft);
  }

  keepPlace({
    id,
    input,
    linkExpiresAt,
  }: Pick<Decline, 'id' | 'input' | 'linkExpiresAt'>): Promise<void> {
    return keepPlace(this.#table, input, id, draftKeptUntil(linkExpiresAt));
  }

  open(draft: Pick<Decline, 'id' | 'input' | 'linkExpiresAt'>, max: number): Promise<DraftOpening> {
    return openDraft(this.#table, draft, max);
  }

  async discard({ id, input, linkHash }: Decline): Promise<void> {
    const isUntouched = new Condition().when('state', '=', 'draft').when('linkHash', '=', linkHash);
    if (!(await this.#table.remove(declineKey(id), isUntouched))) return;
    await Promise.all([
      closeDraft(this.#table, { id, input }),
      this.removePlace(addressKey(input.candidateEmail), id),
    ]);
  }

  close(draft: Pick<Decline, 'id' | 'input'>): Promise<void> {
    return closeDraft(this.#table, draft);
  }

  async find(id: string): Promise<Decline | undefined> {
    const [data, epoch] = await Promise.all([this.#table.get(declineKey(id)), this.#table.epoch()]);
    return data && parseDecline(data, epoch);
  }

  async findNotice(id: string): Promise<NoticedDecline | undefined> {
    const [data, epoch] = await Promise.all([this.#table.get(declineKey(id)), this.#table.epoch()]);
    return data && { ...noticedDeclineSchema().parse(data), ...restoredOf(data, epoch) };
  }

  async apply(
    id: string,
    { transition, preconditions = {}, patch = {} }: TransitionRequest,
  ): Promise<TransitionResult> {
    const { from, to, unlessRestored, fromRestored }: Transition = transitions[transition];
    const epoch = await this.#table.epoch();
    // A transition that sets `dueAt` replaces any pending notice.
    const noPendingNotice = patch.dueAt === undefined ? {} : { notice: null, retryAt: null };
    const update = new ItemUpdate().set({
      ...noPendingNotice,
      failedRuns: null,
      ...patch,
      state: to,
      ...dueEntryOf(id, patch),
      ...this.#expiryOf(to, patch),
    });
    if (fromRestored === undefined) update.whenIn('state', from);
    else {
      update.whenAny(
        new Condition().whenIn('state', from),
        new Condition().whenIn('state', fromRestored).whenAbsentOr('epoch', '<>', epoch),
      );
    }
    // The candidate sends it by hand: it must never leave from here.
    if (to === 'sending') update.whenAbsent('isByHand');
    update
      .when('epoch', '=', unlessRestored ? epoch : undefined)
      .when('version', '=', preconditions.version)
      .when('letterHash', '=', preconditions.letterHash)
      .when('linkHash', '=', preconditions.linkHash)
      .when('linkExpiresAt', '>', preconditions.linkAliveAt)
      .when('owner', '=', preconditions.owner)
      .when('attempts', '=', preconditions.attempts)
      .when('leaseUntil', '<=', preconditions.leaseOverBy)
      .when('dueAt', '<=', preconditions.dueBy);
    const data = await this.#table.updateAndRead(declineKey(id), update);
    if (data !== undefined) return { applied: true, decline: parseDecline(data, epoch) };
    const decline = await this.find(id);
    // If the answer to a write is lost, the SDK retries the write, and the condition
    // refuses the retry. If the item has our own random `owner`, the first write was
    // applied.
    const isOurs =
      typeof patch.owner === 'string' && decline?.state === to && decline.owner === patch.owner;
    return isOurs ? { applied: true, decline } : { applied: false, decline };
  }

  async edit(
    { id, input: before, version }: Pick<Decline, 'id' | 'input' | 'version'>,
    request: Omit<TransitionRequest, 'transition'> & { readonly patch: Pick<Decline, 'input'> },
  ): Promise<TransitionResult> {
    const { input } = request.patch;
    const isMoved = personKey(input) !== personKey(before);
    const next = version + 1;
    if (isMoved && !(await movePlace(this.#table, input, id, next)))
      return { applied: false, decline: await this.find(id) };
    const result = await this.apply(id, { ...request, transition: 'edit' });
    if (isMoved && result.applied) await leaveContact(this.#table, before, id, next);
    return result;
  }

  async renew(
    before: Pick<Decline, 'id' | 'input' | 'linkExpiresAt'>,
    request: Omit<TransitionRequest, 'transition'> & {
      readonly patch: Pick<Decline, 'linkExpiresAt'>;
    },
  ): Promise<TransitionResult> {
    const { id, input } = before;
    const { linkExpiresAt } = request.patch;
    await keepPlace(this.#table, input, id, draftKeptUntil(linkExpiresAt));
    const result = await this.apply(id, { ...request, transition: 'fresh-link' });
    if (result.applied) await reopenDraft(this.#table, before, linkExpiresAt);
    // The letter was erased meanwhile.
    else if (result.decline === undefined)
      await this.removePlace(addressKey(input.candidateEmail), id);
    return result;
  }

  async cancel(
    { id, input }: Pick<Decline, 'id' | 'input'>,
    request: Omit<TransitionRequest, 'transition'>,
  ): Promise<TransitionResult> {
    await extendPlace(this.#table, input, id, letterKeptUntil(this.#table.now()));
    return this.apply(id, { ...request, transition: 'cancel' });
  }

  places(candidateId: string, range: PlaceRange = {}): Promise<PlacePage> {
    return placePage(this.#table, candidateId, range);
  }

  async removePlace(candidateId: string, id: string): Promise<void> {
    await this.#table.remove(placeKey(candidateId, id));
  }

  async recordMailReport(
    id: string,
    { messageId, mailedAt, report }: CandidateMailReport,
  ): Promise<boolean> {
    const ofLaterMail = new Condition()
      .when('mailReportId', '<>', messageId)
      .when('mailReportOf', '<', mailedAt);
    const lower = lowerMailReports(report);
    const update = new ItemUpdate()
      .set({ mailReport: report, mailReportId: messageId, mailReportOf: mailedAt })
      .whenExists('pk')
      .whenAny(
        new Condition().whenAbsent('mailReportId'),
        ofLaterMail,
        ...(lower.length === 0
          ? []
          : [new Condition().when('mailReportId', '=', messageId).whenIn('mailReport', lower)]),
      );
    return this.#table.update(declineKey(id), update);
  }

  async erase(id: string): Promise<boolean> {
    const condition = new Condition().whenAbsentOr('state', '<>', 'sending');
    return this.#table.remove(declineKey(id), condition);
  }

  due(now: number, limit: number): Promise<readonly DueDecline[]> {
    return this.#due('letters', now, limit);
  }

  dueNotices(now: number, limit: number): Promise<readonly DueDecline[]> {
    return this.#due('notices', now, limit);
  }

  async claimNotice(
    decline: NoticedDecline,
    { linkHash, leaseUntil }: { readonly linkHash: string; readonly leaseUntil: number },
  ): Promise<NoticeClaim | undefined> {
    const { id, state, notice, dueAt, linkHash: before, priorLinkHashes = [] } = decline;
    const update = new ItemUpdate()
      .set({ dueAt: leaseUntil, linkHash, priorLinkHashes: withPriorLink(priorLinkHashes, before) })
      .when('state', '=', state)
      .when('notice', '=', notice)
      .when('dueAt', '=', dueAt)
      .when('linkHash', '=', before);
    const isClaimed = await this.#table.update(declineKey(id), update);
    return isClaimed ? { decline, leaseUntil } : undefined;
  }

  async completeNotice({ decline, leaseUntil }: NoticeClaim): Promise<void> {
    const { id, state, notice, retryAt } = decline;
    const dueAt = retryAt ?? null;
    const update = new ItemUpdate()
      .set({ notice: null, retryAt: null, failedRuns: null, dueAt, ...dueEntryOf(id, { dueAt }) })
      .set({ ...this.#expiryOf(state, {}) })
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
        .set({ due: null, dueAt: null, failedRuns: null })
        .when('state', '=', state)
        .whenAbsent('notice'),
    );
  }

  async countFailedRun(id: string): Promise<number> {
    const update = new ItemUpdate().increment('failedRuns').whenExists('pk');
    const data = await this.#table.updateAndRead(declineKey(id), update);
    return z.catch(z.number(), 0).parse(data?.['failedRuns']);
  }

  async giveUp(id: string): Promise<NoticeName | undefined> {
    const { state, notice, retryAt } = unparsedSchema.parse(
      (await this.#table.get(declineKey(id))) ?? {},
    );
    const now = this.#table.now();
    const next = notice === undefined && state !== undefined ? afterGivingUp[state] : undefined;
    const dueAt = next?.notice === undefined ? (retryAt ?? null) : now;
    const update = new ItemUpdate()
      .set({
        notice: next?.notice ?? null,
        retryAt: null,
        failedRuns: null,
        dueAt,
        ...dueEntryOf(id, { dueAt, notice: next?.notice ?? null }),
        ...(next?.notice === 'contact-lost' && { isContactLost: true }),
        ...(next &&
          next.to !== state && { state: next.to, failure: 'ProcessingFailed', ...noLease }),
        ...(state && this.#expiryOf(next?.to ?? state, { notice: next?.notice ?? null })),
      })
      .whenExists('pk')
      .when('state', '=', state)
      .when('notice', '=', notice)
      .when('dueAt', '<=', now);
    return (await this.#table.update(declineKey(id), update)) ? next?.notice : undefined;
  }

  async defer(id: string, until: number): Promise<void> {
    await this.#table.update(
      declineKey(id),
      new ItemUpdate().set({ dueAt: until }).when('dueAt', '<', until),
    );
  }

  #expiryOf(
    state: Parameters<typeof expiryOf>[0],
    patch: Omit<Parameters<typeof expiryOf>[1], 'now' | 'keptDays'>,
  ) {
    return expiryOf(state, { ...patch, now: this.#table.now(), keptDays: this.#keptDays });
  }

  async #due(
    kind: 'letters' | 'notices',
    now: number,
    limit: number,
  ): Promise<readonly DueDecline[]> {
    const entries = await this.#table.due(dueShards(kind), now, limit);
    return entries.map(({ pk, dueAt }) => ({ id: pk.slice(pk.indexOf('#') + 1), dueAt }));
  }
}
