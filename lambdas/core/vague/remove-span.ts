import { capitalised } from '../capital.ts';
import type { Sentence } from './tokens.ts';

/** Words of a note that a suggestion removes; UTF-16 offsets. */
export interface RemovableSpan {
  readonly start: number;
  readonly end: number;
  /**
   * Whether the suggestion removes only these words. Otherwise it removes the part of the
   * sentence that contains them.
   */
  readonly removesWordsOnly: boolean;
}

/** A piece of a note; UTF-16 offsets. */
interface Range {
  readonly start: number;
  readonly end: number;
}

export interface NoteStructure {
  readonly sentences: readonly Sentence[];
  /**
   * The words that join the parts of sentences; UTF-16 offsets. A sentence may be cut
   * before each of them.
   */
  readonly conjunctions: readonly Range[];
  /**
   * What of a part of a sentence can be a sentence by itself, without loose words at its
   * end. Undefined if nothing is worth keeping.
   *
   * @param mayHint whether the part may hold another fault, which has its own hint
   */
  readonly standing: (part: Range, mayHint: boolean) => Range | undefined;
  /**
   * Where a sentence begins without words that only join it to the sentence before: the
   * offset after "but", for example.
   */
  readonly startOf: (sentence: Sentence) => number;
  /** The same for another text than the note: the offset in it. */
  readonly startOfText: (text: string) => number;
}

const PAUSE = /(?<![,;:])[,;:]+(?=\s)|\s[-–—]+\s|[–—]|[()]/gu;
const LEADING = /^[\s,;:.!?…)\-–—]+/u;
const TRAILING = /(?<![\s,;:(\-–—])[\s,;:(\-–—]+$/u;
const END_MARK = /(?<![.!?…])[.!?…]+["»”')\]]*\s*$/u;
const ENDED =
  /(?:[.!?…]["»”')\]]{0,3}|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}){0,3})$/u;
/** An address, a link or a number: no sentence begins so. */
const STARTS_WITH_CONTACT =
  /^\s*@|^[^\p{L}\p{N}]*[\p{L}\p{N}][^\s@/.]*(?:@|\/|\.\p{L})|^[^\p{L}\p{N}]*\d{3}/u;
/** The fewest words of a suggestion: "Thank you." */
const MIN_WORDS = 2;

const countWords = (text: string): number =>
  text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

interface Piece extends Range {
  /** The start after the word or punctuation that joins the piece to the one before. */
  readonly textStart: number;
}

/** Splits a sentence at its pauses and conjunctions. */
function piecesOf(
  note: string,
  { start, end }: Sentence,
  conjunctions: NoteStructure['conjunctions'],
): Piece[] {
  const breaks = [
    ...[...note.slice(start, end).matchAll(PAUSE)].map(({ 0: mark, index }) => ({
      start: start + index,
      end: start + index + mark.length,
    })),
    ...conjunctions.filter((conjunction) => conjunction.start > start && conjunction.end < end),
  ].sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let from = { start, textStart: start };
  for (const { start: at, end: textStart } of breaks) {
    if (note.slice(from.textStart, at).trim() === '')
      from = { ...from, textStart: Math.max(from.textStart, textStart) };
    else {
      pieces.push({ ...from, end: at });
      from = { start: at, textStart };
    }
  }
  pieces.push({ ...from, end });
  return pieces;
}

const overlap = (one: Range, other: Range): boolean =>
  one.start < other.end && other.start < one.end;

/** The text without spans of which only the words are removed. */
function withoutWords(note: string, { start, end }: Range, spans: readonly Range[]): string {
  let text = '';
  let at = start;
  for (const span of spans.filter((one) => overlap(one, { start, end }))) {
    const before = note.slice(at, Math.max(at, span.start)).replace(/(?<![\s,])[\s,]+$/u, '');
    text += text === '' ? before : ` ${before.trimStart()}`;
    const after = note.slice(span.end, end);
    at = span.end + (/^[\s,]+/u.exec(after)?.[0].length ?? 0);
  }
  return at === start ? note.slice(start, end) : `${text} ${note.slice(at, Math.max(at, end))}`;
}

/** The rest of a sentence without the spans; empty if nothing of it can stand alone. */
function removeFromSentence(
  note: string,
  sentence: Sentence,
  spans: readonly RemovableSpan[],
  others: readonly Range[],
  structure: NoteStructure,
): string {
  const mark = END_MARK.exec(note.slice(sentence.start, sentence.end))?.[0].trim() ?? '';
  const words = spans.filter(({ removesWordsOnly }) => removesWordsOnly);
  const parts = spans.filter(({ removesWordsOnly }) => !removesWordsOnly);
  /** Without pieces at its ends of which no word is left: "…, but to be honest". */
  const withoutEmptied = (part: Range): Range => {
    if (!words.some((span) => overlap(span, part))) return part;
    const isLeft = ({ textStart, end }: Piece): boolean =>
      countWords(withoutWords(note, { start: textStart, end }, words)) > 0;
    const pieces = piecesOf(note, part, structure.conjunctions);
    const first = pieces.findIndex(isLeft);
    const last = pieces.findLast(isLeft);
    const start = first === 0 ? part.start : (pieces[first]?.textStart ?? part.end);
    return { start, end: last?.end ?? start };
  };
  /** Makes a sentence of a remaining part: with a capital and an end mark. */
  const toSentence = (part: Range, isLast: boolean): string => {
    const text = withoutWords(note, withoutEmptied(part), words)
      .replace(LEADING, '')
      .replace(END_MARK, '')
      .replace(TRAILING, '');
    if (countWords(text) === 0) return '';
    const end = isLast ? mark : mark || '.';
    return capitalised(ENDED.test(text) ? text : text + end);
  };
  if (parts.length === 0) return toSentence(sentence, true);

  const runs: Piece[][] = [[]];
  for (const piece of piecesOf(note, sentence, structure.conjunctions)) {
    if (parts.some((span) => overlap(piece, span))) runs.push([]);
    else runs.at(-1)?.push(piece);
  }
  const kept = runs.flatMap((run, index) => {
    const [head] = run;
    const tail = run.at(-1);
    if (head === undefined || tail === undefined) return [];
    const part = { start: index === 0 ? head.start : head.textStart, end: tail.end };
    if (STARTS_WITH_CONTACT.test(note.slice(part.start, part.end))) return [];
    const mayHint = others.some((other) => overlap(part, other));
    return structure.standing(part, mayHint) ?? [];
  });
  return kept
    .map((part, index) => toSentence(part, index === kept.length - 1))
    .filter((text) => text !== '')
    .join(' ');
}

/** With a capital and an end; empty if fewer than two words are left. */
function finished(text: string, startOfText: NoteStructure['startOfText']): string {
  const trimmed = text
    .slice(startOfText(text))
    .replace(/[^\S\n]{2,}/gu, ' ')
    .replace(/\s([,;:.])(?=\s|$)/gu, '$1')
    .replace(/[^\S\n]?\n[^\S\n]?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
    .replace(LEADING, '')
    .replace(TRAILING, '');
  if (countWords(trimmed) < MIN_WORDS) return '';
  return capitalised(ENDED.test(trimmed) ? trimmed : `${trimmed}.`);
}

/**
 * The note without spans. Depending on the span, it removes only the words, or the part
 * of the sentence that contains them, or the whole sentence if nothing worth keeping is
 * left of it. The rest is whole sentences, or empty.
 *
 * @param spans what is removed, in the order of the note
 * @param others the spans of other hints, which stay
 */
export function removeSpans(
  note: string,
  spans: readonly RemovableSpan[],
  others: readonly Range[],
  structure: NoteStructure,
): string {
  let rest = '';
  let at = 0;
  for (const sentence of structure.sentences) {
    const own = spans.filter((span) => overlap(span, sentence));
    if (own.length === 0) {
      // "But thank you" after what was removed is "Thank you".
      const start = rest.trim() === '' && at > 0 ? structure.startOf(sentence) : sentence.start;
      if (start > sentence.start) {
        rest += capitalised(note.slice(start, sentence.end).replace(LEADING, ''));
        at = sentence.end;
      }
      if (rest.trim() === '' && at > 0) {
        rest += note.slice(at, sentence.end);
        at = sentence.end;
      }
      continue;
    }
    const before = note.slice(at, sentence.start);
    const text = note.slice(sentence.start, sentence.end);
    const gap = /^\s*/u.exec(text)?.[0] ?? '';
    const lineBreaks = /(?<!\n)\n+$/u.exec(text)?.[0] ?? '';
    const kept = removeFromSentence(note, sentence, own, others, structure).trim();
    rest += before + (kept === '' ? '' : gap + kept) + lineBreaks;
    at = sentence.end;
    // If the removed sentence was a whole line, its line break is removed, too.
    const isOwnLine = kept === '' && /(?:^|\n)$/u.test(rest) && note[at] === '\n';
    if (isOwnLine) at += 1;
  }
  return finished(rest + note.slice(at), structure.startOfText);
}
