import { languageTag } from '../core/choices.ts';
import type { LetterInput } from '../core/letter/letter.ts';
import { renderLetter } from '../core/letter/render-letter.ts';
import type { Templates } from '../core/text/templates.ts';

export interface LetterPreviewDependencies {
  readonly templates: Templates;
  readonly settings: { readonly origin: string; readonly hasNoLettersLink?: boolean };
}

/** Renders the letter of a form, to show it. */
export function previewOf({ templates, settings }: LetterPreviewDependencies, input: LetterInput) {
  // The link of a letter is made with its draft.
  const noLettersUrl = settings.hasNoLettersLink ? `${settings.origin}/no-letters/…` : undefined;
  return {
    ...renderLetter(templates, input, noLettersUrl),
    language: languageTag(input.letterLanguage),
    ...(input.channel !== undefined && {
      byHand: { channel: input.channel, language: input.letterLanguage },
    }),
  };
}
