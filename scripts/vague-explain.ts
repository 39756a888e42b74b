import { fileURLToPath } from 'node:url';
import { type PageLanguage, pageLanguages } from '../lambdas/core/choices.ts';
import { cleanParagraphs } from '../lambdas/core/text/plain-text.ts';
import { createClassifier } from '../lambdas/core/vague/classifier.ts';
import { contactDetailsIn } from '../lambdas/core/vague/contact-details.ts';
import { createGuard, languageOf, languageScore } from '../lambdas/core/vague/guard.ts';
import { signalNames } from '../lambdas/core/vague/judge.ts';
import { MAX_NOTE_LENGTH } from '../lambdas/core/vague/note-hints.ts';
import {
  createNoteReader,
  type Finding,
  type JudgedPart,
  type ParsedNote,
  unitsOf,
} from '../lambdas/core/vague/note-reader.ts';
import type { SentenceWords } from '../lambdas/core/vague/pattern.ts';
import { compileWordList, hintKinds } from '../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../lambdas/files/template-files.ts';

const usage = `Explains what the vague guard finds in a note, and why: the words as it reads
them, the likelihoods of the classifier, the score of each part of a sentence and what it is
the sum of, each pattern that matches, and why a match gives no hint.

  npm run vague:explain "I'm so sorry, but I've accepted another offer."
  npm run vague:explain -- --help     this text (without the two dashes, npm's own help)

templates/vague/README.md says how to change the patterns and how to teach the classifier.
`;

const languageNames: Readonly<Record<PageLanguage, string>> = { en: 'English', es: 'Spanish' };
const fileOf = (name: PageLanguage): string => `templates/vague/${name}.txt`;

function loadLanguage(name: PageLanguage) {
  const { list, weights } = vagueFiles(name);
  const compiled = compileWordList(list);
  return { name, list: () => compiled, classifier: createClassifier(weights) };
}
type LoadedLanguage = ReturnType<typeof loadLanguage>;

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

const signed = (number: number): string => `${number < 0 ? '' : '+'}${number.toFixed(1)}`;

/** The words of a sentence as the guard compares them; `|` separates its parts. */
function describeWords({ words, parts, start, end }: SentenceWords): string {
  const shown: string[] = [];
  for (let at = start; at < end; at += 1) {
    if (at > start && parts[at] !== parts[at - 1]) shown.push('|');
    shown.push(words[at] ?? '');
  }
  return shown.join(' ');
}

const sentenceOf = ({ words, start, end }: SentenceWords) => words.slice(start, end);

/**
 * The features that make a fault unlikely, for a reader who wants to teach the
 * classifier.
 */
function describeVetoFeatures({ classifier }: LoadedLanguage, sentence: SentenceWords): string {
  const against = classifier
    .weigh(sentenceOf(sentence))
    .filter(({ weight }) => weight < 0)
    .slice(0, 4)
    .map(({ feature, weight }) => `"${feature}" ${weight.toFixed(2)}`);
  return against.length === 0
    ? 'No word of the sentence speaks against a fault: most parts of notes have none.'
    : `Words that speak most against it: ${against.join(', ')}.`;
}

/** Patterns are long. The line number says where to read the whole. */
const SHOWN_CHARACTERS = 60;
const abbreviate = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;

const LINE_BREAK = /\r\n?|\n/g;
const inOneLine = (text: string): string => text.trim().replaceAll(LINE_BREAK, ' ');

/** `unless: a | b` is stored as `: a | b`, and `unless anywhere: a` as `anywhere: a`. */
const clauseOf = (clause: string): string => clause.replace(/^:\s*/, '');

/** Why a finding gives a hint or none: lines of text. */
function describeResult(
  language: LoadedLanguage,
  sentence: SentenceWords,
  { rejection }: Finding,
): readonly string[] {
  switch (rejection?.by) {
    case undefined:
      return ['HINT'];
    case 'veto':
      return [
        `NO HINT, vetoed: its part of the sentence has the score ` +
          `${signed(rejection.part.score)}, and a hint needs 0.`,
        describeVetoFeatures(language, sentence),
      ];
    case 'other-kind':
      return [`NO HINT: the classifier finds another kind here, ${rejection.kind}.`];
    case 'exception':
      return [
        `NO HINT, an exception matches here: ${fileOf(language.name)}:${rejection.pattern.line}  ` +
          abbreviate(rejection.pattern.source),
      ];
    case 'unless':
      return [
        `NO HINT, its own exception matches: unless ${abbreviate(clauseOf(rejection.clause))}`,
      ];
  }
}

/** Findings of the same words, with the same kind and result: one paragraph. */
interface Group {
  readonly kind: Finding['kind'];
  readonly from: number;
  readonly to: number;
  readonly result: readonly string[];
  readonly patterns: Finding['pattern'][];
}

/**
 * Groups the findings. A pattern matches at several words of the same place ("I'm so
 * sorry", "so sorry", "sorry"): only its longest match is kept.
 */
function groupsOf(
  language: LoadedLanguage,
  sentence: SentenceWords,
  findings: readonly Finding[],
): readonly Group[] {
  const longest = findings.filter(
    (finding, index) =>
      !findings.some(
        (other, otherIndex) =>
          other.pattern?.line === finding.pattern?.line &&
          other.kind === finding.kind &&
          other.rejection?.by === finding.rejection?.by &&
          other.from <= finding.from &&
          other.to >= finding.to &&
          (other.to - other.from > finding.to - finding.from || otherIndex < index),
      ),
  );
  const groups = new Map<string, Group>();
  for (const finding of longest) {
    const { kind, from, to } = finding;
    const result = describeResult(language, sentence, finding);
    const key = JSON.stringify([kind, from, to, result]);
    const group = groups.get(key) ?? { kind, from, to, result, patterns: [] };
    groups.set(key, group);
    group.patterns.push(finding.pattern);
  }
  return [...groups.values()];
}

function describeGroup(
  language: LoadedLanguage,
  { tokens }: ParsedNote,
  note: string,
  { kind, from, to, result, patterns }: Group,
): readonly string[] {
  const words = note.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
  const [first = '', ...rest] = result;
  return [
    `   "${inOneLine(words)}" ${kind}: ${first}`,
    ...rest.map((line) => `      ${line}`),
    ...patterns.map((pattern) =>
      pattern === undefined
        ? '      no pattern matches: the classifier alone gives the part a score of 0 or more'
        : `      ${fileOf(language.name)}:${pattern.line}  ${abbreviate(pattern.source)}`,
    ),
  ];
}

interface ShownSentence {
  /** Counts only the sentences that are shown. */
  readonly number: number;
  readonly text: string;
  readonly words: SentenceWords;
}

/** The sentences that have words. An empty line or an emoji is a sentence without any. */
function shownSentences(note: string, { sentences, sentenceWords }: ParsedNote): ShownSentence[] {
  return sentences
    .flatMap(({ start, end }, index) => {
      const words = sentenceWords[index];
      const hasWords = words !== undefined && words.start < words.end;
      return hasWords ? [{ text: note.slice(start, end), words }] : [];
    })
    .map((sentence, index) => ({ number: index + 1, ...sentence }));
}

/** A suggestion of several lines stands below its label, so that its end is seen. */
function describeSuggestion(without: string): readonly string[] {
  const label = '      the suggestion:';
  if (without === '') return [`${label} (nothing is left)`];
  const lines = without.split(LINE_BREAK);
  if (lines.length === 1) return [`${label} ${without}`];
  return [label, ...lines.map((line) => (line === '' ? '' : `         ${line}`))];
}

function describeSentence(
  language: LoadedLanguage,
  note: string,
  parsed: ParsedNote,
  { number, text, words: sentence }: ShownSentence,
  {
    findings,
    judged,
    asRead,
  }: {
    readonly findings: readonly Finding[];
    readonly judged: readonly JudgedPart[];
    readonly asRead: SentenceWords;
  },
): readonly string[] {
  const describeUnit = (unit: { readonly from: number; readonly to: number }): string => {
    const words = sentence.words.slice(unit.from, unit.to);
    const { fault, kinds } = language.classifier.classify(words);
    const likely = hintKinds
      .filter((kind) => kinds[kind] >= 0.01)
      .toSorted((a, b) => kinds[b] - kinds[a])
      .map((kind) => `${kind} ${percent(kinds[kind])}`);
    const parts = [`fault ${percent(fault)}`, ...likely].join(', ');
    return `   classifier: ${words.join(' ')}: ${parts}`;
  };
  /** A score is a sum: which signals speak for a hint, and which against it. */
  const describeScore = ({ from, to, signals, score }: JudgedPart): string => {
    const terms = signalNames
      .map((name, index) => ({
        name,
        term: signals[name] * (language.classifier.signalWeights[index] ?? 0),
      }))
      .filter(({ term }) => Math.abs(term) >= 0.05)
      .map(({ name, term }) => `${name} ${signed(term)}`);
    const words = sentence.words.slice(from, to).join(' ');
    return `   score: ${words}: ${signed(score)} (${terms.join(', ')})`;
  };
  return [
    `${number}. ${inOneLine(text)}`,
    `   read as: ${describeWords(asRead)}`,
    ...unitsOf(sentence).map(describeUnit),
    ...judged.map(describeScore),
    ...(findings.length === 0 ? ['   no pattern matches'] : []),
    ...groupsOf(language, sentence, findings).flatMap((group) =>
      describeGroup(language, parsed, note, group),
    ),
    '',
  ];
}

/** Explains what the guard finds in a note. */
export function explainNote(note: string): string {
  const languages = pageLanguages.map(loadLanguage);
  const language = languageOf(note, languages);
  if (language === undefined) throw new Error('There is no language.');
  const reader = createNoteReader(language);
  const parsed = reader.parse(note);
  const scores = languages.map(
    (one) => `${languageNames[one.name]} ${languageScore(note, one).toFixed(1)}`,
  );
  const contacts = contactDetailsIn(note).map(
    ({ start, end }) =>
      `   "${inOneLine(note.slice(start, end))}"  contact-or-link, found by its shape`,
  );
  const { hints: found, withoutAll } = createGuard(languages)(note);
  const hints = [
    ...found.flatMap(({ kind, start, end, without }) => [
      `   "${inOneLine(note.slice(start, end))}"  ${kind}`,
      ...describeSuggestion(without),
    ]),
    ...(withoutAll === undefined ? [] : ['   all of them', ...describeSuggestion(withoutAll)]),
  ];
  return [
    `Read as ${languageNames[language.name]}, by the scores ${scores.join(', ')}.`,
    '',
    ...shownSentences(note, parsed).flatMap((sentence) =>
      describeSentence(language, note, parsed, sentence, {
        findings: reader.findingsIn(parsed, sentence.words),
        judged: reader.judgedParts(parsed, sentence.words),
        asRead: reader.corrected(sentence.words),
      }),
    ),
    ...(contacts.length === 0 ? [] : ['Addresses, links and numbers', ...contacts, '']),
    hints.length === 0
      ? 'The candidate sees no hint.'
      : 'The candidate sees (matches of one kind that are near each other are one hint):',
    ...hints,
    '',
  ].join('\n');
}

/** The number as people write it: 2,000. */
const written = (count: number): string => count.toLocaleString('en');

/** What the command prints, and whether it refused what it was given. */
interface Answer {
  readonly text: string;
  readonly isRefused: boolean;
}

const refuse = (...paragraphs: string[]): Answer => ({
  text: `${paragraphs.join('\n\n').trimEnd()}\n`,
  isRefused: true,
});

/** The answer to the arguments of the command. */
export function answerTo(args: readonly string[]): Answer {
  const [typed, ...others] = args;
  if (typed === '--help' || typed === '-h') return { text: usage, isRefused: false };
  if (typed === undefined) return refuse('Give a note, in quotation marks.', usage);
  if (others.length > 0) {
    return refuse(`Give one note, in quotation marks. These are ${args.length} notes.`, usage);
  }
  // As the site does: the guard reads the note as the letter has it.
  const note = cleanParagraphs(typed, MAX_NOTE_LENGTH)?.text ?? typed;
  if (note === '') return refuse('The note is empty. Give a note with words.');
  if (note.length > MAX_NOTE_LENGTH) {
    return refuse(
      `The guard does not read notes of more than ${written(MAX_NOTE_LENGTH)} characters. ` +
        `This one has ${written(note.length)}.`,
    );
  }
  return { text: explainNote(note), isRefused: false };
}

function main(): number {
  const { text, isRefused } = answerTo(process.argv.slice(2));
  (isRefused ? process.stderr : process.stdout).write(text);
  return isRefused ? 2 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
