import { type HTMLElement, parse } from 'node-html-parser';
import { parse as parseStrictly } from 'parse5';
import { describe, expect, test } from 'vitest';
import { candidateMails } from '../../support/candidate-mails.ts';

const mails = candidateMails().map(
  ({ kind, language, mail }) => [`${kind} ${language}`, language, mail] as const,
);

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** The words of the small line with the URL of the button. */
const COPY_URL = /^(?:If the button doesn't work|Si el botón no funciona)/;

/**
 * What a reader sees in the HTML part, in its order: without the brand, without what only
 * the HTML part can do (`mailto:` links), and without the URL of the button at the end.
 */
function wordsOfHtml(html: string): readonly string[] {
  const main = parse(html, { comment: false }).querySelector('[role=main]');
  const parts = main?.querySelectorAll('h1, h2, p, .accent a') ?? [];
  return parts.flatMap((part) => {
    if (COPY_URL.test(part.text)) return [];
    for (const link of [part, ...part.querySelectorAll('a')])
      if (link.getAttribute('href')?.startsWith('mailto:')) link.remove();
    return part.getAttribute('href')?.startsWith('mailto:') ? [] : words(part.text);
  });
}

/** The same of the text part: without rules, URLs, and the name at the end. */
const wordsOfText = (text: string): readonly string[] =>
  words(
    text
      .replace(/^-{24}$/gm, '')
      .replace(/:\n(?:https:\/\/\S+)$/gm, '')
      .replace(/Open Door\n$/, ''),
  );

const hrefsIn = (root: HTMLElement | null | undefined): readonly string[] =>
  root?.querySelectorAll('a').map((link) => link.getAttribute('href') ?? '') ?? [];

describe.each(mails)('%s', (_name, language, mail) => {
  const page = parse(mail.html, { comment: true });

  test('when its parts are compared, then they say the same, with the same links', () => {
    expect(wordsOfHtml(mail.html)).toEqual(wordsOfText(mail.text));
    const inHtml = hrefsIn(page).filter((href) => !href.startsWith('mailto:'));
    expect(new Set(inHtml)).toEqual(new Set(mail.text.match(/^https:\/\/\S+$/gm)));
  });

  test('when its HTML is read, then it has one heading, a language, and no fault', () => {
    const errors: string[] = [];
    parseStrictly(mail.html, { onParseError: ({ code }) => errors.push(code) });
    expect(errors).toEqual([]);
    expect(page.querySelectorAll('h1')).toHaveLength(1);
    expect(page.querySelectorAll('h1, h2')[0]?.tagName).toBe('H1');
    expect(page.querySelector('title')?.textContent).toBe(mail.subject);
    for (const part of ['html', '[role=main]'])
      expect(page.querySelector(part)?.getAttribute('lang')).toBe(language);
    for (const table of page.querySelectorAll('table'))
      expect(table.getAttribute('role')).toBe('presentation');
  });

  test('when a program shows it, then it loads nothing from anywhere', () => {
    expect(page.querySelectorAll('img, link, script, iframe, [src], [background]')).toEqual([]);
    expect(mail.html).not.toMatch(/url\(|@import|@font-face/i);
  });

  test('when Outlook shows it, then the table has a width and the button has a colour', () => {
    expect(mail.html).toMatch(/<!--\[if mso\]><table [^>]*width="520"/);
    for (const label of page.querySelectorAll('.label')) {
      const cell = label.parentNode;
      expect(cell?.tagName).toBe('TD');
      expect(cell?.getAttribute('bgcolor')).toBe('#1f5f4a');
      expect(cell?.getAttribute('style')).toContain('mso-padding-alt:14px 28px');
    }
  });

  test('when it has a button, then its URL stands small at the end, and only there', () => {
    const [button, second] = hrefsIn(page.querySelector('td.accent:has(a)'));
    expect(second).toBeUndefined();
    const shown = page.querySelectorAll('a').filter((link) => link.text.startsWith('https://'));
    const isRaw = button?.startsWith('https://') === true;
    expect(shown.map((link) => link.text)).toEqual(isRaw ? [button] : []);
    if (isRaw) {
      expect(hrefsIn(page.querySelector('.quiet')).at(-1)).toBe(button);
      expect(page.querySelectorAll('p').at(-1)?.text).toMatch(COPY_URL);
    }
  });

  test('when a list of emails shows its beginning, then that is its first sentence', () => {
    const preview = page.querySelector('body > div')?.text ?? '';
    expect(preview.length).toBeGreaterThan(20);
    expect(preview).toBe(page.querySelector('h1 ~ p')?.text);
    expect(mail.text.split('\n\n')).toContain(preview);
  });

  test('when it is measured, then it is small', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(7200);
    // ASCII in short lines is sent as it is, see `SesRawMailer`.
    if (!mail.html.includes('mailto:'))
      expect(Math.max(...mail.html.split('\n').map(({ length }) => length))).toBeLessThan(998);
  });
});

describe('the colours of an email', () => {
  const [, , mail] = mails[0] ?? [];
  const html = mail?.html ?? '';

  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string): number => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const darkColours = (prefix: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      [...html.matchAll(/^(.*)\.(\w+)\{[\w-]+:(#[0-9a-f]{6})!important\}$/gm)]
        .filter(([, before]) => before === prefix)
        .map(([, , name, colour]) => [name, colour]),
    );

  test('when dark mode is on, then the button has 9.3:1 and each text more than 7:1', () => {
    const colours = darkColours('');
    const { ground = '', accent = '' } = colours;
    expect(contrast(colours['label'] ?? '', accent)).toBeGreaterThan(9.3);
    expect(contrast(accent, ground)).toBeGreaterThan(3);
    for (const name of ['ink', 'quiet', 'link'])
      expect(contrast(colours[name] ?? '', ground)).toBeGreaterThan(7);
  });

  test('when Outlook has made it dark, then its colours are the same as elsewhere', () => {
    const { rule, frame, ...colours } = darkColours('');
    expect([rule, frame]).not.toContain(undefined);
    expect({ ...darkColours('[data-ogsc] '), ...darkColours('[data-ogsb] ') }).toEqual(colours);
  });

  test('when the style is dropped, then each class has its light colour inline', () => {
    const page = parse(html);
    for (const name of Object.keys(darkColours(''))) {
      const elements = page.querySelectorAll(`.${name}`);
      expect([name, elements.length > 0]).toEqual([name, true]);
      for (const element of elements)
        expect([
          name,
          `${element.getAttribute('style')}${element.getAttribute('bgcolor')}`,
        ]).toEqual([name, expect.stringMatching(/#[0-9a-f]{6}/)]);
    }
  });
});
