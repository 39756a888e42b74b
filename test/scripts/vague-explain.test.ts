import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pageLanguages } from '../../lambdas/core/choices.ts';
import { createClassifier } from '../../lambdas/core/vague/classifier.ts';
import { createNoteReader } from '../../lambdas/core/vague/note-reader.ts';
import { compileWordList } from '../../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../../lambdas/files/template-files.ts';
import { labelledNotes } from '../../scripts/labelled-notes.ts';
import { answerTo, explainNote } from '../../scripts/vague-explain.ts';
import { run } from '../support/command.ts';

describe('the explanation of a note', () => {
  test('when patterns match, then it gives words, kind and the line of each pattern', () => {
    const text = explainNote("I'm so sorry, but I've accepted another offer.");
    expect(text).toContain('Read as English, by the scores English ');
    expect(text).toContain('read as: i am so sorry | but i have accepted another offer');
    expect(text).toMatch(
      /"I'm so sorry" apology: HINT\n {6}templates\/vague\/en\.txt:\d+ {2}\[i am \|/,
    );
    expect(text).toMatch(/"I've accepted another offer" reason: HINT/);
    expect(text).toMatch(/The candidate sees.*\n {3}"I'm so sorry" {2}apology/);
  });

  test('when the classifier vetoes a match, then it gives the score and words', () => {
    const note = 'And tell the security guy he was right about the number 14 bus.';
    const text = explainNote(note);
    expect(text).toMatch(/score: and tell .* bus: -\d\.\d \(start -\d\.\d, .*match \+\d/);
    expect(text).toMatch(
      /"guy .*" negative: NO HINT, vetoed: its part of the sentence has the score -\d\.\d/,
    );
    expect(text).toContain('and a hint needs 0.');
    expect(text).toMatch(/Words that speak most against it: ".+" -\d\.\d\d/);
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

  test('when patterns and exceptions are long, then all are cut at 60 characters', () => {
    const text = explainNote(
      'Maybe we will meet again, but the commute is long, and my wife said yes.',
    );
    expect(text).toMatch(/an exception matches here: \S+:\d+ {2}.{60}…\n/);
    expect(text).toMatch(/its own exception matches: unless .{60}…\n/);
    const patterns = text.split('\n').filter((line) => line.includes('.txt:'));
    for (const line of patterns) expect(line).toMatch(/\.txt:\d+ {2}(?:.{1,60}|.{60}…)$/);
  });

  test.each(['a\n\nb\nc', '👍👍 a. b\n\n👍\nc', 'a… b!\r\n\r\nc'])(
    'when parts of a note have no words, then the numbers of the sentences have no gap: %j',
    (note) => {
      const numbers = [...explainNote(note).matchAll(/^(\d+)\. /gm)].map(([, number]) => number);
      expect(numbers).toEqual(['1', '2', '3']);
    },
  );

  test('when a suggestion has one line, then it stands beside its label', () => {
    expect(explainNote("I'm so sorry, but I've accepted another offer.")).toContain(
      "      the suggestion: I've accepted another offer.\n",
    );
  });

  test('when a suggestion has several lines, then each is indented below its label', () => {
    expect(explainNote("Thank you.\n\nI'm so sorry.\nI wish you all the best.")).toContain(
      [
        '   "I\'m so sorry"  apology',
        '      the suggestion:',
        '         Thank you.',
        '',
        '         I wish you all the best.',
        '',
      ].join('\n'),
    );
  });

  test('when the guard corrects a typing error, then it gives the words as it reads them', () => {
    expect(explainNote('No, becuase of the comute.')).toContain('because of the commute');
  });

  test('when nothing matches, then it says so', () => {
    const text = explainNote('Gracias por todo.');
    expect(text).toContain('Read as Spanish, by the scores English ');
    expect(text).toContain('no pattern matches');
    expect(text).toContain('The candidate sees no hint.');
  });

  test('when the note has a telephone number, then it is found by its shape', () => {
    expect(explainNote('Call +1 555 123 4567')).toContain(
      '"+1 555 123 4567"  contact-or-link, found by its shape',
    );
  });
});

describe('the command', () => {
  test('when it gets a note, then it explains it', () => {
    expect(answerTo(['Thank you.'])).toEqual({
      text: explainNote('Thank you.'),
      isRefused: false,
    });
  });

  test('when a mark is within a word, then it explains the note as the letter has it', () => {
    expect(answerTo(['I am so\u200Brry.\u00A0 \uFFFC'])).toEqual({
      text: explainNote('I am sorry.'),
      isRefused: false,
    });
  });

  test.each(['', '   ', '\n\n', ' \u200B'])(
    'when the note is %j, then it says that it is empty',
    (note) => {
      expect(answerTo([note])).toEqual({
        text: 'The note is empty. Give a note with words.\n',
        isRefused: true,
      });
    },
  );

  test('when there is no note or more than one, then it asks for one and gives the usage', () => {
    const none = answerTo([]);
    expect(none.isRefused).toBe(true);
    expect(none.text).toMatch(/^Give a note, in quotation marks\.\n\nExplains /);
    const several = answerTo(['Thank', 'you', 'all']);
    expect(several.isRefused).toBe(true);
    expect(several.text).toMatch(
      /^Give one note, in quotation marks\. These are 3 notes\.\n\nExplains /,
    );
  });

  test.each(['--help', '-h'])('when it gets %s, then it says how npm passes it on', (option) => {
    const { text, isRefused } = answerTo([option]);
    expect(isRefused).toBe(false);
    expect(text).toContain('npm run vague:explain -- --help');
  });

  test('when a note is too long, then stderr says so and the exit code is 2', async () => {
    const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
    const tooLong = run(process.execPath, [tsx, 'scripts/vague-explain.ts', 'x'.repeat(2001)]);
    await expect(tooLong).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'The guard does not read notes of more than 2,000 characters. This one has 2,001.\n',
    });
    expect(answerTo(['x'.repeat(2000)]).isRefused).toBe(false);
  });
});

test.each(pageLanguages)(
  'when the explanation finds hints in a labelled note, then they are those of the guard: %s',
  (name) => {
    const { list, weights } = vagueFiles(name);
    const compiled = compileWordList(list);
    const reader = createNoteReader({
      list: () => compiled,
      classifier: createClassifier(weights),
    });
    const notes = [...labelledNotes(name, 'dev'), ...labelledNotes(name, 'held-out')];
    // One of seven: to explain all takes a minute.
    for (const { text } of notes.filter((_, index) => index % 7 === 0)) {
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
