import { isPrintableAscii } from './printable-ascii.ts';

/** The text without accents and other marks on its letters: "Íñigo" becomes "Inigo". */
export const withoutAccents = (text: string): string =>
  isPrintableAscii(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
