import { lazyPattern } from '../lazy-pattern.ts';

/**
 * The Spanish article "el" merges with the prepositions "a" and "de": «al equipo», «del
 * Ayuntamiento». It does not in a proper name, where the article and the next word have a
 * capital letter: «de El Corte Inglés».
 */
const articleElPattern = lazyPattern(() => /^(?:el |E[Ll] (?=\p{Ll}))/u);
/** An article with a capital letter that is only there because a line begins with it. */
const lineStartPattern = lazyPattern(() => /^(?:El|La|Los|Las)(?= \p{Ll})/u);

/** «a Dana», «al equipo de selección», «a El Corte Inglés». */
export const withA = (name: string): string =>
  articleElPattern().test(name) ? `al ${name.slice(3)}` : `a ${midSentence(name)}`;

/** The words within a sentence: «las personas de datos» for «Las personas de datos». */
export const midSentence = (name: string): string =>
  name.replace(lineStartPattern(), (article) => article.toLowerCase());

/**
 * Marks a value that begins with the article, so that {@link mergeArticles} changes only
 * what we wrote, and no text that a person typed. No typed text contains this private-use
 * character, because `readLine` and `readParagraphs` reject it.
 */
const ARTICLE_MARKER = '\uE001';

/** Marks a value of a Spanish template for {@link mergeArticles}. */
export const markArticle = (value: string): string =>
  articleElPattern().test(value) ? ARTICLE_MARKER + value : value;

/** Merges the article of each marked value with the preposition before it. */
export const mergeArticles = (filled: string): string =>
  filled.includes(ARTICLE_MARKER)
    ? filled
        .replace(/(?<!\p{L})([Aa]|[Dd]e) \uE001[Ee][Ll] /gu, '$1l ')
        .replaceAll(ARTICLE_MARKER, '')
    : filled;

/** The letters that sound like the Spanish conjunction "y", without their accents. */
const ACCENTED_I = /^([Hh]?)[ÍÌÎÏĪİíìîïīı]/u;
/** "Yvonne", "Yves": before a consonant the letter is a vowel. */
const VOWEL_Y = /^Y(?=[bcdfghjklmnpqrstvwxz])/i;

/**
 * The name with the sound of its beginning in plain letters: «Íñigo» and «Yvonne» begin
 * with the sound of "y".
 */
const soundOf = (name: string): string =>
  name
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .normalize('NFC')
    .replace(ACCENTED_I, '$1I')
    .replace(VOWEL_Y, 'I');

/** The sound of "y", but not of the diphthongs in «Hiato» and «Hielo». As in CLDR. */
const SOUND_OF_Y = /^(?:i|hi(?![ae]))/i;

/** The conjunction before a name: "e" before the sound of "y", else "y". */
export const andBefore = (name: string): 'e' | 'y' => (SOUND_OF_Y.test(soundOf(name)) ? 'e' : 'y');
