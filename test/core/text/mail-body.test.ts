import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { lengths } from '../../../lambdas/core/decline/form-fields.ts';
import { quoteBlock, renderMailBody } from '../../../lambdas/core/text/mail-body.ts';
import { mailtoOf } from '../../../lambdas/core/text/mailto.ts';
import { readLine } from '../../../lambdas/core/text/plain-text.ts';

const anchorsIn = (html: string) =>
  parse(html)
    .querySelectorAll('a')
    .map((anchor) => ({ label: anchor.text, href: anchor.getAttribute('href') }));

describe('both parts of a mail to the candidate', () => {
  test('a link alone in its paragraph is the button, and its address is there to copy', () => {
    const { text, html } = renderMailBody(
      'Before.\n\n[Open it](https://door.example/a?b=1&c=2#d)\n\nAfter.',
      'en',
    );
    expect(text).toBe('Before.\n\nOpen it:\nhttps://door.example/a?b=1&c=2#d\n\nAfter.\n');
    expect(anchorsIn(html)).toEqual([
      { label: 'Open it', href: 'https://door.example/a?b=1&c=2#d' },
      { label: 'https://door.example/a?b=1&c=2#d', href: 'https://door.example/a?b=1&c=2#d' },
    ]);
    expect(html).toContain(
      'href="https://door.example/a?b=1&amp;c=2#d" target="_blank" rel="noopener"',
    );
  });

  test('several are a list without a button', () => {
    const { text, html } = renderMailBody(
      '[One](https://door.example/1)\n[Two](https://door.example/2)',
      'es',
    );
    expect(text).toBe('One:\nhttps://door.example/1\nTwo:\nhttps://door.example/2\n');
    expect(anchorsIn(html)).toEqual([
      { label: 'One', href: 'https://door.example/1' },
      { label: 'Two', href: 'https://door.example/2' },
    ]);
    expect(html).not.toContain('background');
    expect(html).toContain('<html lang="es">');
  });

  test('a mail to begin is a button only: its address is of no use in a text', () => {
    const { text, html } = renderMailBody(
      'Before.\n\n[Write](mailto:x@y.example?subject=Hi)\n\nAfter.',
      'en',
    );
    expect(text).toBe('Before.\n\nAfter.\n');
    expect(anchorsIn(html)).toEqual([{ label: 'Write', href: 'mailto:x@y.example?subject=Hi' }]);
    expect(parse(html).text).not.toContain('mailto');
  });

  test('a quoted text stands apart, with its paragraphs and lines', () => {
    const { text, html } = renderMailBody(
      `Before.\n\n${quoteBlock('Subject\n\nHi <Dana>,\n\none\ntwo\n')}\n\nAfter.`,
      'en',
    );
    const rule = '-'.repeat(24);
    expect(text).toBe(`Before.\n\n${rule}\nSubject\n\nHi <Dana>,\n\none\ntwo\n${rule}\n\nAfter.\n`);
    const [quote] = parse(html).querySelectorAll('blockquote');
    expect(quote?.querySelectorAll('p').map((paragraph) => paragraph.innerHTML)).toEqual([
      'Subject',
      'Hi &lt;Dana&gt;,',
      'one<br>\ntwo',
    ]);
  });

  test('what is quoted is never a link, whatever it looks like', () => {
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
  ])('%j is no link', (line) => {
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
  ])('a person called %j is in the links as any other', (name) => {
    const body = `[Write to ${name}](mailto:dana@northwind.example?subject=x)\n\n[Later](https://door.example/#a)\n[Stop reminding me of ${name}](https://door.example/#b)`;
    const { text, html } = renderMailBody(body, 'en');
    expect(anchorsIn(html)).toHaveLength(3);
    const [write, , stop] = parse(html).querySelectorAll('a');
    expect(write?.textContent).toBe(`Write to ${name}`);
    expect(stop?.textContent).toBe(`Stop reminding me of ${name}`);
    expect(parse(html).querySelectorAll('b')).toEqual([]);
    expect(text).toBe(
      `Later:\nhttps://door.example/#a\nStop reminding me of ${name}:\nhttps://door.example/#b\n`,
    );
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
/** What a person may type into a line of the form and is taken. */
const typedLine = (max: number) =>
  fc
    .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'grapheme', maxLength: 8 })), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => readLine(parts.join(''), max))
    .filter((read) => read.ok)
    .map((read) => read.value);

test('what a person types can add no link, no button and no quote, wherever it stands in a line', () => {
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
      const tags = page.querySelectorAll('body *').map(({ tagName }) => tagName);
      expect(new Set(tags)).toEqual(new Set(['P', 'BR', 'A', 'BLOCKQUOTE']));
    }),
    { numRuns: 1500 },
  );
});

describe('a link that begins a mail', () => {
  const read = (link: string) => {
    const url = new URL(link);
    // By RFC 6068, where a + is a plus sign.
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

  test('its lines end as in a mail', () => {
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
  ])('to %s and nobody else', (to) => {
    expect(read(mailtoOf({ to, subject: 'Hi', text: 'x' }))).toEqual({
      protocol: 'mailto:',
      fields: 2,
      to,
      subject: 'Hi',
      text: 'x',
    });
  });

  test('whatever is in it comes back as it was, and nothing ends it or adds to it', () => {
    const line = typedLine(lengths.role);
    fc.assert(
      fc.property(line, fc.array(line, { maxLength: 4 }), (subject, lines) => {
        const text = lines.join('\n');
        const link = mailtoOf({ to: 'dana@northwind.example', subject, text });
        expect(link).toMatch(/^mailto:[A-Za-z0-9@.?&=%_~-]+$/);
        expect(read(link)).toEqual({
          protocol: 'mailto:',
          fields: 2,
          to: 'dana@northwind.example',
          subject,
          text: text.replaceAll('\n', '\r\n'),
        });
        // As a button it is found whole.
        expect(anchorsIn(renderMailBody(`[Write](${link})`, 'en').html)).toEqual([
          { label: 'Write', href: link },
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});

test('no mail of ours has a typed text at the start of a line, where it could be a quote', () => {
  const folder = new URL('../../../templates/mails/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.txt'),
  );
  expect(files.length).toBeGreaterThanOrEqual(18);
  for (const file of files) {
    const lines = readFileSync(new URL(file, folder), 'utf8').split('\n');
    expect(lines.filter((line) => /^\{\{\w/.test(line) && line !== '{{hello}}')).toEqual([]);
  }
});
