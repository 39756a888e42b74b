import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe checks: everything of WCAG 2.2 A and AA, and what is good practice. */
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A document as the server sent it. */
interface ServedDocument {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}

/** What has happened in a page since it was opened. */
export interface PageWatch {
  /**
   * Errors of scripts, errors in the console, among them those of the content security
   * policy, and files that did not load.
   */
  readonly problems: string[];
  /** The latest document of the page. Undefined before the first one. */
  readonly served: () => Promise<ServedDocument | undefined>;
}

/**
 * Records what goes wrong in a page. An answer that refuses a form has a status such as
 * 422, which a browser logs as an error. It is none if it is the page's own document.
 */
export function watchPage(page: Page): PageWatch {
  const problems: string[] = [];
  let served: Promise<ServedDocument> | undefined;
  page.on('pageerror', ({ message }) => problems.push(`script: ${message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const isOfDocument = message.location().url === page.url();
    if (isOfDocument && /^Failed to load resource.* status of \d/.test(message.text())) return;
    problems.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    const request = response.request();
    const url = response.url();
    const status = response.status();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      // A redirect has no body.
      const html = status >= 300 && status < 400 ? Promise.resolve('') : response.text();
      served = html.then((text) => ({ url, status, html: text }));
      // Who asks for the document gets the error. Until then it is no error of the run.
      served.catch(() => {});
    } else if (status >= 400) problems.push(`${status}: ${url}`);
  });
  return { problems, served: async () => served };
}

/** The lines of axe's faults: the page, the rule, and the first element of it. */
export async function findAccessibilityFaults(page: Page): Promise<readonly string[]> {
  // Our pages have no frames. In legacy mode axe does not open a second page to look for
  // frames.
  const axe = () => new AxeBuilder({ page }).setLegacyMode();
  // A bar that stays at the lower edge always lies over something. In a window as tall as
  // the page it does not.
  const size = page.viewportSize();
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  if (size !== null) await page.setViewportSize({ ...size, height });
  const all = await axe()
    .options({
      runOnly: { type: 'tag', values: axeTags },
      // The rule is off, unless it is turned on by its name.
      rules: { 'target-size': { enabled: true } },
    })
    .analyze();
  // In the other colour scheme only the colours differ, so axe checks only the contrast.
  const isDark = await page.evaluate<boolean>('matchMedia("(prefers-color-scheme: dark)").matches');
  await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' });
  const other = await axe().withRules(['color-contrast']).analyze();
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
  if (size !== null) await page.setViewportSize(size);
  return [...all.violations, ...other.violations].flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(({ html, failureSummary = '' }) =>
        `axe ${id}: ${html} ${failureSummary}`.replaceAll(/\s+/g, ' ').slice(0, 400),
      ),
  );
}

/** Elements that reach beyond the right edge of the window, the outermost ones first. */
const FIND_OVERFLOW = `
  [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3)
    .map((element) => element.outerHTML.slice(0, 120))
`;

/** Texts of boxes that touch the button below them, where a thumb would press both. */
const FIND_TOUCHING = `
  [...document.querySelectorAll('.check + button')]
    .filter((button) => {
      const text = button.previousElementSibling.lastElementChild.getBoundingClientRect();
      const gap = button.getBoundingClientRect().top - text.bottom;
      return gap > -1 && gap < 6 && text.height > 0;
    })
    .map((button) => button.outerHTML.slice(0, 120))
`;

/** The narrowest window in which a page must not scroll sideways, in CSS pixels. */
const NARROW = { width: 320, height: 700 };

async function findFaultsOfNarrow(page: Page): Promise<readonly string[]> {
  const size = page.viewportSize();
  await page.setViewportSize(NARROW);
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  const elements = width > NARROW.width ? await page.evaluate<string[]>(FIND_OVERFLOW) : [];
  const touched = await page.evaluate<string[]>(FIND_TOUCHING);
  if (size !== null) await page.setViewportSize(size);
  return [
    ...(width > NARROW.width ? [`${width} px wide at 320 px: ${elements.join(' ')}`] : []),
    ...touched.map((button) => `a box touches its button at 320 px: ${button}`),
  ];
}

interface Expected {
  readonly name: string;
  readonly language: string;
  readonly status?: number | undefined;
}

/**
 * A line for each fault of a page: the wrong status or language, what axe finds in either
 * colour scheme, scrolling sideways or a box that touches its button at 320 px, an error
 * in the console, and what the content security policy refused.
 */
export async function findFaults(
  page: Page,
  watch: PageWatch,
  { name, language, status = 200 }: Expected,
): Promise<readonly string[]> {
  const answer = (await watch.served())?.status;
  const shown = await page.locator('html').getAttribute('lang');
  return [
    ...(answer === status ? [] : [`status ${answer}, not ${status}`]),
    ...(shown === language ? [] : [`in ${shown}, not in ${language}`]),
    ...(await findAccessibilityFaults(page)),
    ...(await findFaultsOfNarrow(page)),
    ...watch.problems,
  ].map((fault) => `${name}: ${fault}`);
}
