// Small comforts for browsers with script. Nothing here mails, stores or decides
// anything.

const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
// Where a form asks for the time zone, nobody need be asked what the browser knows.
const silent = document.querySelector('[data-browser-time-zone]');
if (silent instanceof HTMLInputElement && timeZone !== '') {
  silent.value = timeZone;
  const asked = document.getElementById(silent.dataset.browserTimeZone);
  if (asked?.value === '' || asked?.value === timeZone) asked.closest('.field').hidden = true;
}
const suggested = document.querySelector('[data-time-zone]');
if (suggested instanceof HTMLInputElement && suggested.value === '') suggested.value = timeZone;

for (const button of document.querySelectorAll('[data-copy]')) {
  const source = document.getElementById(button.dataset.copy);
  if (!(source instanceof HTMLTextAreaElement) || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.value);
    button.textContent = button.dataset.copied;
  });
}

// The letter, the advice and what the guard says of the note, while one types: the server
// renders the same page as for the button "Show me the letter", and the parts that are
// marked in it take the place of those shown.
const form = document.querySelector('[data-preview]');
if (form instanceof HTMLFormElement) {
  let asking;
  let pause;

  const show = (page) => {
    for (const fresh of page.querySelectorAll('[data-live]')) {
      const shown = document.querySelector(`[data-live="${fresh.dataset.live}"]`);
      if (shown && shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...fresh.childNodes);
    }
  };

  const refresh = async () => {
    asking?.abort();
    asking = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    body.set('live', 'yes');
    const { signal } = asking;
    try {
      const answer = await fetch(form.dataset.preview, { method: 'POST', body, signal });
      if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } catch {
      // Overtaken by the next letter typed, or offline: what is shown stays, and the
      // buttons still work.
    }
  };

  const PAUSE_MS = 350;
  form.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(refresh, PAUSE_MS);
  });

  // The buttons stand beside the form.
  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest('button[name="takeNote"]') : null;
    const note = form.elements.namedItem('personalNote');
    if (!(button instanceof HTMLButtonElement) || !(note instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    note.focus();
    note.value = button.value;
    void refresh();
  });

  void refresh();
}

// After a refused form, those who hear the page hear first what to look at.
document.getElementById('errors')?.focus();
