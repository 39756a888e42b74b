import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Words } from '../words/en.ts';

/** A page as text, ready to be answered with. */
export type Page = ReturnType<typeof html>;

export interface LayoutOptions {
  readonly words: Words;
  readonly title: string;
  /**
   * Where the other language is one link away; left out where following it would lose
   * what was typed.
   */
  readonly switchable?: boolean;
  /** Room for something beside the content, where the window has it. */
  readonly isWide?: boolean;
  readonly children: Child;
}

/** A message on top of a page that a person must see. Nothing if there is none. */
export const Banner = ({ text }: { readonly text: string | undefined }) =>
  text === undefined ? null : (
    <section class="summary" role="alert">
      <p>{text}</p>
    </section>
  );

/** An open door, in the text's colour. */
const Mark = () => (
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

const Document = ({
  words,
  title,
  switchable = false,
  isWide = false,
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
      <link rel="stylesheet" href="/assets/open-door.css" />
      <script src="/assets/open-door.js" defer />
    </head>
    <body class={isWide ? 'wide' : undefined}>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header class="top">
        <a class="brand" href={`/?lang=${words.language}`}>
          <Mark />
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
      </footer>
    </body>
  </html>
);

/** The whole document. Everything typed by a person is escaped by JSX. */
export const page = (options: LayoutOptions): Page =>
  html`<!doctype html>${<Document {...options} />}`;
