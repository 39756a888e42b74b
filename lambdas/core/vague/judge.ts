import type { Likelihoods } from './classifier.ts';
import type { HintKind } from './word-list.ts';

/**
 * What is known about a part of a sentence, before it is decided whether it gets a hint.
 * Each signal is a number. The decision adds them, each with a weight, to a score.
 */
export const signalNames = [
  /** Always 1: its weight is the start of the score. */
  'start',
  /** The classifier's log-odds of a fault in the part. */
  'part',
  /** The same for the whole sentence. */
  'sentence',
  /** How much higher the log-odds are in the sentence's likeliest part. */
  'gap',
  /** The logarithm of the number of words in the part. */
  'words',
  /** 1 if a pattern matches in the part. */
  'match',
  /** The logarithm of the share that the kind of the match has in the fault; 0 if all. */
  'kind',
  /** The logarithm of the number of words in the longest match. */
  'covered',
  /** The logarithm of the number of patterns that match. */
  'patterns',
  /** 1 if a match is a contact detail. */
  'contact',
  /** 1 if no pattern matches here, but one does in another part of the sentence. */
  'elsewhere',
] as const;
type SignalName = (typeof signalNames)[number];
export type Signals = Readonly<Record<SignalName, number>>;

/**
 * A match does not count if its kind has less than this share of the likelihood of a
 * fault: then the fault is one of another kind.
 */
export const MIN_SHARE_OF_KIND = 0.05;
/** A part that is as good as certain, e^6 to 1, and a certain one are the same. */
const MAX_ODDS = 6;
const MAX_WORDS = 12;
const MAX_COVERED = 8;
const MAX_PATTERNS = 3;

/** The log-odds of a likelihood, from -6 to 6. */
const oddsOf = (likelihood: number): number =>
  Math.max(-MAX_ODDS, Math.min(MAX_ODDS, Math.log(likelihood / (1 - likelihood))));

/** What the classifier says about a part of a sentence and what is around it. */
export interface Surroundings {
  readonly part: Likelihoods;
  readonly sentence: Likelihoods;
  /** The likelihood of the sentence's likeliest part. */
  readonly highestFault: number;
  /** The number of words in the part. */
  readonly words: number;
}

/** The matches in a part that count. */
interface Matched {
  readonly kinds: ReadonlySet<HintKind>;
  readonly patterns: number;
  /** The number of words of the longest. */
  readonly covered: number;
}

/** The share of a kind in the fault of a part or of its sentence, from 0 to 1. */
export const shareOf = ({ part, sentence }: Surroundings, kind: HintKind): number =>
  Math.max(part.kinds[kind], sentence.kinds[kind]) / Math.max(part.fault, sentence.fault);

/** @param matched the matches in the part; undefined if there is none */
export function signalsOf(
  around: Surroundings,
  matched: Matched | undefined,
  isElsewhere: boolean,
): Signals {
  const share = Math.max(...[...(matched?.kinds ?? [])].map((kind) => shareOf(around, kind)));
  return {
    start: 1,
    part: oddsOf(around.part.fault),
    sentence: oddsOf(around.sentence.fault),
    gap: oddsOf(around.highestFault) - oddsOf(around.part.fault),
    words: Math.log(Math.min(MAX_WORDS, around.words)),
    match: matched === undefined ? 0 : 1,
    kind: matched === undefined ? 0 : Math.log(Math.min(1, Math.max(MIN_SHARE_OF_KIND, share))),
    covered: Math.log1p(Math.min(MAX_COVERED, matched?.covered ?? 0)),
    patterns: Math.log1p(Math.min(MAX_PATTERNS, matched?.patterns ?? 0)),
    contact: matched?.kinds.has('contact-or-link') ? 1 : 0,
    elsewhere: matched === undefined && isElsewhere ? 1 : 0,
  };
}

/** Fewer words say too little, if no pattern matches them: "My work: …". */
const MIN_WORDS = 3;

/**
 * Words that no pattern matches get a hint only if a fault in them is at least as likely
 * as not: else the fault is elsewhere in their sentence.
 */
export const mayHint = ({ match, part, words }: Signals): boolean =>
  match === 1 || (part >= 0 && words >= Math.log(MIN_WORDS));

/** The score of a part: with 0 or more it gets a hint, see {@link mayHint}. */
export const scoreOf = (signals: Signals, weights: readonly number[]): number =>
  signalNames.reduce((sum, name, index) => sum + signals[name] * (weights[index] ?? 0), 0);

/**
 * The highest score that a part can have, whatever matches. If it is below 0, no pattern
 * needs to be tried: most sentences only express thanks.
 */
export function highestScore(around: Surroundings, weights: readonly number[]): number {
  const highest = (name: SignalName, value: number): number =>
    Math.max(0, value * (weights[signalNames.indexOf(name)] ?? 0));
  const mayBeContact = shareOf(around, 'contact-or-link') >= MIN_SHARE_OF_KIND;
  const here =
    highest('match', 1) +
    highest('kind', Math.log(MIN_SHARE_OF_KIND)) +
    highest('covered', Math.log1p(Math.min(MAX_COVERED, around.words))) +
    highest('patterns', Math.log1p(MAX_PATTERNS)) +
    (mayBeContact ? highest('contact', 1) : 0);
  const without = scoreOf(signalsOf(around, undefined, false), weights);
  return without + Math.max(here, highest('elsewhere', 1));
}
