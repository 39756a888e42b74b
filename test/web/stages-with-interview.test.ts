import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { letterLanguages, stages } from '../../lambdas/core/choices.ts';
import { stagesWithInterview } from '../../lambdas/web/pages/form-inputs.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Whether a letter of the stage names the day of the interview. */
const namesDay = (language: string, stage: string) => {
  const folder = `templates/letters/${language}/${stage}/`;
  return readdirSync(new URL(folder, root)).map((name) =>
    read(`${folder}${name}`).includes('{{interviewDate}}'),
  );
};

test.each(stages)('when the stage is %s, then the form asks for what its letters name', (stage) => {
  const isAsked = stagesWithInterview.includes(stage);
  for (const language of letterLanguages) {
    expect(new Set(namesDay(language, stage))).toEqual(new Set([isAsked]));
  }
});

test('when the style hides the day, then it goes by the same stages', () => {
  const style = read('lambdas/web/assets/open-door.css');
  const [rule = ''] = /form:not\([^{]*?\.when/.exec(style) ?? [];
  const shown = [...rule.matchAll(/\[value="([a-z]+)"\]/g)].map(([, stage]) => stage);
  expect(shown).toEqual(stagesWithInterview);
});
