const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** The paragraphs of a plain text, separated by empty lines. */
export const paragraphsOf = (text: string): string[] => text.trim().split(/\n{2,}/);

const paragraphHtml = (paragraph: string): string =>
  `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>\n')}</p>`;

/**
 * A line that is a link, `[label](url)`. The first such line alone in its paragraph
 * becomes a button, later ones become links; a paragraph of several becomes a list of
 * links. The label may contain brackets,
 * because it may be a person's name.
 */
const LINK_LINE = /^\[.+\)$/;
const LINK_URL = /^(?:https?:\/\/|mailto:)[^\s)]+$/;

interface Link {
  readonly label: string;
  readonly url: string;
}

function linksOf(paragraph: string): readonly Link[] {
  const links: Link[] = [];
  for (const line of paragraph.split('\n')) {
    const at = line.lastIndexOf('](');
    const url = line.slice(at + 2, -1);
    if (!LINK_LINE.test(line) || at < 2 || !LINK_URL.test(url)) return [];
    links.push({ label: line.slice(1, at), url });
  }
  return links;
}

const anchor = (url: string, content: string, style = ''): string =>
  `<a href="${escapeHtml(url)}" target="_blank" rel="noopener"` +
  `${style && ` style="${style}"`}>${content}</a>`;

const BUTTON_STYLE =
  'display:inline-block;padding:12px ' +
  '20px;border-radius:8px;background:#1f5f4a;color:#ffffff;font-weight:600;text-decoration:none';

/**
 * A link as a button, with the URL as text below it for mail programs that do not show
 * buttons. The URL of a `mailto:` link is not shown: it holds a whole drafted email.
 */
function buttonHtml({ label, url }: Link): string {
  const button = `<p style="margin:24px 0">${anchor(url, escapeHtml(label), BUTTON_STYLE)}</p>`;
  if (url.startsWith('mailto:')) return button;
  const address = anchor(url, escapeHtml(url));
  return `${button}\n<p style="font-size:14px;word-break:break-all">${address}</p>`;
}

const linksHtml = (links: readonly Link[]): string =>
  `<p>${links.map(({ label, url }) => anchor(url, escapeHtml(label))).join('<br>\n')}</p>`;

const linkText = ({ label, url }: Link): string =>
  url.startsWith('mailto:') ? '' : `${label}:\n${url}`;

/** Marks a text as a quotation for {@link renderMailBody}: each line begins with `> `. */
export const quoteBlock = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

const HORIZONTAL_RULE = '-'.repeat(24);

interface RenderedParagraph {
  readonly text: string;
  readonly html: string;
  readonly isButton?: boolean;
}

/**
 * Renders one paragraph for the text part and for the HTML part of an email.
 *
 * @param hasButton a paragraph before it is a button
 */
function renderParagraph(paragraph: string, hasButton: boolean): RenderedParagraph {
  const [link, ...others] = linksOf(paragraph);
  if (link !== undefined) {
    const links = [link, ...others];
    const isButton = others.length === 0 && !hasButton;
    const html = isButton ? buttonHtml(link) : linksHtml(links);
    const text = links
      .map(linkText)
      .filter((line) => line !== '')
      .join('\n');
    return { text, html, isButton };
  }
  const lines = paragraph.split('\n');
  if (lines.every((line) => line.startsWith('> '))) {
    const text = lines.map((line) => line.slice(2)).join('\n');
    const html = paragraphsOf(text).map(paragraphHtml).join('\n');
    return {
      text: `${HORIZONTAL_RULE}\n${text}\n${HORIZONTAL_RULE}`,
      html:
        '<blockquote style="margin:16px 0;padding:4px 16px;border-left:4px solid ' +
        `#1f5f4a">\n${html}\n</blockquote>`,
    };
  }
  return { text: paragraph, html: paragraphHtml(paragraph) };
}

/**
 * Sets no colours except those of the button and the quotation, so that the reader's
 * light or dark mode applies.
 */
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

/**
 * Renders the text part and the HTML part of an email to the candidate. The body may
 * contain a button, a list of links (see {@link LINK_LINE}) and a quotation (see
 * {@link quoteBlock}).
 */
export function renderMailBody(
  body: string,
  language: string,
): { readonly text: string; readonly html: string } {
  const parts: RenderedParagraph[] = [];
  for (const paragraph of paragraphsOf(body)) {
    parts.push(
      renderParagraph(
        paragraph,
        parts.some(({ isButton }) => isButton),
      ),
    );
  }
  return {
    text: `${parts
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n\n')}\n`,
    html: documentHtml(
      language,
      parts.map(({ html }) => html),
    ),
  };
}
