/** Of a longer HTML part the rest is not shown. */
const MAX_HTML = 1_000_000;

/**
 * What the frame of an email may do: a link opens a new page, which is a page like any
 * other. Our page's script may read the frame, because it measures the email
 * (`allow-same-origin`). The email cannot read our page: it runs no script. So
 * `allow-scripts` must never stand here.
 */
export const FRAME_SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/**
 * What a browser may do with the HTML of an email: show its text, its style and pictures
 * within it. It runs no script, loads nothing from anywhere and posts no form. The policy
 * also holds without the frame.
 */
export const framedPolicy = [
  `sandbox ${FRAME_SANDBOX}`,
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Elements for which a browser may connect to a server before it asks the policy. */
const CONNECTING = /<(link|i?frame|object|embed)(?=[\s/>])/gi;

/**
 * The HTML of an email, for the frame. Its links open a new page. It has no frames of its
 * own, and names no servers to connect to.
 */
export function framedHtml(html: string): string {
  const shown = html.slice(0, MAX_HTML).replace(CONNECTING, '<x-$1');
  const doctype = /^\s*<!doctype[^>]{0,200}>/i.exec(shown)?.[0] ?? '';
  return `${doctype}<base target="_blank">${shown.slice(doctype.length)}`;
}
