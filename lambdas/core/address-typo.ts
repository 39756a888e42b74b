import { domainOf } from './email-address.ts';
import { isOneTypoApart } from './one-typo.ts';

/** Large mail providers whose names are often mistyped, with the endings in use. */
const PROVIDERS = {
  gmail: 'com',
  googlemail: 'com',
  hotmail: 'com es fr it de be ca cl dk gr nl no se co.uk com.ar com.au com.br com.mx',
  outlook:
    'com es fr it de pt at be cl co cz dk hu ie in jp kr lv my ph sa sg sk co.id co.th ' +
    'com.ar com.au com.br com.gr com.tr com.vn',
  yahoo:
    'com es fr it de ca gr ie in no pl ro se co.in co.jp co.nz co.uk com.ar com.au com.br ' +
    'com.co com.mx com.pe com.ph com.sg com.tr com.tw com.ve com.vn',
  ymail: 'com',
  icloud: 'com',
  protonmail: 'com ch',
  proton: 'me',
  telefonica: 'net',
  movistar: 'es',
  comcast: 'net',
  verizon: 'net',
  fastmail: 'com fm',
  rediffmail: 'com',
  hushmail: 'com',
  rocketmail: 'com',
  sbcglobal: 'net',
  bellsouth: 'net',
  btinternet: 'com',
  prodigy: 'net.mx',
  tutanota: 'com de',
  yandex: 'com ru',
};
/**
 * Providers with a short name. One letter away from it is another real domain (olive.com,
 * sol.com), so only the ending can be mistyped.
 */
const SHORT_NAMES = {
  aol: 'com de es fr it co.uk com.ar com.au com.br com.mx',
  live:
    'com at be ca cl cn de dk fi fr hk ie in it jp nl no ru se co.kr co.uk co.za com.ar com.au ' +
    'com.mx com.my com.ph com.pt com.sg',
  msn: 'com',
  gmx: 'com net at ch de es fr us co.uk',
  uol: 'com.br',
  bol: 'com.br',
  orange: 'es fr',
  libero: 'it',
};
/**
 * Endings that are no top-level domain, but a mistyped one. No email to them can arrive,
 * so they are asked about after every name.
 */
const NO_ENDINGS = {
  com:
    'c0m ccom cim clm cmo cmm cok com1 comm comn conm con coom copm coml cpm cob fom ocm ' +
    'oom vom xom',
  net: 'met ner nett nrt nte',
  org: 'ogr orgg orh prg rog',
};
/**
 * Domains of mail providers and others that look like a mistyped one of the above, but
 * exist. Nothing is asked about them.
 */
const OTHERS =
  'mail.com email.com mail.es mail.ru live.co live.us live.eu live.net live.org live.es ' +
  'gmx.org gmx.li gmx.eu gmx.info msn.net me.com mac.com aim.com zohomail.com zmail.com ' +
  'tmail.com xmail.com kmail.com dmail.com jmail.com fmail.com emails.com e-mail.com ' +
  'cloud.com icloud.net outlook.net protonmail.net ' +
  'proton.ch pm.me yandex.com yandex.ru terra.es terra.com telefonica.com telefonica.es ' +
  'movistar.com movistar.cl movistar.mx verizon.com comcast.com fastmail.net fastmail.es ' +
  'hotmail.net hotmail.ch hotmail.at hotmail.pt hotmail.ie hotmail.com.co yahoo.net yahoo.at ' +
  'yahoo.be yahoo.ch yahoo.cl yahoo.dk yahoo.fi yahoo.hu yahoo.nl yahoo.pt yahoo.co.id ' +
  'yahoo.co.kr yahoo.co.th yahoo.com.cn yahoo.com.hk outlook.cl outlook.ch outlook.nl ' +
  'outlook.se outlook.co.nz outlook.co.uk proton.com proton.mx';

interface Provider {
  readonly name: string;
  readonly endings: readonly string[];
}

const listOf = (table: Readonly<Record<string, string>>): readonly Provider[] =>
  Object.entries(table).map(([name, endings]) => ({ name, endings: endings.split(' ') }));

const longNames = listOf(PROVIDERS);
const providers: readonly Provider[] = [...longNames, ...listOf(SHORT_NAMES)];
const realEndings = new Map(
  Object.entries(NO_ENDINGS).flatMap(([real, mistyped]) =>
    mistyped.split(' ').map((ending) => [ending, real] as const),
  ),
);

const realDomains = new Set([
  ...providers.flatMap(({ name, endings }) => endings.map((ending) => `${name}.${ending}`)),
  ...OTHERS.split(' '),
]);
const nameOf = (domain: string): string => domain.slice(0, domain.indexOf('.'));
const realNames = new Set([...realDomains].map(nameOf));

/** The longest domain of which a mistyped one is asked. */
const MAX_DOMAIN = 30;

/** The ending that was meant: the typed one, one near to it, or the only one. */
function endingOf({ endings }: Provider, typed: string): string | undefined {
  const [only, ...others] = endings;
  if (endings.includes(typed)) return typed;
  return (
    endings.find((ending) => isOneTypoApart(typed, ending)) ??
    (others.length > 0 ? undefined : only)
  );
}

/**
 * The address that the candidate may have meant, if the domain looks like that of a large
 * mail provider with a typing error, `gmial.com`, `gmail.con`, `yaho.es`, or if its
 * ending is a mistyped one, `northwind.con`. It is only a question: the domain may exist.
 *
 * @param address a valid address
 */
export function suggestAddress(address: string): string | undefined {
  const domain = domainOf(address);
  if (domain.length > MAX_DOMAIN || realDomains.has(domain)) return undefined;
  const local = address.slice(0, address.lastIndexOf('@'));
  const name = nameOf(domain);
  const ending = domain.slice(name.length + 1);
  const lastDot = domain.lastIndexOf('.');
  const realEnding = realEndings.get(domain.slice(lastDot + 1));
  const corrected = realEnding && `${domain.slice(0, lastDot)}.${realEnding}`;
  if (corrected !== undefined && realDomains.has(corrected)) return `${local}@${corrected}`;
  const nearest = realNames.has(name)
    ? providers.filter((provider) => provider.name === name)
    : longNames.filter((provider) => isOneTypoApart(name, provider.name));
  for (const provider of nearest) {
    // A name with a typing error needs an ending that its provider has, or nearly.
    const meant = endingOf(provider, ending);
    const isLikely =
      provider.name === name || provider.endings.some((real) => isOneTypoApart(ending, real));
    if (meant !== undefined && isLikely) return `${local}@${provider.name}.${meant}`;
  }
  return corrected && `${local}@${corrected}`;
}
