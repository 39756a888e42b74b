import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

/** A rendered HTML document, for `c.html()`. */
export type Page = ReturnType<typeof raw>;

/**
 * Characters that no HTML document may have, not even as an entity: control characters
 * except white space, and code points that are no characters. The form shows a refused
 * text again, so it may have them. As U+FFFD the person sees where they are. Without the
 * flag `u` the search through a page takes a quarter of the time. So the last two code
 * points of the planes 1 to 16 are written as pairs of surrogates.
 */
const NOT_IN_HTML = new RegExp(
  '[\\0-\\x08\\v\\x0E-\\x1F\\x7F-\\x9F\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]|' +
    '[\\uD83F\\uD87F\\uD8BF\\uD8FF\\uD93F\\uD97F\\uD9BF\\uD9FF' +
    '\\uDA3F\\uDA7F\\uDABF\\uDAFF\\uDB3F\\uDB7F\\uDBBF\\uDBFF][\\uDFFE\\uDFFF]',
  'g',
);

/** An HTML document, without what none may have. */
export const rendered = (html: string): Page => raw(html.replace(NOT_IN_HTML, '\uFFFD'));

/** Renders parts of a document, for a page's script. */
export const partsOfPage = (parts: Child): Page => rendered(`<!doctype html>${parts}`);
