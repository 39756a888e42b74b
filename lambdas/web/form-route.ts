import { createRequire } from 'node:module';
import type { Hono } from 'hono';
import type { Encoding } from '../core/assets.ts';
import type { BuiltForm } from '../core/built-form.ts';
import type { PageLanguage } from '../core/choices.ts';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import type { Page } from '../site/pages/layout.tsx';
import { respondEncoded } from './encoded-answer.ts';
import { isLinkPreview } from './is-link-preview.ts';

/**
 * Ten minutes. On the page, only what the operator sets can change, and the names of the
 * assets. So after a deployment a form may be as old as this, and it still posts rightly,
 * as a form does that stayed open in a browser. No shared cache has it, because a visitor
 * may be the only one of the hour.
 */
const CACHE_CONTROL = 'private, max-age=600';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Brotli 5 makes the form 10 % larger than the best brotli, in 2 ms instead of 11. A
 * process that has just started must not take longer than it saves.
 */
const BROTLI_QUALITY = 5;
/** 64 KB, more than the form has. By default brotli prepares 4 MB, which takes 0.5 ms. */
const BROTLI_WINDOW_BITS = 16;

/**
 * `node:zlib` is loaded only for a client that accepts a coding: it takes about 2 ms. By
 * `require`, because `import()` in CommonJS would load Node's loader of modules, too.
 */
function encode(content: Bytes, encoding: Encoding): Bytes {
  if (encoding === 'identity') return content;
  const zlib: typeof import('node:zlib') = createRequire(import.meta.url)('node:zlib');
  const { brotliCompressSync, constants, gzipSync } = zlib;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: BROTLI_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
  };
  return new Uint8Array(
    encoding === 'br' ? brotliCompressSync(content, { params }) : gzipSync(content),
  );
}

/**
 * Adds the route of the empty form. The page depends on its language and on the
 * deployment only. So each process renders and compresses it once for each language and
 * coding, and a browser may keep it.
 *
 * @param origin of the site, for programs that show a link
 * @param built the page, if it was made with the bundle: nothing is rendered then
 */
export function addFormRoute(
  app: Hono<SiteEnv>,
  render: (c: SiteContext) => Promise<Page>,
  origin: string,
  built?: BuiltForm,
): void {
  const pages = new Map<PageLanguage, Bytes>();
  const encoded = new Map<string, Bytes>();

  const pageIn = async (c: SiteContext, language: PageLanguage): Promise<Bytes> => {
    const page = pages.get(language) ?? new TextEncoder().encode(String(await render(c)));
    pages.set(language, page);
    return page;
  };

  app.get('/', async (c) => {
    const words = c.get('words');
    const { language } = words;
    const contentIn = async (encoding: Encoding): Promise<Bytes> => {
      if (built !== undefined) return built(language, encoding);
      const key = `${language} ${encoding}`;
      const content = encoded.get(key) ?? encode(await pageIn(c, language), encoding);
      encoded.set(key, content);
      return content;
    };
    if (isLinkPreview(c.req.header('user-agent'))) {
      const { withSocialCard } = await import('./pages/social-card.tsx');
      const form = new TextDecoder().decode(await contentIn('identity'));
      return c.html(withSocialCard(form, words, origin));
    }
    return respondEncoded(c, contentIn, {
      contentType: 'text/html; charset=UTF-8',
      cacheControl: CACHE_CONTROL,
      vary: ['Accept-Language'],
    });
  });
}
