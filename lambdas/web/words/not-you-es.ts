import type { NotYouWords } from './not-you-en.ts';

/** The texts of the page "Not you?" in Spanish, with tú. */
export const notYouEs: NotYouWords = {
  title: '¿No fuiste tú?',
  review: {
    lead:
      'Alguien escribió tu dirección en el formulario de Open Door, y por eso te enviamos un ' +
      'enlace a una carta. Si no fuiste tú, no pasa nada: nadie más tiene el enlace, y no se ' +
      'envía ninguna carta en tu nombre.',
    stop: 'Puedes pedir que no lleguen más: ya no enviaremos enlaces a cartas a tu buzón.',
    sure: 'No quiero recibir más enlaces a cartas',
    stopped: 'Ya no enviamos enlaces a cartas a tu buzón, los pida quien los pida.',
    allow:
      'Si quieres escribir aquí una carta, permite de nuevo estos correos. Mientras tanto, el ' +
      'formulario dice que el enlace va en camino, como a todo el mundo, pero no llega ninguno.',
    allowSure: 'Quiero recibir de nuevo enlaces a cartas',
    allowed: 'Tu buzón vuelve a recibir enlaces a cartas cuando alguien los pida.',
  },
  contacts: {
    lead:
      'Alguien escribió tu dirección en la página de contactos de Open Door, y por eso te ' +
      'enviamos un enlace. Si no fuiste tú, no pasa nada: nadie más tiene el enlace.',
    stop: 'Puedes pedir que no lleguen más: ya no enviaremos enlaces a contactos a tu buzón.',
    sure: 'No quiero recibir más enlaces a contactos',
    stopped: 'Ya no enviamos enlaces a contactos a tu buzón, los pida quien los pida.',
    allow:
      'Si quieres ver aquí tus contactos, permite de nuevo estos correos. Mientras tanto, la ' +
      'página dice que el enlace va en camino, como a todo el mundo, pero no llega ninguno.',
    allowSure: 'Quiero recibir de nuevo enlaces a contactos',
    allowed: 'Tu buzón vuelve a recibir enlaces a contactos cuando alguien los pida.',
  },
  stopButton: 'No quiero más correos así',
  allowButton: 'Permitir estos correos',
  stoppedTitle: 'Ya no te llegarán estos correos',
  allowedTitle: 'Te llegarán de nuevo estos correos',
  keep: 'Guarda el correo que te trajo aquí: en esta página puedes cambiarlo cuando quieras.',
};
