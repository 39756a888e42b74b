/** The text without accents and other marks on its letters: "Íñigo" becomes "Inigo". */
export const withoutAccents = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '');
