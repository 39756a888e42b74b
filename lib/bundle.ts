import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync, type OutputFile, transformSync } from 'esbuild';
import { writeAssets } from './assets.ts';
import { writeForm } from './built-form.ts';

/** The Lambda functions. Each one has the name of its folder below `lambdas/`. */
export type FunctionName = 'web' | 'send' | 'feedback' | 'remind';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The absolute path of the folder with a function's sources. */
export function functionFolder(name: FunctionName): string {
  return join(root, 'lambdas', name);
}

/**
 * The folders that a function reads at run time. `bundle` copies them into the bundle,
 * with the same relative paths.
 */
const runtimeFolders: Readonly<Record<FunctionName, readonly string[]>> = {
  web: ['templates', 'lambdas/files/vague-weights'],
  send: [],
  feedback: ['templates/mails'],
  remind: ['templates/mails', 'templates/hellos'],
};

/** The absolute path of a file beside this one. */
const ownFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const credentialProvider = '@aws-sdk/credential-provider-node';
const environmentCredentials = ownFile('environment-credentials.ts');

/**
 * esbuild writes nothing to this folder. A fixed path keeps the paths in the source maps,
 * and so the hash of the asset, the same on every machine.
 */
const outdir = join(root, 'cdk.out', 'bundle');

/**
 * Each `import()` of the sources begins a chunk, a file of its own: what the first answer
 * does not need is loaded later. The bundle includes the SDK, because Lambda's own copy
 * loads slower. The figures are in docs/adr/0034-bundles-with-chunks.md.
 */
const buildOptions = {
  absWorkingDir: root,
  outdir,
  write: false,
  metafile: true,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: ['node22', 'es2023'],
  chunkNames: 'chunks/[hash]',
  inject: [ownFile('light-fetch.ts')],
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'inline',
  sourcesContent: false,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Writes the exports of a file as CommonJS. esbuild would add 0.4 KB of helpers to each
 * file. Those of a chunk are one object of getters, because an export may get its value
 * later. Those of `handler.js` are assigned: only so does Node find them by `import()`.
 * Files of static imports never form a circle, so the exports may stand at the end.
 */
function withShortExports(text: string, isHandler: boolean): string {
  return text.replace(/\bexport\{([^{}]*)\};(?=\s*(?:\/\/# [^\n]*\s*)*$)/, (_all, list: string) => {
    const exported = list.split(',').map((entry) => {
      const [own = '', name = own] = entry.trim().split(' as ');
      return { own, name };
    });
    if (isHandler) return exported.map(({ own, name }) => `exports.${name}=${own};`).join('');
    const getters = exported.map(({ own, name }) => `get ${name}(){return ${own}}`);
    return `module.exports={${getters.join(',')}};`;
  });
}

/**
 * esbuild makes chunks of ES modules only. CommonJS loads a little faster, and loads a
 * built-in module of Node only where it is needed. So each file is made to CommonJS
 * afterwards, and its source map follows.
 */
function toCommonJs({ path, text }: OutputFile): { readonly code: string; readonly map: string } {
  const { code, map } = transformSync(withShortExports(text, basename(path) === 'handler.js'), {
    sourcefile: basename(path),
    format: 'cjs',
    // With the platform `node` each file would also list its exports for ES modules.
    platform: 'neutral',
    target: 'node22',
    minify: true,
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    charset: 'utf8',
    // So that `import()` becomes `require()`, which finds `handler.js` and loads faster.
    supported: { 'dynamic-import': false },
    // Our code finds its files by `import.meta.url`, which CommonJS does not have.
    ...(text.includes('import.meta.url') && {
      banner: 'const importMetaUrl=require("node:url").pathToFileURL(__filename).href;',
      define: { 'import.meta.url': 'importMetaUrl' },
    }),
  });
  return { code: `${code}//# sourceMappingURL=${basename(path)}.map\n`, map };
}

/** What is replaced in a bundle, by the name of the module. */
const replacementsOf = (name: FunctionName): Readonly<Record<string, string>> => ({
  [credentialProvider]: environmentCredentials,
  '@aws-sdk/endpoint-cache': ownFile('no-endpoint-cache.ts'),
  // The first answer of the other functions uses the SDK, and so hashes.
  ...(name === 'web' && { 'node:crypto': ownFile('lazy-crypto.ts') }),
});

/** A file of a bundle's code, and what it is made of. */
export interface BundledFile {
  /** The path below the folder of the bundle. */
  readonly path: string;
  /** Bytes, without the source map. */
  readonly size: number;
  /** The files of this bundle that are loaded with this one. */
  readonly imports: readonly string[];
  /** Its sources: their paths from the root of the repository, and their bytes in it. */
  readonly sources: ReadonlyMap<string, number>;
}

/**
 * Bundles one function into a folder: `handler.js` and its chunks, their source maps,
 * and the folders that it reads at run time. The same sources give the same bytes on
 * every machine, so an unchanged function is not deployed again.
 *
 * @param files more files of the folder: the text of each by its name
 * @param variables the environment of `web`: with it the empty form is made, too
 * @returns the files of its code
 * @throws {Error} if the sources do not build, or if the SDK no longer imports the
 *   credential provider that we replace
 */
export function bundle(
  name: FunctionName,
  outputFolder: string,
  files: Readonly<Record<string, string>> = {},
  variables?: Readonly<Record<string, string>>,
): readonly BundledFile[] {
  const built = buildSync({
    ...buildOptions,
    alias: replacementsOf(name),
    entryPoints: { handler: `lambdas/${name}/handler.ts` },
  });

  const inputs = Object.keys(built.metafile.inputs).map((input) => join(root, input));
  const hasSdk = inputs.some((input) => input.includes(join('@aws-sdk', 'client-')));
  if (hasSdk && !inputs.includes(environmentCredentials)) {
    throw new Error(
      `The AWS SDK no longer imports "${credentialProvider}", which lib/bundle.ts replaces. ` +
        "Find in the client's runtimeConfig.js which module provides the default " +
        'credentials, and correct the alias in lib/bundle.ts.',
    );
  }

  const bundled = built.outputFiles.map((file): BundledFile => {
    const path = relative(outdir, file.path);
    const target = join(outputFolder, path);
    const { code, map } = toCommonJs(file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
    writeFileSync(`${target}.map`, map);
    const output = built.metafile.outputs[relative(root, file.path)];
    return {
      path,
      size: Buffer.byteLength(code),
      imports: (output?.imports ?? [])
        .filter(({ kind, external }) => kind === 'import-statement' && !external)
        .map((chunk) => relative(outdir, join(root, chunk.path))),
      sources: new Map(
        Object.entries(output?.inputs ?? {}).map(([source, { bytesInOutput }]) => [
          source,
          bytesInOutput,
        ]),
      ),
    };
  });
  for (const folder of runtimeFolders[name]) {
    cpSync(join(root, folder), join(outputFolder, folder), { recursive: true });
  }
  if (name === 'web' || name === 'send') writeAssets(outputFolder, { onlyNames: name === 'send' });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(outputFolder, file), text);
  if (name === 'web' && variables !== undefined) writeForm(outputFolder, variables);
  return bundled;
}
