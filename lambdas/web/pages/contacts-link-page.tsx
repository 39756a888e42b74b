import type { Problem } from '../../core/decline/form-fields.ts';
import { Banner, type Page, page } from '../../site/pages/layout.tsx';
import { messagePage } from '../../site/pages/message-page.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';
import { formWords, problemText } from '../words/form.ts';

/** The page that asks for the address to which the link is emailed. */
export function requestLinkPage({
  words,
  submitted = '',
  problem,
  suggestion,
  banner,
}: {
  readonly words: Words;
  readonly submitted?: string;
  readonly problem?: Problem;
  /** The address that the candidate may have meant. */
  readonly suggestion?: string | undefined;
  /** Why the page asks again, if the reason is not an invalid address. */
  readonly banner?: string;
}): Page {
  const { requestLink } = contactWords(words);
  return page({
    words,
    title: requestLink.title,
    switchable: problem === undefined && banner === undefined,
    children: (
      <>
        <h1>{requestLink.title}</h1>
        <Banner text={banner} />
        <p class="lead">{requestLink.lead}</p>
        <form method="post" action={`/contacts/link?lang=${words.language}`} novalidate>
          <label for="candidateEmail" class="row-label">
            {requestLink.email}
          </label>
          {problem !== undefined && (
            <p class="problem" id="candidateEmail-error">
              {problemText(words, problem)}
            </p>
          )}
          <div class="row">
            <input
              type="email"
              id="candidateEmail"
              name="candidateEmail"
              value={submitted}
              required
              autocomplete="email"
              {...(problem !== undefined && {
                'aria-invalid': 'true',
                'aria-describedby': 'candidateEmail-error',
                autofocus: true,
              })}
            />
            <button type="submit">{requestLink.button}</button>
          </div>
          {suggestion !== undefined && (
            <div class="question">
              <p>{formWords(words).question.didYouMean(suggestion)}</p>
              <button type="submit" class="quiet" name="takeCandidateEmail" value={suggestion}>
                {formWords(words).question.take(suggestion)}
              </button>
            </div>
          )}
        </form>
      </>
    ),
  });
}

/** The page "Look in your inbox". It is the same for an address without contacts. */
export const contactsMailedPage = (words: Words, address: string, linkHours: number): Page =>
  messagePage({
    words,
    title: formWords(words).mailed.title,
    paragraphs: [
      contactWords(words).mailed.lead(address),
      contactWords(words).mailed.next(linkHours),
      contactWords(words).mailed.missing,
    ],
  });
