import type { PageLanguage } from '../core/choices.ts';
import { withRegisterHints } from '../core/letter/register-hint.ts';
import { createNoteHints, type ShownHintsOf, type VagueFiles } from '../core/vague/note-hints.ts';

/**
 * Creates what finds all hints on a personal line: the guard's, and those on the
 * register. Only a request with such a line loads this module.
 */
export function createHints(filesOf: (language: PageLanguage) => VagueFiles): ShownHintsOf {
  const hintsOf = createNoteHints(filesOf);
  return (note, reader, letterLanguage) => {
    const found = hintsOf(note, reader);
    const hints = withRegisterHints(found.hints, note, letterLanguage, reader);
    return { ...found, hints };
  };
}
