import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedBrowser } from '../support/browser-product.ts';
import { isContinuousIntegration } from '../support/continuous-integration.ts';
import { checkHtml } from '../support/html-checker.ts';
import { findFaults, watchPage } from '../support/page-check.ts';
import { findHtmlChecker } from '../support/page-tools.ts';

/** A page with one fault of each kind that is looked for. */
const faulty = `<!doctype html><html lang="en"><head><title>Faults</title>
<link rel="stylesheet" href="/missing.css"></head><body><main><h1>Faults</h1>
<p style="width: 500px">The policy refuses this style.</p>
<pre>${'x'.repeat(200)}</pre>
<input type="checkbox" autocomplete="off">
<script src="/fails.js"></script></main></body></html>`;

let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('Content-Security-Policy', "default-src 'self'");
    const isPage = request.url === '/';
    const isScript = request.url === '/fails.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    if (!isPage && !isScript) response.statusCode = 404;
    response.end(isPage ? faulty : isScript ? 'throw new Error("It fails.")' : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/`;
});
afterAll(() => server.close());

test('when a page has faults, then the check of pages names each of them', async () => {
  const page = await (await sharedBrowser()).newPage();
  const watch = watchPage(page);
  await page.goto(address);
  const expected = { name: 'faulty', language: 'es', status: 422 };
  const found = await findFaults(page, watch, expected);
  await page.close();
  for (const fault of [
    'status 200, not 422',
    'in en, not in es',
    'axe label',
    'at 320 px',
    'It fails.',
    'Content Security Policy',
    '404: ',
  ]) {
    expect(found.join('\n')).toContain(fault);
  }
});

test('when HTML has a fault, then the HTML checker names it and its document', async ({ skip }) => {
  const checker = await findHtmlChecker();
  if (!checker.found && !isContinuousIntegration()) return skip(checker.reason);
  if (!checker.found) throw new Error(checker.reason);
  const whole = '<!doctype html><html lang="en"><title>Whole</title><p>Whole.</p></html>';
  const faults = await checkHtml(
    checker,
    new Map([
      ['whole', whole],
      ['faulty', faulty],
    ]),
  );
  expect(faults.join('\n')).toContain('Attribute “autocomplete” is only allowed');
  expect(faults.join('\n')).toContain('(1 times: faulty)');
  expect(faults.join('\n')).not.toContain('whole');
});
