// Keeps the list of emails up to date, and moves in it by the arrow keys. Without it the
// page has links that do the same.

const LOOK_MS = 2000;

const mails = document.getElementById('mails');
const news = document.getElementById('news');
const stopped = document.getElementById('stopped');
const { title } = document;
/** Emails that came while nobody looked at this page. */
let unseen = 0;
let wasHidden = false;

const listIn = (root) => root.querySelector('ol[data-total]');
const totalOf = (list) => Number(list?.dataset.total ?? 0);

/** Puts the new list in the place of the old one. The focus stays on its email. */
function showList(html) {
  const list = listIn(new DOMParser().parseFromString(html, 'text/html'));
  if (!list) return;
  const arrived = Math.max(0, totalOf(list) - totalOf(listIn(mails)));
  const focused = mails.contains(document.activeElement)
    ? document.activeElement.getAttribute('href')
    : undefined;
  mails.replaceChildren(list);
  mails.dataset.version = list.dataset.version;
  for (const link of list.querySelectorAll('a')) {
    if (link.getAttribute('href') === focused) link.focus();
  }
  if (arrived === 0) return;
  const subject = list.querySelector('.line')?.textContent ?? '';
  news.textContent = arrived === 1 ? `New: ${subject}` : `${arrived} new emails`;
  if (document.hidden) {
    unseen += arrived;
    document.title = `(${unseen}) ${title}`;
  }
}

async function look() {
  try {
    const { version, chosen } = mails.dataset;
    const answer = await fetch(`/list?${new URLSearchParams({ version, chosen })}`);
    stopped.hidden = true;
    if (answer.status !== 200) return;
    const isEmpty = chosen === '';
    // Who has nothing to read, or comes back to the newest email, gets the newest one.
    if (isEmpty) location.reload();
    else showList(await answer.text());
  } catch {
    stopped.hidden = false;
  }
}

if (mails) {
  setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      wasHidden = true;
      return;
    }
    document.title = title;
    const hasNews = unseen > 0;
    unseen = 0;
    if (wasHidden && hasNews && document.body.dataset.page === 'list') location.reload();
    else void look();
  });
  mails.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...mails.querySelectorAll('.mails a')];
    const next = links[links.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
