import type { PageLanguage } from '../choices.ts';
import { anchor, escapeHtml, LINK_URL, paragraphsOf } from '../text/mail-body.ts';
import {
  BUTTON,
  buttonHtml,
  headingHtml,
  LINK,
  mailHtml,
  paragraphHtml,
  personHtml,
  quoteHtml,
  RAW_LINK,
} from './mail-layout.ts';

/**
 * Markup within a line of a template: `**strong**`, and `` `kept` `` for what a program
 * must not translate. Before values are filled in, {@link markWords} replaces it with
 * these private-use characters. `fillTemplate` uses those before them. No value contains
 * any, because `readLine` rejects them, so what somebody typed is never markup.
 */
const STRONG = ['\uE002', '\uE003'] as const;
const KEPT = ['\uE004', '\uE005'] as const;
const MARKS = /[\uE002-\uE005]/g;

/** Marks the words of a template that are markup, see {@link STRONG}. */
export const markWords = (template: string): string =>
  template
    .replace(/\*\*([^*\n]+)\*\*/g, `${STRONG[0]}$1${STRONG[1]}`)
    .replace(/`([^`\n]+)`/g, `${KEPT[0]}$1${KEPT[1]}`);

const plainText = (text: string): string => text.replace(MARKS, '');

/** Marks without a partner are dropped, so that the tags are always in pairs. */
const inlineHtml = (text: string): string =>
  escapeHtml(text)
    .replace(/\uE004([^\uE002-\uE005]*)\uE005/g, '<span translate="no">$1</span>')
    .replace(/\uE002([^\uE002-\uE005]*)\uE003/g, '<strong>$1</strong>')
    .replace(MARKS, '')
    .replaceAll('\n', '<br>\n');

/**
 * A line that is a link, `[label](url)`. The first such line alone in its paragraph
 * becomes a button, later ones become links; a paragraph of several becomes a list of
 * links. The label may contain brackets, because it may be a person's name.
 */
const LINK_LINE = /^\[.+\)$/;

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

/**
 * A reader of the text part cannot use the URL of a `mailto:` link: it holds a whole
 * drafted email.
 */
const isMailto = ({ url }: Link): boolean => url.startsWith('mailto:');

const linksHtml = (links: readonly Link[]): string =>
  paragraphHtml(links.map(({ label, url }) => anchor(url, inlineHtml(label), LINK)).join('<br>\n'));

const linksText = (links: readonly Link[]): string =>
  links
    .filter((link) => !isMailto(link))
    .map(({ label, url }) => `${plainText(label)}:\n${url}`)
    .join('\n');

/** Marks a text as a quotation for {@link mailParts}: each line begins with `> `. */
export const quoteBlock = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

const HORIZONTAL_RULE = '-'.repeat(24);

interface Part {
  readonly text: string;
  readonly html: string;
  /** The link of a button. */
  readonly button?: Link;
  /** Whether it is a plain paragraph. */
  readonly isPlain?: boolean;
}

/**
 * Renders one paragraph for both parts of an email.
 *
 * @param hasButton a paragraph before it is a button
 */
function renderParagraph(paragraph: string, hasButton: boolean, quoteLanguage: string): Part {
  const heading = /^(#{1,2}) ([^\n]+)$/.exec(paragraph);
  if (heading !== null) {
    const [, level, words = ''] = heading;
    const render = level === '#' ? headingHtml : personHtml;
    return { text: plainText(words), html: render(inlineHtml(words)) };
  }
  const [link, ...others] = linksOf(paragraph);
  if (link !== undefined) {
    const links = [link, ...others];
    const text = linksText(links);
    if (others.length > 0 || hasButton) return { text, html: linksHtml(links) };
    const html = buttonHtml(anchor(link.url, inlineHtml(link.label), BUTTON));
    return { text, html, button: link };
  }
  const lines = paragraph.split('\n');
  if (lines.every((line) => line.startsWith('> '))) {
    const text = lines.map((line) => line.slice(2)).join('\n');
    const html = paragraphsOf(text)
      .map((quoted) => paragraphHtml(inlineHtml(quoted)))
      .join('\n');
    return {
      text: `${HORIZONTAL_RULE}\n${plainText(text)}\n${HORIZONTAL_RULE}`,
      html: quoteHtml(html, quoteLanguage),
    };
  }
  return { text: plainText(paragraph), html: paragraphHtml(inlineHtml(paragraph)), isPlain: true };
}

/** What stands before the URL of the button, for programs that show no buttons. */
const copyUrl: Readonly<Record<PageLanguage, string>> = {
  en: "If the button doesn't work, copy this address into your browser:",
  es: 'Si el botón no funciona, copia esta dirección en tu navegador:',
};

/** The paragraph after which the small print begins. */
const SMALL_PRINT = '---';

export interface MailPartsOptions {
  readonly language: PageLanguage;
  readonly subject: string;
  /** Whether the brand shows a door that is wide open. */
  readonly isOpen?: boolean;
  /** The language of a quotation, if it is another one. */
  readonly quoteLanguage?: PageLanguage | undefined;
}

/**
 * Renders the text part and the HTML part of an email to the candidate; both say the
 * same. The body is paragraphs: a heading (`# …`), the name of a person (`## …`), links
 * (see {@link LINK_LINE}), a quotation (see {@link quoteBlock}), or plain text. After the
 * paragraph `---` it is small print.
 */
export function mailParts(
  body: string,
  { language, subject, isOpen = false, quoteLanguage = language }: MailPartsOptions,
): { readonly text: string; readonly html: string } {
  const paragraphs = paragraphsOf(body);
  const at = paragraphs.indexOf(SMALL_PRINT);
  const [main, small]: [Part[], Part[]] = [[], []];
  let button: Link | undefined;
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index === at) continue;
    const part = renderParagraph(paragraph, button !== undefined, quoteLanguage);
    button ??= part.button;
    (at === -1 || index < at ? main : small).push(part);
  }
  const rawLink =
    button === undefined || isMailto(button)
      ? []
      : [
          paragraphHtml(
            `${copyUrl[language]}<br>\n${anchor(button.url, escapeHtml(button.url), RAW_LINK)}`,
          ),
        ];
  const texts = [...main, ...small].map(({ text }) => text);
  return {
    text: `${[...texts, 'Open Door'].filter((text) => text !== '').join('\n\n')}\n`,
    html: mailHtml({
      language,
      subject,
      preview: escapeHtml(main.find(({ isPlain }) => isPlain)?.text ?? ''),
      main: main.map(({ html }) => html),
      small: [...small.map(({ html }) => html), ...rawLink],
      isOpen,
    }),
  };
}
