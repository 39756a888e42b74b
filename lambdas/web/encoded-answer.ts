import { chooseEncoding } from '../core/accept-encoding.ts';
import type { Encoding } from '../core/assets.ts';
import type { SiteContext } from '../site/context.ts';
import { respondFailure } from '../site/respond.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Answers with content in the content coding that the client prefers, or with 406 if it
 * refuses each one. Only for content that is the same for everyone: if a page had a
 * secret and a text that a stranger can choose, its compressed size would tell the secret
 * (the attack BREACH).
 *
 * @param options `vary`: the headers of the request, besides `Accept-Encoding`, on which
 *   the content depends
 */
export async function respondEncoded(
  c: SiteContext,
  content: (encoding: Encoding) => Bytes | Promise<Bytes>,
  {
    contentType,
    cacheControl,
    vary = [],
  }: {
    readonly contentType: string;
    readonly cacheControl: string;
    readonly vary?: readonly string[];
  },
): Promise<Response> {
  c.header('Vary', [...vary, 'Accept-Encoding'].join(', '));
  const encoding = chooseEncoding(c.req.header('accept-encoding'));
  if (encoding === undefined) return respondFailure(c, 406, 'noEncoding');
  const body = await content(encoding);
  c.header('Cache-Control', cacheControl);
  c.header('Content-Type', contentType);
  c.header('Content-Length', String(body.byteLength));
  if (encoding !== 'identity') c.header('Content-Encoding', encoding);
  return c.body(body);
}
