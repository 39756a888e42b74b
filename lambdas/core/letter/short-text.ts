import { fillTemplate } from '../text/template.ts';
import type { Templates } from '../text/templates.ts';
import { bareRole } from './bare-role.ts';
import { greetingOf } from './greeting.ts';
import type { LetterInput } from './letter.ts';
import { personalLine } from './personal-line.ts';
import { shownReference } from './reference-number.ts';

/**
 * The most UTF-16 units of a short text, as `String.length` counts them and as LinkedIn
 * counts a message: an emoji counts as two or more.
 */
export const MAX_SHORT_TEXT = 300;

/** The variables that a short text can do without, in the order of dropping. */
const droppable = ['note', 'reference', 'role', 'company', 'person'] as const;

/** The text below the line `[stage]`. */
function sectionOf(file: string, stage: string): string {
  const lines = file.split('\n');
  const start = lines.indexOf(`[${stage}]`);
  if (start === -1) throw new Error(`The short texts have no stage ${stage}.`);
  return lines[start + 1] ?? '';
}

/**
 * The text that the candidate sends by hand on LinkedIn, WhatsApp or a portal, or as a
 * message after a call: thanks, the decision, the open door. It has at most
 * {@link MAX_SHORT_TEXT} units. If it would be longer, it leaves out the personal line,
 * then the reference number, the role, the company and the name.
 *
 * @throws TemplateError if the template and the input do not match
 */
export function shortText(templates: Templates, input: LetterInput): string {
  const { letterLanguage, stage, role, company, personalNote } = input;
  const template = sectionOf(templates.short(letterLanguage), stage);
  const values: Record<(typeof droppable)[number], string | undefined> = {
    note: personalNote && personalLine(personalNote).replace(/\s+/g, ' '),
    reference: shownReference(input),
    role: bareRole(role, company),
    company,
    person: greetingOf(input),
  };
  let text = fillTemplate(template, values);
  for (const name of droppable) {
    if (text.length <= MAX_SHORT_TEXT) break;
    values[name] = undefined;
    text = fillTemplate(template, values);
  }
  return text;
}
