import { markArticle, mergeArticles } from '../../core/text/spanish.ts';
import type { PhoneWords } from './phone-en.ts';
import type { CallFacts, PhoneLines } from './phone-lines.ts';

/** What the page says around the words on the phone, in Spanish, with tú. */
export const phoneEs: PhoneWords = {
  title: 'Qué decir por teléfono',
  lead: 'Bastan cuatro frases breves. Cámbialas a tu gusto; no tienes que explicar nada.',
  noCall: 'No hace falta llamar: nadie espera tu llamada. Basta con la carta.',
  voicemail: 'Si entra el buzón de voz',
  askedWhy: 'Si te preguntan por qué',
  offeredMore: 'Si vuelven con una oferta mejor',
  byEmail: 'Estas respuestas también sirven por correo.',
};

const hello = ({ person, candidate }: CallFacts) => `Hola, ${person}, soy ${candidate}`;
/** «el puesto de Ingeniería de Datos en Norte.» */
const thePost = ({ role, company }: CallFacts) =>
  mergeArticles(`el puesto de ${markArticle(role)} en ${company}`);
/** Ends a sentence: the date is free again, if there is one. */
const freeing = ({ date }: CallFacts) =>
  date === undefined ? '.' : ` y declino la entrevista del ${date}.`;
const ofDate = ({ date }: CallFacts) => (date === undefined ? '' : ` del ${date}`);

/** What to say on the phone, in Spanish with usted. */
export const phoneLinesEs: PhoneLines = {
  scripts: {
    outreach: 'no-call',
    application: (facts) => [
      `${hello(facts)} Envié mi solicitud para ${thePost(facts)}`,
      `Retiro mi solicitud${freeing(facts)}`,
      'Muchas gracias por considerarla.',
      'Ojalá tengamos ocasión de conocernos. Se lo confirmo también por correo.',
    ],
    screen: (facts) => [
      `${hello(facts)} Le llamo por ${thePost(facts)}`,
      `He decidido no continuar en el proceso${freeing(facts)}`,
      'Muchas gracias por su tiempo y por la información.',
      'Me dará gusto que sigamos en contacto. Se lo confirmo también por correo.',
    ],
    scheduled: (facts) => [
      `${hello(facts)} Le llamo por la entrevista para ${thePost(facts)}`,
      `Me retiro del proceso y declino la entrevista${ofDate(facts)}; ` +
        'no hace falta buscar otra fecha.',
      'Muchas gracias por organizarla; dé las gracias de mi parte también a los demás.',
      'Ojalá volvamos a coincidir. Se lo confirmo también por correo.',
    ],
    interviewing: (facts) => [
      `${hello(facts)} Le llamo por ${thePost(facts)}`,
      `He decidido retirarme del proceso de selección${freeing(facts)}`,
      'Muchas gracias por su tiempo; dé las gracias de mi parte a quienes me entrevistaron.',
      'Me dará gusto que sigamos en contacto. Se lo confirmo también por correo.',
    ],
    final: (facts) => [
      `${hello(facts)} Le llamo por ${thePost(facts)}`,
      `Antes de que decidan, me retiro del proceso de selección${freeing(facts)}`,
      'Muchas gracias por llevarme hasta la última ronda; dé las gracias de mi parte a quienes ' +
        'me entrevistaron.',
      'Ojalá volvamos a encontrarnos. Se lo confirmo también por correo.',
    ],
    offer: (facts) => [
      `${hello(facts)} Muchas gracias por ofrecerme ${thePost(facts)}`,
      'Con todo mi agradecimiento, declino la oferta.',
      'Le agradezco mucho la confianza; dé las gracias de mi parte a todo el equipo.',
      'Espero que sigamos en contacto. Se lo confirmo también por correo.',
    ],
  },
  voicemailEnd: 'Se lo confirmo también por correo. No hace falta que me devuelva la llamada.',
  whenAskedWhy: [
    'Eso prefiero reservármelo; mi decisión es definitiva.',
    'Le agradezco que pregunte. Lo dejo ahí, y me dará gusto que sigamos en contacto.',
  ],
  whenOfferedMore: [
    'Le agradezco mucho el esfuerzo. Mi respuesta es la misma: no continúo en el proceso.',
    'Es muy generoso de su parte, y mi decisión se mantiene. Espero que encuentren pronto a la ' +
      'persona indicada.',
  ],
};

/** What to say on the phone, in Spanish with tú. */
export const phoneLinesEsTu: PhoneLines = {
  scripts: {
    outreach: 'no-call',
    application: (facts) => [
      `${hello(facts)} Envié mi solicitud para ${thePost(facts)}`,
      `Retiro mi solicitud${freeing(facts)}`,
      'Muchas gracias por considerarla.',
      'Ojalá tengamos ocasión de conocernos. Te lo confirmo también por correo.',
    ],
    screen: (facts) => [
      `${hello(facts)} Te llamo por ${thePost(facts)}`,
      `He decidido no continuar en el proceso${freeing(facts)}`,
      'Muchas gracias por tu tiempo y por la información.',
      'Me dará gusto que sigamos en contacto. Te lo confirmo también por correo.',
    ],
    scheduled: (facts) => [
      `${hello(facts)} Te llamo por la entrevista para ${thePost(facts)}`,
      `Me retiro del proceso y declino la entrevista${ofDate(facts)}; ` +
        'no hace falta buscar otra fecha.',
      'Muchas gracias por organizarla; da las gracias de mi parte también a los demás.',
      'Ojalá volvamos a coincidir. Te lo confirmo también por correo.',
    ],
    interviewing: (facts) => [
      `${hello(facts)} Te llamo por ${thePost(facts)}`,
      `He decidido retirarme del proceso de selección${freeing(facts)}`,
      'Muchas gracias por tu tiempo; da las gracias de mi parte a quienes me entrevistaron.',
      'Me dará gusto que sigamos en contacto. Te lo confirmo también por correo.',
    ],
    final: (facts) => [
      `${hello(facts)} Te llamo por ${thePost(facts)}`,
      `Antes de que decidan, me retiro del proceso de selección${freeing(facts)}`,
      'Muchas gracias por llevarme hasta la última ronda; da las gracias de mi parte a quienes ' +
        'me entrevistaron.',
      'Ojalá volvamos a encontrarnos. Te lo confirmo también por correo.',
    ],
    offer: (facts) => [
      `${hello(facts)} Muchas gracias por ofrecerme ${thePost(facts)}`,
      'Con todo mi agradecimiento, declino la oferta.',
      'Te agradezco mucho la confianza; da las gracias de mi parte a todo el equipo.',
      'Espero que sigamos en contacto. Te lo confirmo también por correo.',
    ],
  },
  voicemailEnd: 'Te lo confirmo también por correo. No hace falta que me devuelvas la llamada.',
  whenAskedWhy: [
    'Eso prefiero reservármelo; mi decisión es definitiva.',
    'Te agradezco que preguntes. Lo dejo ahí, y me dará gusto que sigamos en contacto.',
  ],
  whenOfferedMore: [
    'Te agradezco mucho el esfuerzo. Mi respuesta es la misma: no continúo en el proceso.',
    'Es muy generoso de tu parte, y mi decisión se mantiene. Espero que encuentren pronto a la ' +
      'persona indicada.',
  ],
};
