// Optional help on all pages but the empty form, for browsers with JavaScript.

for (const button of document.querySelectorAll('[data-copy]')) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.value ?? source.innerText);
    button.textContent = button.dataset.copied;
  });
}

// The contacts page asks for a time zone: say the browser's, and offer it in the field's
// list. The script does not fill the field in, because the choice is the candidate's.
const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
const zoneHint = document.querySelector('[data-known-zone]');
if (zoneHint instanceof HTMLElement && timeZone !== '' && zoneHint.dataset.knownZone !== timeZone) {
  zoneHint.querySelector('strong').textContent = timeZone;
  zoneHint.hidden = false;
  document.getElementById('timeZone-list').append(new Option(timeZone, timeZone));
}

// The page of a letter that waits looks again by itself. It is loaded again if its title
// is another one by now.
const again = document.querySelector('[data-again]');
if (again) {
  setInterval(async () => {
    const page = await fetch(again.href).then(
      (answer) => answer.text(),
      () => '',
    );
    const { title } = new DOMParser().parseFromString(page, 'text/html');
    if (title && title !== document.title) location.replace(again.href);
  }, again.dataset.again * 1000);
}

// What is typed into the fields of these pages is kept in this entry of the history, as
// the form's script does it, unless the candidate switched that off. So Back and a reload
// lose nothing. A box is never kept: a person ticks it.
const selector =
  'textarea, select, input:not([type=hidden], [type=checkbox], [type=radio], [type=submit])';
const fields = document.querySelector('[data-preview]')
  ? []
  : [...document.querySelectorAll(`[data-entry], main form :is(${selector})[id]`)];
const isAnswer = 'address' in document.body.dataset;
/** What the page was served with, whatever a browser has restored since. */
const served = ({ options, defaultValue }) =>
  options ? ([...options].find((one) => one.defaultSelected) ?? options[0]).value : defaultValue;
/** What was typed over another version of what is stored is not restored. */
const versionOf = (field) => (field.form ?? field).dataset.version ?? served(field);
// An answer to a POST has what was typed. A reload of its address has not.
const typed = () =>
  fields
    .filter((field) => isAnswer || field.value !== served(field))
    .map((field) => [field.id, versionOf(field), field.value]);

const show = (field, value) => {
  if (field.value === value) return;
  field.value = value;
  field.closest('[hidden]')?.removeAttribute('hidden');
  let fold = field.closest('details');
  while (fold) {
    fold.open = true;
    fold = fold.parentElement.closest('details');
  }
};
const fillIn = ([id, version, value]) => {
  const field = fields.find((one) => one.id === id && versionOf(one) === version);
  if (field) show(field, value);
};

// The next page of this tab gets what was typed: the same page in the other language, the
// page after one of several forms was submitted, and the page that says that the link has
// expired, to which Chrome gives no state of an entry. It is valid for five minutes. Only
// the first two fill their fields with it (`fillsFields`).
const NEXT = 'open-door-next';
// When which field was saved: an entry from before has an older value of it.
const SAVED = 'open-door-saved';
const VALID_MS = 5 * 60 * 1000;
const read = (name) => JSON.parse(sessionStorage.getItem(name));
const write = (name, value) => sessionStorage.setItem(name, JSON.stringify(value));

// A browser may refuse storage. Then nothing is kept.
try {
  const isOn = sessionStorage.getItem('open-door-form') !== 'off';
  const { pathname: path } = location;
  const last = read(NEXT);
  sessionStorage.removeItem(NEXT);
  const isValid = isOn && Date.now() - last?.at < VALID_MS && !path.endsWith('/erase');
  if (isValid && last.path !== path) write(NEXT, { ...last, fillsFields: false });
  const received = isValid && last.path === path ? last.values : [];

  const saved = read(SAVED) ?? {};
  const query = new URLSearchParams(location.search);
  const contact = query.get('flashContactId');
  // After a reload, what was typed since it was saved is in the entry.
  if (contact && query.has('flash') && !history.state) {
    for (const name of query.get('flash') === 'note' ? ['note'] : ['date', 'months'])
      saved[`${name}-${contact}`] = Date.now();
    write(SAVED, saved);
  }

  const keep = () => history.replaceState(isOn ? { typed: typed(), at: Date.now() } : null, '');
  if (fields.length > 0) {
    const { typed: kept = [], at } = (isOn && history.state) || {};
    for (const one of kept) if (!(saved[one[0]] > at)) fillIn(one);
    const typedNote = document.getElementById('typed-note');
    const notes = received.filter(([id]) => id.startsWith('note-') || id === 'typed-note');
    if (typedNote && !isAnswer && notes.length > 0)
      show(typedNote, notes.map(([, , note]) => note).join('\n\n'));
    if (last?.fillsFields) for (const one of received) fillIn(one);
    // The browser itself must restore no older version, and nothing if that is off.
    for (const field of fields) if (!isOn || !field.autocomplete) field.autocomplete = 'off';
    keep();
    let timer;
    // Not at each key, see the form's script.
    document.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 350);
    });
    let fillsFields = false;
    let submitted;
    document.addEventListener('change', keep);
    document.addEventListener('submit', ({ target }) => {
      keep();
      fillsFields = true;
      submitted = target;
    });
    const other = document.querySelector('header a[hreflang]');
    other?.addEventListener('click', ({ ctrlKey, metaKey, shiftKey }) => {
      fillsFields = !ctrlKey && !metaKey && !shiftKey;
    });
    addEventListener('pagehide', () => {
      keep();
      const isOfSubmitted = (id) => submitted?.contains(document.getElementById(id));
      const values = typed().filter(
        ([id, version, value]) => value !== version && !isOfSubmitted(id),
      );
      if (isOn && values.length > 0) write(NEXT, { path, values, fillsFields, at: Date.now() });
    });
  }
} catch {
  // The page works without it.
}
