import type { BuildOptions } from 'esbuild';

/** How esbuild makes the files of a bundle, also when it joins some of them. */
export const moduleOptions = {
  write: false,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: ['node22', 'es2023'],
  minify: true,
  sourcemap: 'inline',
  sourcesContent: false,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
} as const satisfies BuildOptions;
