import type { NoteHint } from '../../core/vague/note-hints.ts';
import type { Words } from '../words/en.ts';

/** The note with the words marked that the hints are about. */
const MarkedNote = ({
  note,
  hints,
}: {
  readonly note: string;
  readonly hints: readonly NoteHint[];
}) => {
  const parts: { readonly text: string; readonly isMarked: boolean }[] = [];
  let at = 0;
  for (const { start, end } of hints) {
    if (end <= at) continue;
    parts.push({ text: note.slice(at, Math.max(at, start)), isMarked: false });
    parts.push({ text: note.slice(Math.max(at, start), end), isMarked: true });
    at = end;
  }
  parts.push({ text: note.slice(at), isMarked: false });
  return (
    <blockquote>
      {parts.map(({ text, isMarked }) => (isMarked ? <mark>{text}</mark> : text))}
    </blockquote>
  );
};

/**
 * What the line says that it need not, each with a button that takes it out. It never
 * blocks.
 */
export const NoteHints = ({
  words,
  note,
  hints,
  taking,
}: {
  readonly words: Words;
  readonly note: string;
  readonly hints: readonly NoteHint[];
  /**
   * The form with the note, and where the buttons post it to; without it they are left
   * out.
   */
  readonly taking?: { readonly form: string; readonly action: string };
}) => {
  if (hints.length === 0) return null;
  const { vague } = words;
  return (
    <section class="hints" aria-labelledby="hints-title">
      <h2 id="hints-title">{taking === undefined ? vague.review : vague.title}</h2>
      <p class="hint">{vague.lead}</p>
      <MarkedNote note={note} hints={hints} />
      <ul>
        {hints.map(({ kind, start, end, message, without }) => (
          <li class="suggestion">
            <p>
              <strong>{vague.labels[kind]}:</strong> “{note.slice(start, end)}”. {message}
            </p>
            {taking !== undefined && (
              <>
                <p class="hint">
                  {without === '' ? vague.nothingLeft : `${vague.without} “${without}”`}
                </p>
                <button
                  type="submit"
                  class="quiet"
                  form={taking.form}
                  formaction={taking.action}
                  name="takeNote"
                  value={without}
                >
                  {vague.take}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
