import { type ExportFormat, exportFormatNames } from '../../core/export/export-formats.ts';
import { type Part, partQuery } from '../../core/export/parts.ts';
import { type Page, page } from '../../site/pages/layout.tsx';
import type { Words } from '../../site/words/en.ts';
import { contactWords } from '../words/contacts.ts';

const partSearch = (part: Part, { language }: Pick<Words, 'language'>): string =>
  String(new URLSearchParams({ lang: language, ...partQuery(part) }));

/** The path and query of a part of an export. `path` is `/contacts/{token}`. */
export const partPath = (
  path: string,
  format: ExportFormat,
  part: Part,
  words: Pick<Words, 'language'>,
): string => `${path}/export.${format}?${partSearch(part, words)}`;

/** The name of an exported file. It says which part it is, if it comes in parts. */
export function fileNameOf(format: ExportFormat, { number, of }: Part): string {
  const part = of === undefined ? `-${number}` : of > 1 ? `-${number}-of-${of}` : '';
  return `open-door-contacts${part}.${format}`;
}

/** The page with a link to each part of each file. */
export function exportPage({
  words,
  path,
  parts,
  more,
}: {
  readonly words: Words;
  /** `/contacts/{token}`. */
  readonly path: string;
  readonly parts: Readonly<Record<ExportFormat, readonly Part[]>>;
  /** Where the next page of this kind begins. */
  readonly more?: Part | undefined;
}): Page {
  const { take, erase } = contactWords(words);
  return page({
    hasContacts: true,
    words,
    title: take.title,
    switchable: true,
    children: (
      <>
        <h1>{take.title}</h1>
        <p class="lead">{take.partsLead}</p>
        {exportFormatNames.map((format) => (
          <section aria-labelledby={`${format}-title`}>
            <h2 id={`${format}-title`}>{take[format]}</h2>
            <ul class="lines">
              {parts[format].map((part) => (
                <li>
                  <a href={partPath(path, format, part, words)} download={fileNameOf(format, part)}>
                    {take.part(part.number, part.of)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {more && (
          <p>
            <a href={`${path}/export?${partSearch(more, words)}`}>{take.more}</a>
          </p>
        )}
        <p class="after">
          <a href={`${path}?lang=${words.language}`}>{erase.back}</a>
        </p>
      </>
    ),
  });
}
