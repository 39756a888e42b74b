// Prints the empty form of a bundle, as JSON: the page by its language. It is used by
// lib/built-form.ts: node print-form.mjs HANDLER LANGUAGE…
import { createRequire } from 'node:module';

const [handlerFile = '', ...languages] = process.argv.slice(2);

/** A request to API Gateway's HTTP API (payload format 2.0), without compression. */
const eventOf = (language) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: '/',
  rawQueryString: `lang=${language}`,
  headers: { host: 'localhost' },
  requestContext: { http: { method: 'GET', path: '/' }, domainName: 'localhost' },
  isBase64Encoded: false,
});

async function pagesOf() {
  const { handler } = createRequire(import.meta.url)(handlerFile);
  const pages = {};
  for (const language of languages) {
    const { statusCode, body } = await handler(eventOf(language), {});
    if (statusCode !== 200) throw new Error(`The form was answered with ${statusCode}.`);
    pages[language] = body;
  }
  return pages;
}

try {
  process.stdout.write(JSON.stringify(await pagesOf()));
} catch (error) {
  // Without the source of the bundle, which is one long line.
  process.stderr.write(String(error));
  process.exitCode = 1;
}
