import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { DynamoLinkStore } from '../../lambdas/aws/dynamo-link-store.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { templateFiles } from '../../lambdas/files/template-files.ts';
import { createSendApp } from '../../lambdas/send/app.ts';
import { cleanTokenPath } from '../../lambdas/site/token-path.ts';
import { createWebApp } from '../../lambdas/web/app.ts';
import { lettersAddress, origin, reviewAddress } from '../support/fixtures.ts';
import { linkDoorOn } from '../support/link-door.ts';
import { paceOn, sendDoorOn } from '../support/pace.ts';

const token = `_d-${'aZ09'.repeat(4)}-x_.-_${'Ab3_'.repeat(10)}w`;
const encoded = (text: string): string => new URL(`https://x.example${text}`).pathname;

/** What mail programs and people who copy a link add to its end. */
const endings: readonly string[] = [
  ...['/', '//', '.', '..', ',', ';', ':', '!', '?', '…', ')', ']', '}', '>', '»', '|', '*', '\\'],
  ...['"', "'", '`', '”', '’', '“', '%22', '%27', '%3E', '%29', '%5D', '%7D', '%2C', '%2E'],
  ...['%20', '%09', '%0A', '%0D%0A', ' ', '\u00A0', '%C2%A0', '\u200B', '%E2%80%8B', '\uFEFF'],
  ...['=', '==', '=%0A', '=%0D%0A', '&', '&amp;', '&gt;', '&quot;', '+', '~', '%00', '%', '%E2'],
  ...[
    '.%20',
    ').',
    '.)',
    '>.',
    '/.',
    '/)',
    '/%20',
    '/>',
    '.html',
    ',please',
    ' and more',
    '%20Thanks',
  ],
  ...[
    '%3Flang=en',
    '%3Flang%3Den',
    '%23wrote',
    '&lang=en',
    ')%20or',
    '>Review%20your%20letter',
    '。',
    // Slashes within the text that follows.
    '</a>',
    '%3C/a%3E',
    '"%3EReview%20your%20letter%3C/a%3E',
    '](https://x.example/letters/other)',
    '|https://x.example/letters/other',
    '.html/or',
    '</div>',
    '%3C/span%3E%3C/td%3E',
    '">Edit</a> or <a href="https://x.example/contacts/other/edit">',
    '</a>/edit',
    '/or write to me',
    '/and%20more',
    '/</a>',
    "'/><br/>",
  ],
];

describe.each(['letters', 'contacts', 'not-you', 'no-letters'])('a path under /%s/', (kind) => {
  const clean = `/${kind}/${token}`;

  test.each(endings)('when it ends with %j, then it is the path of the token', (ending) => {
    expect(cleanTokenPath(clean + ending)).toBe(clean);
    expect(cleanTokenPath(encoded(clean + ending.replace('?', '%3F').replace('#', '%23')))).toBe(
      clean,
    );
  });

  test.each(['<', '%3C', '"', '(', '%20', '/', '“', '\u200B'])(
    'when %j is before the token, then it is the path of the token',
    (before) => {
      expect(cleanTokenPath(`/${kind}/${before}${token}`)).toBe(clean);
      expect(cleanTokenPath(`/${kind}/${before}${token}>.`)).toBe(clean);
    },
  );

  const names = [
    'edit',
    'another',
    'again',
    'send',
    'cancel',
    'fresh-link',
    'snooze',
    'export.csv',
    'export.ics',
    'letter.eml',
    'hello.eml',
    'reminder.ics',
    'export.json',
    'unsubscribe',
    'time-zone',
    'self-sent',
    'copy',
    'erase',
  ];

  test.each(names)('when /%s is below the token, then whatever follows it goes', (name) => {
    for (const ending of endings) {
      expect([ending, cleanTokenPath(`${clean}/${name}${ending}`)]).toEqual([
        ending,
        `${clean}/${name}`,
      ]);
      expect(cleanTokenPath(encoded(`${clean}/${name}`) + encodeURIComponent(ending))).toBe(
        `${clean}/${name}`,
      );
    }
  });

  test.each(names)('when /%s is below the token, then it stays, and its ending goes', (name) => {
    expect(cleanTokenPath(`${clean}/${name}`)).toBe(`${clean}/${name}`);
    for (const ending of ['/', '.', ')', '%3E', ',', '%20', '"', '&gt;', '=', '/.', '%E2%80%9D']) {
      expect([ending, cleanTokenPath(`${clean}/${name}${ending}`)]).toEqual([
        ending,
        `${clean}/${name}`,
      ]);
      expect(cleanTokenPath(`${clean}.//${name}${ending}`)).toBe(`${clean}/${name}`);
    }
  });

  test('when it is broken into lines or has soft hyphens, then the parts are joined', () => {
    for (const gap of ['%0D%0A', '%20', '%0A%20', '\u00AD', '%E2%80%8B']) {
      const broken = `${token.slice(0, 40)}${gap}${token.slice(40)}`;
      expect(cleanTokenPath(`/${kind}/${broken}`)).toBe(clean);
    }
  });

  test('when its dot, hyphens and underscores are encoded, then they are decoded', () => {
    const all = token.replaceAll('.', '%2E').replaceAll('-', '%2d').replaceAll('_', '%5F');
    expect(cleanTokenPath(`/${kind}/${all}`)).toBe(clean);
  });

  test.each([
    ['cut short', `/${kind}/${token.slice(0, -1)}`],
    ['cut short, with a full stop', `/${kind}/${token.slice(0, -1)}.`],
    ['one character longer', `/${kind}/${token}A`],
    ['one hyphen longer', `/${kind}/${token}-`],
    ['one underscore longer', `/${kind}/${token}_.`],
    ['without its secret', `/${kind}/${token.slice(0, 23)}`],
    ['empty', `/${kind}/`],
    ['of dots', `/${kind}/..`],
    ['bad percent-encoding', `/${kind}/%`],
    ['another path', `/${kind}x/${token}.`],
    ['a path with two names', `${clean}/edit/edit`],
    ['a name that the site does not have', `${clean}/password`],
    ['a longer name', `${clean}/edited`],
    ['below another path', `/x/${kind}/${token}.`],
    ['not one of the site', `/assets/open-door.css`],
    ['longer than any link', `/${kind}/${token}${'.'.repeat(2000)}`],
  ])('when it is %s, then it stays as it is', (_why, path) => {
    expect(cleanTokenPath(path)).toBe(path);
  });

  test('when it is clean, then cleaning it again changes nothing', () => {
    for (const ending of endings) {
      const once = cleanTokenPath(`${clean}${ending}`);
      expect(cleanTokenPath(once)).toBe(once);
    }
  });
});

/** The names below a token in the routes of the functions `web` and `send`. */
function routedNames(): readonly string[] {
  // No request is made, so no table answers.
  const table = new Table(new DynamoDBClient({}), 'table', Date.now);
  const contacts = new DynamoContactStore(table);
  const dependencies = {
    store: new DynamoDeclineStore(table),
    recorder: contacts,
    mailer: { send: async () => ({ kind: 'accepted', messageId: 'm' }) as const },
    random: randomBytes,
    now: () => new Date(),
    log: () => {},
  };
  const web = createWebApp({
    ...dependencies,
    ...linkDoorOn(table),
    ...sendDoorOn(table),
    contacts,
    links: new DynamoLinkStore(table),
    templates: templateFiles,
    loadHints: async () => () => ({ hints: [] }),
    asset: () => new Uint8Array(),
    picture: () => new Uint8Array(),
    isAllowed: () => true,
    allowList: undefined,
    holdAnswer: (work) => work(),
    settings: { origin, reviewAddress, lettersAddress, linkHours: 48, hasNoLettersLink: true },
  });
  const send = createSendApp({
    ...dependencies,
    ...sendDoorOn(table),
    pace: paceOn(table, 'letters'),
    sleep: async () => {},
    origin,
  });
  return [...web.routes, ...send.routes].flatMap(({ path }) => {
    const [, below = ''] =
      /^\/(?:letters|contacts|not-you|no-letters)\/:token\/(.+)$/.exec(path) ?? [];
    // `:action{(?:done|stop)}`
    const pattern = /^:\w+\{(.+)\}$/.exec(below)?.[1]?.replace(/^\(\?:(.+)\)$/, '$1') ?? below;
    const [, start = '', ends = pattern] = /^(export\\\.)\(\?:(.+)\)$/.exec(pattern) ?? [];
    return ends
      .split('|')
      .filter((end) => end !== '')
      .map((end) => `${start}${end}`.replaceAll('\\', ''));
  });
}

test('when the site has a name below a token, then a tag after it is no part of it', () => {
  const names = [...new Set(routedNames())].sort();
  expect(names).toContain('send');
  expect(names).toContain('export.vcf');
  expect(names).toContain('another');
  for (const kind of ['letters', 'contacts', 'not-you', 'no-letters']) {
    for (const name of names) {
      const path = `/${kind}/${token}/${name}`;
      expect(cleanTokenPath(`${path}</a>`)).toBe(path);
    }
  }
});
