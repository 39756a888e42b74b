import { describe, expect, test } from 'vitest';
import { letterLanguages, stages } from '../../../lambdas/core/choices.ts';
import { MAX_SHORT_TEXT, shortText } from '../../../lambdas/core/letter/short-text.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import { templateFiles, vagueFiles } from '../../../lambdas/files/template-files.ts';
import { letterInput } from '../../support/fixtures.ts';

const hintsOf = createNoteHints(vagueFiles);
const decision =
  /I'll pass|withdraw|decline the offer|no me postularé|retir|no continuar|declinar la oferta/;

const combinations = letterLanguages.flatMap((letterLanguage) =>
  stages.map((stage) => ({ letterLanguage, stage })),
);

describe.each(combinations)('the short text $letterLanguage/$stage', (combination) => {
  const input = letterInput({ ...combination, role: 'Senior Data Engineer', company: 'Northwind' });
  const textOf = (rest: Partial<typeof input>) => shortText(templateFiles, { ...input, ...rest });

  test('when all is short, then it thanks, decides, keeps the door open and fits', () => {
    const text = textOf({});
    expect(text.length).toBeLessThanOrEqual(MAX_SHORT_TEXT);
    for (const part of ['Dana', 'Senior Data Engineer', 'Northwind']) expect(text).toContain(part);
    expect(text).toMatch(/thank|gracias/);
    expect(text).toMatch(decision);
    expect(text).toMatch(/stay in touch|seguir en contacto/);
    expect(text).not.toMatch(/[{}]| {2}| [.,;:]|\.\.|undefined/);
    if (combination.letterLanguage === 'es-tu') expect(text).not.toMatch(/\b(?:usted|puede|su)\b/);
    if (combination.letterLanguage === 'es') expect(text).not.toMatch(/\b(?:ti|puedes|tu|te)\b/);
  });

  test('when the vague guard reads it, then it gives no hint', () => {
    const reader = combination.letterLanguage === 'en' ? 'en' : 'es';
    expect(hintsOf(textOf({}), reader).hints).toEqual([]);
  });

  test('when it would be too long, then it drops the note, the role, the company', () => {
    expect(textOf({ personalNote: 'Thank you' })).toContain('Thank you. ');
    const noted = textOf({ personalNote: 'x'.repeat(200) });
    expect(noted).not.toContain('xxx');
    expect(noted).toContain('Senior Data Engineer');
    const referred = textOf({ referenceNumber: 'Ref. R-1' });
    expect(referred).toContain('Northwind (ref. R-1)');
    const role = `${'r'.repeat(118)}`;
    const unnamed = textOf({ role, company: 'c'.repeat(60), referenceNumber: 'R-1' });
    expect(unnamed).toContain('c'.repeat(60));
    expect(unnamed).not.toMatch(/rrr|R-1/);
    const alone = textOf({ role, company: '👩‍👩‍👧'.repeat(40) });
    expect(alone).not.toMatch(/rrr|👩/u);
    const nameless = textOf({
      role,
      company: 'c'.repeat(100),
      recruiterGreeting: '👩‍👩‍👧'.repeat(60),
    });
    for (const text of [noted, referred, unnamed, alone, nameless]) {
      expect(text.length).toBeLessThanOrEqual(MAX_SHORT_TEXT);
      expect(text).toMatch(decision);
      expect(text).not.toMatch(/[{}]| {2}| [.,;:]|\.\.|undefined/);
    }
    expect(nameless).not.toMatch(/👩/u);
  });
});

test('when a name has a full stop or an article, then the text is still right', () => {
  const input = letterInput({ company: 'Acme Inc.', stage: 'screen' });
  expect(shortText(templateFiles, input)).toContain(' at Acme Inc. ');
  expect(
    shortText(templateFiles, {
      ...input,
      letterLanguage: 'es',
      role: 'El jefe de equipo',
    }),
  ).toContain('puesto del jefe de equipo');
});
