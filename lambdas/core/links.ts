import { lazyPattern } from './lazy-pattern.ts';
import { isPrintableAscii } from './printable-ascii.ts';

/**
 * Finds what a mail program would turn into a link or an address. A domain alone is no
 * link here, because it may be the name of a company or of a product (Booking.com,
 * Vue.js): it becomes a link when something follows that leads elsewhere on its site.
 *
 * All patterns are linear: each one begins at a fixed sign, or takes a whole run of
 * characters of one class.
 */

/**
 * Signs that people, and some mail programs, read as the ASCII signs of a link, besides
 * those that NFKC turns into ASCII. Source: Unicode's list of confusables (UTS 39). A
 * middle dot is none of them: it stands within Catalan words and Japanese names.
 */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '.': '\u3002\uFF61\uFE12\u0701\u0702\uA4F8\uA60E',
  '/': '\u1735\u2041\u2044\u2215\u2571\u27CB\u29F8\u2CC6\u3033\u31D3',
  '\\': '\u2216\u27CD\u29F5\u29F9',
  ':': '\u02D0\u02F8\u05C3\u2236\uA789\uFE13',
};
const ASCII_SIGNS = new Map(
  Object.entries(LOOKALIKES).flatMap(([sign, others]) =>
    [...others].map((other) => [other, sign] as const),
  ),
);
/** Japanese and Chinese letters that look like a slash between two Latin letters. */
const SLASH_LETTERS = /(?<=[a-z0-9])[\u30CE\u4E3F](?=[a-z0-9])/gi;

function toAsciiSign(character: string): string {
  const sign = ASCII_SIGNS.get(character);
  if (sign !== undefined) return sign;
  const compatible = character.normalize('NFKC');
  return /^[!-~]$/.test(compatible) ? compatible : character;
}

/**
 * Replaces the signs that look like ASCII: fullwidth, small, circled and raised letters
 * and signs, other slashes and dots. The offsets in the text stay the same.
 */
const toAscii = (text: string): string =>
  isPrintableAscii(text)
    ? text
    : text.replace(/[\u0080-\uFFFF]/g, toAsciiSign).replace(SLASH_LETTERS, '/');

/** The domains of countries. Other pairs of letters end no domain: RR.HH., EE.UU. */
const COUNTRIES = new Set(
  (
    'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br ' +
    'bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do ' +
    'dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt ' +
    'gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp ' +
    'kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms ' +
    'mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ' +
    'ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx ' +
    'sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn ' +
    'vu wf ws ye yt za zm zw'
  ).split(' '),
);
/** Endings of file names and companies that are no top-level domains: Node.js. */
const NO_DOMAIN_ENDINGS = new Set(
  (
    'corp cpp css csv doc docx exe htm html inc jpg json jsx llc ltda mjs pdf php png ppt pptx ' +
    'scss sql tsx txt vba wasm xls xlsx xml yaml yml'
  ).split(' '),
);
/**
 * Names with a dot that people write before a slash: "ASP.NET/C#", "Amazon.com/AWS",
 * "B.Sc./M.Sc.". None of their sites publishes pages of strangers.
 */
const DOTTED_NAMES = new Set(
  (
    'ado.net asp.net ml.net vb.net socket.io draw.io amazon.com booking.com cars.com chess.com ' +
    'crypto.com hotels.com indeed.com match.com monday.com overstock.com priceline.com ' +
    'realtor.com salesforce.com trip.com ' +
    'b.arch b.com b.des b.ed b.eng b.pharm b.sc b.tech d.phil d.sc m.arch m.com m.des m.ed ' +
    'm.eng m.pharm m.phil m.sc m.tech s.coop'
  ).split(' '),
);
/** A short title before a name without a space: "Sr.Engineer/Manager", "1.Design". */
const TITLE =
  /^(?:\d{1,2}|arq|co|dr|dra|ing|inc|jr|lic|mr|mrs|ms|mtra|mtro|núm|prof|sr|sra|st|vp)$/i;
/**
 * The other half of "ASP.NET/C#", after the slash: one word with a capital letter (React,
 * Node.js, .NET), or an abbreviation (M.Sc.). Nothing may follow it but punctuation.
 */
const otherNamePattern = lazyPattern(
  () =>
    new RegExp(
      `^/(?:${[
        /(?:\p{Lu}[\p{L}\p{N}]{0,30})?(?:\.js|\.net|\.NET)?[+#]{0,2}/u.source,
        /\p{Lu}\p{L}?\.\p{L}{1,5}\.?/u.source,
        /[cf]#/u.source,
      ].join('|')})(?=[,;.:!?)\\]]{0,3}(?:\\s|$))`,
      'u',
    ),
);

const hostRunPattern = lazyPattern(() => /[\p{L}\p{M}\p{N}._-]+/gu);
const IP_ADDRESS = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** Whether the text can be the ending of a domain, in lower case. */
const isEnding = (text: string): boolean =>
  text.startsWith('xn--') ||
  (/^[a-z]+$/.test(text)
    ? text.length === 2
      ? COUNTRIES.has(text)
      : text.length > 2 && !NO_DOMAIN_ENDINGS.has(text)
    : /^[\p{L}\p{M}]{2,}$/u.test(text));

/** The last two labels of a run of host characters, without the dots around it. */
function lastLabels(run: string): readonly [name: string, ending: string] {
  const labels = run.replace(/\.$/, '').split('.');
  return [labels.at(-2) ?? '', labels.at(-1) ?? ''];
}

function isHost(run: string): boolean {
  const [name, ending] = lastLabels(run);
  return IP_ADDRESS.test(run) || (/[\p{L}\p{N}]/u.test(name) && isEnding(ending.toLowerCase()));
}

/** Whether a host with a slash after it is the first half of two names. */
function isTitle(run: string, rest: string): boolean {
  if (!otherNamePattern().test(rest)) return false;
  const [name, ending] = lastLabels(run);
  if (DOTTED_NAMES.has(`${name}.${ending}`.toLowerCase())) return true;
  return TITLE.test(name) && /^\p{Lu}\p{Ll}{5}/u.test(ending);
}

/** What may follow a host so that it is more than a domain. Tested at its end. */
const afterHostPattern = lazyPattern(
  () => /^(?:[/\\]\S|[?#&][\p{L}\p{N}=%_!/]|:\d|%[0-9a-f]{2})/iu,
);

/** Beginnings of a link that need no domain. */
const makeSigns = (): readonly RegExp[] => [
  /:\/\//g,
  /(?<![\p{L}\p{N}])www\d?\.(?=[\p{L}\p{N}])/giu,
  /(?<![\p{L}\p{N}])mailto:/giu,
  /(?<![\p{L}\p{N}])(?:javascript|vbscript|hxxps?|https?|ftp):(?=\S)/giu,
  /(?<![\p{L}\p{N}])(?:tel|sms|callto|skype|whatsapp|facetime):(?=[+\d\p{L}])/giu,
  /(?<![\p{L}\p{N}])data:[a-z]+\/[a-z]/giu,
  /(?<![\p{L}\p{N}])xn--(?=[a-z0-9])/giu,
  // A domain that is disguised so that filters do not see it.
  /(?<=[\p{L}\p{N}])[[({](?:\.|dot|punto)[\])}](?=[\p{L}\p{N}])/giu,
];
/** Made when they are first used: that takes 1 ms of CPU, and most texts need none. */
let signs: readonly RegExp[] | undefined;

/** A link in a text; UTF-16 offsets. */
export interface LinkSpan {
  readonly start: number;
  readonly end: number;
}

const isSpace = (character: string | undefined): boolean =>
  character === undefined || /\s/u.test(character);

/** Spans that cover the whole of the word around each offset. Ascending offsets. */
function wordsAround(text: string, offsets: readonly number[]): readonly LinkSpan[] {
  const spans: LinkSpan[] = [];
  for (const offset of offsets) {
    if (offset < (spans.at(-1)?.end ?? 0)) continue;
    let start = offset;
    while (!isSpace(text[start - 1])) start -= 1;
    let end = offset;
    while (!isSpace(text[end])) end += 1;
    spans.push({ start, end });
  }
  return spans;
}

/**
 * Each sign of a link, and each host with something after it, has one of these. The full
 * stop at the end of a sentence is none.
 */
const ANY_SIGN = /[:[({]|\.[^\s.]|xn--/i;

/** The words of a text that contain a link or an address, in their order. */
export function linksIn(text: string): readonly LinkSpan[] {
  const ascii = toAscii(text);
  if (!ANY_SIGN.test(ascii)) return [];
  const offsets: number[] = [];
  signs ??= makeSigns();
  for (const sign of signs) {
    for (const { index } of ascii.matchAll(sign)) offsets.push(index);
  }
  for (const { 0: run, index } of ascii.matchAll(hostRunPattern())) {
    if (!run.includes('.') || !isHost(run)) continue;
    const end = index + run.length;
    const isAddress = ascii[index - 1] === '@' && !isSpace(ascii[index - 2]);
    const isNetworkPath = /^(?:\/\/|\\\\)$/.test(ascii.slice(Math.max(0, index - 2), index));
    const rest = ascii.slice(end, end + 200);
    const leadsElsewhere = afterHostPattern().test(rest) && !isTitle(run, rest);
    if (isAddress || isNetworkPath || leadsElsewhere) offsets.push(index);
  }
  for (const { index } of ascii.matchAll(/(?<=\S)@\[/g)) offsets.push(index);
  return wordsAround(
    text,
    offsets.sort((one, other) => one - other),
  );
}
