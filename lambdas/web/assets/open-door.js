// Optional help for browsers with JavaScript. Nothing here sends an email or decides
// anything. What is typed into the form is kept in the browser's tab, and nowhere else.

const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
// The answer to a POST is shown at the address of a page: a reload must not post again.
const { address } = document.body.dataset;
if (address) history.replaceState(history.state, '', address);

// Says on the page that there is no connection, for as long as there is none.
const offline = document.createElement('p');
offline.className = 'offline';
offline.role = 'alert';
let isWarned = false;
const showOffline = () => {
  const isOffline = !navigator.onLine;
  offline.remove();
  offline.textContent = document.body.dataset.offline;
  if (isOffline) document.body.append(offline);
  isWarned &&= isOffline;
  return isOffline;
};
for (const change of ['online', 'offline']) addEventListener(change, showOffline);

// A button with `data-busy` says that its form is on its way. Until the next page comes,
// the form is not posted again. No request takes longer than 30 seconds.
let idle;
const restore = () => idle?.();
document.addEventListener('submit', (event) => {
  const { target, submitter } = event;
  // Without a connection the browser would leave the page, and what is typed on it. A
  // second press goes on, because a browser may be wrong about the connection.
  if (target.ariaBusy) event.preventDefault();
  else if (showOffline() && !isWarned) {
    isWarned = true;
    event.preventDefault();
  } else if (submitter?.dataset.busy) {
    const label = document.createElement('span');
    const dots = Array.from('...', (dot) =>
      Object.assign(document.createElement('i'), { textContent: dot }),
    );
    label.className = 'dots';
    label.append(submitter.dataset.busy, ...dots);
    const status = target.querySelector('[role=status][data-busy]');
    const before = [...submitter.childNodes];
    const text = status?.textContent;
    submitter.replaceChildren(label);
    if (status) status.textContent = status.dataset.busy;
    for (const part of [target, submitter]) part.ariaBusy = 'true';
    const timer = setTimeout(restore, 30000);
    idle = () => {
      clearTimeout(timer);
      submitter.replaceChildren(...before);
      if (status) status.textContent = text;
      for (const part of [target, submitter]) part.ariaBusy = null;
      idle = undefined;
    };
  }
});
addEventListener('pageshow', restore);

// On a phone the letter is a sheet, and the bar at the lower edge opens it. In a large
// window the style shows the sheet beside the form. Without this script the letter stands
// below the form, and the bar asks the server for it.
const desk = document.getElementById('letter');
const peek = document.querySelector('.peek');
if (desk && peek instanceof HTMLButtonElement && 'popover' in desk) {
  const close = desk.querySelector('.close');
  desk.popover = 'auto';
  peek.type = 'button';
  peek.hidden = false;
  peek.removeAttribute('formaction');
  for (const button of [peek, close]) button.setAttribute('popovertarget', desk.id);
  close.hidden = false;
  // Only once it is shut, or it would be seen to slide away when the page opens.
  peek.addEventListener('click', () => desk.classList.add('slides'), { once: true });
}

// How many characters are left in a limited field.
for (const hint of document.querySelectorAll('[data-count]')) {
  const field = document.getElementById(hint.dataset.count);
  const show = () => {
    const left = field.maxLength - field.value.length;
    if (field.value !== '') hint.textContent = hint.dataset.left.replace('#', left);
  };
  field.addEventListener('input', show);
  show();
}

// Where this tab keeps the form, and what stands there if the candidate wants none of it.
const KEPT = 'open-door-form';
const OFF = 'off';

// The live preview: the letter, the advice and the guard's hints, while the candidate
// types. The server renders the same page as for the button "See your letter". The
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
    return ours ?? (status === 429 || status >= 500 ? form.dataset.tooBusy : '');
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
      if (problem?.textContent === form.dataset.tooBusy) {
        timer = setTimeout(refresh, RETRY_MS * (1 + Math.random()));
      }
    } catch {
      // A newer request aborted this one, or the browser is offline. The page stays as it
      // is, and its buttons still work.
    }
  };

  form.addEventListener('input', ({ target }) => {
    // An error is gone while it is being mended. The server looks again.
    const field = target.closest('.field');
    const error = field?.querySelector(':scope > .problem');
    if (error) {
      error.textContent = '';
      for (const part of field.querySelectorAll('[aria-invalid]')) part.ariaInvalid = null;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      keepInEntry();
      void refresh();
    }, DEBOUNCE_MS);
  });

  // The fields whose values the buttons of hints and questions replace.
  const takenFields = {
    takeNote: 'personalNote',
    takeCandidateEmail: 'candidateEmail',
    takeRecruiterEmail: 'recruiterEmail',
  };
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button[name]') : null;
    const field = document.getElementById(takenFields[button?.name] ?? '');
    if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    field.focus();
    field.value = button.value;
    // The preview, the count of characters and what is kept follow, as if it were typed.
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });

  // What is typed is kept in this tab, so that a reload, the button Back or a click on
  // another page loses nothing: until the link is emailed in `sessionStorage`, for each
  // new form; and in the entry of the history, for Back and a reload only. The private
  // reason, and a message that is about to be read, are never kept.
  const unkept = ['reason', 'message', 'file', 'found', 'browserTimeZone', 'nonce'];
  const note = document.querySelector('[data-kept]');
  const { keep: mode, version } = form.dataset;
  let isOn = false;

  const typed = () =>
    [...new FormData(form)].filter(
      ([name, value]) => typeof value === 'string' && !unkept.includes(name),
    );
  const keep = () => {
    if (mode) sessionStorage.setItem(KEPT, isOn ? JSON.stringify(typed()) : OFF);
  };
  // Not at each key: a browser allows about 100 changes of an entry in 30 seconds.
  const keepInEntry = () => history.replaceState(isOn ? { version, fields: typed() } : null, '');

  const fillIn = (fields) => {
    const box = form.elements.namedItem('ownSubject');
    if (box) box.checked = false;
    for (const [name, value] of fields) {
      const field = form.elements.namedItem(name) ?? document.createElement('input');
      if (field instanceof HTMLInputElement && !field.form) {
        // The fields of the thread have no inputs in an empty form.
        Object.assign(field, { type: 'hidden', name });
        form.querySelector('[data-live="thread"]').append(field);
      }
      if (field.type === 'checkbox') field.checked = true;
      else field.value = value;
    }
    for (const fold of form.querySelectorAll('details:not(#paste)')) {
      // A greeting and the browser's time zone are there without being typed.
      const inputs = 'textarea, input:not([type=hidden], [name=recruiterGreeting])';
      const isTyped = ({ value }) => value !== '' && value !== timeZone;
      if ([...fold.querySelectorAll(inputs)].some(isTyped)) fold.open = true;
    }
  };

  // A browser may refuse storage. Then nothing is kept, and nothing says that it is.
  try {
    const kept = sessionStorage.getItem(KEPT);
    const entry = history.state;
    isOn = kept !== OFF;
    if (isOn && mode !== 'save') {
      // A stored letter that was changed since is not replaced by what was typed before.
      const fields = (mode && JSON.parse(kept)) || (entry?.version === version && entry?.fields);
      if (fields) fillIn(fields);
    }
    keepInEntry();
    form.addEventListener('input', keep);
    form.addEventListener('submit', keepInEntry);
    // What Back has filled in is kept for a new form only if it is changed.
    if (mode === 'save') keep();
    if (note) {
      const button = note.querySelector('button');
      const show = () => {
        note.querySelector('span').hidden = !isOn;
        [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
      };
      // The browser itself must not restore the form after Back either.
      const forget = () => {
        for (const field of form.elements) field.autocomplete = 'off';
        show();
      };
      if (!isOn) forget();
      button.addEventListener('click', () => {
        isOn = !isOn;
        keep();
        keepInEntry();
        if (isOn) show();
        else forget();
      });
      note.hidden = false;
    }
  } catch {
    isOn = false;
  }

  // The form has a hidden input for the browser's time zone. It also has a field for the
  // candidate, which is hidden here, because the browser knows the answer.
  const hiddenInput = document.querySelector('[data-browser-time-zone]');
  if (hiddenInput instanceof HTMLInputElement && timeZone !== '') {
    hiddenInput.value = timeZone;
    const field = document.getElementById(hiddenInput.dataset.browserTimeZone);
    if (field?.value === '' || field?.value === timeZone) field.closest('.field').hidden = true;
  }

  void refresh();
}
// The link was emailed: what was kept has become a letter.
if (document.querySelector('[data-forget]')) {
  try {
    if (sessionStorage.getItem(KEPT) !== OFF) sessionStorage.removeItem(KEPT);
  } catch {
    // A browser that refuses storage has kept nothing.
  }
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
