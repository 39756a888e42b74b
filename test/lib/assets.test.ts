import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { assetFiles, assetKinds, encodings, plainAssetNames } from '../../lambdas/core/assets.ts';
import { assetContent, assetNames } from '../../lambdas/files/asset-files.ts';
import { writeAssets } from '../../lib/assets.ts';
import { bundle } from '../../lib/bundle.ts';
import { productEnvironment } from '../support/product.ts';

function builtFolder(options?: { readonly onlyNames?: boolean }): string {
  const folder = mkdtempSync(join(tmpdir(), 'open-door-assets-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeAssets(folder, options);
  return folder;
}

const read = (folder: string, path: string): Buffer => readFileSync(join(folder, path));

test('when assets are built, then each coding has the same content, in fewer bytes', () => {
  const folder = builtFolder();
  for (const kind of assetKinds) {
    const plain = read(folder, assetFiles.of(kind, 'identity'));
    const br = read(folder, assetFiles.of(kind, 'br'));
    const gzip = read(folder, assetFiles.of(kind, 'gzip'));
    expect([brotliDecompressSync(br).equals(plain), gunzipSync(gzip).equals(plain)]).toEqual([
      true,
      true,
    ]);
    expect(br.length).toBeLessThan(gzip.length);
    // A small script has little that repeats.
    expect(gzip.length).toBeLessThan(plain.length / (plain.length > 4000 ? 2 : 1));
    const source = readFileSync(`lambdas/web/assets/${plainAssetNames[kind]}`);
    // The module has what it imports, too.
    if (kind !== 'reader') expect(plain.length).toBeLessThan(source.length);
    // Comments are for the reader of the source.
    expect(plain.toString()).not.toMatch(/\/\*|\/\/ /);
  }
});

test('when assets are built twice, then the files and the names are the same', () => {
  const [one, other] = [builtFolder(), builtFolder()];
  const files = readdirSync(one, { recursive: true, encoding: 'utf8' });
  expect(files.length).toBe(1 + 1 + (assetKinds.length + 1) * Object.keys(encodings).length);
  for (const file of files.filter((path) => statSync(join(one, path)).isFile()))
    expect(read(one, file).equals(read(other, file))).toBe(true);
  const names: unknown = JSON.parse(read(one, assetFiles.names).toString());
  expect(names).toEqual({
    css: expect.stringMatching(/^open-door\.[0-9a-f]{10}\.css$/),
    js: expect.stringMatching(/^open-door\.[0-9a-f]{10}\.js$/),
    door: expect.stringMatching(/^open-door-door\.[0-9a-f]{10}\.css$/),
    contacts: expect.stringMatching(/^open-door-contacts\.[0-9a-f]{10}\.css$/),
    pages: expect.stringMatching(/^open-door-pages\.[0-9a-f]{10}\.js$/),
    reader: expect.stringMatching(/^open-door-reader\.[0-9a-f]{10}\.js$/),
  });
  // Again into the same folder, where somebody may be reading them.
  writeAssets(one);
  expect(readdirSync(one, { recursive: true, encoding: 'utf8' })).toEqual(files);
});

test('when a function only needs the names, then its folder has nothing else', () => {
  const folder = builtFolder({ onlyNames: true });
  expect(readdirSync(join(folder, 'built-assets'))).toEqual(['names.json']);
});

const answersSchema = z.record(
  z.string(),
  z.object({ body: z.string(), isBase64Encoded: z.boolean(), headers: z.unknown() }),
);

/** Requests to the handler of a bundle, in a process of its own. */
async function answersOf(folder: string, requests: readonly (readonly [string, string])[]) {
  const program = `
    const { handler } = require('./handler.js');
    const requests = ${JSON.stringify(requests)};
    (async () => {
      const answers = {};
      for (const [method, rawPath] of requests) answers[rawPath] = await handler({
        version: '2.0', routeKey: '$default', rawPath, rawQueryString: '', isBase64Encoded: false,
        headers: { 'accept-encoding': 'br' },
        requestContext: { domainName: 'door.example', http: { method, path: rawPath } },
      }, {});
      process.stdout.write(JSON.stringify(answers));
    })();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
    cwd: folder,
    env: { ...process.env, ...productEnvironment('table') },
  });
  return answersSchema.parse(JSON.parse(stdout));
}

test('when web and send are bundled, then their pages refer to what web serves', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-door-bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['web', 'send'] as const) bundle(name, join(folder, name));
  const names = assetNames();
  const [css, js] = [`/assets/${names.css}`, `/assets/${names.js}`];
  const web = await answersOf(join(folder, 'web'), [
    ['GET', '/'],
    ['GET', css],
    ['GET', js],
    ['GET', `/assets/${names.reader}`],
    ['GET', `/assets/${names.door}`],
    ['GET', `/assets/${names.contacts}`],
    ['GET', `/assets/${names.pages}`],
  ]);
  const send = await answersOf(join(folder, 'send'), [['POST', '/letters/x/send']]);

  const bytes = (path: string): Buffer => Buffer.from(web[path]?.body ?? '', 'base64');
  const form = brotliDecompressSync(bytes('/')).toString();
  const pageOfSend = send['/letters/x/send']?.body;
  for (const page of [form, pageOfSend]) {
    expect(page).toContain(`<link rel="stylesheet" href="${css}"/>`);
    expect(page).toContain(`<script src="${js}" defer=""></script>`);
  }
  expect(form).toContain(`data-reader="/assets/${names.reader}"`);
  for (const kind of assetKinds) {
    const path = `/assets/${names[kind]}`;
    expect(bytes(path).equals(assetContent(kind, 'br'))).toBe(true);
    expect(web[path]).toMatchObject({
      isBase64Encoded: true,
      headers: {
        'content-encoding': 'br',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    });
  }
});
