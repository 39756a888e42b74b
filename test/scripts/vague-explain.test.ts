import { describe, expect, test } from 'vitest';
import { pageLanguages } from '../../lambdas/core/choices.ts';
import { readClassifier } from '../../lambdas/core/vague/classifier.ts';
import { createNoteReader } from '../../lambdas/core/vague/note-reader.ts';
import { compileWordList } from '../../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../../lambdas/files/template-files.ts';
import { labelledNotes } from '../../scripts/labelled-notes.ts';
import { explainNote } from '../../scripts/vague-explain.ts';

describe('the explanation of a note', () => {
  test('when patterns match, then it gives words, kind and the line of each pattern', () => {
    const text = explainNote("I'm so sorry, but I've accepted another offer.");
    expect(text).toContain('Read as English;');
    expect(text).toContain('read as: i am so sorry | but i have accepted another offer');
    expect(text).toMatch(
      /"I'm so sorry" apology: HINT\n {6}templates\/vague\/en\.txt:\d+ {2}\[i am \|/,
    );
    expect(text).toMatch(/"I've accepted another offer" reason: HINT/);
    expect(text).toMatch(/The candidate sees.*\n {3}"I'm so sorry" {2}apology/);
  });

  test('when the classifier vetoes a match, then it gives likelihood, limit and words', () => {
    const text = explainNote('My wife thanks you.');
    expect(text).toMatch(
      /"My wife" reason: NO HINT, vetoed: the classifier gives reason \d+ % here/,
    );
    expect(text).toContain('and a match needs 30 %.');
    expect(text).toMatch(/Words that speak most against it: "you" -\d\.\d\d/);
    expect(text).toContain('The candidate sees no hint.');
  });

  test('when the exception of a pattern matches, then it gives the exception', () => {
    expect(explainNote("I've accepted another offer, and my wife is ill.")).toMatch(
      /"my wife.*" reason: HINT/,
    );
    expect(explainNote("I've accepted another offer, and my wife said yes.")).toMatch(
      /"my wife" reason: NO HINT, its own exception matches: unless @courtesy \| said/,
    );
  });

  test('when a pattern under "exceptions" matches, then it gives its line', () => {
    expect(explainNote('Maybe we will meet again, but the commute is long.')).toMatch(
      /"Maybe.*" hedge: NO HINT, an exception matches here: .*\/en\.txt:\d+ {2}\(maybe \|/,
    );
  });

  test('when the guard corrects a typing error, then it gives the words as it reads them', () => {
    expect(explainNote('No, becuase of the comute.')).toContain('because of the commute');
  });

  test('when nothing matches, then it says so', () => {
    const text = explainNote('Gracias por todo.');
    expect(text).toContain('Read as Spanish;');
    expect(text).toContain('no pattern matches');
    expect(text).toContain('The candidate sees no hint.');
  });

  test('when the note has a telephone number, then it is found by its shape', () => {
    expect(explainNote('Call +1 555 123 4567')).toContain(
      '"+1 555 123 4567"  contact-or-link, found by its shape',
    );
  });

  test('when the note is longer than the guard reads, then it says so', () => {
    expect(explainNote('x'.repeat(2001))).toBe(
      'The guard does not read notes of more than 2000 characters.\n',
    );
  });
});

test.each(pageLanguages)(
  'when the explanation finds hints in a labelled note, then they are those of the guard: %s',
  (name) => {
    const { list, weights } = vagueFiles(name);
    const compiled = compileWordList(list);
    const reader = createNoteReader({ list: () => compiled, classifier: readClassifier(weights) });
    for (const { text } of [...labelledNotes(name, 'dev'), ...labelledNotes(name, 'held-out')]) {
      const parsed = reader.parse(text);
      const explained = parsed.sentenceWords
        .flatMap((sentence) => reader.findingsIn(parsed, sentence))
        .filter(({ rejection }) => rejection === undefined)
        .map(({ kind, from, to }) => ({
          kind,
          start: parsed.tokens[from]?.start,
          end: parsed.tokens[to - 1]?.end,
        }));
      const spans = reader.hintSpans(parsed).map(({ kind, start, end }) => ({ kind, start, end }));
      expect(explained).toEqual(spans);
    }
  },
);
