import type { PublicAllowList } from '../../core/allow-list.ts';
import type { Problem } from '../../core/decline/form-fields.ts';
import { Banner, type Page, page } from '../../site/pages/layout.tsx';
import { TypedNote } from '../../site/pages/typed-note.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';
import { allowListText, formAnswerWords, problemText } from '../words/form.ts';

/** The page that asks for the address to which the link is emailed. */
export function requestLinkPage({
  words,
  allowList,
  submitted = '',
  problem,
  banner,
  gone,
  isAnswer = false,
}: {
  readonly words: Words;
  /** Who may write here. Undefined: everyone, or the page need not say it. */
  readonly allowList?: PublicAllowList | undefined;
  readonly submitted?: string;
  readonly problem?: Problem;
  /** Why the page asks again, if the reason is not an invalid address. */
  readonly banner?: string;
  /**
   * Set if a link opens nothing any more: its path, `/contacts/{token}`, and the note
   * that was typed on its page, to copy it.
   */
  readonly gone?: { readonly path: string; readonly note: string };
  /** The page answers a POST. */
  readonly isAnswer?: boolean;
}): Page {
  const { requestLink } = contactWords(words);
  const { title, lead } = gone ? requestLink.gone : requestLink;
  return page({
    hasContacts: true,
    words,
    title,
    address: isAnswer ? `${gone?.path ?? '/contacts'}?lang=${words.language}` : undefined,
    door: gone || problem !== undefined || banner !== undefined ? 'slit' : 'ajar',
    switchable: problem === undefined && banner === undefined && !gone,
    children: (
      <>
        <h1>{title}</h1>
        <Banner text={banner} />
        <p class="lead">{lead}</p>
        {allowList && <p class="hint">{allowListText(words, allowList)}</p>}
        <form
          method="post"
          action={`/contacts/link?lang=${words.language}`}
          novalidate
          data-version=""
        >
          <label for="candidateEmail">{requestLink.email}</label>
          {problem !== undefined && (
            <p class="problem" id="candidateEmail-error">
              {problemText(words, problem)}
            </p>
          )}
          <input
            type="email"
            id="candidateEmail"
            name="candidateEmail"
            value={submitted}
            required
            autocomplete="email"
            autocapitalize="none"
            spellcheck={false}
            enterkeyhint="send"
            {...(problem !== undefined && {
              'aria-invalid': 'true',
              'aria-describedby': 'candidateEmail-error',
              autofocus: true,
            })}
          />
          <div class="actions">
            <button type="submit" class="main">
              {requestLink.button}
            </button>
          </div>
        </form>
        {gone && (
          <TypedNote
            label={requestLink.gone.note}
            help={requestLink.gone.noteHelp}
            note={gone.note}
          />
        )}
      </>
    ),
  });
}

/**
 * The page "Check your inbox". It is the same for an address without contacts, and for
 * one that is not on the allow-list.
 */
export function contactsMailedPage({
  words,
  address,
  linkHours,
  allowList,
  suggestion,
}: {
  readonly words: Words;
  readonly address: string;
  readonly linkHours: number;
  readonly allowList: PublicAllowList | undefined;
  /** The address that the candidate may have meant. */
  readonly suggestion: string | undefined;
}): Page {
  const { title, arrives } = formAnswerWords(words).mailed;
  const { next, missing, missingTitle, missingLine } = contactWords(words).mailed;
  const { didYouMean, take } = formAnswerWords(words).question;
  const [before, after] = arrives(address).split(address);
  return page({
    hasContacts: true,
    words,
    title,
    door: 'ajar',
    children: (
      <>
        <h1>{title}</h1>
        <p class="lead">
          {before}
          <strong translate="no">{address}</strong>
          {after}
        </p>
        <p>{next(linkHours)}</p>
        {allowList && <p class="hint">{allowListText(words, allowList)}</p>}
        {suggestion !== undefined && (
          <form method="post" action={`/contacts/link?lang=${words.language}`} class="question">
            <p>{didYouMean(suggestion)}</p>
            <button type="submit" class="quiet" name="takeCandidateEmail" value={suggestion}>
              {take(suggestion)}
            </button>
          </form>
        )}
        <div class="folds">
          <details>
            <summary>
              <b>{missingTitle}</b>
              <span>{missingLine}</span>
            </summary>
            <p>{missing}</p>
          </details>
        </div>
      </>
    ),
  });
}
