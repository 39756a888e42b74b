import type { Child } from 'hono/jsx';
import type { InboxEmail } from './emails.ts';
import { FRAME_SANDBOX } from './framed.ts';
import {
  cut,
  emailPath,
  listOf,
  type PageWords,
  pathWith,
  senderOf,
  subjectOf,
  Time,
  type View,
  views,
} from './page-parts.tsx';
import type { InboxWords } from './words/words.ts';

/** The longest text of a part that is shown. */
const MAX_TEXT = 100_000;

interface Shown {
  readonly email: InboxEmail;
  readonly words: InboxWords;
}

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

const Text = ({ email, words }: Shown) =>
  email.text.trim() === '' ? (
    <p class="optional">{words.email.noText}</p>
  ) : (
    <div class="plain-text">
      <Linked text={cut(email.text.trim(), MAX_TEXT)} />
    </div>
  );

const Look = ({ email, words }: Shown) =>
  email.html === undefined ? (
    <Text email={email} words={words} />
  ) : (
    <iframe
      src={`${emailPath(email.id)}/frame`}
      title={words.email.frame}
      sandbox={FRAME_SANDBOX}
      referrerpolicy="no-referrer"
    />
  );

function sizeOf({ length }: Buffer, words: InboxWords): string {
  if (length < 1024) return `${length} ${words.email.bytes}`;
  const kilobytes = new Intl.NumberFormat(words.language, { maximumFractionDigits: 1 });
  return `${kilobytes.format(length / 1024)} KB`;
}

const Fact = ({ name, children }: { readonly name: string; readonly children: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Attached = ({ email: { id, attachments }, words }: Shown) => (
  <>
    {attachments.map(({ name, type, content }, index) => (
      <span class="file">
        <a href={`${emailPath(id)}/attachments/${index}`} download={cut(name)}>
          {cut(name)}
        </a>{' '}
        <span class="optional">
          {cut(type, 80)}, {sizeOf(content, words)}
        </span>
      </span>
    ))}
  </>
);

const Facts = ({ email, words }: Shown) => (
  <dl class="facts">
    <Fact name={words.email.from}>
      <AddressLine of={email.from} />
    </Fact>
    {email.replyTo.length > 0 && <Fact name={words.email.repliesTo}>{listOf(email.replyTo)}</Fact>}
    <Fact name={words.email.to}>{listOf(email.to)}</Fact>
    <Fact name={words.email.subject}>
      <b>{subjectOf(email, words)}</b>
    </Fact>
    {email.attachments.length > 0 && (
      <Fact name={words.email.attached}>
        <Attached email={email} words={words} />
      </Fact>
    )}
  </dl>
);

const MAX_HEADERS = 200;

const Headers = ({ email, words }: Shown) => (
  <>
    <dl class="headers">
      {email.headers.slice(0, MAX_HEADERS).map(([name, value]) => (
        <Fact name={cut(name)}>{cut(value, 2000)}</Fact>
      ))}
    </dl>
    {email.copies.length > 0 && <p>{words.email.blindCopy(listOf(email.copies))}</p>}
    {email.raw === undefined ? (
      <p class="optional">{words.email.composedBySes}</p>
    ) : (
      <p>
        <a href={`${emailPath(email.id)}/source`} download={`${email.id}.eml`}>
          {words.email.source}
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

const Recruiter = ({ email, words }: Shown) => {
  const said = words.recruiter;
  const thread = email.headers.find(([name]) => name.toLowerCase() === 'in-reply-to');
  return (
    <>
      <h3>{said.inList}</h3>
      <div class="row-in-list">
        <b>{senderOf(email)}</b>
        <Time at={email.at} words={words} />
        <span>{subjectOf(email, words)}</span>
        <span class="optional">{firstWords(email)}</span>
      </div>
      <h3>{said.known}</h3>
      <ul class="known">
        {email.replyTo.length > 0 && <li>{said.reply(listOf(email.replyTo))}</li>}
        {email.copies.length > 0 && <li>{said.copy(listOf(email.copies))}</li>}
        {thread !== undefined && <li>{said.thread}</li>}
        {!hasPicture(email) && <li>{said.noPicture}</li>}
      </ul>
      <h3>{said.opened}</h3>
      <Facts email={email} words={words} />
      <Look email={email} words={words} />
    </>
  );
};

/** An email beside the list, or on a phone in its place. */
export const Desk = ({
  email,
  view,
  words,
  lang,
}: PageWords & { readonly email: InboxEmail; readonly view: View }) => {
  const shown = views.filter((name) => name !== 'recruiter' || email.kind === 'letter');
  return (
    <section class="desk band" id="mail" aria-labelledby="subject">
      <h2 id="subject" class="unseen">
        {subjectOf(email, words)}
      </h2>
      <nav class="tabs" aria-label={words.views.label}>
        {shown.map((name) => (
          <a
            href={pathWith(emailPath(email.id), { view: name, lang })}
            aria-current={name === view ? 'page' : undefined}
          >
            {words.views[name]}
          </a>
        ))}
      </nav>
      <div class="letter mail">
        {view === 'recruiter' ? (
          <Recruiter email={email} words={words} />
        ) : (
          <>
            {view !== 'headers' && <Facts email={email} words={words} />}
            {view === 'look' && <Look email={email} words={words} />}
            {view === 'text' && <Text email={email} words={words} />}
            {view === 'headers' && <Headers email={email} words={words} />}
          </>
        )}
      </div>
    </section>
  );
};
