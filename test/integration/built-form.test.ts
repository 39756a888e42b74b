import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { eventOf } from '../../bench/events.ts';
import type { encodings } from '../../lambdas/core/assets.ts';
import { formFiles } from '../../lambdas/core/built-form.ts';
import { pageLanguages } from '../../lambdas/core/choices.ts';
import { formSite } from '../../lambdas/web/form-main.ts';
import { bundle } from '../../lib/bundle.ts';
import { productEnvironment } from '../support/product.ts';

const root = mkdtempSync(join(tmpdir(), 'open-door-form-'));
// As CDK does: it bundles below this repository, which has ES modules.
writeFileSync(join(root, 'package.json'), '{"type":"module"}');
const folder = join(root, 'bundle');
const variables: Readonly<Record<string, string>> = {
  ...productEnvironment('table'),
  OPERATOR: JSON.stringify({ name: 'Escuela "Ñandú" & Co.', contact: 'help@school.test' }),
  LETTER_DAYS: '7',
};
beforeAll(() => bundle('web', folder, {}, variables));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const answerSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  isBase64Encoded: z.boolean(),
});

/** The answer of a process that starts with these variables. */
async function coldAnswer(
  environment: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
) {
  const require = createRequire(import.meta.url);
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(folder)) delete require.cache[file];
  }
  Object.assign(process.env, environment);
  const { handler } = require(join(folder, 'handler.js'));
  const event = eventOf({ method: 'GET', path: '/', headers, visitor: 1 });
  const { body, isBase64Encoded, ...answer } = answerSchema.parse(await handler(event, {}));
  return { ...answer, content: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}

const decoders = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: (content: Buffer) => content,
};

/** The page as the sources render it. */
const rendered = async (environment: Readonly<Record<string, string>>, language: string) => {
  const app = formSite(environment);
  return (await app.request(`/?lang=${language}`)).text();
};

/** The content that was made with the bundle. */
const builtContent = (language: (typeof pageLanguages)[number], encoding: keyof typeof encodings) =>
  readFileSync(join(folder, formFiles.of(language, encoding)));

const codings = ['br', 'gzip', 'identity'] as const;
const cases = pageLanguages.flatMap((language) =>
  codings.map((coding) => [language, coding] as const),
);

describe('the form that is made with the bundle', () => {
  test.each(cases)(
    'when a browser asks in %s for %s, then it gets it',
    async (language, coding) => {
      const headers = { 'accept-language': language, 'accept-encoding': coding };
      const { statusCode, content } = await coldAnswer(variables, headers);
      expect(statusCode).toBe(200);
      expect(content.equals(builtContent(language, coding))).toBe(true);
      expect(decoders[coding](content).toString()).toBe(await rendered(variables, language));
      expect(content.toString()).not.toContain('Token[');
    },
  );

  test('when the form is compressed, then its headers are those of the rendered form', async () => {
    const headers = { 'accept-language': 'es-MX', 'accept-encoding': 'gzip, br' };
    const built = await coldAnswer(variables, headers);
    const changed = await coldAnswer({ ...variables, LETTER_DAYS: '8' }, headers);
    const { 'content-length': length, ...others } = changed.headers;
    expect(built.headers).toEqual({ ...others, 'content-length': String(built.content.length) });
    expect(length).toBe(String(changed.content.length));
  });

  test.each([
    ['who may write here', { ALLOWED_CANDIDATES: 'other.example' }],
    ['how long letters are kept', { LETTER_DAYS: '9' }],
    ['who runs the site', { OPERATOR: '{"name":"Someone else"}' }],
  ])('when %s was changed since, then the form is rendered', async (_what, change) => {
    const now = { ...variables, ...change };
    for (const language of pageLanguages) {
      const headers = { 'accept-language': language, 'accept-encoding': 'identity' };
      const { content } = await coldAnswer(now, headers);
      expect(content.toString()).toBe(await rendered(now, language));
      expect(content.equals(builtContent(language, 'identity'))).toBe(false);
    }
  });

  test('when any other variable was changed, then the page is the same', async () => {
    const others = Object.keys(variables).filter(
      (name) => !['ALLOWED_CANDIDATES', 'LETTER_DAYS', 'OPERATOR'].includes(name),
    );
    const changes = {
      ORIGIN: 'https://other.example',
      LETTERS_ADDRESS: 'a@other.example',
      REVIEW_ADDRESS: 'b@other.example',
      NO_LETTERS_LINK: 'on',
      TABLE_NAME: 'other',
      CONFIGURATION_SET: 'other',
      REGION: 'other',
    };
    const numbers = others.filter((name) => /^\d+$/.test(productEnvironment('t')[name] ?? ''));
    const changed: Readonly<Record<string, string>> = {
      ...variables,
      ...changes,
      ...Object.fromEntries(numbers.map((name) => [name, '3'])),
    };
    expect(others.filter((name) => changed[name] === variables[name])).toEqual([]);
    for (const language of pageLanguages)
      expect(await rendered(changed, language)).toBe(await rendered(variables, language));
  });

  test('when the file of the variables is broken, then the function does not start', async () => {
    const file = join(folder, formFiles.variables);
    const before = readFileSync(file);
    writeFileSync(file, 'no JSON');
    await expect(coldAnswer(variables, {})).rejects.toThrow(SyntaxError);
    writeFileSync(file, before);
  });

  test('when a variable of the form is missing, then the bundle says which', () => {
    const { OPERATOR: _, ...others } = variables;
    expect(() => bundle('web', folder, {}, others)).toThrow(/OPERATOR is not set/);
  });
});
