import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type AssetNames, plainAssetNames } from '../../core/assets.ts';
import { LETTER_KEPT_DAYS } from '../../core/decline/retention.ts';
import type { Words } from '../words/en.ts';

/** A rendered HTML document, for `c.html()`. */
export type Page = ReturnType<typeof raw>;

export interface LayoutOptions {
  readonly words: Words;
  readonly title: string;
  /**
   * Shows a link to this page in the other language. Leave it false if following the
   * link would lose what the candidate has typed.
   */
  readonly switchable?: boolean;
  /** Uses the width of a large window, for a second column beside the content. */
  readonly isWide?: boolean;
  /** Loads the style of what only the pages of contacts show. */
  readonly hasContacts?: boolean;
  readonly children: Child;
}

/** An important message at the top of a page. Renders nothing if there is no text. */
export const Banner = ({ text }: { readonly text: string | undefined }) =>
  text === undefined ? null : (
    <section class="summary" role="alert">
      <p>{text}</p>
    </section>
  );

/** An open door, in the colour of the text. */
const Logo = () => (
  <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">
    <path
      d="M5 21V3h14v18"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linejoin="round"
    />
    <path d="M5 3l8 3.2V21L5 21z" fill="currentColor" opacity=".85" />
    <path d="M2.5 21h19" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
  </svg>
);

/** Who runs the site, and where to ask. Renders nothing if nobody is named. */
const RunBy = ({ words: { operator, deployment } }: { readonly words: Words }) => {
  const { name, contact } = deployment?.operator ?? {};
  if (name === undefined && contact === undefined) return null;
  const isAddress = contact !== undefined && !contact.startsWith('https://');
  return (
    <p>
      {/* "Example Inc." has its full stop already. */}
      {name !== undefined && `${operator.runBy(name).replace(/\.\.$/, '.')} `}
      {contact !== undefined && (
        <>
          {operator.questions}{' '}
          <a href={isAddress ? `mailto:${contact}` : contact}>
            {isAddress ? contact : contact.replace(/^https:\/\/|\/$/g, '')}
          </a>
        </>
      )}
    </p>
  );
};

const Assets = ({
  names = plainAssetNames,
  hasContacts,
}: {
  readonly names: AssetNames | undefined;
  readonly hasContacts: boolean;
}) => (
  <>
    <link rel="stylesheet" href={`/assets/${names.css}`} />
    {hasContacts && <link rel="stylesheet" href={`/assets/${names.contacts}`} />}
    <script src={`/assets/${names.js}`} defer />
  </>
);

const Document = ({
  words,
  title,
  switchable = false,
  isWide = false,
  hasContacts = false,
  children,
}: LayoutOptions) => (
  <html lang={words.language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>{`${title} · Open Door`}</title>
      <link rel="icon" href="data:," />
      <Assets names={words.deployment?.assets} hasContacts={hasContacts} />
    </head>
    <body class={isWide ? 'wide' : undefined}>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header class="top">
        <a class="brand" href={`/?lang=${words.language}`}>
          <Logo />
          <span>Open Door</span>
        </a>
        <nav>
          <a href={`/contacts?lang=${words.language}`}>{words.contacts}</a>
          {switchable && (
            <a
              href={`?lang=${words.otherLanguage.code}`}
              hreflang={words.otherLanguage.code}
              lang={words.otherLanguage.code}
            >
              {words.otherLanguage.name}
            </a>
          )}
        </nav>
      </header>
      <main id="content">{children}</main>
      <footer>
        <p>
          <strong>{words.tagline}</strong> {words.footer}
        </p>
        <p>{words.operator.kept(words.deployment?.letterDays ?? LETTER_KEPT_DAYS)}</p>
        <RunBy words={words} />
      </footer>
    </body>
  </html>
);

/**
 * Characters that no HTML document may have, not even as an entity: control characters
 * except white space, and code points that are no characters. The form shows a refused
 * text again, so it may have them. As U+FFFD the person sees where they are. Without the
 * flag `u` the search through a page takes a quarter of the time. So the last two code
 * points of the planes 1 to 16 are written as pairs of surrogates.
 */
const NOT_IN_HTML = new RegExp(
  '[\\0-\\x08\\v\\x0E-\\x1F\\x7F-\\x9F\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]|' +
    '[\\uD83F\\uD87F\\uD8BF\\uD8FF\\uD93F\\uD97F\\uD9BF\\uD9FF' +
    '\\uDA3F\\uDA7F\\uDABF\\uDAFF\\uDB3F\\uDB7F\\uDBBF\\uDBFF][\\uDFFE\\uDFFF]',
  'g',
);

const rendered = (html: string): Page => raw(html.replace(NOT_IN_HTML, '\uFFFD'));

/** Renders the whole document. JSX escapes everything that a person has typed. */
export const page = (options: LayoutOptions): Page =>
  rendered(`<!doctype html>${<Document {...options} />}`);

/** Renders parts of a document, for a page's script. */
export const partsOfPage = (parts: Child): Page => rendered(`<!doctype html>${parts}`);
