import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type View, views } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { isContinuousIntegration } from '../support/continuous-integration.ts';
import { checkHtml } from '../support/html-checker.ts';
import { findFaults, watchPage } from '../support/page-check.ts';
import { findHtmlChecker } from '../support/page-tools.ts';
import { looksFolder, viewName } from './names.ts';
import { optionsOf, Stage } from './stage.ts';

/** A page in one state, as a person may see it. */
export interface Look {
  readonly name: string;
  /** The status of the document. Default: 200. */
  readonly status?: number;
  /** Problems that the state consists of, such as an answer 503 to the page's script. */
  readonly expects?: readonly RegExp[];
  /** Brings the page into the state. */
  readonly show: (stage: Stage) => Promise<unknown>;
}

/**
 * What `npm run test:looks` looks at: all views, or those whose names contain this text.
 * Undefined: each page is looked at in one view, and the pages take turns.
 */
const wantedViews = process.env['OPEN_DOOR_LOOKS'];

/** The pages whose names contain this text. */
const wantedPages = process.env['OPEN_DOOR_LOOKS_ONLY'] ?? '';

const viewsOf = (index: number): readonly View[] =>
  wantedViews === undefined
    ? views.slice(index % views.length, (index % views.length) + 1)
    : views.filter((view) => viewName(view).includes(wantedViews));

/** Fetching the HTML checker takes as long as the connection is slow. */
const FETCH_TIMEOUT_MS = 10 * 60_000;

/**
 * Tests that each page has no fault, and takes its screenshot in `npm run test:looks`.
 * The last test gives all documents to the HTML checker, in one run of Java.
 *
 * @param environment variables of the product
 */
export function testLooks(
  looks: readonly Look[],
  environment: Readonly<Record<string, string>> = {},
): void {
  const previous = Object.fromEntries(
    Object.keys(environment).map((name) => [name, process.env[name]]),
  );
  Object.assign(process.env, environment);
  const running = productInBrowser();
  const documents = new Map<string, string>();
  const cases = looks.flatMap((look, index) =>
    look.name.includes(wantedPages)
      ? viewsOf(index).map((view) => ({ view, look, title: `${look.name}.${viewName(view)}` }))
      : [],
  );
  beforeAll(() => mkdir(looksFolder, { recursive: true }));
  afterAll(() => {
    for (const [name, value] of Object.entries(previous)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  test.each(cases)('when $title is shown, then it has no fault', async (one) => {
    const { look, view, title } = one;
    const context = await running.browser.newContext(optionsOf(view));
    try {
      const page = await context.newPage();
      const watch = watchPage(page);
      await look.show(new Stage(page, view, running.product));
      const problems = watch.problems.filter(
        (problem) => look.expects?.some((expected) => expected.test(problem)) !== true,
      );
      const { served } = watch;
      documents.set(`${title} as served`, (await served())?.html ?? '');
      documents.set(`${title} as shown`, await page.content());
      if (wantedViews !== undefined) {
        const path = join(looksFolder, `${title}.png`);
        await page.screenshot({ path, fullPage: true, animations: 'disabled' });
      }
      const expected = { name: title, language: view.language, status: look.status };
      expect(await findFaults(page, { problems, served }, expected)).toEqual([]);
    } finally {
      await context.close();
    }
  });

  test(
    'when the documents are checked, then the HTML checker finds no fault',
    async ({ skip }) => {
      const checker = await findHtmlChecker();
      if (!checker.found) {
        const missing = `${checker.reason}. To run: ${checker.remedy}.`;
        if (isContinuousIntegration()) throw new Error(missing);
        return skip(missing);
      }
      const faults = await checkHtml(checker, documents);
      await writeFile(join(looksFolder, 'html-faults.txt'), faults.join('\n'));
      expect(faults).toEqual([]);
    },
    FETCH_TIMEOUT_MS,
  );
}
