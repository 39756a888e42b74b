const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** The paragraphs of a plain text, separated by empty lines. */
export const paragraphsOf = (text: string): string[] => text.trim().split(/\n{2,}/);

const paragraphHtml = (paragraph: string): string =>
  `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>\n')}</p>`;

/** The URL of a link. */
export const LINK_URL = /^(?:https?:\/\/|mailto:)[^\s)]+$/;

/** A link that opens beside the mail program. */
export const anchor = (url: string, content: string, attributes = ''): string =>
  `<a href="${escapeHtml(url)}" target="_blank" rel="noopener"${attributes}>${content}</a>`;

/** Sets no colours, so that the reader's light or dark mode applies. */
const documentHtml = (language: string, paragraphs: readonly string[]): string =>
  [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>',
    '<body style="font-family:system-ui,-apple-system,\'Segoe ' +
      'UI\',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;max-width:36em">',
    ...paragraphs,
    '</body>',
    '</html>',
    '',
  ].join('\n');

/** One line in small letters. A URL at its end is a link. */
function footerHtml(line: string): string {
  const start = line.lastIndexOf(' ') + 1;
  const url = line.slice(start);
  const end = LINK_URL.test(url) ? anchor(url, escapeHtml(url)) : escapeHtml(url);
  return `<p style="font-size:13px">${escapeHtml(line.slice(0, start))}${end}</p>`;
}

/**
 * The HTML part of a letter, made from its text part: paragraphs and line breaks only. It
 * has no links, and all markup in the text is escaped.
 *
 * @param footer the line below the letter, with its one link
 */
export const letterHtml = (text: string, language: string, footer?: string): string =>
  documentHtml(language, [
    ...paragraphsOf(text).map(paragraphHtml),
    ...(footer === undefined ? [] : [footerHtml(footer)]),
  ]);
