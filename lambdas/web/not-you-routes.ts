import type { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { MailboxStop, MailboxStops } from '../core/limits/mailbox-stops.ts';
import type { Log } from '../core/log.ts';
import {
  actionNonce,
  hashSecret,
  type MagicLink,
  parseToken,
  tokenOf,
} from '../core/magic-link.ts';
import { parseBody, textFields } from '../site/body.ts';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import { errorBody, respond } from '../site/respond.ts';
import { confirmationErrors, confirmationProblems, statusOfProblem } from './confirmation.ts';
import { type NotYouPageOptions, notYouPage } from './pages/not-you-page.tsx';

declare module 'hono' {
  interface ContextVariableMap {
    /** Only set in the routes of "Not you?". `link.id` is the key of the mailbox. */
    notYou: { readonly link: MagicLink; readonly stop: MailboxStop };
  }
}

/** The subject of the nonce: a form that stops emails cannot be used to allow them. */
const subjectOf = (isStopped: boolean): string => (isStopped ? 'not-you:allow' : 'not-you:stop');

/**
 * Adds the page with which the owner of a mailbox stops emails with links that somebody
 * else asks for, and allows them again.
 */
export function addNotYouRoutes(
  app: Hono<SiteEnv>,
  { stops, log }: { readonly stops: MailboxStops; readonly log: Log },
): void {
  const openLink = createMiddleware<SiteEnv>(async (c, next) => {
    const link = parseToken(c.req.param('token') ?? '');
    const stop = link && (await stops.find(link.id, hashSecret(link.secret)));
    if (link === undefined || stop === undefined) return c.notFound();
    c.set('notYou', { link, stop });
    return next();
  });

  const show = (
    c: SiteContext,
    stop: MailboxStop,
    why: Pick<NotYouPageOptions, 'isChanged' | 'problem'> = {},
  ) => {
    const { link } = c.var.notYou;
    const nonce = actionNonce(link.secret, subjectOf(stop.isStopped));
    return notYouPage({
      words: c.get('words'),
      path: `/not-you/${tokenOf(link)}`,
      stop,
      nonce,
      ...why,
    });
  };

  app.get('/not-you/:token', openLink, (c) => c.html(show(c, c.var.notYou.stop)));

  app.post('/not-you/:token', openLink, parseBody, async (c) => {
    const { link, stop } = c.var.notYou;
    const posted = textFields(c.var.body);
    const { emails } = posted;
    // Posted twice: it is done already.
    const isWanted = emails === (stop.isStopped ? 'stop' : 'allow');
    const wanted = isWanted ? stop : { ...stop, isStopped: !stop.isStopped };
    const form = { secret: link.secret, subject: subjectOf(!wanted.isStopped), hasBox: true };
    const problems = confirmationProblems(posted, form);
    const [problem] = problems;
    if (problem !== undefined) {
      return respond(c, {
        status: statusOfProblem(problem),
        json: errorBody(...confirmationErrors(c.get('words'), problems)),
        page: () => show(c, stop, { problem }),
      });
    }
    if (!isWanted) {
      await stops.set(link.id, hashSecret(link.secret), wanted);
      log({ event: wanted.isStopped ? 'mailbox-stopped' : 'mailbox-allowed', kind: stop.kind });
    }
    return respond(c, {
      json: { kind: stop.kind, stopped: wanted.isStopped },
      page: () => show(c, wanted, { isChanged: true }),
    });
  });
}
