import { LETTER_KEPT_DAYS } from '../../core/decline/retention.ts';
import type { Words } from '../words/en.ts';
import { failureWords } from '../words/failures.ts';
import { type Page, page } from './layout.tsx';
import { TypedNote } from './typed-note.tsx';

/** The page of an address where nothing is: what to try, in the order to try it. */
export function missingPage(words: Words): Page {
  const { missing, failures } = failureWords(words);
  const { steps } = missing;
  return page({
    words,
    title: missing.title,
    door: 'slit',
    children: (
      <>
        <h1>{missing.title}</h1>
        <p class="lead">{missing.lead}</p>
        <ol class="steps">
          <li>
            <h2>{steps.link.title}</h2>
            <p>{steps.link.text}</p>
          </li>
          <li>
            <h2>{steps.old.title}</h2>
            <p>{steps.old.text(words.deployment?.letterDays ?? LETTER_KEPT_DAYS)}</p>
            <p>
              <a href={`/contacts?lang=${words.language}`}>{words.contacts}</a>
            </p>
          </li>
          <li>
            <h2>{steps.write.title}</h2>
            <p>{steps.write.text}</p>
            <p class="actions">
              <a class="button" href={`/?lang=${words.language}`}>
                {failures.home}
              </a>
            </p>
          </li>
        </ol>
      </>
    ),
  });
}

/**
 * A page that says what did not work, and has the way back.
 *
 * @param note that may not have been saved
 */
export const failurePage = (words: Words, title: string, message: string, note = ''): Page =>
  page({
    words,
    title,
    door: 'slit',
    children: (
      <>
        <h1>{title}</h1>
        <p class="lead">{message}</p>
        <p class="actions">
          <a class="button" href={`/?lang=${words.language}`}>
            {failureWords(words).failures.home}
          </a>
          <a href={`/contacts?lang=${words.language}`}>{words.contacts}</a>
        </p>
        {note !== '' && <TypedNote {...failureWords(words).typedNote} note={note} />}
      </>
    ),
  });
