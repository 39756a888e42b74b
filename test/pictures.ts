import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { fileOfPicture } from '../lambdas/core/pictures.ts';
import { launchBrowser } from './support/browser.ts';

/**
 * Makes the pictures of the site from `door.svg` and the style of the pages:
 * `npm run icons`. They are committed, because no deployment has a browser.
 */

const svg = readFileSync(fileOfPicture('door.svg'), 'utf8');
const styles = ['open-door', 'open-door-door'].map((name) =>
  readFileSync(`lambdas/web/assets/${name}.css`, 'utf8'),
);

async function pictureOf(
  browser: Browser,
  { width, height, html }: { width: number; height: number; html: string },
): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' });
  await page.setContent(`<!doctype html><html lang="en">${html}`);
  const picture = await page.screenshot({ omitBackground: true, animations: 'disabled' });
  await page.close();
  return picture;
}

/** The icon in a square. iOS makes its corners round, so it has a ground and a margin. */
const iconOf = (browser: Browser, size: number, margin: string, ground: string) =>
  pictureOf(browser, {
    width: size,
    height: size,
    html: `<style>body { margin: 0; padding: ${margin}; height: 100vh; box-sizing: border-box;
      background: ${ground} } svg { display: block; height: 100% }</style><body>${svg}`,
  });

/**
 * An icon file with one picture. All browsers read a PNG in it.
 *
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 */
function icoOf(png: Buffer, size: number): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2); // An icon.
  header.writeUInt16LE(1, 4); // One picture.
  header.writeUInt8(size, 6);
  header.writeUInt8(size, 7);
  header.writeUInt16LE(1, 10); // Planes.
  header.writeUInt16LE(32, 12); // Bits of a pixel.
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}

/** The open door and the name. It has no other words, so it suits both languages. */
const card = `<style>${styles.join('\n')}
  .open .wall { height: 400px }
  .open .door { width: 190px; height: 310px; border-width: 10px 10px 0; perspective: 60rem }
  .plant { left: calc(50% + 8.5rem); width: 6.5rem }
  .open .wall + main::before { height: 230px; max-width: none; width: 900px;
    clip-path: polygon(calc(50% - 85px) 0, calc(50% + 85px) 0, 100% 100%, 0 100%) }
  main { max-width: none; padding: 74px 0 0 !important }
  .open h1 { font-size: 88px; margin: 0 }
</style>
<body class="open"><div class="wall"><div class="stand"><div class="door"><i></i></div></div>
<svg class="plant" viewBox="0 0 64 96"><path class="dark" d="M31 66C18 58 8 44 10 28c11 6 20 20
21 38zM33 66c2-20 10-36 23-44 3 17-6 34-23 44z"/><path class="leaf" d="M32 66C22 46 22 22 33 4c10 18
10 42-1 62zM30 67C20 66 9 61 4 51c11-1 21 5 26 16zM34 67c4-11 14-18 26-18-4 11-15 17-26 18z"/><path
class="pot" d="M17 66h30l-4 30H21zM15 64h34v6H15z"/></svg></div>
<main><h1>Open Door</h1></main>`;

const browser = await launchBrowser();
try {
  const small = await iconOf(browser, 32, '0', 'transparent');
  writeFileSync(fileOfPicture('favicon.ico'), icoOf(small, 32));
  const touch = await iconOf(browser, 180, '22px', '#f6f7f3');
  writeFileSync(fileOfPicture('apple-touch-icon.png'), touch);
  const social = await pictureOf(browser, { width: 1200, height: 630, html: card });
  writeFileSync(fileOfPicture('card.png'), social);
} finally {
  await browser.close();
}
