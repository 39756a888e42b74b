import { describe, expect, test } from 'vitest';
import { letterLanguages, pageLanguages } from '../../../lambdas/core/choices.ts';
import { letterFooter, withoutFooter } from '../../../lambdas/core/letter/letter-footer.ts';
import { renderLetter } from '../../../lambdas/core/letter/render-letter.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import { templateFiles, vagueFiles } from '../../../lambdas/files/template-files.ts';
import { letterInput } from '../../support/fixtures.ts';

const url = 'https://door.example/no-letters/x';
const hintsOf = createNoteHints(vagueFiles);

describe.each(letterLanguages)('the footer of a letter in %s', (letterLanguage) => {
  const input = letterInput({ letterLanguage });
  test('when it is on, then it is one line at the end, with one link', () => {
    const { text, html } = renderLetter(templateFiles, input, url);
    const [plain, plainHtml] = (['text', 'html'] as const).map(
      (part) => renderLetter(templateFiles, input)[part],
    );
    const footer = letterFooter(letterLanguage, url);
    expect(text).toBe(`${plain}\n${footer}\n`);
    expect(footer).toMatch(/^[^\n]{1,90} https:\S+$/);
    expect(html.split('<a ')).toHaveLength(2);
    expect(html).toContain(`href="${url}"`);
    expect(plainHtml).not.toContain('<a ');
  });

  test('when the candidate sends the letter by hand, then it is not there', () => {
    const personalNote = `${letterFooter(letterLanguage, 'they said')}`;
    const noted = letterInput({ letterLanguage, personalNote });
    for (const written of [input, noted]) {
      const plain = renderLetter(templateFiles, written).text;
      expect(withoutFooter(renderLetter(templateFiles, written, url).text)).toBe(plain);
      expect(withoutFooter(plain)).toBe(plain);
    }
  });

  test('when the vague guard reads its words, then it has no hint', () => {
    const words = letterFooter(letterLanguage, '').trim();
    for (const language of pageLanguages) expect(hintsOf(words, language).hints).toEqual([]);
    expect(words).not.toMatch(/sorry|apolog|lament|disculp|unfortunately|!/i);
  });
});
