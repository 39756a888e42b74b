import type { PageLanguage } from '../choices.ts';
import { escapeHtml } from '../text/mail-body.ts';

/**
 * The look of an email to a candidate. Mail programs differ from browsers:
 *
 * - Outlook on Windows shows HTML with Word. It knows tables and `bgcolor`, but neither
 *   `max-width` (so there is a table of a fixed width that only Outlook reads) nor the
 *   padding of a link (so the cell of a button has `mso-padding-alt`).
 * - Some programs drop `<style>`, and Gmail drops the language of `<html>`. So the light
 *   look is in the attribute `style`, and the language is on the content, too.
 * - For dark mode Apple Mail and others read `prefers-color-scheme`. Outlook marks the
 *   elements whose colours it changed with `data-ogsc` (text) and `data-ogsb` (ground).
 *
 * There is no picture: most programs ask before they load one.
 */

const SANS = 'Arial,Helvetica,sans-serif';
const SERIF = "Georgia,'Times New Roman',serif";

/** The colours in dark mode, by class: of the text, and of the ground behind it. */
const dark = {
  text: { ink: '#e8ece8', quiet: '#a6b2ab', link: '#86d0b1', label: '#0c2119' },
  ground: { ground: '#131614', accent: '#86d0b1' },
  border: { rule: '#333b37', frame: '#86d0b1' },
} as const;

const rules = (colours: Readonly<Record<string, string>>, property: string, before = ''): string =>
  Object.entries(colours)
    .map(([name, colour]) => `${before}.${name}{${property}:${colour}!important}`)
    .join('\n');

const STYLE = [
  ':root{color-scheme:light dark}',
  '@media (prefers-color-scheme:dark){',
  rules(dark.text, 'color'),
  rules(dark.ground, 'background'),
  rules(dark.border, 'border-color'),
  '}',
  rules(dark.text, 'color', '[data-ogsc] '),
  rules(dark.ground, 'background', '[data-ogsb] '),
].join('\n');

const TABLE = '<table role="presentation" cellpadding="0" cellspacing="0" border="0"';

/** A door: its leaf, and the light beside it. A thin leaf is an open door. */
function brandHtml(isOpen: boolean): string {
  const cell = (width: number, colour: string, attributes = '') =>
    `<td${attributes} width="${width}" height="24" bgcolor="${colour}" ` +
    'style="font-size:0;line-height:24px">&nbsp;</td>';
  const leaf = isOpen ? 4 : 11;
  return [
    `${TABLE}><tr>`,
    `<td>${TABLE} class="frame" style="border:2px solid #1f5f4a"><tr>`,
    cell(leaf, '#1f5f4a', ' class="accent"'),
    `${cell(18 - leaf, '#f6b93b')}</tr></table></td>`,
    `<td class="ink" style="padding-left:10px;font:bold 16px/24px ${SANS};color:#19211d">Open Door`,
    '</td></tr></table>',
  ].join('\n');
}

export const headingHtml = (content: string): string =>
  `<h1 class="ink" style="margin:0 0 14px;font:normal 28px/34px ${SERIF};color:#19211d">` +
  `${content}</h1>`;

export const personHtml = (content: string): string =>
  '<h2 class="ink" translate="no" style="margin:24px 0 4px;font:bold 16px/25px ' +
  `${SANS};color:#19211d">${content}</h2>`;

export const paragraphHtml = (content: string): string =>
  `<p style="margin:0 0 16px">${content}</p>`;

/** The attributes of a link in the text. */
export const LINK = ' class="link" style="color:#1f5f4a"';
/** The attributes of a link that is its own URL: it may break anywhere. */
export const RAW_LINK = ' class="link" translate="no" style="color:#1f5f4a;word-break:break-all"';
/** The attributes of a link in {@link buttonHtml}. */
export const BUTTON =
  ' class="accent label" style="display:inline-block;padding:14px 28px;' +
  'background:#1f5f4a;border-radius:8px;' +
  `font:bold 16px/20px ${SANS};color:#ffffff;text-decoration:none"`;

/** @param link a link with the attributes {@link BUTTON} */
export const buttonHtml = (link: string): string =>
  [
    `${TABLE} style="margin:8px 0 24px"><tr>`,
    '<td class="accent" bgcolor="#1f5f4a" style="border-radius:8px;mso-padding-alt:14px 28px">',
    `${link}</td></tr></table>`,
  ].join('\n');

/** A text that the candidate may send, in its own language. */
export const quoteHtml = (content: string, language: string): string =>
  [
    `<blockquote class="frame" lang="${language}" translate="no" style="margin:0 0 ` +
      `24px;padding:0 0 0 16px;border-left:3px solid #1f5f4a;font:17px/26px ${SERIF}">`,
    content,
    '</blockquote>',
  ].join('\n');

/** What {@link mailHtml} needs, each text as HTML. */
export interface MailContent {
  readonly language: PageLanguage;
  /** The subject, as plain text. */
  readonly subject: string;
  /** What a list of emails shows after the subject. */
  readonly preview: string;
  readonly main: readonly string[];
  /** The small print below the line. */
  readonly small: readonly string[];
  /** Whether the brand shows a door that is wide open. */
  readonly isOpen: boolean;
}

/** The HTML part of an email to a candidate. */
export const mailHtml = (content: MailContent): string =>
  [
    '<!doctype html>',
    `<html lang="${content.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(content.subject)}</title>`,
    `<style>\n${STYLE}\n</style>`,
    '</head>',
    '<body class="ground" style="margin:0;background:#ffffff">',
    `<div style="display:none">${content.preview}</div>`,
    `<div role="main" lang="${content.language}">`,
    `${TABLE} class="ground" width="100%" bgcolor="#ffffff"><tr><td style="padding:24px 20px">`,
    `<!--[if mso]>${TABLE} width="520"><tr><td><![endif]-->`,
    `${TABLE} width="100%" style="max-width:520px">`,
    `<tr><td style="padding:0 0 28px">${brandHtml(content.isOpen)}</td></tr>`,
    `<tr><td class="ink" style="font:16px/25px ${SANS};color:#19211d;word-break:break-word">`,
    ...content.main,
    '</td></tr>',
    ...(content.small.length === 0
      ? []
      : [
          '<tr><td class="quiet rule" style="padding:16px 0 0;border-top:1px solid ' +
            `#dce0d9;font:14px/21px ${SANS};color:#525d57;word-break:break-word">`,
          ...content.small,
          '</td></tr>',
        ]),
    '</table>',
    '<!--[if mso]></td></tr></table><![endif]-->',
    '</td></tr></table>',
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
