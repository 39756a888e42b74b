import { markArticle, mergeArticles } from '../../core/text/spanish.ts';
import type { PhoneWords } from './phone-en.ts';
import type { CallFacts, PhoneLines } from './phone-lines.ts';

/** What the page says around the words on the phone, in Spanish, with tú. */
export const phoneEs: PhoneWords = {
  title: 'Qué decir por teléfono',
  lead: 'Bastan cuatro frases breves. Cámbialas a tu gusto; no tienes que explicar nada.',
  noCall: 'No hace falta llamar: nadie espera tu llamada. Basta con escribir.',
  voicemail: 'Si entra el buzón de voz',
  askedWhy: 'Si te preguntan por qué',
  offeredMore: 'Si vuelven con una oferta mejor',
  byEmail: 'Estas respuestas también sirven por escrito.',
};

const hello = ({ person, candidate }: CallFacts) => `Hola, ${person}, soy ${candidate}`;
/** «el puesto de Ingeniería de Datos en Norte.» */
const thePost = ({ role, company }: CallFacts) =>
  mergeArticles(`el puesto de ${markArticle(role)} en ${company}`);
/** Ends a sentence: the date is free again, if there is one. */
const freeing = ({ date }: CallFacts) =>
  date === undefined ? '.' : ` y declino la entrevista del ${date}.`;
const ofDate = ({ date }: CallFacts) => (date === undefined ? '' : ` del ${date}`);

/** What differs between usted and tú. */
interface Register {
  readonly le: 'Le' | 'Te';
  /** «Se lo confirmo», «Te lo confirmo». */
  readonly confirmo: string;
  readonly su: 'su' | 'tu';
  readonly dé: 'dé' | 'da';
  readonly devuelva: 'devuelva' | 'devuelvas';
  readonly pregunte: 'pregunte' | 'preguntes';
}

const linesWith = ({ le, confirmo, su, dé, devuelva, pregunte }: Register): PhoneLines => ({
  scripts: {
    outreach: 'no-call',
    application: (facts) => [
      `${hello(facts)} Envié mi solicitud para ${thePost(facts)}`,
      `Retiro mi solicitud${freeing(facts)}`,
      'Muchas gracias por considerarla.',
      `Ojalá tengamos ocasión de conocernos. ${confirmo} también por escrito.`,
    ],
    screen: (facts) => [
      `${hello(facts)} ${le} llamo por ${thePost(facts)}`,
      `He decidido no continuar en el proceso${freeing(facts)}`,
      `Muchas gracias por ${su} tiempo y por la información.`,
      `Me dará gusto que sigamos en contacto. ${confirmo} también por escrito.`,
    ],
    scheduled: (facts) => [
      `${hello(facts)} ${le} llamo por la entrevista para ${thePost(facts)}`,
      `Me retiro del proceso y declino la entrevista${ofDate(facts)}; ` +
        'no hace falta buscar otra fecha.',
      `Muchas gracias por organizarla; ${dé} las gracias de mi parte también a los demás.`,
      `Ojalá volvamos a coincidir. ${confirmo} también por escrito.`,
    ],
    interviewing: (facts) => [
      `${hello(facts)} ${le} llamo por ${thePost(facts)}`,
      `He decidido retirarme del proceso de selección${freeing(facts)}`,
      `Muchas gracias por ${su} tiempo; ${dé} las gracias de mi parte a quienes me entrevistaron.`,
      `Me dará gusto que sigamos en contacto. ${confirmo} también por escrito.`,
    ],
    final: (facts) => [
      `${hello(facts)} ${le} llamo por ${thePost(facts)}`,
      `Antes de que decidan, me retiro del proceso de selección${freeing(facts)}`,
      'Muchas gracias por llevarme hasta la última ronda; ' +
        `${dé} las gracias de mi parte a quienes me entrevistaron.`,
      `Ojalá volvamos a encontrarnos. ${confirmo} también por escrito.`,
    ],
    offer: (facts) => [
      `${hello(facts)} Muchas gracias por ofrecerme ${thePost(facts)}`,
      'Con todo mi agradecimiento, declino la oferta.',
      `${le} agradezco mucho la confianza; ${dé} las gracias de mi parte a todo el equipo.`,
      `Espero que sigamos en contacto. ${confirmo} también por escrito.`,
    ],
  },
  voicemailEnd: `${confirmo} también por escrito. No hace falta que me ${devuelva} la llamada.`,
  whenAskedWhy: [
    'Eso prefiero reservármelo; mi decisión es definitiva.',
    `${le} agradezco que ${pregunte}. Lo dejo ahí, y me dará gusto que sigamos en contacto.`,
  ],
  whenOfferedMore: [
    `${le} agradezco mucho el esfuerzo. Mi respuesta es la misma: no continúo en el proceso.`,
    `Es muy generoso de ${su} parte, y mi decisión se mantiene. ` +
      'Espero que encuentren pronto a la persona indicada.',
  ],
});

/** What to say on the phone, in Spanish with usted. */
export const phoneLinesEs = linesWith({
  le: 'Le',
  confirmo: 'Se lo confirmo',
  su: 'su',
  dé: 'dé',
  devuelva: 'devuelva',
  pregunte: 'pregunte',
});

/** What to say on the phone, in Spanish with tú. */
export const phoneLinesEsTu = linesWith({
  le: 'Te',
  confirmo: 'Te lo confirmo',
  su: 'tu',
  dé: 'da',
  devuelva: 'devuelvas',
  pregunte: 'preguntes',
});
