import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type LetterLanguage,
  letterLanguages,
  type Stage,
  stages,
  tones,
} from '../lambdas/core/choices.ts';
import type { LetterInput } from '../lambdas/core/letter/letter.ts';
import { renderLetter } from '../lambdas/core/letter/render-letter.ts';
import type { Templates } from '../lambdas/core/text/templates.ts';
import { templateFiles } from '../lambdas/files/template-files.ts';

const languageNames: Readonly<Record<LetterLanguage, string>> = {
  en: 'English',
  es: 'Spanish, with usted',
  'es-tu': 'Spanish, with tú',
};

const stageNames: Readonly<Record<Stage, string>> = {
  application: 'Application: no one has met yet',
  screen: 'Recruiter screen',
  scheduled: 'Interview scheduled',
  interviewing: 'Interviewing',
  final: 'After the final round',
  offer: 'Offer',
};

const quoted = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}  `))
    .join('\n');

/** A letter with everything that a letter of its stage usually has. */
export const sampleLetter = (
  templates: Templates,
  { stage, ...kind }: Pick<LetterInput, 'letterLanguage' | 'stage' | 'tone'>,
) =>
  renderLetter(templates, {
    candidateName: 'Alex Rivera',
    candidateEmail: 'alex@candidates.example',
    recruiterName: 'Dana Lee',
    recruiterEmail: 'dana@northwind.example',
    company: 'Northwind',
    role: 'Data Engineer',
    stage,
    ...kind,
    peopleToThank: ['Sam Ortiz', 'Inés Ibarra'],
    ...(stage === 'scheduled' && {
      interviewDate: '2026-12-03T15:00',
      timeZone: 'America/Mexico_City',
    }),
  });

/** Every letter as it arrives, for people to read: `docs/letters.md`. */
export function lettersPage(templates: Templates): string {
  const letters = letterLanguages.map((letterLanguage) => {
    const byStage = stages.map((stage) => {
      const byTone = tones.map((tone) => {
        const { subject, text } = sampleLetter(templates, { letterLanguage, stage, tone });
        return `#### ${tone}\n\n**${subject}**\n\n${quoted(text)}\n`;
      });
      return `### ${stageNames[stage]}\n\n${byTone.join('\n')}`;
    });
    return `## ${languageNames[letterLanguage]}\n\n${byStage.join('\n')}`;
  });
  return `# The letters

Made by \`npm run docs:letters\` from \`templates/letters/\`; a test holds the two together. Read it as the recruiter who gets one. To
change a letter, change its template, run the command, and read it again here. Shown with two people to thank; without them
the sentence about them is not there. The personal line, where there is one, comes before the close.

${letters.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../docs/letters.md', import.meta.url), lettersPage(templateFiles));
}
