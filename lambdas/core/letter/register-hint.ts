import type { PageLanguage } from '../choices.ts';

/**
 * A sentence of the personal line that says tú in a letter with usted, or the reverse.
 */
export interface RegisterHint {
  readonly kind: 'register';
  /** The position of the first such word in the sentence; UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** The line without this sentence. */
  readonly without: string;
  readonly message: string;
}

const word = (words: string, flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, flags);

/**
 * Words that say tú, vos or vosotros. "TI" and "OS" in capitals are abbreviations. "Has"
 * and "os" are words of English, too, so "has" counts only before a participle.
 */
const INFORMAL = word(
  [
    'tú|Tú|te|Te|tu|Tu|tus|Tus|ti|contigo|Contigo|vos|Vos|vuestr[oa]s?|vosotr[oa]s',
    'tuy[oa]s?|eres|Eres|est[aá]s|tienes|puedes|quieres|sabes|haces|fuiste|estuviste|hiciste',
    'diste|dijiste|tuviste|supiste|pudiste|sos|ten[eé]s|pod[eé]s|quer[eé]s|escr[ií]beme',
    '[Hh]as (?:\\p{Ll}+[aei]do|sido|hecho|dicho|escrito|visto|puesto)',
    '[Hh]ayas (?:\\p{Ll}+[aei]do|sido|hecho|dicho|escrito|visto|puesto)',
    '\\p{Ll}{2,}(?:aste|iste)',
  ].join('|'),
  'gu',
);
/** Words that end like «explicaste», and are none. */
const NOT_INFORMAL = new Set(
  (
    'contraste desgaste traste chiste triste existe insiste consiste despiste asiste resiste ' +
    'persiste desiste reviste embiste baste subsiste coexiste paste haste taste waste'
  ).split(' '),
);
/**
 * Words that say usted. «Su» and «le» may be about other people, so they count only in
 * phrases that speak to the reader.
 */
const FORMAL = word(
  [
    '[Uu]sted|[Cc]onsigo mismo',
    '[Ll]e (?:agradezco|deseo|escribo|mando|env[ií]o|saludo|recuerdo|felicito)' +
      '(?! (?:\\p{Ll}+ ){0,4}al? \\p{Lu})',
    '[Ee]spero que (?:est[eé]|se encuentre|le vaya|tenga|siga)',
    '[Qq]ue (?:le vaya|tenga (?:un|una|muy)|est[eé] (?:muy )?bien)',
    '(?:por|de|con) su (?:tiempo|ayuda|amabilidad|paciencia|atención|atencion|mensaje|interés' +
      '|interes|confianza|trato|apoyo|generosidad)',
    '[Cc]u[ií]dese|[Rr]eciba (?:un|mis)|[Dd]isfrute (?:de|del|su)|[Cc]uente conmigo',
  ].join('|'),
  'gu',
);

const messages: Readonly<Record<PageLanguage, Readonly<Record<'tu' | 'usted', string>>>> = {
  en: {
    tu: 'The letter says usted, and this sentence tú. It reads better with only one of them.',
    usted: 'The letter says tú, and this sentence usted. It reads better with only one of them.',
  },
  es: {
    tu: 'La carta usa usted y esta frase usa tú. Se lee mejor con un solo trato.',
    usted: 'La carta usa tú y esta frase usa usted. Se lee mejor con un solo trato.',
  },
};

/** More hints of one kind help nobody. */
const MAX_REGISTER_HINTS = 3;
const SENTENCE = /[^.!?…\n]*(?:[.!?…]+(?=\s|$|["”»)])["”»)]*|[.!?…]|\n|$)/gu;

function withoutPart(note: string, start: number, end: number): string {
  const between = note[start - 1] === '\n' ? '\n' : ' ';
  return (note.slice(0, start).trimEnd() + between + note.slice(end).trimStart()).trim();
}

/**
 * Finds the sentences of a personal line that address the reader otherwise than the
 * letter does.
 *
 * @param note the line as cleaned, see `cleanParagraphs`
 * @param letterLanguage as submitted; only `es` (usted) and `es-tu` (tú) have a register
 * @param reader the language of the messages
 */
export function registerHints(
  note: string,
  letterLanguage: string | undefined,
  reader: PageLanguage,
): readonly RegisterHint[] {
  if (letterLanguage !== 'es' && letterLanguage !== 'es-tu') return [];
  const isUsted = letterLanguage === 'es';
  const hints: RegisterHint[] = [];
  for (const sentence of note.matchAll(SENTENCE)) {
    const [text] = sentence;
    const found = [...text.matchAll(isUsted ? INFORMAL : FORMAL)].find(
      ([words]) => !NOT_INFORMAL.has(words),
    );
    if (found === undefined) continue;
    const start = sentence.index + found.index;
    hints.push({
      kind: 'register',
      start,
      end: start + found[0].length,
      without: withoutPart(note, sentence.index, sentence.index + text.length),
      message: messages[reader][isUsted ? 'tu' : 'usted'],
    });
    if (hints.length === MAX_REGISTER_HINTS) break;
  }
  return hints;
}

/**
 * The guard's hints and those of {@link registerHints}, by their positions in the note.
 */
export const withRegisterHints = <Hint extends { readonly start: number }>(
  hints: readonly Hint[],
  ...of: Parameters<typeof registerHints>
): readonly (Hint | RegisterHint)[] => {
  const found = registerHints(...of);
  return found.length === 0
    ? hints
    : [...hints, ...found].toSorted((one, other) => one.start - other.start);
};
