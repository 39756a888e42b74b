import type { Sentence } from './tokens.ts';

/** What is to go from a note; UTF-16 offsets. */
export interface RemovableSpan {
  readonly start: number;
  readonly end: number;
  /** The words alone can go; otherwise what is said with them goes, too. */
  readonly removesWordsOnly: boolean;
}

export interface NoteStructure {
  readonly sentences: readonly Sentence[];
  /**
   * Places where a sentence may be cut before a joining word, and where that word ends;
   * UTF-16 offsets.
   */
  readonly conjunctions: readonly { readonly start: number; readonly end: number }[];
  /** Whether a piece of a sentence is a sentence, too. */
  readonly canStandAlone: (start: number, end: number) => boolean;
}

const PAUSE = /[,;:]+(?=\s)|\s[-–—]+\s|[–—]|[()]/gu;
const LEADING = /^[\s,;:.!?…)\-–—]+/u;
const TRAILING = /[\s,;:(\-–—]+$/u;
const END_MARK = /[.!?…]+["»”')\]]*\s*$/u;

const capitalised = (text: string): string =>
  text.replace(/^([¿¡"«“(]*)(\p{Ll})/u, (_, before, letter) => before + letter.toUpperCase());

interface Piece {
  readonly start: number;
  readonly end: number;
  /** Without the word or mark that joins it to what stands before. */
  readonly bare: number;
}

/** The parts of a sentence between its pauses and joining words. */
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
  let from = { start, bare: start };
  for (const { start: at, end: bare } of breaks) {
    if (note.slice(from.bare, at).trim() === '')
      from = { ...from, bare: Math.max(from.bare, bare) };
    else {
      pieces.push({ ...from, end: at });
      from = { start: at, bare };
    }
  }
  pieces.push({ ...from, end });
  return pieces;
}

/** What stays of a sentence without a piece of it. */
function removeFromSentence(
  note: string,
  sentence: Sentence,
  span: RemovableSpan,
  structure: NoteStructure,
): string {
  const text = note.slice(sentence.start, sentence.end);
  const mark = END_MARK.exec(text)?.[0].trim() ?? '';
  const wasCapital = /^[\s¿¡"«“(]*\p{Lu}/u.test(text);
  const tidied = (kept: string, isLast: boolean): string => {
    const bare = kept.replace(LEADING, '').replace(END_MARK, '').replace(TRAILING, '');
    const ended = bare === '' ? '' : bare + (isLast ? mark : mark || '.');
    return wasCapital ? capitalised(ended) : ended;
  };

  if (span.removesWordsOnly) {
    const before = note.slice(sentence.start, span.start).replace(/[\s,]+$/u, '');
    const after = note.slice(span.end, sentence.end).replace(/^[\s,]+/u, '');
    return tidied(`${before} ${after}`, true);
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
    const start = side === before ? head.start : head.bare;
    return structure.canStandAlone(start, tail.end) ? [note.slice(start, tail.end)] : [];
  });
  return kept.map((piece, index) => tidied(piece, index === kept.length - 1)).join(' ');
}

/**
 * The note without a cut: the words alone, or the part of the sentence that says it, or
 * the sentence.
 */
export function removeSpan(note: string, span: RemovableSpan, structure: NoteStructure): string {
  let rest = '';
  let at = 0;
  for (const sentence of structure.sentences) {
    if (sentence.start >= span.end || sentence.end <= span.start) continue;
    const before = note.slice(at, sentence.start);
    const gap = /^\s*/u.exec(note.slice(sentence.start, sentence.end))?.[0] ?? '';
    const line = /\n+$/u.exec(note.slice(sentence.start, sentence.end))?.[0] ?? '';
    const kept = removeFromSentence(note, sentence, span, structure).trim();
    rest += before + (kept === '' ? '' : gap + kept) + line;
    at = sentence.end;
    // A line of its own goes with its end.
    const isOwnLine = kept === '' && /(?:^|\n)$/u.test(rest) && note[at] === '\n';
    if (isOwnLine) at += 1;
  }
  return (rest + note.slice(at))
    .replace(/[^\S\n]{2,}/gu, ' ')
    .replace(/[^\S\n]*\n[^\S\n]*/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}
