import type { Child } from 'hono/jsx';
import { LETTER_KEPT_DAYS } from '../../core/decline/retention.ts';
import type { Words } from '../words/en.ts';
import { failureWords } from '../words/failures.ts';
import { type Page, page } from './layout.tsx';

/** A page with a title, what is shown first, some paragraphs and at most one link. */
export const messagePage = (options: {
  readonly words: Words;
  readonly title: string;
  readonly first?: Child;
  readonly paragraphs: readonly string[];
  readonly link?: { readonly href: string; readonly label: string };
}): Page =>
  page({
    words: options.words,
    title: options.title,
    children: (
      <>
        <h1>{options.title}</h1>
        {options.first}
        {options.paragraphs.map((paragraph) => (
          <p class="lead">{paragraph}</p>
        ))}
        {options.link && (
          <p>
            <a href={options.link.href}>{options.link.label}</a>
          </p>
        )}
      </>
    ),
  });

export const missingPage = (words: Words): Page =>
  messagePage({
    words,
    title: failureWords(words).missing.title,
    paragraphs: [
      failureWords(words).missing.text(words.deployment?.letterDays ?? LETTER_KEPT_DAYS),
    ],
    link: { href: `/contacts?lang=${words.language}`, label: words.contacts },
  });

export const failurePage = (words: Words, text: string): Page =>
  messagePage({
    words,
    title: failureWords(words).failures.title,
    paragraphs: [text],
    link: { href: `/?lang=${words.language}`, label: failureWords(words).failures.home },
  });
