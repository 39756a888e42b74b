import type { Child } from 'hono/jsx';
import { type AssetNames, plainAssetNames } from '../../core/assets.ts';
import { LETTER_KEPT_DAYS } from '../../core/decline/retention.ts';
import type { Words } from '../words/en.ts';
import { ContactLink } from './contact-link.tsx';
import { type Page, rendered } from './document.ts';

export type { Page };

/**
 * How far the door stands open: `ajar` while nothing was sent, a `slit` if there is
 * trouble, `half` while a letter waits, `open` once it is sent. It is never shut.
 */
type Door = 'ajar' | 'slit' | 'half' | 'open';

export interface LayoutOptions {
  readonly words: Words;
  readonly title: string;
  /**
   * Shows a link to this page in the other language. Leave it false if following the
   * link would lose what the candidate has typed.
   */
  readonly switchable?: boolean;
  /** What else the address of this page says, for that link: a search, for example. */
  readonly query?: Readonly<Record<string, string>>;
  /**
   * The form of the page, and where it is posted to be shown in the other language, with
   * all that was typed. Then a button stands in place of the link.
   */
  readonly languageButton?: {
    readonly form: string;
    readonly action: string;
    /** The label of the form's main button. Enter in a field presses it. */
    readonly submit: string;
  };
  /**
   * Where a reload leads if the page is the answer to a POST. The page's script writes it
   * into the address bar, and keeps there what the page shows of what was typed.
   */
  readonly address?: string | undefined;
  /** What lies on the desk beside the content in a large window: the letter. */
  readonly desk?: Child;
  /** Shows the door above the content. How far it is open says how a letter stands. */
  readonly door?: Door | undefined;
  /** The page has two halves in a large window: its content has the desk in it. */
  readonly isSplit?: boolean;
  /**
   * Without JavaScript the browser loads this path after these seconds. The page's script
   * looks again without leaving the page, see `data-again`.
   */
  readonly lookAgain?: { readonly seconds: number; readonly path: string };
  /** Loads the style of what only the pages of contacts show. */
  readonly hasContacts?: boolean;
  /** The path of the page with the candidate's contacts, if this is the page. */
  readonly contactsPath?: string;
  /** Loads no script of what only other pages do. */
  readonly isEmptyForm?: boolean;
  readonly children: Child;
}

/**
 * An important message at the top of a page, which may link to the field that it is
 * about. Renders nothing if there is no text.
 */
export const Banner = ({
  text,
  href,
}: {
  readonly text: string | undefined;
  readonly href?: string;
}) =>
  text === undefined ? null : (
    <section class="summary" role="alert">
      <p>{href === undefined ? text : <a href={href}>{text}</a>}</p>
    </section>
  );

/** A door ajar, with light behind it. */
export const Logo = () => (
  <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
    <path class="mark-light" d="M8 5h16v22H8z" />
    <path class="mark-frame" d="M5 27V2.5h22V27h-2.6V5.1H7.6V27zM7.6 5.1l9.6 3V30.5L7.6 27z" />
    <circle class="mark-light" cx="14.7" cy="18.6" r="1.25" />
  </svg>
);

/** The wall with the door. Beside the open door stands a plant. */
const Wall = ({ door }: { readonly door: Door }) => (
  <div class="wall" aria-hidden="true">
    <div class="stand">
      <div class="door">
        <i />
      </div>
    </div>
    {door === 'open' && (
      <svg class="plant" viewBox="0 0 64 96" aria-hidden="true" focusable="false">
        <path
          class="dark"
          d="M31 66C18 58 8 44 10 28c11 6 20 20 21 38zM33 66c2-20 10-36 23-44 3 17-6 34-23 44z"
        />
        <path class="leaf" d="M32 66C22 46 22 22 33 4c10 18 10 42-1 62z" />
        <path
          class="leaf"
          d="M30 67C20 66 9 61 4 51c11-1 21 5 26 16zM34 67c4-11 14-18 26-18-4 11-15 17-26 18z"
        />
        <path class="pot" d="M17 66h30l-4 30H21zM15 64h34v6H15z" />
      </svg>
    )}
  </div>
);

/** Who runs the site, and where to ask. Renders nothing if nobody is named. */
const RunBy = ({ words: { operator, deployment } }: { readonly words: Words }) => {
  const { name, contact } = deployment?.operator ?? {};
  if (name === undefined && contact === undefined) return null;
  return (
    <p>
      {/* "Example Inc." has its full stop already. */}
      {name !== undefined && `${operator.runBy(name).replace(/\.\.$/, '.')} `}
      {contact !== undefined && (
        <>
          {operator.questions} <ContactLink contact={contact} />
        </>
      )}
    </p>
  );
};

const Assets = ({
  names = plainAssetNames,
  hasDoor,
  hasContacts,
  isEmptyForm,
}: {
  readonly names: AssetNames | undefined;
  readonly hasDoor: boolean;
  readonly hasContacts: boolean;
  readonly isEmptyForm: boolean;
}) => (
  <>
    <link rel="stylesheet" href={`/assets/${names.css}`} />
    {hasDoor && <link rel="stylesheet" href={`/assets/${names.door}`} />}
    {hasContacts && <link rel="stylesheet" href={`/assets/${names.contacts}`} />}
    <script src={`/assets/${names.js}`} defer />
    {!isEmptyForm && <script src={`/assets/${names.pages}`} defer />}
  </>
);

const Document = ({
  words,
  title,
  switchable = false,
  query,
  languageButton,
  address,
  desk,
  door,
  isSplit = desk !== undefined,
  lookAgain,
  hasContacts = false,
  contactsPath,
  isEmptyForm = false,
  children,
}: LayoutOptions) => (
  <html lang={words.language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>{`${title} · Open Door`}</title>
      {lookAgain && (
        <noscript>
          <meta http-equiv="refresh" content={`${lookAgain.seconds}; url=${lookAgain.path}`} />
        </noscript>
      )}
      <meta name="description" content={words.tagline} />
      <meta name="theme-color" content="#f6f7f3" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#131614" media="(prefers-color-scheme: dark)" />
      <link rel="icon" href="/favicon.ico" sizes="32x32" />
      <link rel="icon" href="/door.svg" type="image/svg+xml" />
      <Assets
        names={words.deployment?.assets}
        hasDoor={door !== undefined || (isSplit && desk === undefined)}
        hasContacts={hasContacts}
        isEmptyForm={isEmptyForm}
      />
    </head>
    <body class={isSplit ? 'split' : door} data-address={address} data-offline={words.offline}>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header class="top">
        <a class="brand" href={`/?lang=${words.language}`}>
          <Logo />
          <span>Open Door</span>
        </a>
        <nav>
          <a
            href={`${contactsPath ?? '/contacts'}?lang=${words.language}`}
            aria-current={contactsPath && 'page'}
          >
            {words.contacts}
          </a>
          {/* Enter in a field presses the first submit button of the form in the
              document, which must not be the one of the language. */}
          {languageButton && (
            <span class="default-button" aria-hidden="true">
              <button type="submit" form={languageButton.form} tabindex={-1}>
                {languageButton.submit}
              </button>
            </span>
          )}
          {languageButton && (
            <button
              type="submit"
              class="plain"
              form={languageButton.form}
              formaction={languageButton.action}
              name="switchFrom"
              value={words.language}
              lang={words.otherLanguage.code}
            >
              {words.otherLanguage.name}
            </button>
          )}
          {switchable && (
            <a
              href={`?${new URLSearchParams({ lang: words.otherLanguage.code, ...query })}`}
              hreflang={words.otherLanguage.code}
              lang={words.otherLanguage.code}
            >
              {words.otherLanguage.name}
            </a>
          )}
        </nav>
      </header>
      {door && <Wall door={door} />}
      <main id="content">{children}</main>
      {desk}
      <footer class="foot">
        <p>
          <strong>{words.tagline}</strong> {words.footer}
        </p>
        <p>{words.operator.kept(words.deployment?.letterDays ?? LETTER_KEPT_DAYS)}</p>
        <RunBy words={words} />
        <p class="links">
          <a href={`/privacy?lang=${words.language}`}>{words.about.privacy}</a>
          <a href={`/accessibility?lang=${words.language}`}>{words.about.accessibility}</a>
        </p>
      </footer>
    </body>
  </html>
);

/** Renders the whole document. JSX escapes everything that a person has typed. */
export const page = (options: LayoutOptions): Page =>
  rendered(`<!doctype html>${<Document {...options} />}`);
