import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { cacheFolder } from './cache.ts';
import { firstLine, type Lookup } from './lookup.ts';
import { fetchPackagedChromium, hasPackagedChromium } from './packaged-chromium.ts';

/**
 * No sandbox, for CI runs as root; the rest keeps Chromium from talking to anything but
 * our pages.
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

/** Where the systems put a Chromium or Chrome, in the order in which to try them. */
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

/** With a fresh profile each time, which Playwright makes and removes. */
async function launch({ path, env }: Executable): Promise<Browser> {
  return await chromium.launch({
    executablePath: path,
    args: launchFlags,
    timeout: launchTimeoutMs,
    ...(env === undefined ? {} : { env: { ...process.env, ...env } }),
  });
}

const remedy =
  'install Chromium (Debian: apt-get install chromium fonts-liberation), or set CHROMIUM_PATH ' +
  'to one that runs';

/** The first browser that really launches, launched. */
async function tryAll(): Promise<Lookup<{ browser: Browser; path: string }>> {
  const wished = process.env['CHROMIUM_PATH'];
  if (wished !== undefined && wished !== '') {
    // Whoever names one does not want to be given another.
    try {
      return { found: true, browser: await launch({ path: wished }), path: wished };
    } catch (error) {
      return {
        found: false,
        reason: `CHROMIUM_PATH=${wished} does not launch: ${firstLine(error)}`,
        remedy,
      };
    }
  }

  const reasons: string[] = [];
  for (const path of systemBrowserPaths(process.platform, process.env).filter(isExecutable)) {
    try {
      return { found: true, browser: await launch({ path }), path };
    } catch (error) {
      reasons.push(`${path} does not launch: ${firstLine(error)}`);
    }
  }
  if (reasons.length === 0) reasons.push('there is no Chromium in the usual places');

  if (hasPackagedChromium(process.platform, process.arch)) {
    try {
      const packaged = await fetchPackagedChromium();
      return { found: true, browser: await launch(packaged), path: packaged.path };
    } catch (error) {
      reasons.push(`the one from npm cannot be had: ${firstLine(error)}`);
    }
  }
  return { found: false, reason: reasons.join('; '), remedy };
}

/**
 * Looks for a browser: `CHROMIUM_PATH`, else the system's, else one from npm (fetched on
 * first use). It counts as found only once it has launched.
 */
export async function findBrowser(): Promise<Lookup<{ path: string }>> {
  const tried = await tryAll();
  if (!tried.found) return tried;
  await tried.browser.close();
  return { found: true, path: tried.path };
}

/**
 * Launches the browser that `findBrowser` finds.
 *
 * @throws {Error} when there is none; it says what to do
 */
export async function launchBrowser(): Promise<Browser> {
  const tried = await tryAll();
  if (!tried.found)
    throw new Error(`No browser for the tests: ${tried.reason}. To mend it: ${tried.remedy}.`);
  return tried.browser;
}

/** The sizes we design for: a phone, and a laptop's window. */
export const devices = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
} as const;

const locales = { en: 'en-US', es: 'es-ES' } as const;

interface View {
  readonly device: keyof typeof devices;
  readonly colorScheme: 'light' | 'dark';
  readonly language: keyof typeof locales;
}

/** Every way a page is looked at: device × colour scheme × language. */
export const views: readonly View[] = (['phone', 'desktop'] as const).flatMap((device) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    (['en', 'es'] as const).map((language) => ({ device, colorScheme, language })),
  ),
);

/**
 * Shows a page in every view and keeps a picture of each, the whole page, for people to
 * look at: `.cache/screenshots/<name>.<device>.<colour scheme>.<language>.png`.
 *
 * @param show opens the page and brings it into the state to be seen
 * @returns the files' paths
 */
export async function takeScreenshots(
  browser: Browser,
  name: string,
  show: (page: Page, view: View) => Promise<unknown>,
): Promise<string[]> {
  const paths: string[] = [];
  for (const view of views) {
    const { device, colorScheme, language } = view;
    const context = await browser.newContext({
      ...devices[device],
      colorScheme,
      locale: locales[language],
    });
    try {
      const page = await context.newPage();
      await show(page, view);
      const path = join(
        cacheFolder,
        'screenshots',
        `${name}.${device}.${colorScheme}.${language}.png`,
      );
      await page.screenshot({ path, fullPage: true, animations: 'disabled' });
      paths.push(path);
    } finally {
      await context.close();
    }
  }
  return paths;
}
