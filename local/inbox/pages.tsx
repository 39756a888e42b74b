import type { Child } from 'hono/jsx';
import { Logo, type Page, partsOfPage } from '../../lambdas/site/pages/layout.tsx';
import type { InboxEmail } from './emails.ts';
import { FRAME_SANDBOX } from './framed.ts';

/** How to see an email. */
export const views = ['look', 'text', 'headers', 'recruiter'] as const;
export type View = (typeof views)[number];

const viewNames: Readonly<Record<View, string>> = {
  look: 'As it looks',
  text: 'Text',
  headers: 'Headers',
  recruiter: 'Recruiter’s view',
};

/** What the pages show. */
export interface InboxContents {
  /** The newest ones, the newest first. */
  readonly emails: readonly InboxEmail[];
  readonly total: number;
  /** See `Emails.version`. */
  readonly version: number;
  /** Where the form is: `http://localhost:3000`. */
  readonly site: string;
}

/** The longest text of a part that is shown. */
const MAX_TEXT = 100_000;
const MAX_LINE = 300;
const cut = (text: string, length = MAX_LINE): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;

const pathOf = (id: string, view?: View): string =>
  `/emails/${encodeURIComponent(id)}${view === undefined ? '' : `?view=${view}`}`;

const timeOfDay = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

const Time = ({ at }: { readonly at: Date }) => {
  const isToday = at.toDateString() === new Date().toDateString();
  return <time datetime={at.toISOString()}>{(isToday ? timeOfDay : dayAndTime).format(at)}</time>;
};

const subjectOf = ({ subject }: InboxEmail): string => cut(subject.trim() || '(no subject)');
const senderOf = ({ from }: InboxEmail): string => cut(from.name || from.address);

/** The list, also for the script that keeps it up to date. */
const List = ({
  contents: { emails, total, version },
  chosen,
}: {
  readonly contents: InboxContents;
  readonly chosen: string | undefined;
}) => (
  <ol class="mails" data-version={version} data-total={total}>
    {emails.map((email) => (
      <li>
        <a href={pathOf(email.id)} aria-current={email.id === chosen ? 'true' : undefined}>
          <b>{senderOf(email)}</b>
          <Time at={email.at} />
          <span class="line">{subjectOf(email)}</span>
          <span class="whom">
            to {cut(email.to.join(', '))}
            {email.copies.length > 0 && `, copy to ${cut(email.copies.join(', '))}`}
          </span>
        </a>
      </li>
    ))}
    {total > emails.length && (
      <li class="older">{total - emails.length} older emails are not shown.</li>
    )}
  </ol>
);

/** The list alone, as a part of a page. */
export const listPart = (contents: InboxContents, chosen: string | undefined): Page =>
  partsOfPage(<List contents={contents} chosen={chosen} />);

const Document = ({
  title,
  kind,
  site,
  isWaiting = false,
  desk,
  children,
}: {
  readonly title: string;
  /** `list`: a phone shows the list. `email`: it shows the email. */
  readonly kind: 'list' | 'email';
  readonly site: string;
  /** Looks again and again, also without the script. */
  readonly isWaiting?: boolean;
  readonly desk?: Child;
  readonly children: Child;
}) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
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
        Skip to the content
      </a>
      <header class="top">
        <a class="brand" href={`${site}/`}>
          <Logo />
          <span>Open Door</span>
        </a>
        <nav aria-label="Site">
          <a href={`${site}/`}>Form</a>
          <a href={`${site}/contacts`}>Contacts</a>
        </nav>
      </header>
      <main id="content">{children}</main>
      {desk}
      <footer class="foot">
        <p>This inbox is part of npm start. No email leaves this machine.</p>
        <nav aria-label="More">
          <a href="/emulator">The emulator’s own viewer</a>
          <a href="/store">All emails as JSON</a>
        </nav>
      </footer>
    </body>
  </html>
);

const AddressLine = ({ of: { name, address } }: { readonly of: InboxEmail['from'] }) =>
  name === '' ? (
    cut(address)
  ) : (
    <>
      {cut(name)} <span class="optional">&lt;{cut(address)}&gt;</span>
    </>
  );

/** A web address up to what can be no part of it. */
const WEB_ADDRESS = /(https?:\/\/[^\s<>"]+)/;

/** A text whose web addresses are links. */
const Linked = ({ text }: { readonly text: string }) => (
  <>
    {text.split(WEB_ADDRESS).map((part) =>
      WEB_ADDRESS.test(part) ? (
        <a href={part} target="_blank" rel="noopener noreferrer">
          {part}
        </a>
      ) : (
        part
      ),
    )}
  </>
);

const Text = ({ email }: { readonly email: InboxEmail }) =>
  email.text.trim() === '' ? (
    <p class="optional">This email has no text part.</p>
  ) : (
    <div class="plain-text">
      <Linked text={cut(email.text.trim(), MAX_TEXT)} />
    </div>
  );

/** A phone shows a longer email in a higher frame: the page cannot measure the frame. */
const LONG_TEXT = 900;

const Look = ({ email }: { readonly email: InboxEmail }) =>
  email.html === undefined ? (
    <Text email={email} />
  ) : (
    <iframe
      class={email.text.length > LONG_TEXT ? 'long' : undefined}
      src={`${pathOf(email.id)}/frame`}
      title="The email as it looks"
      sandbox={FRAME_SANDBOX}
      referrerpolicy="no-referrer"
    />
  );

const bytes = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const sizeOf = ({ length }: Buffer): string =>
  length < 1024 ? `${length} bytes` : `${bytes.format(length / 1024)} KB`;

const Fact = ({ name, children }: { readonly name: string; readonly children: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Attached = ({ email: { id, attachments } }: { readonly email: InboxEmail }) => (
  <>
    {attachments.map(({ name, type, content }, index) => (
      <span class="file">
        <a href={`${pathOf(id)}/attachments/${index}`} download={cut(name)}>
          {cut(name)}
        </a>{' '}
        <span class="optional">
          {cut(type, 80)}, {sizeOf(content)}
        </span>
      </span>
    ))}
  </>
);

const Facts = ({ email }: { readonly email: InboxEmail }) => (
  <dl class="facts">
    <Fact name="From">
      <AddressLine of={email.from} />
    </Fact>
    {email.replyTo.length > 0 && <Fact name="Replies to">{cut(email.replyTo.join(', '))}</Fact>}
    <Fact name="To">{cut(email.to.join(', '))}</Fact>
    <Fact name="Subject">
      <b>{subjectOf(email)}</b>
    </Fact>
    {email.attachments.length > 0 && (
      <Fact name="Attached">
        <Attached email={email} />
      </Fact>
    )}
  </dl>
);

const MAX_HEADERS = 200;

const Headers = ({ email }: { readonly email: InboxEmail }) => (
  <>
    <dl class="headers">
      {email.headers.slice(0, MAX_HEADERS).map(([name, value]) => (
        <Fact name={cut(name)}>{cut(value, 2000)}</Fact>
      ))}
    </dl>
    {email.copies.length > 0 && (
      <p>
        A blind copy goes to <b>{cut(email.copies.join(', '))}</b>. No header names it.
      </p>
    )}
    {email.raw === undefined ? (
      <p class="optional">
        SES composes this email from these fields. It adds headers of its own, such as Date and
        Message-ID.
      </p>
    ) : (
      <p>
        <a href={`${pathOf(email.id)}/source`} download={`${email.id}.eml`}>
          The whole message as a file
        </a>
      </p>
    )}
  </>
);

/** The first words, as a mail program shows them beside the subject. */
const firstWords = ({ text }: InboxEmail): string =>
  cut(text.slice(0, 1000).replace(/\s+/g, ' ').trim(), 140);

/** What makes a mail program load or show a picture. */
const hasPicture = ({ html = '' }: InboxEmail): boolean => /<img|url\(|background=/i.test(html);

const Recruiter = ({ email }: { readonly email: InboxEmail }) => {
  const thread = email.headers.find(([name]) => name.toLowerCase() === 'in-reply-to');
  return (
    <>
      <h3>In their list of emails</h3>
      <div class="row-in-list">
        <b>{senderOf(email)}</b>
        <Time at={email.at} />
        <span>{subjectOf(email)}</span>
        <span class="optional">{firstWords(email)}</span>
      </div>
      <h3>Good to know</h3>
      <ul class="known">
        {email.replyTo.length > 0 && <li>Their reply goes to {cut(email.replyTo.join(', '))}.</li>}
        {email.copies.length > 0 && (
          <li>They can’t see the copy to {cut(email.copies.join(', '))}: no header names it.</li>
        )}
        {thread !== undefined && (
          <li>It’s shown in the conversation of the email that it answers.</li>
        )}
        {!hasPicture(email) && (
          <li>There’s no picture to load, so nobody learns when it’s opened.</li>
        )}
      </ul>
      <h3>When they open it</h3>
      <Facts email={email} />
      <Look email={email} />
    </>
  );
};

const Desk = ({ email, view }: { readonly email: InboxEmail; readonly view: View }) => {
  const shown = views.filter((name) => name !== 'recruiter' || email.kind === 'letter');
  return (
    <section class="desk band" id="mail" aria-labelledby="subject">
      <h2 id="subject" class="unseen">
        {subjectOf(email)}
      </h2>
      <nav class="tabs" aria-label="Ways to see it">
        {shown.map((name) => (
          <a href={pathOf(email.id, name)} aria-current={name === view ? 'page' : undefined}>
            {viewNames[name]}
          </a>
        ))}
      </nav>
      <div class="letter mail">
        {view === 'recruiter' ? (
          <Recruiter email={email} />
        ) : (
          <>
            {view !== 'headers' && <Facts email={email} />}
            {view === 'look' && <Look email={email} />}
            {view === 'text' && <Text email={email} />}
            {view === 'headers' && <Headers email={email} />}
          </>
        )}
      </div>
    </section>
  );
};

/** Said by the script: news, or that nothing can be read any more. */
const News = () => (
  <>
    <p class="news" role="status" id="news" />
    <p class="summary" id="stopped" hidden>
      Open Door has stopped. Start it again with npm start.
    </p>
  </>
);

/** The inbox without emails: what to do first. */
const Empty = ({ site, version }: Pick<InboxContents, 'site' | 'version'>) => (
  <Document title="Inbox · Open Door" kind="list" site={site} isWaiting>
    <h1>Nothing’s been mailed yet.</h1>
    <p class="lead">Every email of this run arrives here. None of them leaves this machine.</p>
    <ol class="steps" id="mails" data-version={version} data-chosen="">
      <li>
        <h2>Write a letter</h2>
        <p>Any address works, also an invented one.</p>
        <p>
          <a class="button" href={`${site}/`}>
            Open the form
          </a>
        </p>
      </li>
      <li>
        <h2>Open the link</h2>
        <p>It arrives here within a second. You’ll see the letter exactly as it’ll be sent.</p>
      </li>
      <li>
        <h2>Send it</h2>
        <p>The recruiter’s letter arrives here too, so you can read it as they will.</p>
      </li>
    </ol>
    <News />
  </Document>
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
  const { site, version } = contents;
  if (email === undefined) return partsOfPage(<Empty site={site} version={version} />);
  return partsOfPage(
    <Document
      title={`${chosen === undefined ? 'Inbox' : subjectOf(email)} · Open Door`}
      kind={chosen === undefined ? 'list' : 'email'}
      site={site}
      desk={<Desk email={email} view={chosen?.view ?? 'look'} />}
    >
      <h1>What’s been mailed.</h1>
      <p class="back">
        <a href="/">All emails ({contents.total})</a>
      </p>
      <p class="lead">Every email of this run, newest first. None of them left your machine.</p>
      <News />
      <div id="mails" data-version={version} data-chosen={email.id}>
        <List contents={contents} chosen={email.id} />
      </div>
      <noscript>
        <p>
          <a href="/">Look for new emails</a>
        </p>
      </noscript>
      <form class="clear" method="post" action="/clear">
        <button type="submit" class="plain">
          Empty the inbox
        </button>
      </form>
    </Document>,
  );
}

/** The page of an email that is not there any more. */
export const goneEmailPage = (site: string): Page =>
  partsOfPage(
    <Document title="This email isn’t here · Open Door" kind="list" site={site}>
      <h1>This email isn’t here.</h1>
      <p class="lead">The inbox was emptied, or Open Door was started again.</p>
      <p>
        <a class="button" href="/">
          Show the inbox
        </a>
      </p>
    </Document>,
  );
