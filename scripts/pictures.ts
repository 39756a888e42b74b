import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { freePort } from '../test/support/free-port.ts';

/**
 * Takes the pictures of README.md from the real pages: the form, and the letter in the
 * local inbox, in light and dark. It runs `npm start` and plays the journey.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/images');
const DESKTOP = { width: 1280, height: 1160 };

/** The values of the form that people see in the pictures. */
const typed = {
  stage: 'application',
  recruiterName: 'Dana Whitfield',
  recruiterEmail: 'dana@brightlabs.example',
  company: 'Bright Labs',
  role: 'Senior Data Engineer',
  candidateName: 'Marta Ruiz',
  candidateEmail: 'marta@home.example',
} as const;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Starts the product, and gives the addresses of its pages. */
async function startProduct() {
  const [port, inboxPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/dev.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), INBOX_PORT: String(inboxPort) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  while (!output.includes('Open Door is running.')) {
    if (child.exitCode !== null) throw new Error(`npm start ended:\n${output}`);
    await sleep(50);
  }
  return {
    site: `http://localhost:${port}`,
    inbox: `http://localhost:${inboxPort}`,
    stop: () => child.kill('SIGINT'),
  };
}

/** Fills in one field, whatever kind it is. */
async function fill(page: Page, name: string, value: string): Promise<void> {
  const field = page.locator(`[name="${name}"]`).first();
  const kind = await field.evaluate((element) => element.getAttribute('type') ?? element.tagName);
  if (kind === 'radio')
    await page.locator(`[name="${name}"][value="${value}"]`).check({ force: true });
  else if (kind === 'SELECT') await field.selectOption(value);
  else await field.fill(value);
}

/** The form with the letter that is written beside it, and the email that it leads to. */
async function writeLetter(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/?lang=en`);
  for (const [name, value] of Object.entries(typed)) await fill(page, name, value);
  await page.locator('.letter').getByText('Bright Labs').first().waitFor();
  await page.evaluate('document.activeElement?.blur(); scrollTo(0, 0)');
  await page.waitForLoadState('networkidle');
}

/** Writes a picture as WebP, a third of the PNG's size. The browser has the encoder. */
async function keep(page: Page, name: string, png: Buffer): Promise<void> {
  const webp = await page.evaluate<string>(`(async () => {
    const bytes = await (await fetch('data:image/png;base64,${png.toString('base64')}')).blob();
    const image = await createImageBitmap(bytes);
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
    const reader = new FileReader();
    reader.readAsDataURL(blob);
    await new Promise((resolve) => { reader.onload = resolve; });
    return reader.result.slice(reader.result.indexOf(',') + 1);
  })()`);
  const content = Buffer.from(webp, 'base64');
  writeFileSync(join(folder, `${name}.webp`), content);
  print(`docs/images/${name}.webp   ${Math.ceil(content.length / 1024)} KB`);
}

/** Opens the newest email whose row has this text. */
async function openEmail(page: Page, inbox: string, text: string): Promise<void> {
  await page.goto(inbox);
  await page.locator('.mails a', { hasText: text }).first().click();
  await page.locator('.desk iframe').waitFor();
  await page.waitForLoadState('networkidle');
}

async function takePictures(
  browser: Browser,
  { site, inbox }: { readonly site: string; readonly inbox: string },
  colorScheme: 'light' | 'dark',
): Promise<void> {
  const suffix = colorScheme === 'dark' ? '-dark' : '';
  const context = await browser.newContext({
    viewport: DESKTOP,
    colorScheme,
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await writeLetter(page, site);
  const form = await page.screenshot();
  if (colorScheme === 'light') {
    await page
      .locator('form[action*="/declines"] button[type=submit]:not([tabindex="-1"], [formaction])')
      .first()
      .click();
    await openEmail(page, inbox, typed.candidateEmail);
    const link = await page
      .frameLocator('.desk iframe')
      .locator('a[href*="/letters/"]')
      .first()
      .getAttribute('href');
    await page.goto(link ?? '');
    await page.locator('form[action*="/send"] [name=sure]').check();
    await page.locator('form[action*="/send"] button[type=submit]').first().click();
    await page.waitForURL(/\/send/);
  }
  await page.setViewportSize({ width: 1280, height: 760 });
  await openEmail(page, inbox, typed.recruiterEmail);
  const letter = await page.locator('.letter.mail').screenshot();
  // Our pages may not read a picture; an empty page may.
  await page.goto('about:blank');
  await keep(page, `form${suffix}`, form);
  await keep(page, `letter${suffix}`, letter);
  await context.close();
}

mkdirSync(folder, { recursive: true });
const product = await startProduct();
const browser = await launchBrowser();
try {
  for (const colorScheme of ['light', 'dark'] as const)
    await takePictures(browser, product, colorScheme);
} finally {
  await browser.close();
  product.stop();
}
