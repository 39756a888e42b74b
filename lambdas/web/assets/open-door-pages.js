// Optional help on pages that are not the form, for browsers with JavaScript.

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
