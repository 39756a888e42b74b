import type { LetterInput } from '../letter/letter.ts';
import type { Decline, TransitionName } from './decline.ts';

/**
 * What must hold, besides the prior state, for a transition to apply. All of it is one
 * condition of one write.
 */
export interface Preconditions {
  readonly version?: number;
  readonly letterHash?: string;
  readonly linkHash?: string;
  /**
   * The link must still be alive at this time, epoch ms. DynamoDB's own expiry lags: it
   * is never trusted.
   */
  readonly linkAliveAt?: number;
  /** The lease must be held by this attempt. */
  readonly owner?: string;
  /** How many attempts there must have been. */
  readonly attempts?: number;
  /** The lease must have run out by this time, epoch ms. */
  readonly leaseOverBy?: number;
  /** The entry must be due by this time, epoch ms. */
  readonly dueBy?: number;
}

/** What a transition writes besides the new state. `null` removes the attribute. */
export type Patch = {
  readonly [K in Exclude<keyof Decline, 'id' | 'state' | 'createdAt'>]?: Decline[K] | null;
};

/** One transition of the state machine, asked for. */
export interface TransitionRequest {
  readonly transition: TransitionName;
  readonly preconditions?: Preconditions;
  readonly patch?: Patch;
  /**
   * Whom the letter is to has a place among the candidate's contacts first, for as long
   * as its link lives and longer.
   */
  readonly place?: {
    readonly input: Pick<LetterInput, 'candidateEmail' | 'recruiterEmail'>;
    /** The link's end, epoch ms. */
    readonly until: number;
  };
}

/**
 * `decline` is the item after the transition, or the unchanged item if it was refused
 * (undefined: there is none).
 */
export type TransitionResult =
  | { readonly applied: true; readonly decline: Decline }
  | { readonly applied: false; readonly decline: Decline | undefined };

/** A notice that one run has claimed for one attempt at mailing it. */
export interface NoticeClaim {
  /** The decline as it was before the claim. */
  readonly decline: Decline;
  /** Epoch ms. No other run takes the notice before then. */
  readonly leaseUntil: number;
}

export interface DeclineStore {
  /**
   * Stores a draft, and a place for its contact first. False where there is one of this
   * id already.
   */
  create(decline: Decline): Promise<boolean>;
  /** Reads what was last written. */
  find(id: string): Promise<Decline | undefined>;
  apply(id: string, request: TransitionRequest): Promise<TransitionResult>;
  /**
   * Takes a letter away, whatever became of it. False where it is leaving at this moment.
   */
  erase(id: string): Promise<boolean>;
  /**
   * Ids of declines due by `now`, the longest due first; at most `limit` of each shard.
   * May be a moment old.
   */
  due(now: number, limit: number): Promise<readonly string[]>;
  /**
   * The decline has nothing left to do, as long as it still is in the state in which that
   * was found.
   */
  clearDue(decline: Pick<Decline, 'id' | 'state'>): Promise<void>;
  /** Ids of declines whose candidate is to be told by now, as {@link due}. */
  dueNotices(now: number, limit: number): Promise<readonly string[]>;
  /**
   * Claims a notice for one attempt, and gives the letter a new link for it; the links
   * before stay good.
   *
   * @param claim `leaseUntil`, epoch ms: if the attempt breaks off, the notice is due again
   *   then
   * @returns undefined if another run holds it, or the notice is out of date
   */
  claimNotice(
    decline: Decline,
    claim: { readonly linkHash: string; readonly leaseUntil: number },
  ): Promise<NoticeClaim | undefined>;
  /** The notice was sent: what waited behind it is due next. */
  completeNotice(claim: NoticeClaim): Promise<void>;
  /**
   * Looks at it again later: it could not be tended, and must not stand in the way of
   * others.
   */
  defer(id: string, until: number): Promise<void>;
}
