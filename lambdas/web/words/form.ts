import { type PublicAllowList, readableDomains } from '../../core/allow-list.ts';
import { isOneOf, type PageLanguage } from '../../core/choices.ts';
import { fieldNames, type Problem } from '../../core/decline/form-fields.ts';
import { joinNames } from '../../core/text/join-names.ts';
import type { ConfirmationProblem } from '../../site/pages/confirmation.tsx';
import type { Words } from '../../site/words/en.ts';
import { lazyWords } from '../../site/words/lazy-words.ts';
import type { FormAnswerWords } from './form-answers-en.ts';
import type { FormWords } from './form-en.ts';

/** The texts of the form, in the language of the page. */
export const formWords = lazyWords<FormWords>({
  en: async () => (await import('./form-en.ts')).formEn,
  es: async () => (await import('./form-es.ts')).formEs,
});

/** What the site says to a posted form, in the language of the page. */
export const formAnswerWords = lazyWords<FormAnswerWords>({
  en: async () => (await import('./form-answers-en.ts')).formAnswersEn,
  es: async () => (await import('./form-answers-es.ts')).formAnswersEs,
});

/** How many domains a page names. A deployment may have thousands. */
const MAX_SHOWN_DOMAINS = 10;

/** Who may write here. Undefined if everyone may. */
export function allowListText(
  page: { readonly language: PageLanguage },
  list: PublicAllowList | undefined,
): string | undefined {
  if (list === undefined) return undefined;
  const { domains, domainsAndAddresses, addresses, more } = formWords(page).allowed;
  const hidden = list.domains.length - MAX_SHOWN_DOMAINS;
  // Two thousand domains cost no more than ten. One more is named, not counted.
  const named = hidden > 1 ? list.domains.slice(0, MAX_SHOWN_DOMAINS) : list.domains;
  const shown = readableDomains({ ...list, domains: named });
  if (hidden > 1) shown.push(more(hidden));
  const names = joinNames(shown, page.language);
  if (names === undefined) return addresses;
  return (list.hasAddresses ? domainsAndAddresses : domains)(names);
}

/**
 * A problem of a field, or what a form lacks to be confirmed. With the name of the field,
 * the text of an empty one says what to enter.
 */
export type PageProblem = (Problem | { readonly problem: ConfirmationProblem }) & {
  readonly field?: string;
};

/** The text of a problem, in the language of the page. */
export function problemText(page: Words, found: PageProblem): string {
  const { problems, required } = formAnswerWords(page);
  const { field = '' } = found;
  const isEmpty = found.problem === 'required' || found.problem === 'choose-one';
  if (isEmpty && isOneOf(fieldNames, field) && required[field] !== undefined) {
    return required[field];
  }
  switch (found.problem) {
    case 'unreadable':
      return problems.unreadable(found.detail);
    case 'link':
      return problems.link(found.detail);
    case 'too-many-drafts':
      return problems['too-many-drafts'](found.detail);
    case 'which-time-zone':
      return problems['which-time-zone'](found.detail);
    case 'skipped-time':
      return problems['skipped-time'](found.detail);
    case 'not-ticked':
    case 'not-from-page':
      return page.confirmation[found.problem];
    default:
      return problems[found.problem];
  }
}
