import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';
import {
  type AssetKind,
  assetFiles,
  assetKinds,
  type Encoding,
  hashedAssetName,
  plainAssetNames,
} from '../lambdas/core/assets.ts';
import { openapiFile } from '../lambdas/core/openapi-file.ts';
import { openapiDocument } from './openapi.ts';

const sources = fileURLToPath(new URL('../lambdas/web/assets', import.meta.url));

/** What replaces Node's modules in a browser. */
const browserNode = fileURLToPath(new URL('browser-node.ts', import.meta.url));

/** How esbuild minifies each kind. The script becomes a function, so its names shrink. */
const minifying = {
  css: { loader: 'css' },
  door: { loader: 'css' },
  contacts: { loader: 'css' },
  js: { loader: 'js', format: 'iife', target: 'es2022' },
  pages: { loader: 'js', format: 'iife', target: 'es2022' },
} as const;

/**
 * The characters of a hash in a name: 40 bits. Two versions have the same name once in a
 * million million.
 */
const HASH_LENGTH = 10;

interface BuiltAsset {
  readonly name: string;
  readonly contents: readonly (readonly [Encoding, Uint8Array])[];
}

/** A content in each coding, as small as it gets. */
export function encodedContents(content: Uint8Array): BuiltAsset['contents'] {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return [
    ['identity', content],
    ['br', brotliCompressSync(content, { params })],
    ['gzip', gzipSync(content, { level: constants.Z_BEST_COMPRESSION })],
  ];
}

/** The module that reads a message, with all that it imports, in one file. */
function bundleReader(path: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [path],
    absWorkingDir: sources,
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    inject: [browserNode],
    alias: { 'node:url': browserNode, 'node:crypto': browserNode },
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
  });
  return outputFiles.map(({ text }) => text).join('');
}

function codeOf(kind: AssetKind): string {
  const path = join(sources, plainAssetNames[kind]);
  if (kind === 'reader') return bundleReader(path);
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    ...minifying[kind],
    minify: true,
    legalComments: 'none',
  });
  return code;
}

function build(kind: AssetKind): BuiltAsset {
  const content = Buffer.from(codeOf(kind));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
  return { name: hashedAssetName(kind, hash), contents: encodedContents(content) };
}

/** Writes a file, unless it is there. Another process may write or read it meanwhile. */
export function writeIfChanged(path: string, content: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(content)) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

/**
 * Builds the style and the scripts of the pages into a folder, where the functions look
 * for them: minified, and compressed by brotli and gzip, with a file that has their
 * names; and the description of the JSON interface. A name has a hash of the content.
 * `lib/bundle.ts` calls it with the folder of a function, `npm start` and the tests with
 * the root of the repository.
 *
 * @param options `onlyNames`: for a function whose pages refer to the assets, but which
 *   does not serve them
 */
export function writeAssets(
  folder: string,
  { onlyNames = false }: { readonly onlyNames?: boolean } = {},
): void {
  const built = {
    css: build('css'),
    js: build('js'),
    door: build('door'),
    contacts: build('contacts'),
    pages: build('pages'),
    reader: build('reader'),
  };
  for (const kind of onlyNames ? [] : assetKinds) {
    for (const [encoding, content] of built[kind].contents)
      writeIfChanged(join(folder, assetFiles.of(kind, encoding)), content);
  }
  const description = onlyNames
    ? []
    : encodedContents(Buffer.from(JSON.stringify(openapiDocument())));
  for (const [encoding, content] of description)
    writeIfChanged(join(folder, openapiFile(encoding)), content);
  const names = JSON.stringify(
    Object.fromEntries(assetKinds.map((kind) => [kind, built[kind].name])),
  );
  writeIfChanged(join(folder, assetFiles.names), Buffer.from(names));
}
