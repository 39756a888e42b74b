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
const TYPED = 'open-door-typed';
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

const fillIn = ([id, version, value]) => {
  const field =
    fields.find((one) => one.id === id && versionOf(one) === version) ??
    // The link has expired since: its page has no field, but shows the note.
    (id.startsWith('note-') && document.getElementById('typed-note'));
  if (!field || field.value === value) return;
  field.value = value;
  field.closest('[hidden]')?.removeAttribute('hidden');
  let fold = field.closest('details');
  while (fold) {
    fold.open = true;
    fold = fold.parentElement.closest('details');
  }
};

// A browser may refuse storage. Then nothing is kept.
try {
  const isOn = sessionStorage.getItem('open-door-form') !== 'off';
  const { pathname: path } = location;
  const isGone = document.getElementById('typed-note') !== null;
  const keep = () => {
    const values = isOn ? typed() : [];
    history.replaceState(isOn ? { typed: values } : null, '');
    // A browser gives no state of an entry to an answer like 410, which says that the
    // link to the contacts has expired.
    if (values.length > 0 && path.startsWith('/contacts/'))
      sessionStorage.setItem(TYPED, JSON.stringify({ path, values }));
  };
  if (fields.length > 0) {
    const last = JSON.parse(sessionStorage.getItem(TYPED));
    const isSame = last?.path === path;
    if (isSame || !isOn) sessionStorage.removeItem(TYPED);
    const values = isSame && (isGone || last.isSwitched) ? last.values : history.state?.typed;
    if (isOn) for (const one of values ?? []) fillIn(one);
    // The browser itself must restore no older version, and nothing if that is off.
    for (const field of fields) if (!isOn || !field.autocomplete) field.autocomplete = 'off';
    keep();
    let timer;
    // Not at each key, see the form's script.
    document.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 350);
    });
    for (const change of ['change', 'submit']) document.addEventListener(change, keep);
    // The link to the other language leads to the same page in a new entry.
    document.querySelector('header a[hreflang]')?.addEventListener('click', () => {
      keep();
      const kept = { path, values: typed(), isSwitched: true };
      if (isOn) sessionStorage.setItem(TYPED, JSON.stringify(kept));
    });
  }
} catch {
  // The page works without it.
}
