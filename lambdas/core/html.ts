const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Paragraphs of a plain text: an empty line parts them. */
export const paragraphsOf = (text: string): string[] => text.trim().split(/\n{2,}/);

const paragraphHtml = (paragraph: string): string =>
  `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>\n')}</p>`;

/** The line of a mail that stands for its one button: `[Review your letter](https://…)`. */
const BUTTON = /^\[(?<label>[^\]]+)\]\((?<url>https?:\/\/[^\s)]+)\)$/;

function buttonHtml(label: string, url: string): string {
  const href = escapeHtml(url);
  return [
    `<p style="margin:24px 0"><a href="${href}" target="_blank" rel="noopener" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f5f4a;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(label)}</a></p>`,
    `<p style="font-size:14px;word-break:break-all"><a href="${href}" target="_blank" rel="noopener">${href}</a></p>`,
  ].join('\n');
}

/** No colour but the button's own: the reader's light or dark mode stays theirs. */
const documentHtml = (language: string, paragraphs: readonly string[]): string =>
  [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>',
    '<body style="font-family:system-ui,-apple-system,\'Segoe UI\',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;max-width:36em">',
    ...paragraphs,
    '</body>',
    '</html>',
    '',
  ].join('\n');

/** The HTML part of a letter, from its text part: paragraphs and line ends, no link, nothing of the writer's as markup. */
export const letterHtml = (text: string, language: string): string =>
  documentHtml(language, paragraphsOf(text).map(paragraphHtml));

/** Both parts of a mail to the candidate, from a body that may hold a button line. */
export function mailParts(body: string, language: string): { readonly text: string; readonly html: string } {
  const paragraphs = paragraphsOf(body).map((paragraph) => {
    const { label, url } = BUTTON.exec(paragraph)?.groups ?? {};
    if (label === undefined || url === undefined) return { text: paragraph, html: paragraphHtml(paragraph) };
    return { text: `${label}:\n${url}`, html: buttonHtml(label, url) };
  });
  return {
    text: `${paragraphs.map(({ text }) => text).join('\n\n')}\n`,
    html: documentHtml(
      language,
      paragraphs.map(({ html }) => html),
    ),
  };
}
