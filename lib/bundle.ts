import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';

/** The functions, named as their folders below `lambdas/`. */
export type FunctionName = 'web' | 'send' | 'feedback' | 'remind';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where a function's own sources are. */
export function functionFolder(name: FunctionName): string {
  return join(root, 'lambdas', name);
}

/**
 * Folders that code reads at run time; they are copied beside it under the same relative
 * paths.
 */
const runtimeFolders: Readonly<Record<FunctionName, readonly string[]>> = {
  web: ['templates', 'lambdas/web/assets', 'lambdas/files/vague-weights'],
  send: [],
  feedback: ['templates/mails'],
  remind: ['templates/mails', 'templates/hellos'],
};

const credentialProvider = '@aws-sdk/credential-provider-node';
const environmentCredentials = fileURLToPath(
  new URL('environment-credentials.ts', import.meta.url),
);

/**
 * Never written to: a fixed place keeps the paths in source maps, and so the asset's
 * hash, the same everywhere.
 */
const outdir = join(root, 'cdk.out', 'bundle');

/**
 * CommonJS, which loads a little faster than ESM with splitting and clearly faster than
 * one ESM file, whose built-in imports are all loaded first; the SDK is inside, because
 * Lambda's own copy loads slower. Figures in docs/adr.
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
  // In CommonJS there is no `import.meta`; our code looks for its files from there.
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
 * Bundles one function into a folder: `handler.js`, its source map, and the folders it
 * reads at run time. The same sources give the same bytes on every machine, so an
 * unchanged function is not deployed again.
 *
 * @throws {Error} when the sources do not build, or the SDK no longer imports the
 *   provider that we replace
 */
export function bundle(name: FunctionName, outputFolder: string): void {
  const built = buildSync({
    ...buildOptions,
    entryPoints: { handler: `lambdas/${name}/handler.ts` },
  });

  const inputs = Object.keys(built.metafile.inputs).map((input) => join(root, input));
  const hasSdk = inputs.some((input) => input.includes(join('@aws-sdk', 'client-')));
  if (hasSdk && !inputs.includes(environmentCredentials)) {
    throw new Error(
      `The AWS SDK no longer imports "${credentialProvider}", which lib/bundle.ts replaces by ` +
        'our own: ' +
        'look in the client’s runtimeConfig.js where its default credentials come from, and ' +
        'mend the alias.',
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
}
