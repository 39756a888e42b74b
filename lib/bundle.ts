import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync, transformSync } from 'esbuild';
import { writeAssets } from './assets.ts';
import { moduleOptions } from './build-options.ts';
import { writeForm } from './built-form.ts';
import { writeVague } from './built-vague.ts';
import { type Chunk, joinChunks, joinedFiles } from './join-chunks.ts';

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
  web: ['templates', 'lambdas/files/vague-weights', 'lambdas/web/pictures'],
  send: [],
  feedback: ['templates/mails'],
  remind: ['templates/mails', 'templates/hellos'],
};

/** The absolute path of a file beside this one. */
const ownFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * What is replaced of the SDK, by the name of the module: what can never run with our
 * settings. Each replacement says why.
 */
const sdkReplacements = {
  '@aws-sdk/credential-provider-node': ownFile('environment-credentials.ts'),
  '@aws-sdk/middleware-endpoint-discovery': ownFile('no-endpoint-discovery.ts'),
  '@smithy/core/checksum': ownFile('native-checksum.ts'),
  '@smithy/core/config': ownFile('sdk-config.js'),
} as const;

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
  ...moduleOptions,
  absWorkingDir: root,
  outdir,
  metafile: true,
  splitting: true,
  chunkNames: 'chunks/[hash]',
  inject: [ownFile('light-fetch.ts')],
  // A part of zod that light-zod.ts does not have.
  logOverride: { 'import-is-undefined': 'error' },
  mainFields: ['module', 'main'],
} as const satisfies BuildOptions;

/**
 * Lambda's runtime imports this file. Node reads a CommonJS file that is imported three
 * times, among others to find out its format and its exports: 2 to 4 ms for `main.js`.
 * So this file is short. The same exports written as getters Node would not find.
 *
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/function/module-loader.ts
 */
const handlerFile = 'exports.handler=require("./main.js").handler;\n';

/**
 * Says that the files are CommonJS, wherever the folder is: CDK bundles below this
 * repository, whose own `package.json` says that they are ES modules.
 */
const packageFile = '{"type":"commonjs"}\n';

/**
 * Writes the exports of a file as CommonJS: one object of getters, because an export may
 * get its value later. esbuild would add 0.4 KB of helpers to each file. Files of static
 * imports never form a circle, so the exports may stand at the end.
 */
function withShortExports(text: string): string {
  return text.replace(/\bexport\{([^{}]*)\};(?=\s*(?:\/\/# [^\n]*\s*)*$)/, (_all, list: string) => {
    const exported = list.split(',').map((entry) => {
      const [own = '', name = own] = entry.trim().split(' as ');
      return { own, name };
    });
    const getters = exported.map(({ own, name }) => `get ${name}(){return ${own}}`);
    // esbuild's import() takes the whole object for the default export without this mark.
    const mark = exported.some(({ name }) => name === 'default') ? '__esModule:true,' : '';
    return `module.exports={${mark}${getters.join(',')}};`;
  });
}

/**
 * Leaves only the version of each `package.json`, which is all that the clients of the
 * SDK read: 5 KB less. Spaces keep the length, so that the source map stays true.
 *
 * @param inputs the paths of the sources
 * @throws {Error} if a `package.json` is not in the texts as expected
 */
function withShortPackageInfos(inputs: readonly string[], texts: readonly string[]) {
  return inputs
    .filter((input) => basename(input) === 'package.json')
    .reduce((before, input) => {
      const info: { readonly version: string } = JSON.parse(readFileSync(input, 'utf8'));
      const print = (value: object): string =>
        transformSync(`_=${JSON.stringify(value)}`, { minify: true, charset: 'utf8' })
          .code.trim()
          .slice('_='.length, -';'.length);
      const [whole, short] = [print(info), print({ version: info.version })];
      const padded = `${short}${' '.repeat(Math.max(whole.length - short.length, 0))}`;
      const after = before.map((text) => text.replace(whole, () => padded));
      if (after.join() !== before.join()) return after;
      throw new Error(`${relative(root, input)} is not in the bundle as lib/bundle.ts expects it.`);
    }, texts);
}

/**
 * esbuild makes chunks of ES modules only. CommonJS loads a little faster, and loads a
 * built-in module of Node only where it is needed. So each file is made to CommonJS
 * afterwards, and its source map follows.
 */
function toCommonJs(path: string, text: string): { readonly code: string; readonly map: string } {
  const { code, map } = transformSync(withShortExports(text), {
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
    supported: {
      // So that `import()` becomes `require()`, which loads faster.
      'dynamic-import': false,
      // So that `/\p{L}/u` becomes `new RegExp(…)`. V8 checks each pattern when it reads
      // the file, and the properties of Unicode are slow: 1 ms for `links.ts`.
      'regexp-sticky-and-unicode-flags': false,
    },
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
  ...sdkReplacements,
  'zod/mini': ownFile('light-zod.ts'),
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
 * Bundles one function into a folder: `handler.js`, which loads `main.js`, its chunks,
 * their source maps, and the folders that it reads at run time. The same sources give the
 * same bytes on every machine, so an unchanged function is not deployed again.
 *
 * @param files more files of the folder: the text of each by its name
 * @param variables the environment of `web`: with it the empty form is made, too
 * @returns the files of its code
 * @throws {Error} if the sources do not build, or if the SDK no longer has what we
 *   replace
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
    entryPoints: { main: `lambdas/${name}/handler.ts` },
  });

  const inputs = Object.keys(built.metafile.inputs).map((input) => join(root, input));
  const hasSdk = inputs.some((input) => input.includes(join('@aws-sdk', 'client-')));
  for (const [module, replacement] of Object.entries(sdkReplacements)) {
    if (!hasSdk || inputs.includes(replacement)) continue;
    throw new Error(
      `The AWS SDK no longer imports "${module}", which lib/bundle.ts replaces by ` +
        `${relative(root, replacement)}. Find in the client's runtimeConfig.js which module ` +
        'it imports instead, and correct the name in lib/bundle.ts.',
    );
  }

  const texts = withShortPackageInfos(
    inputs,
    built.outputFiles.map(({ text }) => text),
  );
  const chunks = built.outputFiles.map((file, index): Chunk => {
    const output = built.metafile.outputs[relative(root, file.path)];
    const text = texts[index] ?? '';
    const own = (kind: 'import-statement' | 'dynamic-import'): readonly string[] =>
      (output?.imports ?? [])
        .filter((imported) => imported.kind === kind && !imported.external)
        .map((imported) => relative(outdir, join(root, imported.path)));
    return {
      path: relative(outdir, file.path),
      text,
      size: Buffer.byteLength(text.replace(/\/\/# sourceMappingURL=.*\s*$/, '')),
      isEntry: output?.entryPoint !== undefined,
      imports: own('import-statement'),
      loads: own('dynamic-import'),
    };
  });
  const joined = joinedFiles(chunks);
  const fileWith = new Map(joined.flatMap((file) => file.chunks.map(({ path }) => [path, file])));
  const bundled = [...joinChunks(joined)].map(([file, text]): BundledFile => {
    const target = join(outputFolder, file.path);
    const { code, map } = toCommonJs(file.path, text);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
    writeFileSync(`${target}.map`, map);
    const imports = file.chunks.flatMap((chunk) => chunk.imports.map((path) => fileWith.get(path)));
    const sources = file.chunks.flatMap(({ path }) =>
      Object.entries(built.metafile.outputs[relative(root, join(outdir, path))]?.inputs ?? {}),
    );
    return {
      path: file.path,
      size: Buffer.byteLength(code),
      imports: [...new Set(imports)].flatMap((other) =>
        other === undefined || other === file ? [] : [other.path],
      ),
      sources: new Map(sources.map(([source, { bytesInOutput }]) => [source, bytesInOutput])),
    };
  });
  writeFileSync(join(outputFolder, 'handler.js'), handlerFile);
  writeFileSync(join(outputFolder, 'package.json'), packageFile);
  for (const folder of runtimeFolders[name]) {
    cpSync(join(root, folder), join(outputFolder, folder), { recursive: true });
  }
  if (name === 'web' || name === 'send') writeAssets(outputFolder, { onlyNames: name === 'send' });
  if (name === 'web') writeVague(outputFolder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(outputFolder, file), text);
  if (name === 'web' && variables !== undefined) writeForm(outputFolder, variables);
  const size = Buffer.byteLength(handlerFile);
  return [{ path: 'handler.js', size, imports: ['main.js'], sources: new Map() }, ...bundled];
}
