import type { Hono } from 'hono';
import type { Decline, DeclineState } from '../core/decline/decline.ts';
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
import { type NoLettersPageOptions, noLettersPage } from './pages/no-letters-page.tsx';

export interface NoLettersDependencies {
  readonly store: DeclineStore;
  readonly blocks: Blocks;
  readonly now: () => Date;
  readonly log: Log;
}

/** The states of letters that have not left: nobody but the candidate has their link. */
const notLeft: readonly DeclineState[] = ['draft', 'retry', 'failed', 'cancelled'];

/** The subject of the nonce of the page, see `actionNonce`. */
const SUBJECT = 'no-letters';

/**
 * Adds the page on which the recruiter of a letter stops all letters, and allows them
 * again. A letter has its own link, and the link is only about the letter's recruiter. It
 * works as long as the letter is kept.
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
    return isOurs && !notLeft.includes(decline.state) ? { decline, link } : undefined;
  }

  async function stateOf(
    link: MagicLink,
    decline: Decline,
  ): Promise<NoLettersPageOptions['state']> {
    const block = await blocks.find('recruiter', decline.letter.to);
    if (block === undefined) return 'ask';
    return block.linkHash === hashSecret(link.secret) ? 'stopped' : 'stoppedElsewhere';
  }

  const show = (
    c: SiteContext,
    link: MagicLink,
    state: NoLettersPageOptions['state'],
    problem?: ConfirmationProblem,
  ) =>
    noLettersPage({
      words: c.get('words'),
      path: `/no-letters/${tokenOf(link)}`,
      state,
      nonce: actionNonce(link.secret, SUBJECT),
      problem,
    });

  app.get('/no-letters/:token', async (c) => {
    const opened = await open(c.req.param('token'));
    if (opened === undefined) return c.notFound();
    const { link, decline } = opened;
    return c.html(show(c, link, await stateOf(link, decline)));
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
      const state = await stateOf(link, decline);
      return respond(c, {
        status: statusOfProblem(problem),
        json: errorBody(...confirmationErrors(c.get('words'), problems)),
        page: () => show(c, link, state, problem),
      });
    }
    const { to } = decline.letter;
    const linkHash = hashSecret(link.secret);
    if (posted['letters'] === 'allow') {
      await blocks.lift(to, linkHash);
      log({ event: 'recruiter-unblocked', letter: link.id });
    } else {
      const since = now().getTime();
      await blocks.add('recruiter', to, { by: 'page', since, linkHash });
      log({ event: 'recruiter-blocked', letter: link.id, by: 'page' });
    }
    const state = await stateOf(link, decline);
    return respond(c, {
      json: { letters: state === 'ask' ? 'allowed' : 'stopped' },
      page: () => c.redirect(`${c.req.path}?lang=${c.get('words').language}`, 303),
    });
  });
}
