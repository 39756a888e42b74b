import type { Hono } from 'hono';
import type { Decline } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import type { Blocks } from '../core/limits/blocks.ts';
import type { Log } from '../core/log.ts';
import {
  actionNonce,
  hashSecret,
  type MagicLink,
  parseToken,
  secretMatches,
  tokenOf,
} from '../core/magic-link.ts';
import { parseBody, textFields } from '../site/body.ts';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import type { ConfirmationProblem } from '../site/pages/confirmation.tsx';
import { errorBody, respond } from '../site/respond.ts';
import { confirmationErrors, confirmationProblems, statusOfProblem } from './confirmation.ts';
import { noLettersPage } from './pages/no-letters-page.tsx';

export interface NoLettersDependencies {
  readonly store: DeclineStore;
  readonly blocks: Blocks;
  readonly now: () => Date;
  readonly log: Log;
}

/** The subject of the nonce of the page, see `actionNonce`. */
const SUBJECT = 'no-letters';

/**
 * Adds the page on which the recruiter of a letter stops all letters. A letter has its
 * own link, and the link is only about the letter's recruiter. It works as long as the
 * letter is kept. It cannot undo the stop, because the candidate has the link, too: only
 * the operator lifts a block.
 */
export function addNoLettersRoutes(
  app: Hono<SiteEnv>,
  { store, blocks, now, log }: NoLettersDependencies,
): void {
  /** The letter and the link of a token. Undefined if it is not one of ours. */
  async function open(
    token: string,
  ): Promise<{ readonly decline: Decline; readonly link: MagicLink } | undefined> {
    const link = parseToken(token);
    const decline = link && (await store.find(link.id));
    if (link === undefined || decline?.noLettersHash === undefined) return undefined;
    const isOurs = secretMatches(link.secret, decline.noLettersHash);
    // SES has given the letter an id. Before, nobody but the candidate has the link.
    return isOurs && decline.messageId !== undefined ? { decline, link } : undefined;
  }

  /**
   * Whether this link has stopped the letters. A block that somebody else made is not
   * shown: the candidate has the link, too.
   */
  async function hasStopped(link: MagicLink, decline: Decline): Promise<boolean> {
    const block = await blocks.find('recruiter', decline.letter.to);
    return block?.linkHash === hashSecret(link.secret);
  }

  const show = (
    c: SiteContext,
    link: MagicLink,
    isStopped: boolean,
    problem?: ConfirmationProblem,
  ) =>
    noLettersPage({
      words: c.get('words'),
      path: `/no-letters/${tokenOf(link)}`,
      isStopped,
      nonce: actionNonce(link.secret, SUBJECT),
      problem,
    });

  app.get('/no-letters/:token', async (c) => {
    const opened = await open(c.req.param('token'));
    if (opened === undefined) return c.notFound();
    const { link, decline } = opened;
    return c.html(show(c, link, await hasStopped(link, decline)));
  });

  app.post('/no-letters/:token', parseBody, async (c) => {
    const opened = await open(c.req.param('token'));
    if (opened === undefined) return c.notFound();
    const { link, decline } = opened;
    const posted = textFields(c.var.body);
    const page = { secret: link.secret, subject: SUBJECT, hasBox: true };
    const problems = confirmationProblems(posted, page);
    const [problem] = problems;
    if (problem !== undefined) {
      return respond(c, {
        status: statusOfProblem(problem),
        json: errorBody(...confirmationErrors(c.get('words'), problems)),
        page: () => show(c, link, false, problem),
      });
    }
    const block = {
      by: 'page',
      since: now().getTime(),
      linkHash: hashSecret(link.secret),
    } as const;
    await blocks.add('recruiter', decline.letter.to, block);
    log({ event: 'recruiter-blocked', letter: link.id, by: 'page' });
    return respond(c, {
      json: { letters: 'stopped' },
      page: () => show(c, link, true),
    });
  });
}
