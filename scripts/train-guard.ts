import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  letterLanguages,
  type PageLanguage,
  pageLanguages,
  stages,
  tones,
} from '../lambdas/core/choices.ts';
import { BIAS, featuresOf, SCALE } from '../lambdas/core/vague/classifier.ts';
import { sentencesOf, tokensOf } from '../lambdas/core/vague/tokens.ts';
import { compileWordList, hintKinds } from '../lambdas/core/vague/word-list.ts';
import { templateFiles } from '../lambdas/files/template-files.ts';
import { type LabelledNote, labelledNotes } from './labelled-notes.ts';
import { sampleLetter } from './letters-page.ts';

/** In how many sentences a feature must occur to get a weight. */
const MIN_COUNT = 2;
/** The ridge penalty keeps weights small, so that a word seen twice has little effect. */
const RIDGE = 6;
/** Iterations of the gradient descent. */
const ROUNDS = 400;
const STEP = 0.3;

/** One sentence. */
interface Example {
  /** Indices into the list of feature names. */
  readonly features: readonly number[];
  /** For each of `hintKinds`: whether the sentence has a mark of this kind. */
  readonly holds: readonly boolean[];
}

/**
 * A hash of the notes that weights were learnt from: 16 characters, base64url. A test
 * compares it to find out whether the weights are up to date.
 */
export const fingerprintOf = (notes: readonly LabelledNote[]): string =>
  createHash('sha256').update(JSON.stringify(notes)).digest('base64url').slice(0, 16);

/** The letters as notes without marks: the guard must not hint at anything in them. */
const lettersIn = (language: PageLanguage): readonly LabelledNote[] =>
  letterLanguages
    .filter((letterLanguage) => letterLanguage.startsWith(language))
    .flatMap((letterLanguage) =>
      stages.flatMap((stage) =>
        tones.map((tone) => sampleLetter(templateFiles, { letterLanguage, stage, tone })),
      ),
    )
    .map(({ text }) => ({ text, marks: [] }));

/** The sentences of the notes as training examples, and the names of all features. */
function examplesOf(notes: readonly LabelledNote[], language: PageLanguage) {
  const file = readFileSync(new URL(`../templates/vague/${language}.txt`, import.meta.url), 'utf8');
  const list = compileWordList(file);
  const sentences = notes.flatMap(({ text, marks }) => {
    const spans = sentencesOf(text, list);
    const tokens = tokensOf(text, spans, list);
    return spans.map(({ start, end }, number) => ({
      features: featuresOf(
        tokens.filter(({ sentence }) => sentence === number).map(({ word }) => word),
      ),
      holds: hintKinds.map((kind) =>
        marks.some((mark) => mark.kind === kind && mark.start < end && start < mark.end),
      ),
    }));
  });
  const seen = new Map<string, number>();
  for (const { features } of sentences)
    for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  const names = [
    BIAS,
    ...[...seen]
      .filter(([, times]) => times >= MIN_COUNT)
      .map(([feature]) => feature)
      .sort((a, b) => (a < b ? -1 : 1)),
  ];
  const numbers = new Map(names.map((name, number) => [name, number]));
  const examples = sentences.map(
    ({ features, holds }): Example => ({
      features: [BIAS, ...features].flatMap((feature) => numbers.get(feature) ?? []),
      holds,
    }),
  );
  return { names, examples };
}

/**
 * Trains the weights of one kind by logistic regression with a ridge penalty. The
 * positive and the negative examples have the same total weight. The method is gradient
 * descent with an adaptive step for each weight (AdaGrad).
 *
 * @param size the number of features
 * @param kind an index into `hintKinds`
 */
function weightsOf(examples: readonly Example[], size: number, kind: number): Float64Array {
  const weights = new Float64Array(size);
  const squaredSlopes = new Float64Array(size).fill(1e-8);
  const positive = examples.filter(({ holds }) => holds[kind]).length;
  const classWeights = [
    examples.length / (2 * (examples.length - positive)),
    examples.length / (2 * positive),
  ] as const;
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = new Float64Array(size);
    for (const { features, holds } of examples) {
      const target = holds[kind] ? 1 : 0;
      const sum = features.reduce((total, feature) => total + (weights[feature] ?? 0), 0);
      const error = classWeights[target] * (1 / (1 + Math.exp(-sum)) - target);
      for (const feature of features) gradient[feature] = (gradient[feature] ?? 0) + error;
    }
    for (let feature = 0; feature < size; feature += 1) {
      const weight = weights[feature] ?? 0;
      const slope = (gradient[feature] ?? 0) + (feature === 0 ? 0 : RIDGE * weight);
      const squaredSlope = (squaredSlopes[feature] ?? 0) + slope * slope;
      squaredSlopes[feature] = squaredSlope;
      weights[feature] = weight - (STEP * slope) / Math.sqrt(squaredSlope);
    }
  }
  return weights;
}

/** Learns weights from labelled notes. Returns the text of the file of weights. */
export function learn(notes: readonly LabelledNote[], language: PageLanguage): string {
  const { names, examples } = examplesOf([...notes, ...lettersIn(language)], language);
  const weights = hintKinds.map((_, kind) => weightsOf(examples, names.length, kind));
  const lines = names.flatMap((name, feature) => {
    const numbers = weights.map((ofKind) => Math.round((ofKind[feature] ?? 0) * SCALE));
    return numbers.every((number) => Math.abs(number) < 3) ? [] : [`${name}\t${numbers.join(' ')}`];
  });
  return `# Weights of words, learnt by "npm run vague:learn". To change them, label notes.
# ${notes.length} notes, ${fingerprintOf(notes)}; ${hintKinds.join(', ')}
${lines.join('\n')}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const language of pageLanguages) {
    const startedAt = performance.now();
    const notes = labelledNotes(language, 'dev');
    const file = learn(notes, language);
    writeFileSync(new URL(`../lambdas/files/vague-weights/${language}.txt`, import.meta.url), file);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(
      `${language}: learnt from ${notes.length} notes in ${seconds} s, ` +
        `${file.split('\n').length} lines, ${Math.round(file.length / 1024)} KB\n`,
    );
  }
}
