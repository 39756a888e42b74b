import type { RemovableSpan } from './remove-span.ts';
import type { Sentence } from './tokens.ts';
import { type HintKind, hintKinds } from './word-list.ts';

/** The span of a hint before nearby spans are merged. */
export interface HintSpan extends RemovableSpan {
  readonly kind: HintKind;
}

/** Spans of one kind with at most this many characters between them are one hint. */
const MAX_GAP = 12;

/**
 * Merges spans of the same kind that are near to each other in one sentence. Drops a span
 * that is within a longer span of the same kind.
 */
export function mergeSpans(
  spans: readonly HintSpan[],
  sentences: readonly Sentence[],
): readonly HintSpan[] {
  const sorted = spans.toSorted(
    (a, b) =>
      a.start - b.start || b.end - a.end || Number(b.removesWordsOnly) - Number(a.removesWordsOnly),
  );
  const outermost = sorted.filter(
    (span, index) =>
      !sorted.some(
        (other, otherIndex) =>
          other.kind === span.kind &&
          other.start <= span.start &&
          other.end >= span.end &&
          (other.end - other.start > span.end - span.start || otherIndex < index),
      ),
  );
  const sentenceAt = (at: number) =>
    sentences.findIndex(({ start, end }) => start <= at && at < end);
  const merged: HintSpan[] = [];
  for (const kind of hintKinds) {
    let last: HintSpan | undefined;
    for (const span of outermost.filter((other) => other.kind === kind)) {
      const isNear =
        last !== undefined &&
        span.start - last.end <= MAX_GAP &&
        sentenceAt(last.start) === sentenceAt(span.start);
      if (last !== undefined && isNear) {
        last = {
          kind,
          start: last.start,
          end: Math.max(last.end, span.end),
          removesWordsOnly:
            last.removesWordsOnly && span.removesWordsOnly && last.end >= span.start,
        };
        merged.splice(-1, 1, last);
      } else {
        last = span;
        merged.push(span);
      }
    }
  }
  return withoutOverlaps(merged.toSorted((a, b) => a.start - b.start || b.end - a.end));
}

/**
 * Makes one span of those that overlap, also of different kinds: the same words need one
 * hint. Its kind is that of the longest.
 */
function withoutOverlaps(sorted: readonly HintSpan[]): readonly HintSpan[] {
  const apart: { readonly all: HintSpan; readonly longest: HintSpan }[] = [];
  for (const span of sorted) {
    const last = apart.at(-1);
    if (last === undefined || span.start >= last.all.end) {
      apart.push({ all: span, longest: span });
      continue;
    }
    const isLonger = span.end - span.start > last.longest.end - last.longest.start;
    const longest = isLonger ? span : last.longest;
    const all = {
      kind: longest.kind,
      start: last.all.start,
      end: Math.max(last.all.end, span.end),
      removesWordsOnly: last.all.removesWordsOnly && span.removesWordsOnly,
    };
    apart.splice(-1, 1, { all, longest });
  }
  return apart.map(({ all }) => all);
}
