import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import type { PageLanguage } from '../../../lambdas/core/choices.ts';
import { lengths } from '../../../lambdas/core/decline/form-fields.ts';
import { mailParts, markWords, quoteBlock } from '../../../lambdas/core/mail/mail-parts.ts';
import { mailtoOf } from '../../../lambdas/core/text/mailto.ts';
import { readLine } from '../../../lambdas/core/text/plain-text.ts';

const renderMailBody = (body: string, language: PageLanguage) =>
  mailParts(body, { language, subject: 'Subject' });

const anchorsIn = (html: string) =>
  parse(html)
    .querySelectorAll('a')
    .map((anchor) => ({ label: anchor.text, href: anchor.getAttribute('href') }));

describe('the text and HTML parts of a mail', () => {
  test('when a link is alone in its paragraph, then it is a button, with the URL to copy', () => {
    const { text, html } = renderMailBody(
      'Before.\n\n[Open it](https://door.example/a?b=1&c=2#d)\n\nAfter.',
      'en',
    );
    expect(text).toBe(
      'Before.\n\nOpen it:\nhttps://door.example/a?b=1&c=2#d\n\nAfter.\n\nOpen Door\n',
    );
    expect(anchorsIn(html)).toEqual([
      { label: 'Open it', href: 'https://door.example/a?b=1&c=2#d' },
      { label: 'https://door.example/a?b=1&c=2#d', href: 'https://door.example/a?b=1&c=2#d' },
    ]);
    expect(html).toContain(
      'href="https://door.example/a?b=1&amp;c=2#d" target="_blank" rel="noopener"',
    );
  });

  test('when a paragraph has several links, then they are a list without a button', () => {
    const { text, html } = renderMailBody(
      '[One](https://door.example/1)\n[Two](https://door.example/2)',
      'es',
    );
    expect(text).toBe('One:\nhttps://door.example/1\nTwo:\nhttps://door.example/2\n\nOpen Door\n');
    expect(anchorsIn(html)).toEqual([
      { label: 'One', href: 'https://door.example/1' },
      { label: 'Two', href: 'https://door.example/2' },
    ]);
    expect(parse(html).querySelector('.label')).toBeNull();
    expect(html).toContain('<html lang="es">');
  });

  test('when a paragraph is a mailto link, then it is a button, and only in the HTML part', () => {
    // A reader of the text part cannot use the URL of a mailto link.
    const { text, html } = renderMailBody(
      'Before.\n\n[Write](mailto:x@y.example?subject=Hi)\n\nAfter.',
      'en',
    );
    expect(text).toBe('Before.\n\nAfter.\n\nOpen Door\n');
    expect(anchorsIn(html)).toEqual([{ label: 'Write', href: 'mailto:x@y.example?subject=Hi' }]);
    expect(parse(html).text).not.toContain('mailto');
  });

  test('when a text is quoted, then it is set apart and keeps its paragraphs and lines', () => {
    const { text, html } = renderMailBody(
      `Before.\n\n${quoteBlock('Subject\n\nHi <Dana>,\n\none\ntwo\n')}\n\nAfter.`,
      'en',
    );
    const rule = '-'.repeat(24);
    expect(text).toBe(
      `Before.\n\n${rule}\nSubject\n\nHi <Dana>,\n\none\ntwo\n${rule}\n\nAfter.\n\nOpen Door\n`,
    );
    const [quote] = parse(html).querySelectorAll('blockquote');
    expect(quote?.querySelectorAll('p').map((paragraph) => paragraph.innerHTML)).toEqual([
      'Subject',
      'Hi &lt;Dana&gt;,',
      'one<br>\ntwo',
    ]);
  });

  test('when a quoted text looks like a link, then it is no link', () => {
    const { text, html } = renderMailBody(
      quoteBlock('[Press](https://evil.example)\n\n[Press](mailto:x@evil.example)'),
      'en',
    );
    expect(anchorsIn(html)).toEqual([]);
    expect(text).toContain('[Press](https://evil.example)');
  });

  test.each([
    'See [this](https://door.example)',
    '[this](https://door.example).',
    '[](https://door.example)',
    '[this](javascript:alert(1))',
    '[this](JAVASCRIPT:alert(1))',
    '[this](data:text/html,x)',
    '[this](//door.example)',
    '[this](https://door.example/a b)',
    '[this](https://door.example)\nand more',
    'https://door.example',
    '<a href="https://door.example">this</a>',
  ])('when the body is %j, then it contains no link', (line) => {
    expect(anchorsIn(renderMailBody(line, 'en').html)).toEqual([]);
  });

  test.each([
    '[Dana] Lee',
    'Dana [HR]',
    ']',
    '[',
    '](',
    '[x](y)',
    'Dana)',
    '(Dana',
    '"><b>',
    "O'Neill & co",
  ])('when a person is called %j, then the links contain the name as plain text', (name) => {
    const body = [
      `[Write to ${name}](mailto:dana@northwind.example?subject=x)`,
      '',
      '[Later](https://door.example/#a)',
      `[Stop reminding me of ${name}](https://door.example/#b)`,
    ].join('\n');
    const { text, html } = renderMailBody(body, 'en');
    expect(anchorsIn(html)).toHaveLength(3);
    const [write, , stop] = parse(html).querySelectorAll('a');
    expect(write?.textContent).toBe(`Write to ${name}`);
    expect(stop?.textContent).toBe(`Stop reminding me of ${name}`);
    expect(parse(html).querySelectorAll('b')).toEqual([]);
    expect(text).toBe(
      `Later:\nhttps://door.example/#a\nStop reminding me of ${name}:\nhttps://door.example/#b\n` +
        '\nOpen Door\n',
    );
  });
});

describe('the markup of a template', () => {
  const html = (body: string) =>
    parse(mailParts(body, { language: 'en', subject: 'Subject' }).html);

  test('when a paragraph is a heading or a name, then it is one in the HTML part', () => {
    const body = '# The door is open.\n\n## Dana Lee, Northwind\n\nAnd more.';
    expect(html(body).querySelector('h1')?.text).toBe('The door is open.');
    expect(html(body).querySelector('h2')?.outerHTML).toMatch(/translate="no"[^>]*>Dana Lee, /);
    const { text } = mailParts(body, { language: 'en', subject: 'Subject' });
    expect(text).toBe('The door is open.\n\nDana Lee, Northwind\n\nAnd more.\n\nOpen Door\n');
  });

  test('when words are strong or not to be translated, then the text part has only them', () => {
    const body = markWords('On **Friday**, to `dana@northwind.example`.');
    const { text } = mailParts(body, { language: 'en', subject: 'Subject' });
    expect(text.startsWith('On Friday, to dana@northwind.example.\n')).toBe(true);
    expect(html(body).querySelector('p')?.innerHTML).toBe(
      'On <strong>Friday</strong>, to <span translate="no">dana@northwind.example</span>.',
    );
  });

  test('when small print follows, then it and the URL of the button stand below the line', () => {
    const body = 'Main.\n\n[Open](https://door.example/a)\n\n---\n\nSmall.';
    const small = html(body).querySelector('.rule');
    expect(small?.text).toContain('Small.');
    expect(small?.text.trim().endsWith('https://door.example/a')).toBe(true);
    expect(small?.text).not.toContain('Main.');
    expect(mailParts(body, { language: 'en', subject: 'Subject' }).text).not.toContain('---');
  });

  test('when there is no small print and no button, then there is no line', () => {
    expect(html('Main.').querySelector('.rule')).toBeNull();
  });

  test.each([
    '\uE002',
    '\uE003',
    '\uE002a\uE002\uE003\uE003',
    '\uE003x\uE002',
    '\uE004\uE002\uE005\uE003',
  ])('when a value brings marks of its own (%j), then all tags are in pairs', (value) => {
    const { text, html: rendered } = mailParts(`Of ${value}.`, { language: 'en', subject: 'S' });
    expect(text + rendered).not.toMatch(/[\uE000-\uF8FF]/);
    for (const tag of ['strong', 'span'])
      expect(rendered.split(`<${tag}`)).toHaveLength(rendered.split(`</${tag}>`).length);
  });

  test('when a typed value looks like markup, then it is plain text', () => {
    for (const value of ['**bold**', '`kept`', '# Big', '## Small', '---', '> quote']) {
      const page = html(`Of ${value}\n\nMore.`);
      expect(page.querySelectorAll('strong, span, h1, h2, blockquote, .rule')).toEqual([]);
      expect(page.querySelector('p')?.text).toBe(`Of ${value}`);
    }
  });
});

const fragments = [
  ...[
    '[',
    ']',
    '(',
    ')',
    '](',
    '> ',
    '>',
    '<',
    '"',
    "'",
    '&',
    '\\',
    '#',
    '%',
    '{{link}}',
    '{{/x}}',
    '**',
    '`',
    '# ',
    '---',
    '=',
  ],
  ...[
    'http',
    'https:',
    '//',
    'mailto',
    'xmailto:a@b.example',
    'javascript:alert(1)',
    'HTTPS:/',
    '\n',
    ' ',
  ],
  ...[
    '[x](y)',
    '<a href=x>',
    '&lt;',
    '&#x3c;',
    'Booking.com',
    'Inc.',
    '…',
    '👩‍👩‍👧',
    'é',
    '\u200C',
    'שלום',
  ],
];
/** A line that a candidate can type and that the form accepts. */
const typedLine = (max: number) =>
  fc
    .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'grapheme', maxLength: 8 })), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => readLine(parts.join(''), max))
    .filter((read) => read.ok)
    .map((read) => read.value);

test('when a candidate types any line, then it adds no link, button or quote to a mail', () => {
  const name = typedLine(lengths.name);
  fc.assert(
    fc.property(name, name, typedLine(lengths.role), (one, two, role) => {
      const body = [
        `Of ${one}`,
        `${one.startsWith('> ') ? 'Of ' : ''}${one}\nOf ${two}`,
        `About ${role} at ${two}.`,
        quoteBlock(`${one}\n\n${role}\n${two}`),
        `[Write to ${one}](mailto:a@b.example)`,
        `[Later](https://door.example/#1)\n[Stop ${two}](https://door.example/#2)`,
      ].join('\n\n');
      const { html } = renderMailBody(body, 'en');
      expect(anchorsIn(html).map(({ href }) => href)).toEqual([
        'mailto:a@b.example',
        'https://door.example/#1',
        'https://door.example/#2',
      ]);
      const page = parse(html);
      expect(page.querySelectorAll('blockquote')).toHaveLength(1);
      expect(page.querySelectorAll('h1, h2, strong, span, img, script')).toEqual([]);
      const tags = page.querySelectorAll('[role=main] *').map(({ tagName }) => tagName);
      expect(new Set(tags)).toEqual(new Set(['TABLE', 'TR', 'TD', 'P', 'BR', 'A', 'BLOCKQUOTE']));
    }),
    { numRuns: 1500 },
  );
});

describe('a mailto link', () => {
  const parseMailto = (link: string) => {
    const url = new URL(link);
    // RFC 6068: a + is a plus sign. `url.searchParams` would read it as a space.
    const field = (name: string) =>
      decodeURIComponent(
        url.search
          .slice(1)
          .split('&')
          .find((part) => part.startsWith(`${name}=`))
          ?.slice(name.length + 1) ?? '',
      );
    return {
      protocol: url.protocol,
      fields: url.search.split('&').length,
      to: decodeURIComponent(url.pathname),
      subject: field('subject'),
      text: field('body'),
    };
  };

  test('when the text has several lines, then each line ends with CRLF, as in a mail', () => {
    const link = mailtoOf({
      to: 'dana@northwind.example',
      subject: 'Hi',
      text: 'One\n\ntwo & three',
    });
    expect(link).toBe(
      'mailto:dana@northwind.example?subject=Hi&body=One%0D%0A%0D%0Atwo%20%26%20three',
    );
  });

  test.each([
    "o'brien+jobs/x=y?z&a%b#c!d$e*f^g`h{i}|j~k@northwind.example",
    '%40@northwind.example',
    'a%0abcc=x@northwind.example',
  ])('when the address is %s, then it is the only recipient', (to) => {
    expect(parseMailto(mailtoOf({ to, subject: 'Hi', text: 'x' }))).toEqual({
      protocol: 'mailto:',
      fields: 2,
      to,
      subject: 'Hi',
      text: 'x',
    });
  });

  test('when subject and text are any lines, then they come back unchanged, nothing added', () => {
    const line = typedLine(lengths.role);
    fc.assert(
      fc.property(line, fc.array(line, { maxLength: 4 }), (subject, lines) => {
        const text = lines.join('\n');
        const link = mailtoOf({ to: 'dana@northwind.example', subject, text });
        expect(link).toMatch(/^mailto:[A-Za-z0-9@.?&=%_~-]+$/);
        expect(parseMailto(link)).toEqual({
          protocol: 'mailto:',
          fields: 2,
          to: 'dana@northwind.example',
          subject,
          text: text.replaceAll('\n', '\r\n'),
        });
        // The markup of a button contains the whole link.
        expect(anchorsIn(renderMailBody(`[Write](${link})`, 'en').html)).toEqual([
          { label: 'Write', href: link },
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});

test('when a mail template has a value, then not at the start of a line', () => {
  // There, a typed value could begin a quote.
  const folder = new URL('../../../templates/mails/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.txt'),
  );
  expect(files.length).toBeGreaterThanOrEqual(18);
  for (const file of files) {
    const lines = readFileSync(new URL(file, folder), 'utf8').split('\n');
    expect(
      lines.filter((line) => /^\{\{\w/.test(line) && !['{{hello}}', '{{people}}'].includes(line)),
    ).toEqual([]);
  }
});
