import type { Child } from 'hono/jsx';
import { isOneOf, letterLanguages, stages } from '../../core/choices.ts';
import type { FieldName } from '../../core/decline/form-fields.ts';
import type { Words } from '../../site/words/en.ts';
import type { FoundField } from '../read/fill-form.ts';
import { isNoted, shownValue } from '../read/found-value.ts';
import { formWords } from '../words/form.ts';
import { readWords } from '../words/read.ts';
import type { FoundInMessage } from './form-page.tsx';

const labelIn =
  (words: Words) =>
  (field: FieldName, value: string): string | undefined => {
    if (field === 'stage' && isOneOf(stages, value)) return formWords(words).stages[value];
    if (field === 'letterLanguage' && isOneOf(letterLanguages, value))
      return formWords(words).letterLanguages[value];
    return undefined;
  };

/** What a field was filled in from, or what the message says instead, with a button. */
const FoundNote = ({ words, found }: { readonly words: Words; readonly found: FoundField }) => {
  const { field, source, isFilled, warning } = found;
  const texts = readWords(words);
  return (
    <div class={isFilled ? 'found' : 'question'} id={`${field}-found`}>
      <p class="hint">
        {isFilled ? texts.from(source) : texts.suggests(shownValue(found, labelIn(words)), source)}
      </p>
      {warning !== undefined && <p class="problem">{texts.warnings[warning]}</p>}
      {!isFilled && (
        <button
          type="submit"
          class="quiet"
          formaction={`/read?lang=${words.language}#${field}`}
          name="use"
          value={field}
        >
          {texts.use}
        </button>
      )}
    </div>
  );
};

/** How many fields were filled in, and whether others are only offered. */
function foundText(words: Words, found: readonly FoundField[]): string {
  const texts = readWords(words);
  const filled = found.filter(({ isFilled }) => isFilled).length;
  return [filled > 0 && texts.filled(filled), found.length > filled && texts.offered]
    .filter((text) => text !== false)
    .join(' ');
}

/** What the form shows of a message that was read, and says again when it is posted. */
export function foundInMessage(words: Words, found: readonly FoundField[]): FoundInMessage {
  const notes: Partial<Record<FieldName, Child>> = {};
  for (const one of found)
    if (isNoted(one, found)) notes[one.field] = <FoundNote words={words} found={one} />;
  return {
    notes,
    inputs: (
      <>
        <p class="told" role="status">
          {foundText(words, found)}
        </p>
        <input
          type="hidden"
          name="found"
          value={JSON.stringify(found.map(({ isFilled: _isFilled, ...suggestion }) => suggestion))}
        />
      </>
    ),
  };
}
