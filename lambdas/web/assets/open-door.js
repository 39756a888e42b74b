// Optional help for browsers with JavaScript. Nothing here sends a mail, stores anything
// or decides anything.

const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
// The form has a hidden input for the browser's time zone. It also has a field for the
// candidate, which is hidden here, because the browser knows the answer.
const hiddenInput = document.querySelector('[data-browser-time-zone]');
if (hiddenInput instanceof HTMLInputElement && timeZone !== '') {
  hiddenInput.value = timeZone;
  const field = document.getElementById(hiddenInput.dataset.browserTimeZone);
  if (field?.value === '' || field?.value === timeZone) field.closest('.field').hidden = true;
}
// The contacts page asks for a time zone: say the browser's, and offer it in the field's
// list. The script does not fill the field in, because the choice is the candidate's.
const zoneHint = document.querySelector('[data-known-zone]');
if (zoneHint instanceof HTMLElement && timeZone !== '' && zoneHint.dataset.knownZone !== timeZone) {
  zoneHint.querySelector('strong').textContent = timeZone;
  zoneHint.hidden = false;
  document.getElementById('timeZone-list').append(new Option(timeZone, timeZone));
}

for (const button of document.querySelectorAll('[data-copy]')) {
  const source = document.getElementById(button.dataset.copy);
  if (!(source instanceof HTMLTextAreaElement) || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.value);
    button.textContent = button.dataset.copied;
  });
}

// The live preview: the letter, the advice and the guard's hints, while the candidate
// types. The server renders the same page as for the button "Show me the letter". The
// parts of it that are marked with `data-live` replace the parts of the current page.
const form = document.querySelector('[data-preview]');
if (form instanceof HTMLFormElement) {
  let controller;
  let timer;

  const replaceParts = (page) => {
    for (const newPart of page.querySelectorAll('[data-live]')) {
      const part = document.querySelector(`[data-live="${newPart.dataset.live}"]`);
      if (!part || part.innerHTML === newPart.innerHTML) continue;
      const { id } = document.activeElement ?? {};
      part.replaceChildren(...newPart.childNodes);
      // The box that was just ticked is a new one now: it keeps the focus.
      if (id && document.activeElement?.id !== id) document.getElementById(id)?.focus();
    }
  };

  // The greeting follows the name until the candidate changes it. The hidden inputs say
  // what the field shows, and for which name the candidate chose it.
  const followName = (page) => {
    const inputs = (root) =>
      ['recruiterGreeting', 'shownGreeting', 'greetingFor'].map((name) =>
        root.querySelector(`[name="${name}"]`),
      );
    const [greeting, shown] = inputs(form);
    const newInputs = inputs(page);
    greeting.placeholder = newInputs[0].placeholder;
    if (greeting.value !== shown.value && greeting.value !== newInputs[0].value) return;
    inputs(form).forEach((input, index) => {
      if (input.value !== newInputs[index].value) input.value = newInputs[index].value;
    });
  };

  // Why the preview is not up to date. Nothing if it is.
  const problem = document.getElementById('preview-problem');
  const say = (text) => {
    if (problem && problem.textContent !== text) problem.textContent = text;
  };

  // API Gateway answers 429 to too many requests and 503 if no function can run, with a
  // body that is no page of ours. Our own refusals are pages with a text.
  const problemOf = ({ status }, page) => {
    const ours = page.querySelector('main#content .lead')?.textContent;
    return ours ?? (status === 429 || status >= 500 ? form.dataset.busy : '');
  };

  const DEBOUNCE_MS = 350;
  // Up to twice as long, so that browsers that were refused together do not come back
  // together.
  const RETRY_MS = 5000;

  const refresh = async () => {
    controller?.abort();
    controller = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    body.set('live', 'yes');
    // A message that is about to be read in the browser is for no server.
    body.delete('message');
    const { signal } = controller;
    try {
      const response = await fetch(form.dataset.preview, { method: 'POST', body, signal });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      if (response.ok) {
        replaceParts(page);
        followName(page);
      }
      say(response.ok ? '' : problemOf(response, page));
      if (problem?.textContent === form.dataset.busy) {
        timer = setTimeout(refresh, RETRY_MS * (1 + Math.random()));
      }
    } catch {
      // A newer request aborted this one, or the browser is offline. The page stays as it
      // is, and its buttons still work.
    }
  };

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, DEBOUNCE_MS);
  });

  // The fields whose values the buttons of hints and questions replace.
  const takenFields = {
    takeNote: 'personalNote',
    takeCandidateEmail: 'candidateEmail',
    takeRecruiterEmail: 'recruiterEmail',
  };
  // The buttons of the hints are outside the form, so the listener is on the document.
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button[name]') : null;
    const field = document.getElementById(takenFields[button?.name] ?? '');
    if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    field.focus();
    field.value = button.value;
    void refresh();
  });

  void refresh();
}

// The module that reads a message into the form is loaded when the fold is opened, or
// when a file is dragged over the page. If it does not load, the button posts the form.
const fold = document.getElementById('paste');
if (fold instanceof HTMLDetailsElement) {
  const load = () => import(fold.dataset.reader).then(({ start }) => start(fold));
  fold.addEventListener('toggle', () => load().catch(() => {}), { once: true });
  document.addEventListener('dragenter', ({ dataTransfer }) => {
    if (dataTransfer.types.includes('Files')) fold.open = true;
  });
}

// Focus the summary of the errors, so that a screen reader reads it first.
document.getElementById('errors')?.focus();
