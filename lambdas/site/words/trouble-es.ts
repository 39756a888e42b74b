import { withA } from '../../core/text/spanish.ts';
import { withHour } from './spanish-hour.ts';
import type { TroubleWords } from './trouble-en.ts';

/** The texts of {@link TroubleWords} in Spanish, with tú. */
export const troubleEs: TroubleWords = {
  sending: {
    title: 'Tu carta se está enviando.',
    text: 'Tarda unos segundos. Esta página se actualiza sola.',
  },
  retry: {
    title: 'Tu carta está en espera.',
    why: {
      quota:
        'Hoy llegamos al límite de correos. La enviaremos en cuanto podamos, en menos de un día.',
      rate:
        'Ahora mismo están saliendo muchas cartas. La tuya saldrá en cuanto sea posible, casi ' +
        'seguro en unos minutos.',
      stopped:
        'De momento el envío está en pausa para todas las cartas. La tuya saldrá cuando se ' +
        'reanude.',
      other:
        'El servicio de correo no pudo recibirla ahora. Seguiremos intentándolo durante un día ' +
        'como máximo; suelen bastar unos minutos.',
    },
    close: (address) =>
      `Puedes cerrar esta página. Tu copia llegará a ${address} cuando se envíe, y si no se ` +
      'puede enviar, te lo diremos ahí.',
    again: 'Esta página se actualiza sola.',
  },
  bounced: {
    title: (name) => `No le llegó ${withA(name)}.`,
    text: (address) =>
      `El servidor de correo de ${address} la rechazó. Casi siempre hay un error en la ` +
      'dirección.',
    address: (name) => `Correo de ${name}`,
    correct: 'Revisarla con esta dirección',
    mend: 'Corregir la dirección',
    help: 'Es la misma carta. La lees una vez más antes de enviarla.',
    change: 'Cambiar algo más que la dirección',
  },
  complained: {
    title: 'Marcaron tu carta como no deseada.',
    text:
      'Llegó, y después la marcaron como no deseada. No vuelvas a escribir a esta dirección, por ' +
      'favor.',
  },
  failed: {
    title: 'Tu carta no se envió.',
    text:
      'No pudimos enviarla desde aquí y no lo intentaremos más. Tu propio correo sí puede ' +
      'enviarla.',
    open: 'Ábrela en tu propio correo',
    send: 'Léela ahí y envíala',
    sendHelp: 'La dirección, el asunto y el texto ya están puestos.',
    tell: '¿Ya la enviaste? Dínoslo',
  },
  unknown: {
    title: 'No sabemos si tu carta se envió.',
    text: (name) =>
      'La conexión se cortó antes de que el servicio de correo contestara. No la enviaremos ' +
      `otra vez por nuestra cuenta, para que no le llegue dos veces ${withA(name)}.`,
    look: 'Revisa tu correo',
    lookHelp: (subject) =>
      'Si tu carta se envió, ahí está tu copia, o en la carpeta de correo no deseado. Su asunto ' +
      `es «${subject}».`,
    lookOwn: (subject) =>
      `Escribiste a tu propia dirección: si la carta se envió, ahí está. Asunto: «${subject}».`,
    there: '¿Está ahí? Entonces ya está',
    thereHelp: (name) => `También le llegó ${withA(name)}.`,
    arrived: 'Sí, ahí está mi copia',
    button: 'Darla por enviada',
    choose: 'Marca antes «Sí, ahí está mi copia», por favor.',
    by: (time) => `¿No está a ${withHour(time)}?`,
    later: '¿Sigue sin estar?',
    again:
      'Entonces lo más probable es que no se enviara. Puedes enviarla otra vez. Una copia puede ' +
      'tardar horas, así que podrían recibirla dos veces.',
    sendAgain: 'Enviarla otra vez',
  },
  cancelled: {
    title: 'Cancelada.',
    text: 'No se envió nada, ni se enviará.',
  },
  'self-sent': {
    title: 'La enviaste por tu cuenta.',
    text: 'Listo. Guardamos el contacto.',
  },
  timeline: {
    title: 'Qué pasó, y cuándo',
    confirmed: 'La confirmaste',
    accepted: 'Entregada al servicio de correo',
    copyArrived: 'Nos dijiste que tu copia llegó',
    unknown: 'Entregada al servicio de correo, sin respuesta',
    delayed: 'Su servidor de correo pidió intentarlo más tarde',
    delivered: 'Aceptada por su servidor de correo',
    bounced: 'Rechazada por su servidor de correo',
    complained: 'Marcada como no deseada',
    failed: 'No se pudo enviar',
    cancelled: 'Cancelada',
    'self-sent': 'Nos dijiste que la enviaste por tu cuenta',
  },
  reload: 'Actualizar',
  superseded: {
    title: 'Hay un enlace más reciente en tu correo.',
    text: (address) => `Lo enviamos a ${address}. Este está cerrado.`,
    refused: 'Este enlace está cerrado, y no pudimos enviarte el nuevo. Pide otro, por favor.',
    missing: '¿No llega nada en unos minutos?',
    missingHelp: 'Revisa también la carpeta de correo no deseado, o pide otro enlace.',
  },
  expired: {
    title: 'Este enlace ya no es válido.',
    text: 'No se envió nada. Podemos enviar un enlace nuevo a la misma dirección.',
  },
  fresh: {
    sure: 'Sí, a mi correo',
    button: 'Envíame un enlace nuevo',
    busy: 'Enviándote un enlace nuevo',
  },
};
