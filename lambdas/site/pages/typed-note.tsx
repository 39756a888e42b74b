/**
 * A note that was typed and not saved, to copy it. Without one, the page's script shows
 * the section if there was one in this entry of the history.
 */
export const TypedNote = ({
  label,
  help,
  note,
}: {
  readonly label: string;
  readonly help: string;
  readonly note: string;
}) => (
  <section hidden={note === ''}>
    <h2>
      <label for="typed-note">{label}</label>
    </h2>
    <p class="hint" id="typed-note-hint">
      {help}
    </p>
    <textarea
      id="typed-note"
      rows={4}
      readonly
      translate="no"
      aria-describedby="typed-note-hint"
      data-entry
      data-version=""
    >
      {note}
    </textarea>
  </section>
);
