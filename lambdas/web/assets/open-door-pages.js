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
