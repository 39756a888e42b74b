import type { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Decline } from '../core/decline/decline.ts';
import { parseToken } from '../core/magic-link.ts';
import { readBody } from '../site/body.ts';
import { type SiteContext, type SiteEnv, wantsJson, wordsFor } from '../site/context.ts';
import { letterPage } from '../site/pages/letter-page.tsx';
import { createSite, failure } from '../site/site.ts';
import { type DeliverDependencies, type SendOutcome, sendLetter } from './deliver.ts';

const text = z.catch(z._default(z.string(), ''), '');
const confirmationSchema = z.object({ letter: text, nonce: text, sure: text });

/** 202: not there yet. 409, 410, 422: nothing was sent, and the page says what to do. */
function statusOf({ kind, decline }: Exclude<SendOutcome, { kind: 'no-such-link' }>, now: number) {
  if (kind === 'settled')
    return decline.state === 'sending' || decline.state === 'retry' ? 202 : 200;
  if (decline.linkExpiresAt <= now) return 410;
  return kind === 'not-sure' ? 422 : 409;
}

/** For scripts: how the letter stands. */
const summaryOf = ({ state, sentAt, letter }: Decline) => ({
  state,
  to: letter.to,
  ...(sentAt !== undefined && { sentAt: new Date(sentAt).toISOString() }),
});

const banners = { 'not-sure': 'tick', 'not-sent': 'changed' } as const;

/** The one route that mails a recruiter. */
export function createSendApp(
  dependencies: DeliverDependencies & { readonly origin: string },
): Hono<SiteEnv> {
  const app = createSite(dependencies);

  app.post('/letters/:token/send', async (c: SiteContext) => {
    const link = parseToken(c.req.param('token') ?? '');
    if (link === undefined) return c.notFound();
    const read = await readBody(c);
    if (!read.ok) return failure(c, read.status, read.failure);
    const { letter, nonce, sure } = confirmationSchema.parse(read.body);
    const outcome = await sendLetter(dependencies, link, {
      letterHash: letter,
      nonce,
      sure: sure === 'yes',
    });
    if (outcome.kind === 'no-such-link') return c.notFound();
    const { kind, decline } = outcome;
    const now = dependencies.now().getTime();
    const status = statusOf(outcome, now);
    if (wantsJson(c)) return c.json(summaryOf(decline), status);
    const words = wordsFor(c, decline.pageLanguage);
    return c.html(
      letterPage({
        words,
        decline,
        link,
        now,
        ...(kind !== 'settled' && { banner: banners[kind] }),
      }),
      status,
    );
  });

  return app;
}
