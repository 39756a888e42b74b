import type { Sentence } from './tokens.ts';

/** A part of a note that the suggestion removes; UTF-16 offsets. */
export interface RemovableSpan {
  readonly start: number;
  readonly end: number;
  /**
   * Whether the suggestion removes only these words. Otherwise it removes the part of the
   * sentence that contains them.
   */
  readonly removesWordsOnly: boolean;
}

export interface NoteStructure {
  readonly sentences: readonly Sentence[];
  /**
   * The words that join the parts of sentences; UTF-16 offsets. A sentence may be cut
   * before each of them.
   */
  readonly conjunctions: readonly { readonly start: number; readonly end: number }[];
  /** Whether a part of a sentence can be a sentence by itself. */
  readonly canStandAlone: (start: number, end: number) => boolean;
}

const PAUSE = /(?<![,;:])[,;:]+(?=\s)|\s[-–—]+\s|[–—]|[()]/gu;
const LEADING = /^[\s,;:.!?…)\-–—]+/u;
const TRAILING = /(?<![\s,;:(\-–—])[\s,;:(\-–—]+$/u;
const END_MARK = /(?<![.!?…])[.!?…]+["»”')\]]*\s*$/u;

const capitalised = (text: string): string =>
  text.replace(/^([¿¡"«“(]*)(\p{Ll})/u, (_, before, letter) => before + letter.toUpperCase());

interface Piece {
  readonly start: number;
  readonly end: number;
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

/** The rest of a sentence without the span; empty if nothing of it can stand alone. */
function removeFromSentence(
  note: string,
  sentence: Sentence,
  span: RemovableSpan,
  structure: NoteStructure,
): string {
  const text = note.slice(sentence.start, sentence.end);
  const mark = END_MARK.exec(text)?.[0].trim() ?? '';
  const wasCapital = /^[\s¿¡"«“(]*\p{Lu}/u.test(text);
  /** Makes a sentence of a remaining part: with an end mark and, if before, a capital. */
  const toSentence = (part: string, isLast: boolean): string => {
    const words = part.replace(LEADING, '').replace(END_MARK, '').replace(TRAILING, '');
    const ended = words === '' ? '' : words + (isLast ? mark : mark || '.');
    return wasCapital ? capitalised(ended) : ended;
  };

  if (span.removesWordsOnly) {
    const before = note.slice(sentence.start, span.start).replace(/(?<![\s,])[\s,]+$/u, '');
    const after = note.slice(span.end, sentence.end).replace(/^[\s,]+/u, '');
    return toSentence(`${before} ${after}`, true);
  }

  const pieces = piecesOf(note, sentence, structure.conjunctions);
  const isCut = ({ start, end }: Piece) => start < span.end && span.start < end;
  const first = pieces.findIndex(isCut);
  const last = pieces.findLastIndex(isCut);
  const before = pieces.slice(0, first);
  const after = pieces.slice(last + 1);
  const kept = [before, after].flatMap((side) => {
    const [head] = side;
    const tail = side.at(-1);
    if (head === undefined || tail === undefined) return [];
    const start = side === before ? head.start : head.textStart;
    return structure.canStandAlone(start, tail.end) ? [note.slice(start, tail.end)] : [];
  });
  return kept.map((part, index) => toSentence(part, index === kept.length - 1)).join(' ');
}

/**
 * The note without a span. Depending on the span, it removes only the words, or the part
 * of the sentence that contains them, or the whole sentence if the rest cannot stand
 * alone.
 */
export function removeSpan(note: string, span: RemovableSpan, structure: NoteStructure): string {
  let rest = '';
  let at = 0;
  for (const sentence of structure.sentences) {
    if (sentence.start >= span.end || sentence.end <= span.start) continue;
    const before = note.slice(at, sentence.start);
    const gap = /^\s*/u.exec(note.slice(sentence.start, sentence.end))?.[0] ?? '';
    const lineBreaks = /(?<!\n)\n+$/u.exec(note.slice(sentence.start, sentence.end))?.[0] ?? '';
    const kept = removeFromSentence(note, sentence, span, structure).trim();
    rest += before + (kept === '' ? '' : gap + kept) + lineBreaks;
    at = sentence.end;
    // If the removed sentence was a whole line, its line break is removed, too.
    const isOwnLine = kept === '' && /(?:^|\n)$/u.test(rest) && note[at] === '\n';
    if (isOwnLine) at += 1;
  }
  return (rest + note.slice(at))
    .replace(/[^\S\n]{2,}/gu, ' ')
    .replace(/[^\S\n]?\n[^\S\n]?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}
