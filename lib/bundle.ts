import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import { writeAssets } from './assets.ts';

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

const credentialProvider = '@aws-sdk/credential-provider-node';
const environmentCredentials = fileURLToPath(
  new URL('environment-credentials.ts', import.meta.url),
);

/**
 * esbuild writes nothing to this folder. A fixed path keeps the paths in the source maps,
 * and so the hash of the asset, the same on every machine.
 */
const outdir = join(root, 'cdk.out', 'bundle');

/**
 * CommonJS loads a little faster than ESM with splitting, and clearly faster than one ESM
 * file, which loads all built-in imports first. The bundle includes the SDK, because
 * Lambda's own copy loads slower. The figures are in docs/adr/0007-bundles.md.
 */
const buildOptions = {
  absWorkingDir: root,
  outdir,
  write: false,
  metafile: true,
  bundle: true,
  platform: 'node',
  target: ['node22', 'es2023'],
  format: 'cjs',
  // Our code finds its files by `import.meta.url`, which CommonJS does not have.
  banner: { js: 'const importMetaUrl=require("node:url").pathToFileURL(__filename).href;' },
  define: { 'import.meta.url': 'importMetaUrl' },
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  alias: { [credentialProvider]: environmentCredentials },
} as const satisfies BuildOptions;

/**
 * Bundles one function into a folder: `handler.js`, its source map, and the folders that
 * it reads at run time. The same sources give the same bytes on every machine, so an
 * unchanged function is not deployed again.
 *
 * @param files more files of the folder: the text of each by its name
 * @throws {Error} if the sources do not build, or if the SDK no longer imports the
 *   credential provider that we replace
 */
export function bundle(
  name: FunctionName,
  outputFolder: string,
  files: Readonly<Record<string, string>> = {},
): void {
  const built = buildSync({
    ...buildOptions,
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

  for (const file of built.outputFiles) {
    const target = join(outputFolder, relative(outdir, file.path));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file.contents);
  }
  for (const folder of runtimeFolders[name]) {
    cpSync(join(root, folder), join(outputFolder, folder), { recursive: true });
  }
  if (name === 'web' || name === 'send') writeAssets(outputFolder, { onlyNames: name === 'send' });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(outputFolder, file), text);
}
