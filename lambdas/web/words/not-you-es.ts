import type { NotYouWords } from './not-you-en.ts';

/** The texts of the page "Not you?" in Spanish, with tú. */
export const notYouEs: NotYouWords = {
  title: '¿No fuiste tú?',
  review: {
    lead:
      'Open Door sirve para declinar entrevistas de trabajo por carta. Alguien escribió ahí tu ' +
      'dirección de correo, quizá por error, y por eso te enviamos un enlace. Si no fuiste tú, ' +
      'no tienes que hacer nada: nadie más tiene el enlace, y no se envía ninguna carta en tu ' +
      'nombre.',
    stop: 'También puedes pedir que no te lleguen más. Así nadie podrá hacer que te enviemos otro.',
    sure: 'No quiero recibir más enlaces para escribir cartas',
    stopped: 'Ya no te enviaremos enlaces para escribir cartas, los pida quien los pida.',
    allow:
      'Si quieres escribir aquí una carta, vuelve a permitir estos correos. Mientras tanto, el ' +
      'formulario dice que el enlace va en camino, como a todo el mundo, pero no llega ninguno.',
    allowSure: 'Quiero recibir de nuevo enlaces para escribir cartas',
    allowed: 'De nuevo te enviaremos un enlace para escribir una carta cuando se pida.',
  },
  contacts: {
    lead:
      'Open Door sirve para declinar entrevistas de trabajo por carta y seguir en contacto. ' +
      'Alguien escribió ahí tu dirección de correo para ver sus contactos, y por eso te enviamos ' +
      'un enlace. Si no fuiste tú, no tienes que hacer nada: nadie más tiene el enlace.',
    stop: 'También puedes pedir que no te lleguen más. Así nadie podrá hacer que te enviemos otro.',
    sure: 'No quiero recibir más enlaces a contactos',
    stopped: 'Ya no te enviaremos enlaces a contactos, los pida quien los pida.',
    allow:
      'Si quieres ver aquí tus contactos, vuelve a permitir estos correos. Mientras tanto, la ' +
      'página dice que el enlace va en camino, como a todo el mundo, pero no llega ninguno.',
    allowSure: 'Quiero recibir de nuevo enlaces a contactos',
    allowed: 'De nuevo te enviaremos un enlace a tus contactos cuando se pida.',
  },
  stopButton: 'No quiero más correos así',
  allowButton: 'Volver a permitir estos correos',
  stoppedTitle: 'Ya no te llegarán estos correos',
  allowedTitle: 'Estos correos te llegarán de nuevo',
  keep: 'Guarda el correo que te trajo aquí: con su enlace puedes cambiar de idea.',
};
