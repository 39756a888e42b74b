import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { firstLine, type Lookup } from './lookup.ts';
import { fetchPackagedChromium, hasPackagedChromium } from './packaged-chromium.ts';

/**
 * `--no-sandbox` because CI runs as root, and Chromium refuses to run as root in a
 * sandbox. The other flags keep Chromium from connecting to any server except our pages.
 */
const launchFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const launchTimeoutMs = 30_000;

interface Executable {
  readonly path: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * The paths at which each operating system installs Chrome, Chromium or Edge, in the
 * order in which to try them. On Linux these are in the folders of `PATH`. Not every path
 * exists.
 */
export function systemBrowserPaths(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  switch (platform) {
    case 'darwin': {
      const apps = [
        '/Applications',
        ...(env['HOME'] === undefined ? [] : [`${env['HOME']}/Applications`]),
      ];
      return apps.flatMap((folder) => [
        `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
        `${folder}/Chromium.app/Contents/MacOS/Chromium`,
        `${folder}/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
      ]);
    }
    case 'win32':
      return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
          `${folder}\\Chromium\\Application\\chrome.exe`,
          `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
        ]);
    default: {
      const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
      const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
      return names.flatMap((name) => folders.map((folder) => join(folder, name)));
    }
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Launches a browser with a new profile. Playwright creates and removes the profile. */
async function launch({ path, env }: Executable, flags: readonly string[]): Promise<Browser> {
  return await chromium.launch({
    executablePath: path,
    args: [...launchFlags, ...flags],
    timeout: launchTimeoutMs,
    ...(env === undefined ? {} : { env: { ...process.env, ...env } }),
  });
}

const remedy =
  'install Chromium (Debian: apt-get install chromium fonts-liberation), or set CHROMIUM_PATH ' +
  'to one that runs';

/** Tries the browsers in order, and gives the first one that launches. */
async function launchFirstBrowser(
  flags: readonly string[] = [],
): Promise<Lookup<{ browser: Browser; path: string }>> {
  const requested = process.env['CHROMIUM_PATH'];
  if (requested !== undefined && requested !== '') {
    // The user chose this browser, so there is no fallback to another one.
    try {
      return { found: true, browser: await launch({ path: requested }, flags), path: requested };
    } catch (error) {
      return {
        found: false,
        reason: `CHROMIUM_PATH=${requested} does not launch: ${firstLine(error)}`,
        remedy,
      };
    }
  }

  const reasons: string[] = [];
  for (const path of systemBrowserPaths(process.platform, process.env).filter(isExecutable)) {
    try {
      return { found: true, browser: await launch({ path }, flags), path };
    } catch (error) {
      reasons.push(`${path} does not launch: ${firstLine(error)}`);
    }
  }
  if (reasons.length === 0) reasons.push('no Chromium is installed at the usual paths');

  if (hasPackagedChromium(process.platform, process.arch)) {
    try {
      const packaged = await fetchPackagedChromium();
      return { found: true, browser: await launch(packaged, flags), path: packaged.path };
    } catch (error) {
      reasons.push(`the Chromium from npm does not install or launch: ${firstLine(error)}`);
    }
  }
  return { found: false, reason: reasons.join('; '), remedy };
}

/**
 * Looks for a browser in this order: `CHROMIUM_PATH`, an installed browser, the Chromium
 * from npm (fetched on first use). A browser counts as found only if it launches, so this
 * launches it and closes it again.
 */
export async function findBrowser(): Promise<Lookup<{ path: string }>> {
  const lookup = await launchFirstBrowser();
  if (!lookup.found) return lookup;
  await lookup.browser.close();
  return { found: true, path: lookup.path };
}

/**
 * Launches the browser that `findBrowser` finds.
 *
 * @param flags more flags of Chromium
 * @throws {Error} if no browser launches; the message says what to do
 */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const lookup = await launchFirstBrowser(flags);
  if (!lookup.found)
    throw new Error(`No browser for the tests: ${lookup.reason}. To fix it: ${lookup.remedy}.`);
  return lookup.browser;
}

/** The viewports that the pages are designed for, in CSS pixels. */
export const devices = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
} as const;

export interface View {
  readonly device: keyof typeof devices;
  readonly colorScheme: 'light' | 'dark';
  readonly language: 'en' | 'es';
}

/** All 8 combinations of device, colour scheme and language. */
export const views: readonly View[] = (['phone', 'desktop'] as const).flatMap((device) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    (['en', 'es'] as const).map((language) => ({ device, colorScheme, language })),
  ),
);

/** Waits for a part of the next page, and until the script of that page has run. */
export async function arriveAt(part: Locator): Promise<void> {
  await part.waitFor();
  await part.page().waitForLoadState();
}

/**
 * Goes back or on in the history, and waits until that page has loaded. Playwright's own
 * methods end at the first change of the address, which may be one that a script of the
 * page that is left makes with `replaceState`.
 */
export async function travel(page: Page, direction: 'back' | 'forward'): Promise<void> {
  await page.waitForLoadState();
  await Promise.all([
    page.waitForEvent('load'),
    direction === 'back' ? page.goBack() : page.goForward(),
  ]);
}

/** Opens the folds of the form, whose fields nobody can fill in while they are closed. */
export const openFolds = (page: Page): Promise<void> =>
  page.locator('.folds > details, .side').evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute('open', '');
  });
