// Keeps the list of emails up to date, moves in it by the arrow keys, and makes the frame
// as high as its email. Without it the page has links that do the same, and the frame
// scrolls.

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
  const { one, many } = news.dataset;
  news.textContent = arrived === 1 ? `${one} ${subject}` : many.replace('#', arrived);
  if (document.hidden) {
    unseen += arrived;
    document.title = `(${unseen}) ${title}`;
  }
}

async function look() {
  try {
    const { version, shown } = mails.dataset;
    // The language, if it was chosen, is in the page's address.
    const query = new URLSearchParams(location.search);
    query.set('version', version);
    query.set('shown', shown);
    const answer = await fetch(`/list?${query}`);
    stopped.hidden = true;
    if (answer.status !== 200) return;
    const isEmpty = shown === '';
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

/** A higher email scrolls in its frame. */
const MAX_FRAME_PX = 20_000;

// An email may name an element "scrollingElement". In its document the name then stands
// for that element, so this asks for the property of all documents.
const scrollingElementIn = Object.getOwnPropertyDescriptor(
  Document.prototype,
  'scrollingElement',
).get;

/** Makes a frame as high as its email. What is scrolled on our page stays where it is. */
function fitHeight(frame) {
  const content = frame.contentDocument;
  if (!content || frame.contentWindow.location.href === 'about:blank') return;
  const root = scrollingElementIn.call(content);
  if (!root || frame.clientWidth === 0) return;
  const card = frame.parentElement;
  card.style.minHeight = `${card.offsetHeight}px`;
  frame.style.height = '0';
  let height = 0;
  // The second time a scroll bar at the lower edge has taken some of the height.
  for (let time = 0; time < 2; time += 1) {
    height = Math.min(height + root.scrollHeight - root.clientHeight, MAX_FRAME_PX);
    frame.style.height = `${height}px`;
  }
  card.style.minHeight = '';
}

const frame = document.querySelector('.mail iframe');
if (frame) {
  let width = 0;
  frame.addEventListener('load', () => fitHeight(frame));
  // In another width the lines of the email break elsewhere.
  new ResizeObserver(() => {
    if (frame.clientWidth === width) return;
    width = frame.clientWidth;
    fitHeight(frame);
  }).observe(frame);
}
