import type { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as z from 'zod/mini';
import { isOneOf } from '../core/choices.ts';
import { type Decline, isRestoredDraft } from '../core/decline/decline.ts';
import { STOPPED_RETRY_MS } from '../core/limits/kill-switch.ts';
import { parseToken } from '../core/magic-link.ts';
import { parseBody } from '../site/body.ts';
import { type SiteEnv, wantsJson, wordsFor } from '../site/context.ts';
import { heldText } from '../site/pages/held-text.ts';
import { letterPage } from '../site/pages/letter-page.tsx';
import type { Held } from '../site/pages/letter-parts.tsx';
import { errorBody, respond, setRetryAfter } from '../site/respond.ts';
import { createSite, type SiteSettings } from '../site/site.ts';
import { letterWords } from '../site/words/letter.ts';
import { type DeliverDependencies, type SendOutcome, sendLetter } from './deliver.ts';

const text = z.catch(z._default(z.string(), ''), '');
const confirmationSchema = z.object({ letter: text, nonce: text, sure: text });

/** 202: not sent yet. 4xx, 503: nothing was sent, and the page says what to do. */
function statusOf({ kind, decline }: Exclude<SendOutcome, { kind: 'no-such-link' }>, now: number) {
  if (kind === 'full') return 429;
  if (kind === 'stopped') return 503;
  if (kind === 'settled') {
    return decline.state === 'sending' || decline.state === 'retry' ? 202 : 200;
  }
  if (decline.linkExpiresAt <= now) return 410;
  return kind === 'not-sure' ? 422 : 409;
}

/** The JSON answer, for scripts: the state of the letter. */
const summaryOf = ({ state, sentAt, letter }: Decline) => ({
  state,
  to: letter.to,
  ...(sentAt !== undefined && { sentAt: new Date(sentAt).toISOString() }),
});

const refusals = ['not-sure', 'not-sent', 'sender-changed', 'erasing'] as const;
/** The field of the send form that a refusal is about. */
const refusedFields: Readonly<Record<(typeof refusals)[number], string>> = {
  'not-sure': 'sure',
  'not-sent': 'letter',
  'sender-changed': 'letter',
  erasing: 'letter',
};
const banners = {
  'not-sure': 'tick',
  'not-sent': 'changed',
  'sender-changed': 'senderChanged',
  erasing: 'erasing',
  full: 'held',
  stopped: 'held',
} as const;

/** Why the letter of this outcome is held. Undefined if it is not. */
function heldOf(outcome: SendOutcome): Held | undefined {
  if (outcome.kind === 'full') return { kind: 'full', freeAt: outcome.freeAt };
  return outcome.kind === 'stopped' ? { kind: 'stopped' } : undefined;
}

/** Answers 404 to a malformed token, before the body is read. */
const requireToken = createMiddleware<SiteEnv>(async (c, next) =>
  parseToken(c.req.param('token') ?? '') === undefined ? c.notFound() : next(),
);

/** The site with one route, the only one that emails a recruiter. */
export function createSendApp(
  dependencies: DeliverDependencies & Omit<SiteSettings, 'log'>,
): Hono<SiteEnv> {
  const app = createSite({ ...dependencies, texts: [letterWords] });

  app.post('/letters/:token/send', requireToken, parseBody, async (c) => {
    const link = parseToken(c.req.param('token'));
    if (link === undefined) return c.notFound();
    const { letter: letterHash, nonce, sure } = confirmationSchema.parse(c.var.body.fields);
    const confirmation = { letterHash, nonce, sure: sure === 'yes' };
    const outcome = await sendLetter(dependencies, link, confirmation);
    if (outcome.kind === 'no-such-link') return c.notFound();
    const { kind, decline } = outcome;
    // The page of the link explains it. JSON answers 409.
    if (isRestoredDraft(decline) && !wantsJson(c)) {
      return c.redirect(`/letters/${c.req.param('token')}`, 303);
    }
    const now = dependencies.now().getTime();
    const words = await wordsFor(c, decline.pageLanguage);
    const held = heldOf(outcome);
    if (held !== undefined) {
      const waitMs = held.kind === 'full' ? held.freeAt - now : STOPPED_RETRY_MS;
      setRetryAfter(c, waitMs);
    }
    return respond(c, {
      status: statusOf(outcome, now),
      json: {
        ...summaryOf(decline),
        ...(held && errorBody({ field: '', message: heldText(words, decline, held) })),
        ...(isOneOf(refusals, kind) &&
          errorBody({
            field: refusedFields[kind],
            message: letterWords(words).review[banners[kind]],
          })),
      },
      page: () =>
        letterPage({
          words,
          decline,
          link,
          now,
          isAnswer: true,
          held,
          ...(kind !== 'settled' && { banner: banners[kind] }),
        }),
    });
  });

  return app;
}
