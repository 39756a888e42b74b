/**
 * `node chromium-inflate.js <folder of the npm package>` unpacks @sparticuz/chromium into
 * TMPDIR and prints the path of Chromium. It runs as a separate process because the
 * package reads its folder and its libraries from the environment variables when it is
 * imported.
 */
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [packageFolder = ''] = process.argv.slice(2);
const entry = pathToFileURL(join(packageFolder, 'build', 'esm', 'index.js'));
const { default: chromium } = await import(entry.href);
process.stdout.write(await chromium.executablePath());
