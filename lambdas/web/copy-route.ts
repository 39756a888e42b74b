import type { Hono, MiddlewareHandler } from 'hono';
import { isOneOf } from '../core/choices.ts';
import { transitions } from '../core/decline/decline.ts';
import { parseBody, textFields } from '../site/body.ts';
import type { SiteEnv } from '../site/context.ts';
import { errorBody, respond, respondFailure } from '../site/respond.ts';
import { troubleWords } from '../site/words/trouble.ts';
import { confirmationErrors, confirmationProblems } from './confirmation.ts';
import { respondState } from './letter-access.ts';
import { type LetterActionDependencies, markCopyArrived } from './letter-actions.ts';
import type { createLetterRenderer } from './letter-page-route.ts';

/** What the candidate says of their own copy. The page has only a box for `arrived`. */
const copyAnswers = ['arrived', 'missing'] as const;
type CopyAnswer = (typeof copyAnswers)[number];

const answerOf = (value = ''): CopyAnswer | undefined =>
  isOneOf(copyAnswers, value) ? value : undefined;

/**
 * Adds `POST /letters/{token}/copy`: the candidate says whether their own copy of an
 * `unknown` letter has arrived.
 *
 * `arrived` settles the letter. `missing` changes nothing: it proves nothing, the copy
 * may come a minute later, and the question must stay open. In any other state this is a
 * no-op. The letter's page, or the JSON, shows the state.
 */
export function addCopyRoute(
  app: Hono<SiteEnv>,
  dependencies: LetterActionDependencies & {
    readonly openLink: MiddlewareHandler<SiteEnv>;
    readonly renderLetterPage: ReturnType<typeof createLetterRenderer>;
  },
): void {
  const { store, openLink, renderLetterPage } = dependencies;

  app.post('/letters/:token/copy', openLink, parseBody, async (c) => {
    const letter = c.var.openedLetter;
    const { state } = letter.decline;
    const from: readonly string[] = transitions['copy-arrived'].from;
    if (!from.includes(state)) return respondState(c, store);
    const posted = textFields(c.var.body);
    const answer = answerOf(posted['copy']);
    const page = { secret: letter.link.secret, subject: letter.link.id, hasBox: false };
    const [notFromPage] = confirmationProblems(posted, page);
    if (answer === undefined || notFromPage !== undefined) {
      const words = c.get('words');
      const problem = answer === undefined ? 'not-chosen' : 'not-from-page';
      const { choose } = (await troubleWords.load(words.language)).unknown;
      return respond(c, {
        status: answer === undefined ? 422 : 409,
        json: errorBody(
          ...(answer === undefined ? [{ field: 'copy', message: choose }] : []),
          ...confirmationErrors(words, notFromPage === undefined ? [] : [notFromPage]),
        ),
        page: () => renderLetterPage(c, letter, { copy: problem }),
      });
    }
    if (answer === 'missing') return respondState(c, store);
    if ((await markCopyArrived(dependencies, letter)) === 'erasing') {
      return respondFailure(c, 409, 'erasing');
    }
    return respondState(c, store);
  });
}
