import type { NoticeName } from '../choices.ts';
import type { Decline, NoticedDecline, TransitionName } from './decline.ts';
import type { CandidateMailReport } from './mail-report.ts';
import type { DraftOpening, DraftRefusal } from './open-drafts.ts';

/**
 * The conditions of a transition, besides the prior state. The store checks all of them
 * in one conditional write.
 */
export interface Preconditions {
  readonly version?: number;
  readonly letterHash?: string;
  readonly linkHash?: string;
  /**
   * The link must not have expired by this time, epoch ms. DynamoDB removes expired items
   * late, so the store does not rely on it.
   */
  readonly linkAliveAt?: number;
  /** The attempt with this owner id must hold the lease. */
  readonly owner?: string;
  /** The number of attempts so far must be this. */
  readonly attempts?: number;
  /** The lease must have expired by this time, epoch ms. */
  readonly leaseOverBy?: number;
  /** The entry must be due by this time, epoch ms. */
  readonly dueBy?: number;
}

/** The attributes that a transition sets, besides the state. `null` removes one. */
export type Patch = {
  readonly [K in Exclude<keyof Decline, 'id' | 'state' | 'createdAt' | 'isRestored'>]?:
    | Decline[K]
    | null;
};

/** A request for one transition of the state machine. */
export interface TransitionRequest {
  readonly transition: TransitionName;
  readonly preconditions?: Preconditions;
  readonly patch?: Patch;
}

/** An entry of the due index. `dueAt`: epoch ms. */
export interface DueDecline {
  readonly id: string;
  readonly dueAt: number;
}

/**
 * The place of a letter: the small item under its candidate by which it is found. It
 * exists before the letter is stored, and is removed after the letter.
 */
export interface LetterPlace {
  /** The letter's id. */
  readonly id: string;
  /**
   * The `addressKey` of the recruiter. More than one if a change of the recruiter is
   * under way, or was interrupted: the letter is to one of them.
   */
  readonly contacts: ReadonlySet<string>;
}

/** Which places to read: ids in their order, from and to inclusive. */
export interface PlaceRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The number of places in a page. */
  readonly limit?: number;
}

/** `next`: the `from` of the next page; undefined if this is the last one. */
export interface PlacePage {
  readonly places: readonly LetterPlace[];
  readonly next?: string;
}

/**
 * `decline` is the item after the transition. If the transition was refused, it is the
 * unchanged item, or undefined if there is none.
 */
export type TransitionResult =
  | { readonly applied: true; readonly decline: Decline }
  | { readonly applied: false; readonly decline: Decline | undefined };

/** A notice that one run has claimed for one attempt at emailing it. */
export interface NoticeClaim {
  /** The decline as it was before the claim. */
  readonly decline: NoticedDecline;
  /** Epoch ms. No other run claims the notice before then. */
  readonly leaseUntil: number;
}

export interface DeclineStore {
  /**
   * Whether the candidate may have one more draft, and why not. Writes nothing.
   *
   * @param max how many may be open: `MAX_OPEN_DRAFTS` or `MAX_EMAILED_DRAFTS`
   */
  refusalOf(candidateEmail: string, max: number): Promise<DraftRefusal | undefined>;
  /** Keeps the place of a draft that was just stored, by which an erasing finds it. */
  keepPlace(draft: Pick<Decline, 'id' | 'input' | 'linkExpiresAt'>): Promise<void>;
  /**
   * Counts a draft that was just stored among the open drafts of its candidate. If it is
   * refused, the caller discards it.
   */
  open(draft: Pick<Decline, 'id' | 'input' | 'linkExpiresAt'>, max: number): Promise<DraftOpening>;
  /** Removes a draft that was just stored, because nobody gets its link. */
  discard(draft: Decline): Promise<void>;
  /** Counts a draft no longer, because nobody has got its link. */
  close(draft: Pick<Decline, 'id' | 'input'>): Promise<void>;
  /**
   * Stores a draft. The caller then calls `keepPlace` and `open`. Returns false if a
   * decline with this id exists. A draft from a backup is replaced: it cannot be sent.
   *
   * Until the transition `link-mail`, a draft whose link is to be emailed is kept only
   * as long as its link works. If the request is interrupted, nobody has that link, and
   * there may be no place by which an erasing finds the draft.
   */
  create(decline: Decline): Promise<boolean>;
  /** Reads the decline with strong consistency: the result includes the latest write. */
  find(id: string): Promise<Decline | undefined>;
  /** Applies a transition in one conditional write. */
  apply(id: string, request: TransitionRequest): Promise<TransitionResult>;
  /**
   * Stores a new version of a draft: the transition `edit`. If the recruiter changes, the
   * letter's place leads to both recruiters while the letter changes.
   */
  edit(
    before: Pick<Decline, 'id' | 'input' | 'version'>,
    request: Omit<TransitionRequest, 'transition'> & { readonly patch: Pick<Decline, 'input'> },
  ): Promise<TransitionResult>;
  /**
   * Gives a draft a fresh link: the transition `fresh-link`. Its place is kept for as
   * long as the draft, and it counts as open again.
   */
  renew(
    before: Pick<Decline, 'id' | 'input' | 'linkExpiresAt'>,
    request: Omit<TransitionRequest, 'transition'> & {
      readonly patch: Pick<Decline, 'linkExpiresAt'>;
    },
  ): Promise<TransitionResult>;
  /** Cancels a letter: the transition `cancel`. Its place is kept for as long. */
  cancel(
    before: Pick<Decline, 'id' | 'input'>,
    request: Omit<TransitionRequest, 'transition'>,
  ): Promise<TransitionResult>;
  /**
   * Records what SES reported about an email to the candidate. Of one email the highest
   * report stays; of two emails, the report on the one that was mailed later. So reports
   * may come in any order and any number of times.
   *
   * @returns false if a report stays, or if there is no decline: nothing is stored then
   */
  recordMailReport(id: string, report: CandidateMailReport): Promise<boolean>;
  /**
   * Erases a letter, whatever its outcome. Returns false if it is being sent at this
   * moment: then it stays.
   */
  erase(id: string): Promise<boolean>;
  /**
   * One page of the places of a candidate's letters, also of the expired ones.
   * `candidateId` is `addressKey` of the candidate's address.
   */
  places(candidateId: string, range?: PlaceRange): Promise<PlacePage>;
  /** Removes the place of a letter that was erased. */
  removePlace(candidateId: string, id: string): Promise<void>;
  /**
   * The declines that are due by `now` (epoch ms), the longest overdue first; at most
   * `limit` of each shard. The index is eventually consistent: the list may be out of
   * date.
   */
  due(now: number, limit: number): Promise<readonly DueDecline[]>;
  /**
   * Removes a decline from the due index: nothing is left to do. No-op if its state has
   * changed since it was read, or if a notice is pending.
   */
  clearDue(decline: Pick<Decline, 'id' | 'state'>): Promise<void>;
  /** Like {@link find}, but only reads and parses what a notice needs. */
  findNotice(id: string): Promise<NoticedDecline | undefined>;
  /** The declines with a notice that is due by `now`; otherwise as {@link due}. */
  dueNotices(now: number, limit: number): Promise<readonly DueDecline[]>;
  /**
   * Claims a notice for one attempt and sets a new link for it. Earlier links keep
   * working.
   *
   * @param claim `linkHash`: the hash of the new link's secret; `leaseUntil`: if the
   *   attempt is interrupted, the notice is due again at this time, epoch ms
   * @returns undefined if another run holds the notice, or if the notice is out of date
   */
  claimNotice(
    decline: NoticedDecline,
    claim: { readonly linkHash: string; readonly leaseUntil: number },
  ): Promise<NoticeClaim | undefined>;
  /**
   * The notice is done: it was sent, or SES refused it permanently. If the letter has a
   * `retryAt`, it is due then; else nothing is due. No-op if a transition has changed the
   * due entry since the claim.
   */
  completeNotice(claim: NoticeClaim): Promise<void>;
  /**
   * Counts that the processing of a decline or of its notice has failed.
   *
   * @returns how often it has failed in a row, this time included
   */
  countFailedRun(id: string): Promise<number>;
  /**
   * Postpones an entry of the due index whose processing failed, so that it does not
   * block others.
   *
   * @param until epoch ms; no-op if the entry is due at this time or later
   */
  defer(id: string, until: number): Promise<void>;
  /**
   * Ends the processing of a decline that has failed too often. A notice that could not
   * be emailed is dropped. Otherwise `afterGivingUp` says what follows. Works with items
   * that cannot be parsed.
   *
   * @returns the notice that is due now; undefined if none is
   */
  giveUp(id: string): Promise<NoticeName | undefined>;
}
