import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedFolder } from './cache.ts';
import { npm, run } from './command.ts';

/**
 * An npm package that contains a Chromium, for a machine that has no browser and can
 * reach only the npm registry. It is not a dev dependency, because it is a download of 72
 * MB, takes 270 MB on disk, and most machines have a browser.
 *
 * It is made for AWS Lambda and runs on Linux x64 only. It contains fonts and all
 * libraries that it links with, except glibc (2.25 or newer) and libgcc_s. We ran it in a
 * chroot of Debian 12 that contained only those two packages.
 */
const chromium = { name: '@sparticuz/chromium', version: '143.0.4' };

export interface PackagedChromium {
  readonly path: string;
  /** The environment variables that it needs to find its own libraries and fonts. */
  readonly env: Readonly<Record<string, string>>;
}

export function hasPackagedChromium(platform: NodeJS.Platform, architecture: string): boolean {
  return platform === 'linux' && architecture === 'x64';
}

/**
 * A fontconfig file with the package's own fonts and the machine's fonts. The package's
 * own file has only the folders of Lambda.
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

async function installChromium(folder: string): Promise<void> {
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
      // The package unpacks to fixed file names, and uses a file that already exists. So
      // it must not unpack to /tmp, where other users can write.
      TMPDIR: inflated,
      // With this variable it also unpacks Amazon Linux's NSS and expat, for machines
      // that do not have them.
      AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x',
    },
  });
}

/**
 * The Chromium from npm. The first call fetches it.
 *
 * @throws {Error} if the npm registry cannot be reached, or if this is not Linux on x64
 */
export async function fetchPackagedChromium(): Promise<PackagedChromium> {
  const cached = await cachedFolder(`chromium/${chromium.version}`, installChromium);
  const folder = join(cached, 'inflated');
  const fonts = join(folder, 'fonts.conf');
  // Written at each call: the file contains the path of this checkout, which may have
  // moved.
  await writeFile(fonts, fontsConfiguration(folder));
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: fonts },
  };
}
