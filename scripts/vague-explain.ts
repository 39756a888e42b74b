import { fileURLToPath } from 'node:url';
import { type PageLanguage, pageLanguages } from '../lambdas/core/choices.ts';
import { readClassifier } from '../lambdas/core/vague/classifier.ts';
import { contactDetailsIn } from '../lambdas/core/vague/contact-details.ts';
import { countKnownWords, createGuard, languageOf } from '../lambdas/core/vague/guard.ts';
import { MAX_NOTE_LENGTH } from '../lambdas/core/vague/note-hints.ts';
import {
  createNoteReader,
  type Finding,
  HINT_ABOVE,
  type ParsedNote,
  VETO_BELOW,
} from '../lambdas/core/vague/note-reader.ts';
import type { SentenceWords } from '../lambdas/core/vague/pattern.ts';
import { compileWordList, hintKinds } from '../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../lambdas/files/template-files.ts';

const usage = `Explains what the vague guard finds in a note, and why: the words as it reads
them, the likelihoods of the classifier, each pattern that matches, and why a match gives no
hint.

  npm run vague:explain "I'm so sorry, but I've accepted another offer."

templates/vague/README.md says how to change the patterns and how to teach the classifier.
`;

const languageNames: Readonly<Record<PageLanguage, string>> = { en: 'English', es: 'Spanish' };
const fileOf = (name: PageLanguage): string => `templates/vague/${name}.txt`;

function loadLanguage(name: PageLanguage) {
  const { list, weights } = vagueFiles(name);
  const compiled = compileWordList(list);
  return { name, list: () => compiled, classifier: readClassifier(weights) };
}
type LoadedLanguage = ReturnType<typeof loadLanguage>;

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

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
 * The features that make a kind unlikely, for a reader who wants to teach the classifier.
 */
function describeVetoFeatures(
  { classifier }: LoadedLanguage,
  sentence: SentenceWords,
  kind: Finding['kind'],
): string {
  const against = classifier
    .weigh(sentenceOf(sentence), kind)
    .filter(({ weight }) => weight < 0)
    .slice(0, 4)
    .map(({ feature, weight }) => `"${feature}" ${weight.toFixed(2)}`);
  return against.length === 0
    ? 'No word of the sentence speaks against it: the kind is rare.'
    : `Words that speak most against it: ${against.join(', ')}.`;
}

/** `unless: a | b` is stored as `: a | b`, and `unless anywhere: a` as `anywhere: a`. */
const clauseOf = (clause: string): string => clause.replace(/^:\s*/, '');

/** Why a finding gives a hint or none: lines of text. */
function describeResult(
  language: LoadedLanguage,
  sentence: SentenceWords,
  { kind, rejection }: Finding,
): readonly string[] {
  switch (rejection?.by) {
    case undefined:
      return ['HINT'];
    case 'veto':
      return [
        `NO HINT, vetoed: the classifier gives ${kind} ${percent(rejection.likelihood)} ` +
          `here, and a match needs ${percent(rejection.limit)}.`,
        describeVetoFeatures(language, sentence, kind),
      ];
    case 'exception':
      return [
        `NO HINT, an exception matches here: ${fileOf(language.name)}:${rejection.pattern.line}  ` +
          rejection.pattern.source,
      ];
    case 'unless':
      return [`NO HINT, its own exception matches: unless ${clauseOf(rejection.clause)}`];
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

/** Patterns are long. The line number says where to read the whole. */
const SHOWN_CHARACTERS = 60;
const abbreviate = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;

function describeGroup(
  language: LoadedLanguage,
  { tokens }: ParsedNote,
  note: string,
  { kind, from, to, result, patterns }: Group,
): readonly string[] {
  const words = note.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
  const [first = '', ...rest] = result;
  return [
    `   "${words.replaceAll('\n', ' ')}" ${kind}: ${first}`,
    ...rest.map((line) => `      ${line}`),
    ...patterns.map((pattern) =>
      pattern === undefined
        ? `      found by the classifier alone: ${percent(HINT_ABOVE)} is enough`
        : `      ${fileOf(language.name)}:${pattern.line}  ${abbreviate(pattern.source)}`,
    ),
  ];
}

function describeSentence(
  language: LoadedLanguage,
  note: string,
  parsed: ParsedNote,
  index: number,
  findings: readonly Finding[],
): readonly string[] {
  const span = parsed.sentences[index] ?? { start: 0, end: note.length };
  const sentence = parsed.sentenceWords[index];
  if (sentence === undefined || sentence.start === sentence.end) return [];
  const likelihoods = language.classifier.classify(sentenceOf(sentence));
  const describeKind = (kind: Finding['kind']): string =>
    `${kind} ${percent(likelihoods[kind])}` +
    (likelihoods[kind] < VETO_BELOW[kind] ? ' (veto)' : '');
  return [
    `${index + 1}. ${note.slice(span.start, span.end).trim().replaceAll('\n', ' ')}`,
    `   read as: ${describeWords(sentence)}`,
    `   classifier: ${hintKinds.map(describeKind).join(', ')}`,
    ...(findings.length === 0 ? ['   no pattern matches'] : []),
    ...groupsOf(language, sentence, findings).flatMap((group) =>
      describeGroup(language, parsed, note, group),
    ),
    '',
  ];
}

/** Explains what the guard finds in a note. */
export function explainNote(note: string): string {
  if (note.length > MAX_NOTE_LENGTH) {
    return `The guard does not read notes of more than ${MAX_NOTE_LENGTH} characters.\n`;
  }
  const languages = pageLanguages.map(loadLanguage);
  const language = languageOf(note, languages);
  if (language === undefined) return 'There is no language.\n';
  const reader = createNoteReader(language);
  const parsed = reader.parse(note);
  const counts = languages.map((one) => `${languageNames[one.name]} ${countKnownWords(note, one)}`);
  const contacts = contactDetailsIn(note).map(
    ({ start, end }) => `   "${note.slice(start, end)}"  contact-or-link, found by its shape`,
  );
  const hints = createGuard(languages)(note).flatMap(({ kind, start, end, without }) => [
    `   "${note.slice(start, end)}"  ${kind}`,
    `      the suggestion: ${without === '' ? '(nothing is left)' : without}`,
  ]);
  return [
    `Read as ${languageNames[language.name]}; words that the labelled notes contain: ` +
      `${counts.join(', ')}.`,
    '',
    ...parsed.sentenceWords.flatMap((sentence, index) =>
      describeSentence(language, note, parsed, index, reader.findingsIn(parsed, sentence)),
    ),
    ...(contacts.length === 0 ? [] : ['Addresses, links and numbers', ...contacts, '']),
    hints.length === 0
      ? 'The candidate sees no hint.'
      : 'The candidate sees (matches of one kind that are near each other are one hint):',
    ...hints,
    '',
  ].join('\n');
}

function main(): number {
  const [note, ...others] = process.argv.slice(2);
  if (note === '--help' || note === '-h') {
    process.stdout.write(usage);
    return 0;
  }
  if (note === undefined || note.trim() === '' || others.length > 0) {
    process.stderr.write(`Give one note, in quotation marks.\n\n${usage}`);
    return 2;
  }
  process.stdout.write(explainNote(note));
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
