import { parse } from 'parse5';
import { beforeAll, expect, test } from 'vitest';
import { LETTER_KEPT_DAYS } from '../../lambdas/core/decline/retention.ts';
import type { Deployment } from '../../lambdas/site/deployment.ts';
import { page } from '../../lambdas/site/pages/layout.tsx';
import { missingPage } from '../../lambdas/site/pages/trouble-page.tsx';
import { failureWords } from '../../lambdas/site/words/failures.ts';
import { commonWords } from '../../lambdas/site/words/words.ts';
import { textOf } from '../journey/http-driver.ts';

beforeAll(async () => {
  for (const texts of [commonWords, failureWords]) {
    await Promise.all([texts.load('en'), texts.load('es')]);
  }
});

const codePoints = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Control characters, and code points that Unicode says are no characters. */
const notInHtml = [
  ...[...codePoints(0, 0x1f), ...codePoints(0x7f, 0x9f)],
  ...codePoints(0xfdd0, 0xfdef),
  ...codePoints(0, 0x10).flatMap((plane) => [plane * 0x10000 + 0xfffe, plane * 0x10000 + 0xffff]),
].map((code) => String.fromCodePoint(code));
const whitespace = ['\t', '\n', '\f', '\r'];

/** The errors of a strict parser. */
function errorsOf(html: string): string[] {
  const errors: string[] = [];
  parse(html, { onParseError: ({ code }) => errors.push(code) });
  return errors;
}

test.each(notInHtml)(
  'when %j was typed, then the page that shows it again is valid',
  (character) => {
    const html = `${page({
      words: commonWords({ language: 'en' }),
      title: `a${character}b`,
      children: <input value={`c${character}d`} />,
    })}`;
    expect(errorsOf(html)).toEqual([]);
    const shown = whitespace.includes(character) ? character : '\uFFFD';
    expect(html).toContain(`<title>a${shown}b`);
    expect(html).toContain(`value="c${shown}d"`);
  },
);

/** The footer of a page of this deployment. */
function footerOf(deployment: Deployment, language: 'en' | 'es' = 'en'): string {
  const words = { ...commonWords({ language }), deployment };
  const html = `${page({ words, title: 'x', children: '' })}`;
  expect(errorsOf(html)).toEqual([]);
  return /<footer[^>]*>.*<\/footer>/s.exec(html)?.[0] ?? '';
}

test.each([
  [
    { name: 'Careers Office', contact: 'help@school.edu' },
    'en',
    'This site is run by Careers Office. Questions: help@school.edu',
  ],
  [
    { name: 'Oficina de Carreras', contact: 'https://escuela.es/carreras' },
    'es',
    'Este sitio está a cargo de Oficina de Carreras. Para cualquier duda: escuela.es/carreras',
  ],
  [{ name: 'Example Inc.' }, 'en', 'This site is run by Example Inc.'],
  [{ name: 'Example S. A.' }, 'es', 'Este sitio está a cargo de Example S. A.'],
  [{ contact: 'https://school.edu/' }, 'en', 'Questions: school.edu'],
  [{ contact: 'help@school.edu' }, 'es', 'Para cualquier duda: help@school.edu'],
] as const)(
  'when the operator is %j, then the footer in %s says so',
  (operator, language, said) => {
    const text = textOf(footerOf({ operator }, language));
    const { about } = commonWords({ language });
    expect(text.endsWith(`${said} ${about.privacy} ${about.accessibility}`)).toBe(true);
    expect(text.startsWith(commonWords({ language }).tagline)).toBe(true);
  },
);

test('when there is no operator, then the footer is as always', () => {
  expect(footerOf({})).toBe(footerOf({ operator: { name: undefined } }));
  expect(footerOf({}).match(/<p>/g)).toHaveLength(2);
});

test.each([
  '<script>alert(1)</script>',
  'A & "B" \'C\'',
  '</footer></body>',
  '{{name}}',
  'a\u0000b',
])('when the name is %j, then it is text, not HTML', (name) => {
  const footer = footerOf({ operator: { name, contact: 'help@school.edu' } });
  expect(footer).not.toContain('<script');
  expect(footer.match(/<\/footer>/g)).toHaveLength(1);
  expect(textOf(footer)).toContain(`${name.replace('\u0000', '\uFFFD')}.`);
});

test.each([
  ['help@school.edu', 'mailto:help@school.edu'],
  ['https://school.edu/a?b=c&d=e', 'https://school.edu/a?b=c&amp;d=e'],
  ['https://school.edu/@office', 'https://school.edu/@office'],
])('when the contact is %s, then its link goes to %s', (contact, href) => {
  expect(footerOf({ operator: { contact } })).toContain(`<a href="${href}">`);
});

test.each([
  [undefined, 30],
  [{ letterDays: 7 }, 7],
])(
  'when the deployment is %j, then letters are said to be kept for %i days',
  (deployment, days) => {
    const withDeployment = deployment === undefined ? {} : { deployment };
    expect(
      textOf(`${missingPage({ ...commonWords({ language: 'en' }), ...withDeployment })}`),
    ).toContain(`Letters are deleted ${days} days after`);
    expect(
      textOf(`${missingPage({ ...commonWords({ language: 'es' }), ...withDeployment })}`),
    ).toContain(`Las cartas se borran ${days} días después`);
  },
);

test.each([
  ['en', 7, "Letters are deleted 7 days after they're sent or closed."],
  ['es', 7, 'Las cartas se borran 7 días después de enviarse o cerrarse.'],
  ['en', undefined, `Letters are deleted ${LETTER_KEPT_DAYS} days after they're sent or closed.`],
] as const)(
  'when a page in %s is of a deployment that keeps letters %s days, then it says so',
  (language, letterDays, said) => {
    const deployment = letterDays === undefined ? {} : { letterDays };
    expect(textOf(footerOf(deployment, language))).toContain(said);
  },
);

test.each([
  ['en', '/privacy?lang=en', 'What we keep'],
  ['en', '/accessibility?lang=en', 'Accessibility'],
  ['es', '/privacy?lang=es', 'Qué guardamos'],
  ['es', '/accessibility?lang=es', 'Accesibilidad'],
] as const)('when a page is in %s, then its footer has the link %s', (language, href, name) => {
  expect(footerOf({}, language)).toContain(`<a href="${href}">${name}</a>`);
});
