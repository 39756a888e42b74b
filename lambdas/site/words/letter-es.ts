import { withA } from '../../core/text/spanish.ts';
import type { LetterWords } from './letter-en.ts';
import { withHour } from './spanish-hour.ts';

/**
 * The texts of a letter's page in Spanish, with tú: the review, and the page of a sent
 * letter.
 */
export const letterEs: LetterWords = {
  letter: {
    label: 'La carta',
    from: 'De',
    to: 'Para',
    replyTo: 'Respuestas a',
    subject: 'Asunto',
    inReplyTo: 'En respuesta a',
    noSubject: '(sin asunto)',
    copy: 'Recibirás una copia.',
    yours: 'Tu carta',
    at: (time) => `a ${withHour(time)}`,
    onAt: (day, time) => `el ${day} a ${withHour(time)}`,
  },
  review: {
    title: (name) => `Esto es lo que leerá ${name}.`,
    pageTitle: (name) => `Tu carta para ${name}`,
    lead: 'Palabra por palabra. Todavía no se ha enviado nada.',
    remindOn: (name, day) =>
      `El ${day} te recordaremos, solo a ti, que le escribas unas líneas ${withA(name)}.`,
    until: (time, day) => `Tu enlace funciona hasta el ${day} a ${withHour(time)}.`,
    notEmailed:
      'Este enlace no se envió por correo: deja abierta esta página hasta enviar la carta.',
    greeting: 'Cambiar el saludo',
    ownSubject: 'Usar un asunto nuevo',
    inThread: 'Responder en el mismo hilo',
    sendTitle: 'Cuando quieras',
    sure: 'La he leído y quiero enviarla',
    send: (name) => `Enviar ahora ${withA(name)}`,
    sending: (name) => `Enviando ${withA(name)}`,
    wait: 'Tarda unos segundos. No hace falta volver a pulsar.',
    final: 'Sale al instante y no se puede deshacer.',
    tick: 'Marca antes la casilla «La he leído y quiero enviarla». No se envió nada.',
    notSaved: 'Tus cambios llegaron tarde y no se guardaron. La carta está así.',
    changed:
      'La carta ha cambiado desde que la abriste. No se envió nada. Lee esta versión, por favor.',
    senderChanged:
      'Las cartas ya no pueden salir de tu propia dirección, así que no se envió nada. Abre ' +
      'el formulario, elige «Muéstrame la versión nueva» y léela con su nuevo remitente.',
    erasing:
      'Has empezado a borrar todo y aún no ha terminado. No se envió nada. Abre el enlace a tus ' +
      'contactos para terminarlo.',
    held: {
      full: (time, day) =>
        'Limitamos cuántas cartas recibe de aquí una persona o una empresa en un día, y ese ' +
        `límite ya se alcanzó. Puedes enviar la tuya a partir del ${day} a ${withHour(time)}.`,
      renew: 'Para entonces tu enlace habrá caducado. Ábrelo de todos modos y pide uno nuevo.',
      stopped:
        'De momento el envío está en pausa para todas las cartas. La tuya no se envió y sigue ' +
        'como está. Abre este mismo enlace más tarde, por favor.',
      urgent: 'Si no puede esperar, puedes enviar la carta por tu cuenta: ve más abajo.',
    },
    confirmedBefore: (time, day) =>
      `Ya confirmaste esta misma carta el ${day} a ${withHour(time)}. Si envías también esta, ` +
      'puede que la reciban dos veces.',
    otherwise: '¿Prefieres otra cosa?',
    edit: 'Cambiar algo',
    editHelp: 'Vuelves al formulario. No se pierde nada.',
    cancelTitle: 'No enviarla',
    cancelPromise: 'La carta queda cerrada. Nadie se entera.',
    cancelSure: 'No quiero enviarla',
    cancel: 'Cancelar esta carta',
  },
  selfSend: {
    title: 'Prefiero enviarla por mi cuenta',
    promise: 'Cópiala o ábrela en tu propio correo.',
    address: 'Dirección de la persona',
    subject: 'Asunto',
    text: 'La carta',
    copyAddress: 'Copiar la dirección',
    copySubject: 'Copiar el asunto',
    copy: 'Copiar la carta',
    copied: 'Copiado',
    mailto: 'Abrirla en mi correo',
    byCopy: 'O cópiala',
    eml: 'Descargarla como archivo (.eml)',
    sure: 'Ya la envié por mi cuenta',
    done: 'Cerrar aquí la carta',
    doneHelp: 'Así no puede salir dos veces. Guardaremos el contacto.',
  },
  outcome: {
    sent: {
      title: (name) => `Enviada ${withA(name)}.`,
      text: (when, address) => `Tu carta se envió a ${address} ${when}.`,
      kind: 'Dijiste que no con amabilidad, y la puerta sigue abierta.',
      copy: (address) => `Una copia va en camino a ${address}.`,
      replies: (name) => `Si ${name} te contesta, te llega directamente a ti.`,
    },
    delivered: 'Su servidor de correo la ha aceptado.',
    delayed: 'Su servidor de correo está tardando. Seguiremos intentándolo durante unas horas.',
    settled: (address) =>
      `Nos dijiste que tu copia llegó, así que tu carta para ${address} se envió.`,
    reconnect: (name, day) =>
      `El ${day} te recordaremos que le escribas unas líneas ${withA(name)}.`,
    kept: (name) => `Tienes ${withA(name)} entre tus contactos.`,
    contactLost: (name) =>
      `No pudimos guardar ${withA(name)} entre tus contactos, así que no habrá recordatorio.`,
    reconnectYourself: (day) => `Un buen día para volver a escribir es el ${day}.`,
    calendar: 'Agregarlo a mi calendario',
    another: 'Escribir otra carta',
  },
};
