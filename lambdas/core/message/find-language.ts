import type { LetterLanguage } from '../choices.ts';
import { listOf, phrases, plain } from './words.ts';

const ENGLISH = listOf(
  'the and you your for with to of is are we our have this that be will would on ' +
    'in from at i it as an if can please thanks',
);
const SPANISH = listOf(
  'el la los las de del que y en para con por una un su tu te se es nos le al lo ' +
    'como mas tus gracias hola esta este',
);

/** Words that say tú, vos or vosotros. */
const TU = phrases(
  'te|Te|tu|Tu|tus|Tus|ti|contigo|tuy[oa]s?|vos|eres|sos|est[aá]s|tienes|' +
    'ten[eé]s|puedes|pod[eé]s|quieres|quer[eé]s|has|hayas|gustar[ií]a saber si te|' +
    'av[ií]same|avisame|cu[eé]ntame|contame|escr[ií]beme|escribime|resp[oó]ndeme|' +
    'respondeme|conf[ií]rmame|confirmame|dime|decime|ll[aá]mame|d[ií]game|' +
    'm[aá]ndame|mandame|p[aá]same|pasame|env[ií]ame|recuerda|espero que est[eé]s|' +
    'podr[ií]as|tendr[ií]as|estar[ií]as|puedas|quieras|tengas|interesa(?:r[ií]a)?s|' +
    'ser[aá]s|ver[aá]s|recibir[aá]s|encontrar[aá]s|te apetece|vuestr[oa]s?',
  'gu',
);
const USTED = phrases(
  'usted|ustedes|le (?:escrib|agrade|inform|envi|env[ií]|salud|confirm|invit|' +
    'contact|ofre|compart|record|pid|pedi|comunic|gustar|interes|parece|solicit|' +
    'hac|dese|quer|coment|notific)\\p{L}*|les? (?:escribo|agradezco|informo)|' +
    'su (?:perfil|inter[eé]s|tiempo|postulaci[oó]n|candidatura|solicitud|correo|' +
    'respuesta|confirmaci[oó]n|experiencia|disponibilidad|cv|curr[ií]culum|' +
    'trayectoria|entrevista|asistencia|atenci[oó]n|nombre|proceso|registro|' +
    'participaci[oó]n|pronta)|estimad[oa]|podr[ií]a (?:usted|confirmar|indicar|' +
    'decir)|ind[ií]quenos|conf[ií]rmenos|favor de|s[ií]rvase|recib[ae] un|' +
    'espero se encuentre|que se encuentre|comun[ií]quese|pres[eé]ntese|acuda',
  'giu',
);

/** The language of the letter that answers: that of the message, and its tú or usted. */
export function findLanguage(
  text: string,
): { readonly value: LetterLanguage; readonly words: string } | undefined {
  let english = 0;
  let spanish = 0;
  for (const word of plain(text.slice(0, 12_000)).split(/[^a-zñ']+/)) {
    if (ENGLISH.has(word)) english += 1;
    if (SPANISH.has(word)) spanish += 1;
  }
  if (english + spanish < 3 || Math.max(english, spanish) < 1.3 * Math.min(english, spanish)) {
    return undefined;
  }
  if (english > spanish) return { value: 'en', words: '' };
  const body = text.slice(0, 12_000);
  const [tu, usted] = [[...body.matchAll(TU)], [...body.matchAll(USTED)]];
  const isTu = tu.length >= usted.length;
  return {
    value: isTu && tu.length > 0 ? 'es-tu' : 'es',
    words: (isTu ? tu : usted)[0]?.[0] ?? '',
  };
}
