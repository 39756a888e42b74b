import { isOneOf } from '../../core/choices.ts';
import { type FieldError, fieldNames } from '../../core/decline/form-fields.ts';
import type { Page } from '../../site/pages/layout.tsx';
import type { Words } from '../../site/words/en.ts';
import { formAnswerWords, formWords, problemText } from '../words/form.ts';
import { type FilledParts, type FormPageOptions, formDocument } from './form-page.tsx';
import { liveParts } from './live-form-parts.tsx';

/** A field's label with a colon, unless the label is a question. */
const withColon = (label: string): string => label.replace(/[^?]$/, '$&:');

/** What to do about an error, with the name of its field. */
function errorText(words: Words, error: FieldError): string {
  const text = problemText(words, error);
  if (!isOneOf(fieldNames, error.field)) return `${error.field}: ${text}`;
  const { required } = formAnswerWords(words);
  return required[error.field] === text
    ? text
    : `${withColon(formWords(words).fields[error.field])} ${text}`;
}

const errorSummary: FilledParts['errorSummary'] = ({ words, errors }) => (
  <section class="summary" id="errors" role="alert" aria-labelledby="errors-title" tabindex={-1}>
    <h2 id="errors-title">{formAnswerWords(words).form.summaryTitle(errors.length)}</h2>
    <ul>
      {errors.map((error) => (
        <li>
          {isOneOf(fieldNames, error.field) ? (
            <a href={`#${error.field}`}>{errorText(words, error)}</a>
          ) : (
            errorText(words, error)
          )}
        </li>
      ))}
    </ul>
  </section>
);

const parts: FilledParts = { ...liveParts, problemText, errorSummary };

/** The page with a form that may be filled in, see `formDocument`. */
export const formPage = (options: FormPageOptions): Page => formDocument(options, parts);
