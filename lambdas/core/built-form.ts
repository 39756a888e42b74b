import { type Encoding, encodings } from './assets.ts';
import type { PageLanguage } from './choices.ts';

/**
 * The empty form that is made together with the bundle of `web`. It shows the values of
 * these environment variables, and of no others.
 */
export const formVariables = ['ALLOWED_CANDIDATES', 'LETTER_DAYS', 'OPERATOR'] as const;

/** Reads the empty form in a language and a content coding. */
export type BuiltForm = (language: PageLanguage, encoding: Encoding) => Uint8Array<ArrayBuffer>;

/** Where it is, below the root of the bundle. See `lib/built-form.ts`. */
export const formFiles = {
  /** A JSON object: the values of the variables for which it was made. */
  variables: 'built-form/variables.json',
  of: (language: PageLanguage, encoding: Encoding): string =>
    `built-form/${language}.html${encodings[encoding]}`,
} as const;
