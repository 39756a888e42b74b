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
};
/**
 * Domains of mail providers and others that look like a mistyped one of the above, but
 * exist. Nothing is asked about them.
 */
const OTHERS =
  'mail.com email.com gmx.com gmx.net gmx.es gmx.de mail.es mail.ru live.com live.com.mx ' +
  'live.com.ar live.cl live.co.uk live.fr live.it msn.com me.com mac.com aol.com aim.com ' +
  'rocketmail.com hushmail.com zohomail.com zmail.com tmail.com xmail.com kmail.com dmail.com ' +
  'jmail.com fmail.com emails.com e-mail.com cloud.com icloud.net outlook.net protonmail.net ' +
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

const providers: readonly Provider[] = Object.entries(PROVIDERS).map(([name, endings]) => ({
  name,
  endings: endings.split(' '),
}));

const realDomains = new Set([
  ...providers.flatMap(({ name, endings }) => endings.map((ending) => `${name}.${ending}`)),
  ...OTHERS.split(' '),
]);

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
 * mail provider with a typing error: `gmial.com`, `gmail.con`, `yaho.es`. It is only a
 * question: the domain may exist.
 *
 * @param address a valid address
 */
export function suggestAddress(address: string): string | undefined {
  const domain = domainOf(address);
  if (domain.length > MAX_DOMAIN || realDomains.has(domain)) return undefined;
  const local = address.slice(0, address.lastIndexOf('@'));
  const dot = domain.indexOf('.');
  const [name, ending] = [domain.slice(0, dot), domain.slice(dot + 1)];
  const nearest = [
    ...providers.filter((provider) => provider.name === name),
    ...providers.filter((provider) => isOneTypoApart(name, provider.name)),
  ];
  for (const provider of nearest) {
    // A name with a typing error needs an ending that its provider has, or nearly.
    const meant = endingOf(provider, ending);
    const isLikely =
      provider.name === name || provider.endings.some((real) => isOneTypoApart(ending, real));
    if (meant !== undefined && isLikely) return `${local}@${provider.name}.${meant}`;
  }
  return undefined;
}
