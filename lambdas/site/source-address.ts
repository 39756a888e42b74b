import * as z from 'zod/mini';
import { clientAddress } from '../core/limits/network.ts';
import type { SiteContext } from './context.ts';

/** The address of the caller, in the event of the HTTP API or of a REST API. */
const eventSchema = z.object({
  requestContext: z.union([
    z.object({ http: z.object({ sourceIp: z.string() }) }),
    z.object({ identity: z.object({ sourceIp: z.string() }) }),
  ]),
});
/** The address of the caller, in the request of the local server. */
const socketSchema = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }),
});

function connectionAddress(environment: unknown): string | undefined {
  const event = eventSchema.safeParse(environment);
  if (event.success) {
    const { requestContext } = event.data;
    return 'http' in requestContext
      ? requestContext.http.sourceIp
      : requestContext.identity.sourceIp;
  }
  return socketSchema.safeParse(environment).data?.incoming.socket.remoteAddress;
}

/**
 * The IP address of the client. It comes from the request context of API Gateway, or from
 * the socket of the local server; only behind trusted proxies also from the header that
 * they write, see `clientAddress`.
 *
 * @returns undefined if the request has no such context
 */
export const sourceOf = (c: SiteContext, trustedProxyHops: number): string | undefined =>
  clientAddress(connectionAddress(c.env), c.req.header('x-forwarded-for'), trustedProxyHops);
