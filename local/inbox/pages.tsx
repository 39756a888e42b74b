import type { Child } from 'hono/jsx';
import { type Page, partsOfPage } from '../../lambdas/site/pages/document.ts';
import { Logo } from '../../lambdas/site/pages/layout.tsx';
import { Desk } from './email-view.tsx';
import type { InboxEmail } from './emails.ts';
import {
  emailPath,
  listOf,
  type PageWords,
  pathWith,
  senderOf,
  subjectOf,
  Time,
  type View,
} from './page-parts.tsx';

/** What every page of the inbox has. */
export interface PageFrame extends PageWords {
  /** Where the form is: `http://localhost:3000`. */
  readonly site: string;
}

/** What the pages show. */
export interface InboxContents extends PageFrame {
  /** The newest ones, the newest first. */
  readonly emails: readonly InboxEmail[];
  readonly total: number;
  /** See `Emails.version`. */
  readonly version: number;
}

/** The list, also for the script that keeps it up to date. */
const List = ({
  contents: { emails, total, version, words, lang },
  shown,
}: {
  readonly contents: InboxContents;
  readonly shown: string | undefined;
}) => (
  <ol class="mails" data-version={version} data-total={total}>
    {emails.map((email) => (
      <li>
        <a
          href={pathWith(emailPath(email.id), { lang })}
          class={email.id === shown ? 'shown' : undefined}
        >
          <b>{senderOf(email)}</b>
          <Time at={email.at} words={words} />
          <span class="line">{subjectOf(email, words)}</span>
          <span class="whom">
            {words.list.to(listOf(email.to))}
            {email.copies.length > 0 && words.list.copyTo(listOf(email.copies))}
          </span>
          {email.id === shown && <span class="unseen mark">{words.list.shown}</span>}
        </a>
      </li>
    ))}
    {total > emails.length && <li class="older">{words.list.older(total - emails.length)}</li>}
  </ol>
);

/**
 * The list alone, as a part of a page.
 *
 * @param shown the id of the email beside the list
 */
export const listPart = (contents: InboxContents, shown: string | undefined): Page =>
  partsOfPage(<List contents={contents} shown={shown} />);

const Document = ({
  title,
  kind,
  page: { words, lang, site },
  view,
  isWaiting = false,
  desk,
  children,
}: {
  readonly title: string;
  /** `list`: a phone shows the list. `email`: it shows the email. */
  readonly kind: 'list' | 'email';
  readonly page: PageFrame;
  /** The view that the page in the other language has, too. */
  readonly view?: View | undefined;
  /** Looks again and again, also without the script. */
  readonly isWaiting?: boolean;
  readonly desk?: Child;
  readonly children: Child;
}) => (
  <html lang={words.language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${title} · Open Door`}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/assets/open-door.css" />
      {isWaiting && <link rel="stylesheet" href="/assets/open-door-door.css" />}
      <link rel="stylesheet" href="/assets/inbox.css" />
      <script src="/assets/inbox.js" defer />
      {isWaiting && (
        <noscript>
          <meta http-equiv="refresh" content="5" />
        </noscript>
      )}
    </head>
    <body class={desk === undefined ? undefined : `split ${kind}`} data-page={kind}>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header class="top">
        <a class="brand" href={pathWith(`${site}/`, { lang })}>
          <Logo />
          <span>Open Door</span>
        </a>
        <nav aria-label={words.site}>
          <a href={pathWith(`${site}/`, { lang })}>{words.form}</a>
          <a href={pathWith(`${site}/contacts`, { lang })}>{words.contacts}</a>
          <a
            href={pathWith('', { view, lang: words.otherLanguage.code })}
            hreflang={words.otherLanguage.code}
            lang={words.otherLanguage.code}
          >
            {words.otherLanguage.name}
          </a>
        </nav>
      </header>
      <main id="content">{children}</main>
      {desk}
      <footer class="foot">
        <p>
          {words.forDevelopers} <a href="/store">{words.asJson}</a>
          {', '}
          <a href="/emulator">{words.emulator}</a>
        </p>
      </footer>
    </body>
  </html>
);

/** Said by the script: news, or that nothing can be read any more. */
const News = ({ words: { list } }: Pick<PageWords, 'words'>) => (
  <>
    <p class="news" role="status" id="news" data-one={list.arrived} data-many={list.manyArrived} />
    <p class="summary" id="stopped" hidden>
      {list.stopped}
    </p>
  </>
);

/** The inbox without emails: what to do first. */
const Empty = ({ contents }: { readonly contents: InboxContents }) => {
  const { words, lang, site, version } = contents;
  const said = words.empty;
  return (
    <Document title={words.list.title} kind="list" page={contents} isWaiting>
      <h1>{said.heading}</h1>
      <p class="lead">{said.lead}</p>
      <ol class="steps" id="mails" data-version={version} data-shown="">
        <li>
          <h2>{said.write}</h2>
          <p>{said.writeHelp}</p>
          <p>
            <a class="button" href={pathWith(`${site}/`, { lang })}>
              {said.open}
            </a>
          </p>
        </li>
        <li>
          <h2>{said.link}</h2>
          <p>{said.linkHelp}</p>
        </li>
        <li>
          <h2>{said.send}</h2>
          <p>{said.sendHelp}</p>
        </li>
      </ol>
      <News words={words} />
    </Document>
  );
};

/** Asks first: what is removed does not come back. */
const Clear = ({ words: { clear }, lang }: PageWords) => (
  <details class="clear">
    <summary>{clear.name}</summary>
    <form method="post" action={pathWith('/clear', { lang })}>
      <p>{clear.warning}</p>
      <button type="submit" class="quiet danger">
        {clear.submit}
      </button>
    </form>
  </details>
);

/**
 * The inbox.
 *
 * @param chosen the email that is shown beside the list, and how; by default the newest
 */
export function inboxPage(
  contents: InboxContents,
  chosen?: { readonly email: InboxEmail; readonly view: View },
): Page {
  const email = chosen?.email ?? contents.emails[0];
  const { words, lang, version } = contents;
  if (email === undefined) return partsOfPage(<Empty contents={contents} />);
  return partsOfPage(
    <Document
      title={chosen === undefined ? words.list.title : subjectOf(email, words)}
      kind={chosen === undefined ? 'list' : 'email'}
      page={contents}
      view={chosen?.view}
      desk={<Desk email={email} view={chosen?.view ?? 'look'} words={words} lang={lang} />}
    >
      <h1>{words.list.heading}</h1>
      <p class="back">
        <a href={pathWith('/', { lang })}>{words.list.all(contents.total)}</a>
      </p>
      <p class="lead">{words.list.lead}</p>
      <News words={words} />
      <div id="mails" data-version={version} data-shown={email.id}>
        <List contents={contents} shown={email.id} />
      </div>
      <noscript>
        <p>
          <a href={pathWith('/', { lang })}>{words.list.look}</a>
        </p>
      </noscript>
      <Clear words={words} lang={lang} />
    </Document>,
  );
}

/** The page of an email that is not there any more. */
export const goneEmailPage = (page: PageFrame): Page =>
  partsOfPage(
    <Document title={page.words.gone.heading.replace(/\.$/, '')} kind="list" page={page}>
      <h1>{page.words.gone.heading}</h1>
      <p class="lead">{page.words.gone.lead}</p>
      <p>
        <a class="button" href={pathWith('/', { lang: page.lang })}>
          {page.words.gone.back}
        </a>
      </p>
    </Document>,
  );
