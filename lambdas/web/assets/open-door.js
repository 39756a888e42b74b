// Small comforts for browsers with script. Nothing here sends, stores or decides anything.

const timeZone = document.querySelector('[data-time-zone]');
if (timeZone instanceof HTMLInputElement && timeZone.value === '') {
  timeZone.value = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
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

// After a refused form, those who hear the page hear first what to look at.
document.getElementById('errors')?.focus();
