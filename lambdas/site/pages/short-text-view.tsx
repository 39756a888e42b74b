import { type HandChannel, type LetterLanguage, languageTag } from '../../core/choices.ts';
import { byHandWords } from '../words/by-hand.ts';
import type { Words } from '../words/en.ts';

/**
 * The text that the candidate sends by hand, with a button that copies it, and what to do
 * on its channel. Without JavaScript the text can be selected.
 */
export const ShortTextView = ({
  words,
  text,
  channel,
  language,
}: {
  readonly words: Words;
  readonly text: string;
  readonly channel: HandChannel;
  readonly language: LetterLanguage;
}) => {
  const { label, copy, copied, advice, calendar } = byHandWords(words);
  return (
    <>
      <label for="short-copy">{label}</label>
      {/* The page's script keeps it in the entry of the history, like what was typed. */}
      <textarea
        id="short-copy"
        rows={7}
        readonly
        lang={languageTag(language)}
        translate="no"
        data-entry
        data-version=""
      >
        {text.trim()}
      </textarea>
      <div class="actions">
        <button type="button" hidden data-copy="short-copy" data-copied={copied}>
          {copy}
        </button>
      </div>
      <p class="hint">
        {advice[channel]} {calendar}
      </p>
    </>
  );
};
