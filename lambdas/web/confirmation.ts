import { actionNonceMatches } from '../core/magic-link.ts';
import type { ConfirmationProblem } from '../site/pages/confirmation.tsx';
import type { Words } from '../site/words/en.ts';
import type { PageProblem } from './words/form.ts';

/**
 * What a posted form lacks to be confirmed by a person who saw the page. A mail scanner
 * that posts to a URL has no nonce, and one that submits the form as it was served has no
 * tick.
 *
 * @param posted the text fields: `nonce`, and `sure` = `yes`
 * @param page `secret` of the link and `subject` as in `actionNonce`; `hasBox`: the form
 *   has a box, because no other field of it confirms the action
 */
export function confirmationProblems(
  posted: Readonly<Record<string, string>>,
  page: { readonly secret: string; readonly subject: string; readonly hasBox: boolean },
): readonly ConfirmationProblem[] {
  const isTicked = !page.hasBox || posted['sure'] === 'yes';
  const isFromPage = actionNonceMatches(posted['nonce'] ?? '', page.secret, page.subject);
  return [
    ...(isTicked ? [] : (['not-ticked'] as const)),
    ...(isFromPage ? [] : (['not-from-page'] as const)),
  ];
}

/** 409: the nonce is not the one of the page. 422: a field or the box is wrong. */
export const statusOfProblem = (problem: PageProblem['problem']): 409 | 422 =>
  problem === 'not-from-page' ? 409 : 422;

const fields = { 'not-ticked': 'sure', 'not-from-page': 'nonce' } as const;

/** The problems for a JSON client: each names the field that it must send. */
export const confirmationErrors = (words: Words, problems: readonly ConfirmationProblem[]) =>
  problems.map((problem) => ({ field: fields[problem], message: words.confirmation[problem] }));
