import type { SiteContext } from './context.ts';
import { failurePage } from './pages/trouble-page.tsx';
import { postedNote } from './posted-note.ts';
import { respondFailure, withFailureWords } from './respond.ts';
import { failureWords } from './words/failures.ts';

/**
 * Answers that something unexpected happened. The page has the note that was posted. Only
 * a failure needs this module, so it is loaded with the first one.
 */
export async function respondBroken(c: SiteContext): Promise<Response> {
  const note = await postedNote(c);
  const words = await withFailureWords(c);
  const { broken } = failureWords(words).titles;
  return respondFailure(c, 500, 'broken', (message) => failurePage(words, broken, message, note));
}
