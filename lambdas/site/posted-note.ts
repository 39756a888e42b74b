import { lengths } from '../core/decline/form-fields.ts';
import { readBody, textFields } from './body.ts';
import type { SiteContext } from './context.ts';

/**
 * The note about a contact that was posted, as long as a note may be. A page that has no
 * form for it shows it, because a browser may not restore it on the page before.
 */
export async function postedNote(c: SiteContext): Promise<string> {
  if (c.req.method !== 'POST') return '';
  try {
    if ((await readBody(c)) !== undefined) return '';
  } catch {
    // The request broke off.
    return '';
  }
  const { note = '' } = textFields(c.var.body);
  return note.slice(0, lengths.contactNote).toWellFormed();
}
