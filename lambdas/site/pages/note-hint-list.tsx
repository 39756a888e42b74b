import type { ShownHint } from '../../core/vague/note-hints.ts';
import type { Words } from '../words/en.ts';

/**
 * The hints on the personal note, each with a button that removes its words from the
 * note. Hints never block the form or the letter.
 */
export const NoteHints = ({
  words,
  note,
  hints,
  withoutAll,
  removeAction,
}: {
  readonly words: Words;
  readonly note: string;
  readonly hints: readonly ShownHint[];
  /** The note without all that the hints are about; shown with a button. */
  readonly withoutAll?: string | undefined;
  /** Where the buttons post the form that they are in. If undefined, there are none. */
  readonly removeAction?: string;
}) => {
  if (hints.length === 0) return null;
  const { vague } = words;
  const removeButton = (label: string, rest: string, button: string) =>
    removeAction !== undefined && (
      <>
        <button type="submit" class="quiet" formaction={removeAction} name="takeNote" value={rest}>
          {button}
        </button>
        <p class="hint">{rest === '' ? vague.nothingLeft : `${label} “${rest}”`}</p>
      </>
    );
  return (
    <section class="hints" aria-labelledby="hints-title">
      <h2 id="hints-title">{removeAction === undefined ? vague.review : vague.title}</h2>
      <p class="hint">{vague.lead}</p>
      <ul>
        {hints.map(({ kind, start, end, message, without }) => (
          <li class="suggestion">
            <p>
              <strong>{vague.labels[kind]}:</strong> <mark>{note.slice(start, end)}</mark>
            </p>
            <p class="hint">{message}</p>
            {removeButton(vague.without, without, vague.take)}
          </li>
        ))}
        {withoutAll !== undefined && removeAction !== undefined && (
          <li class="suggestion">{removeButton(vague.withoutAll, withoutAll, vague.takeAll)}</li>
        )}
      </ul>
    </section>
  );
};
