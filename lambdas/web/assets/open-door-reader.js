// Reads a message that somebody pastes, chooses or drops, and fills in the form from it.
// The message stays in the browser. The script of the page loads this module.
import { isBlank } from '../../core/clean-text.ts';
import { fieldNames } from '../../core/decline/form-fields.ts';
import { readMessage } from '../../core/message/read-message.ts';
import { isTimeZone } from '../../core/time/zone-names.ts';
import { decodeMessage } from '../read/decode-message.ts';
import { fillForm, threadFields } from '../read/fill-form.ts';
import { isNoted, shownValue } from '../read/found-value.ts';
import { readEn } from '../words/read-en.ts';
import { readEs } from '../words/read-es.ts';

/** Emails with attachments are large. They are not read further than the text. */
const MAX_BYTES = 10 * 1024 * 1024;

const language = document.documentElement.lang === 'es' ? 'es' : 'en';
const texts = language === 'es' ? readEs : readEn;

/** An element with a text. A text from a message is never read as HTML. */
function elementOf(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** What a form that `start` was given shows and has been filled in with. */
class MessageForm {
  /** What the last message filled in, by field. */
  #filled = {};

  constructor(form) {
    this.form = form;
    form.addEventListener('input', (event) => {
      // A field that somebody changes says no more what their message says.
      if (event.isTrusted) this.#removeNote(event.target.closest('.field'));
    });
  }

  #input(name) {
    return this.form.querySelector(`[name="${name}"]`);
  }

  /** The stage is a group of radio buttons, whose value is that of the chosen one. */
  #value(name) {
    return this.form.elements.namedItem(name)?.value ?? '';
  }

  /** The fields as the server would read them. */
  #typed() {
    const fields = Object.fromEntries(fieldNames.map((name) => [name, this.#value(name)]));
    const time = this.#value('interviewTime');
    if (time !== '') fields.interviewDate += `T${time}`;
    if (isBlank(fields.timeZone)) fields.timeZone = this.#value('browserTimeZone');
    return fields;
  }

  #set(field, value) {
    const [day, time = ''] = field === 'interviewDate' ? value.split('T') : [value];
    const input = this.form.elements.namedItem(field) ?? this.#addHidden(field);
    input.value = day;
    if (field === 'interviewDate') this.#input('interviewTime').value = time;
  }

  #addHidden(name) {
    const input = Object.assign(document.createElement('input'), { type: 'hidden', name });
    // The live preview answers with the thread's inputs, which replace these.
    (this.form.querySelector('[data-live="thread"]') ?? this.form).append(input);
    return input;
  }

  #label(field, value) {
    const radios = [...this.form.querySelectorAll(`[type="radio"][name="${field}"]`)];
    const choices = [...radios, ...(this.#input(field)?.options ?? [])];
    const choice = choices.find((one) => one.value === value);
    return (choice?.closest('label') ?? choice)?.textContent;
  }

  #removeNote(fieldBox) {
    // The box of the stage has that of the day in it.
    const note = fieldBox?.querySelector(':scope > [data-found]');
    if (!note) return;
    this.#describe(note.dataset.found, (ids) => ids.filter((id) => id !== note.id));
    note.remove();
  }

  #showNote(found) {
    const { field, source, isFilled, warning } = found;
    const input = this.#input(field);
    const box = input.closest('.field');
    if (!box) return;
    this.#removeNote(box);
    const note = elementOf('div', isFilled ? 'found' : 'question', '');
    note.id = `${field}-found`;
    note.dataset.found = field;
    const value = shownValue(found, (name, text) => this.#label(name, text));
    note.append(
      elementOf('p', 'hint', isFilled ? texts.from(source) : texts.suggests(value, source)),
    );
    if (warning !== undefined) note.append(elementOf('p', 'problem', texts.warnings[warning]));
    if (!isFilled) {
      const button = elementOf('button', 'quiet', texts.use);
      button.type = 'button';
      button.addEventListener('click', () => {
        this.#fill({ ...found, isFilled: true });
        input.focus();
        this.#changed();
      });
      note.append(button);
    }
    box.append(note);
    this.#describe(field, (ids) => [...ids, note.id]);
  }

  /** Changes which elements describe an input to a screen reader. */
  #describe(name, change) {
    const input = this.#input(name);
    const before = (input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
    const ids = change(before);
    if (ids.length === 0) input.removeAttribute('aria-describedby');
    else input.setAttribute('aria-describedby', ids.join(' '));
  }

  #fill(found, hasNote = true) {
    this.#set(found.field, found.value);
    this.#filled[found.field] = found.value;
    if (hasNote) this.#showNote(found);
  }

  /** The live preview follows. */
  #changed() {
    this.form.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** Fills in the form from a message, and gives the text that says so. */
  async read(message) {
    const reading = await readMessage(message, { now: new Date() });
    if (reading.suggestions.length === 0) return texts.nothing;
    const typed = this.#typed();
    const ownZone = isTimeZone(typed.timeZone) ? typed.timeZone : undefined;
    const options = { language, ownZone, before: this.#filled };
    const { fields, found } = fillForm(typed, reading, options);
    for (const note of this.form.querySelectorAll('[data-found]')) {
      this.#removeNote(note.closest('.field'));
    }
    for (const one of found) {
      if (one.isFilled) this.#fill(one, isNoted(one, found));
      else this.#showNote(one);
    }
    for (const name of threadFields) {
      if (fields[name] !== typed[name]) this.#set(name, fields[name]);
    }
    this.#changed();
    const filled = found.filter(({ isFilled }) => isFilled).length;
    return [filled > 0 && texts.filled(filled), found.length > filled && texts.offered]
      .filter(Boolean)
      .join(' ');
  }
}

/**
 * Reads what is pasted into the fold, chosen there, or dropped onto the page.
 *
 * @param fold the `<details>` of the form
 */
export function start(fold) {
  const form = fold.closest('form');
  const messageForm = new MessageForm(form);
  const [area, file] = ['message', 'file'].map((id) => document.getElementById(id));
  const button = fold.querySelector('[formaction]');
  // Without names, the message and the file are not posted with the form.
  area.removeAttribute('name');
  file.removeAttribute('name');
  let hasFailed = false;

  const status = elementOf('p', '', '');
  status.setAttribute('role', 'status');
  fold.append(status);
  const say = (text) => {
    status.className = text === '' ? '' : 'told';
    status.textContent = text;
  };

  /** Reads the chosen file, or else the pasted text. */
  const read = async () => {
    const [chosen] = file.files;
    if ((chosen?.size ?? area.value.length) > MAX_BYTES) return say(texts.tooLong);
    const message = chosen ? decodeMessage(new Uint8Array(await chosen.arrayBuffer())) : area.value;
    if (message === undefined) return say(texts.unreadable);
    if (isBlank(message)) return say(texts.empty);
    const text = await messageForm.read(message);
    say(text);
    if (text === texts.nothing) return;
    area.value = '';
    file.value = '';
  };

  // From now on the button posts to the server, as without a script.
  const fail = () => {
    hasFailed = true;
    area.name = area.id;
    file.name = file.id;
    say('');
  };

  button.addEventListener('click', (event) => {
    if (hasFailed) return;
    event.preventDefault();
    read().catch(() => {
      fail();
      form.requestSubmit(button);
    });
  });
  area.addEventListener('input', ({ inputType }) => {
    if (/^insertFrom(?:Paste|Drop)/.test(inputType) && !hasFailed) read().catch(fail);
  });
  file.addEventListener('change', () => {
    if (file.files.length > 0 && !hasFailed) read().catch(fail);
  });
  const take = (event, { files }) => {
    if (files.length === 0) return;
    event.preventDefault();
    file.files = files;
    if (!hasFailed) read().catch(fail);
  };
  area.addEventListener('paste', (event) => take(event, event.clipboardData));
  // A file that is dropped beside the fold would replace the page in the browser.
  document.addEventListener('dragover', (event) => {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault();
  });
  document.addEventListener('drop', (event) => take(event, event.dataTransfer));
}
