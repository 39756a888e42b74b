/** Elements whose text nobody sees. */
const HIDDEN = new Set(['style', 'script', 'head', 'title', 'noscript', 'template', 'svg']);
/** Elements that begin a new line. */
const BLOCKS = new Set(
  (
    'address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 ' +
    'h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'
  ).split(' '),
);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  zwnj: '',
  zwj: '',
  shy: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  laquo: '«',
  raquo: '»',
  middot: '·',
  bull: '•',
  iexcl: '¡',
  iquest: '¿',
  ordm: 'º',
  ordf: 'ª',
};
/** The marks of `&eacute;` and the like. */
const MARKS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  uml: '\u0308',
  tilde: '\u0303',
  circ: '\u0302',
  cedil: '\u0327',
};

function decodeEntity(entity: string, name: string): string {
  if (name.startsWith('#')) {
    const isHex = /^#x/i.test(name);
    const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  }
  const known = ENTITIES[name];
  if (known !== undefined) return known;
  const mark = MARKS[name.slice(1)];
  return mark === undefined ? entity : `${name.charAt(0)}${mark}`.normalize('NFC');
}

const decodeEntities = (text: string): string =>
  text.replace(/&(#?[A-Za-z0-9]{2,8});/g, decodeEntity);

/** The address of a link to an email: `<a href="mailto:dana@x.example">`. */
const MAILTO = /href ?= ?["']?mailto:([^"'?> ]+)/i;
/** A tag has at most this length; a longer one is cut off. */
const MAX_TAG = 4000;

/**
 * The text of an HTML email, in lines as a reader sees them. The lines of a blockquote
 * begin with `> `. One pass over the text.
 */
export function htmlToText(html: string): string {
  const parts: string[] = [];
  /** The last character, so that the text need not be joined to look at it. */
  let last = '\n';
  const add = (text: string): void => {
    if (text === '') return;
    parts.push(text);
    last = text.charAt(text.length - 1);
  };
  let hidden = '';
  let quotes = 0;
  let mailto: string | undefined;
  let hasAddress = false;
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf('<', position);
    const end = open < 0 ? html.length : open;
    if (hidden === '') {
      const words = html.slice(position, end).replace(/[\s\u00A0]+/g, ' ');
      hasAddress ||= words.includes('@');
      add(last === '\n' ? words.trimStart() : words);
    }
    if (open < 0) break;
    const isComment = html.startsWith('<!--', open);
    const close = html.indexOf(isComment ? '-->' : '>', open);
    if (close < 0) break;
    position = close + (isComment ? 3 : 1);
    if (isComment) continue;
    const tag = html.slice(open, Math.min(close, open + MAX_TAG));
    const isClosing = tag.charAt(1) === '/';
    const name = (/^<\/?([a-z0-9]{1,12})/i.exec(tag)?.[1] ?? '').toLowerCase();
    if (hidden !== '') {
      if (isClosing && name === hidden) hidden = '';
      continue;
    }
    if (HIDDEN.has(name) && !isClosing && !tag.endsWith('/')) {
      hidden = name;
      continue;
    }
    if (name === 'blockquote') quotes = Math.max(0, Math.min(quotes + (isClosing ? -1 : 1), 5));
    if (name === 'a' && !isClosing) {
      mailto = MAILTO.exec(tag)?.[1];
      hasAddress = false;
    } else if (name === 'a' && mailto !== undefined) {
      if (!hasAddress) add(` <${mailto}>`);
      mailto = undefined;
    }
    if ((name === 'td' || name === 'th') && last !== '\n' && last !== ' ') add(' ');
    if (name === 'hr') add('\n----------\n');
    else if (name === 'p' && isClosing) add('\n\n');
    else if (BLOCKS.has(name) && (last !== '\n' || name === 'br')) add('\n');
    if (quotes > 0 && last === '\n' && !isClosing) add('> ');
  }
  return decodeEntities(parts.join(''));
}
