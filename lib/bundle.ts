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

/** Folders that code reads at run time; they are copied beside it under the same relative paths. */
function runtimeFolders(name: FunctionName): string[] {
  return name === 'web' ? ['templates', 'lambdas/web/assets'] : ['templates'];
}

const credentialProvider = '@aws-sdk/credential-provider-node';
const environmentCredentials = 'lib/environment-credentials.ts';

/**
 * How a function is bundled. ESM with splitting, because a single ESM file hoists every built-in that the SDK
 * imports lazily (figures in `docs/adr`); the SDK is inside, because Lambda's own copy loads slower.
 */
export function bundleOptions(entryPoint: string) {
  return {
    absWorkingDir: root,
    entryPoints: { handler: entryPoint },
    // Never written here: a fixed place keeps the paths in source maps, and so the asset hash, the same everywhere.
    outdir: join(root, 'cdk.out/bundle'),
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: ['node22', 'es2023'],
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    alias: { [credentialProvider]: join(root, environmentCredentials) },
  } as const satisfies BuildOptions;
}

/**
 * Bundles one function into a folder: `handler.mjs`, its chunks and source maps, and the folders it reads at run
 * time. The same sources give the same bytes on every machine, so an unchanged function is not deployed again.
 *
 * @throws {Error} when the sources do not build, or the SDK no longer imports the provider that we replace
 */
export function bundle(name: FunctionName, outputFolder: string): void {
  const options = bundleOptions(`lambdas/${name}/handler.ts`);
  const built = buildSync(options);

  const inputs = Object.keys(built.metafile.inputs);
  const hasSdk = inputs.some((input) => input.includes('@aws-sdk/client-'));
  if (hasSdk && !inputs.includes(environmentCredentials)) {
    throw new Error(
      `The AWS SDK no longer imports "${credentialProvider}", which lib/bundle.ts replaces with ${environmentCredentials}: ` +
        'look in the client’s runtimeConfig.js where its default credentials come from, and mend the alias.',
    );
  }

  for (const file of built.outputFiles) {
    const target = join(outputFolder, relative(options.outdir, file.path));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file.contents);
  }
  for (const folder of runtimeFolders(name)) {
    cpSync(join(root, folder), join(outputFolder, folder), { recursive: true });
  }
}
