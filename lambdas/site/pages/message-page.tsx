import type { Child } from 'hono/jsx';
import type { Words } from '../words/en.ts';
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
