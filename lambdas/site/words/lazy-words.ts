import type { PageLanguage } from '../../core/choices.ts';

/**
 * Texts of which a process loads only the languages that it shows: they are half of what
 * the first page needs. A call gives the texts in the language of a page. `load` loads
 * them before; for each request the site does it, see `SiteSettings.texts`.
 */
export interface LazyWords<Texts> {
  (page: { readonly language: PageLanguage }): Texts;
  /** Loads the texts of a language. May be called again. */
  readonly load: (language: PageLanguage) => Promise<Texts>;
}

/**
 * Makes texts that are loaded by their language.
 *
 * @param loaders imports the texts of each language
 * @returns a function that throws an error if the language was not loaded
 */
export function lazyWords<Texts>(
  loaders: Readonly<Record<PageLanguage, () => Promise<Texts>>>,
): LazyWords<Texts> {
  const loaded = new Map<PageLanguage, Texts>();
  const load = async (language: PageLanguage): Promise<Texts> => {
    const texts = loaded.get(language) ?? (await loaders[language]());
    loaded.set(language, texts);
    return texts;
  };
  const textsOf = ({ language }: { readonly language: PageLanguage }): Texts => {
    const texts = loaded.get(language);
    if (texts === undefined) throw new Error(`Texts in "${language}" are not loaded.`);
    return texts;
  };
  return Object.assign(textsOf, { load });
}
