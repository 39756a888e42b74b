import type { ShownHint } from '../../core/vague/note-hints.ts';
import type { Words } from '../words/en.ts';

/** The note, with `<mark>` around the words that the hints are about. */
const MarkedNote = ({
  note,
  hints,
}: {
  readonly note: string;
  readonly hints: readonly ShownHint[];
}) => {
  const parts: { readonly text: string; readonly isMarked: boolean }[] = [];
  let position = 0;
  for (const { start, end } of hints) {
    if (end <= position) continue;
    parts.push({ text: note.slice(position, Math.max(position, start)), isMarked: false });
    parts.push({ text: note.slice(Math.max(position, start), end), isMarked: true });
    position = end;
  }
  parts.push({ text: note.slice(position), isMarked: false });
  return (
    <blockquote>
      {parts.map(({ text, isMarked }) => (isMarked ? <mark>{text}</mark> : text))}
    </blockquote>
  );
};

/**
 * The hints on the personal note, each with a button that removes its words from the
 * note. Hints never block the form or the letter.
 */
export const NoteHints = ({
  words,
  note,
  hints,
  withoutAll,
  removeButtons,
}: {
  readonly words: Words;
  readonly note: string;
  readonly hints: readonly ShownHint[];
  /** The note without all that the hints are about; shown with a button. */
  readonly withoutAll?: string | undefined;
  /**
   * `form` is the id of the form with the note, `action` the URL to which the buttons
   * post it. If undefined, there are no buttons.
   */
  readonly removeButtons?: { readonly form: string; readonly action: string };
}) => {
  if (hints.length === 0) return null;
  const { vague } = words;
  const removeButton = (label: string, rest: string, button: string) =>
    removeButtons !== undefined && (
      <>
        <p class="hint">{rest === '' ? vague.nothingLeft : `${label} “${rest}”`}</p>
        <button
          type="submit"
          class="quiet"
          form={removeButtons.form}
          formaction={removeButtons.action}
          name="takeNote"
          value={rest}
        >
          {button}
        </button>
      </>
    );
  return (
    <section class="hints" aria-labelledby="hints-title">
      <h2 id="hints-title">{removeButtons === undefined ? vague.review : vague.title}</h2>
      <p class="hint">{vague.lead}</p>
      <MarkedNote note={note} hints={hints} />
      <ul>
        {hints.map(({ kind, start, end, message, without }) => (
          <li class="suggestion">
            <p>
              <strong>{vague.labels[kind]}:</strong> “{note.slice(start, end)}”. {message}
            </p>
            {removeButton(vague.without, without, vague.take)}
          </li>
        ))}
        {withoutAll !== undefined && removeButtons !== undefined && (
          <li class="suggestion">{removeButton(vague.withoutAll, withoutAll, vague.takeAll)}</li>
        )}
      </ul>
    </section>
  );
};
