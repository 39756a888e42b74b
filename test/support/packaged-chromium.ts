import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedFolder } from './cache.ts';
import { npm, run } from './command.ts';

/**
 * A Chromium inside an npm package, for a machine that has none and reaches the registry
 * only. Not a dev dependency: it is 72 MB to fetch and 270 MB on disk, and most machines
 * have a browser.
 *
 * Made for AWS Lambda, it brings all it links with but glibc (2.25 or newer) and
 * libgcc_s, fonts as well; seen running in a chroot of Debian 12 with nothing but those
 * two packages in it. Linux on x64 only.
 */
const chromium = { name: '@sparticuz/chromium', version: '143.0.4' };

export interface PackagedChromium {
  readonly path: string;
  /** What it must be started with to find its own libraries and fonts. */
  readonly env: Readonly<Record<string, string>>;
}

export function hasPackagedChromium(platform: NodeJS.Platform, architecture: string): boolean {
  return platform === 'linux' && architecture === 'x64';
}

/**
 * Its own fonts beside the machine's; the file it brings looks in Lambda's folders only.
 */
function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}

async function fill(folder: string): Promise<void> {
  await npm([
    'install',
    `--prefix=${folder}`,
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `${chromium.name}@${chromium.version}`,
  ]);
  const inflated = join(folder, 'inflated');
  await mkdir(inflated);
  const inflate = fileURLToPath(new URL('chromium-inflate.js', import.meta.url));
  await run(process.execPath, [inflate, join(folder, 'node_modules', chromium.name)], {
    env: {
      ...process.env,
      // It unpacks under fixed names and trusts a file that is there already: not in a
      // /tmp that others write to.
      TMPDIR: inflated,
      // What makes it unpack Amazon Linux's NSS and expat, too, for machines without.
      AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x',
    },
  });
}

/**
 * Fetches it on first use.
 *
 * @throws {Error} when the registry is out of reach, or on another system
 */
export async function fetchPackagedChromium(): Promise<PackagedChromium> {
  const folder = join(await cachedFolder(`chromium/${chromium.version}`, fill), 'inflated');
  const fonts = join(folder, 'fonts.conf');
  // Written each time: it holds this checkout's path, and the checkout may have moved.
  await writeFile(fonts, fontsConfiguration(folder));
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: fonts },
  };
}
