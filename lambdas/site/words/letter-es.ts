import { withA } from '../../core/text/spanish.ts';
import type { LetterWords } from './letter-en.ts';

/** Puts the Spanish article before a time of day: «la 01:03», «las 14:03». */
const hour = (time: string): string => `${time.startsWith('01:') ? 'la' : 'las'} ${time}`;

/** The texts of a letter's page in Spanish, with tú. */
export const letterEs: LetterWords = {
  letter: {
    from: 'De',
    to: 'Para',
    replyTo: 'Las respuestas van a',
    subject: 'Asunto',
    inReplyTo: 'En respuesta a',
    noSubject: '(sin asunto)',
    copy: 'Tú recibes una copia.',
  },
  review: {
    title: 'Revisa tu carta',
    lead: 'Esta es la carta tal como va a llegar. Todavía no se ha enviado nada.',
    remindOn: (name, day) => `Solo para ti: te recordaremos escribir ${withA(name)} el ${day}.`,
    until: (time, day) => `Tu enlace funciona hasta ${hour(time)} del ${day}.`,
    notEmailed:
      'Este enlace no se envió por correo: deja abierta esta página hasta enviar la carta.',
    greeting: 'Cambiar el saludo',
    ownSubject: 'Usar un asunto nuevo',
    inThread: 'Responder en el mismo hilo',
    sendTitle: 'Envíala',
    sure: 'La he leído y quiero enviarla',
    send: (name) => `Enviar ahora ${withA(name)}`,
    final: 'Sale al instante y no se puede deshacer.',
    tick: 'Marca antes la casilla, por favor: el envío no se puede deshacer.',
    notSaved: 'Tus cambios llegaron tarde y no se guardaron. Así está la carta.',
    changed:
      'La carta ha cambiado desde que la abriste. No se envió nada. Lee esta versión, por favor.',
    erasing:
      'Has empezado a borrar todo y aún no ha terminado. No se envió nada. Abre el enlace a tus ' +
      'contactos para terminarlo.',
    held: {
      full: (time, day) =>
        'Limitamos cuántas cartas recibe de aquí una persona o una empresa en un día, y ese ' +
        `límite ya se alcanzó. Puedes enviar la tuya a partir de ${hour(time)} del ${day}.`,
      renew: 'Para entonces tu enlace habrá caducado. Ábrelo de todos modos y pide uno nuevo.',
      stopped:
        'De momento el envío está en pausa para todas las cartas. La tuya no se envió y sigue ' +
        'como está. Abre este mismo enlace más tarde, por favor.',
      urgent: 'Si no puede esperar, puedes enviar la carta por tu cuenta: mira más abajo.',
    },
    confirmedBefore: (time, day) =>
      `Ya confirmaste esta misma carta a ${hour(time)} del ${day}. Si envías también esta, ` +
      'puede que la reciban dos veces.',
    otherwise: '¿Prefieres otra cosa?',
    edit: 'Cambiar algo',
    cancelSure: 'No quiero enviarla',
    cancel: 'Cancelar esta carta',
    cancelHelp: 'No se envía nada y la carta queda cerrada.',
  },
  selfSend: {
    title: 'Prefiero enviarla por mi cuenta',
    lead:
      'Llévate la carta y envíala desde tu propio correo. Después dínoslo, y te ayudaremos a ' +
      'recordar el contacto.',
    copyLabel: 'La carta, para copiar',
    copy: 'Copiar la carta',
    copied: 'Copiada',
    mailto: 'Abrirla en mi programa de correo',
    eml: 'Descargarla como archivo (.eml)',
    sure: 'Ya la envié por mi cuenta',
    done: 'Cerrar la carta',
    doneHelp: 'Así la carta queda cerrada aquí y no puede salir dos veces.',
  },
  outcome: {
    sending: {
      title: 'Tu carta está saliendo',
      text:
        'Se está entregando ahora mismo. Recarga esta página en un momento para ver que ha ' +
        'salido.',
    },
    retry: {
      title: 'Tu carta espera su salida',
      text:
        'El servicio de correo nos pidió ir más despacio. Seguiremos intentándolo durante un ' +
        'día; puedes cerrar esta página, que después te dirá cómo fue.',
    },
    sent: {
      title: (name) => `Enviada ${withA(name)}`,
      text: (time, day, address) => `Tu carta salió a ${hour(time)} del ${day}, para ${address}.`,
      copy: (address) => `Enviamos una copia a ${address}. Las respuestas te llegan directamente.`,
    },
    delivered: 'Su servidor de correo la ha aceptado.',
    delayed:
      'Su servidor de correo se está tomando su tiempo. Se seguirá intentando durante unas horas.',
    bounced: {
      title: 'Tu carta no llegó',
      text: (address) =>
        `El servidor de correo de ${address} la rechazó. Revisa la dirección y, si tenía un ` +
        'error, envíala otra vez.',
    },
    complained: {
      title: 'Marcaron tu carta como no deseada',
      text:
        'Llegó, y después la marcaron como no deseada. No vuelvas a escribir a esta dirección, ' +
        'por favor.',
    },
    failed: {
      title: 'Tu carta no se envió',
      text:
        'No pudimos enviarla desde aquí. No se envió nada. Puedes enviar la carta por tu ' +
        'cuenta.',
    },
    unknown: {
      title: 'No sabemos si tu carta se envió',
      text:
        'La conexión se cortó antes de que el servicio de correo contestara. No la enviaremos ' +
        'otra vez por nuestra cuenta, para que nadie la reciba dos veces. Revisa tu correo: si ' +
        'está tu copia, la carta se envió. Si no llega, puedes enviarla otra vez o por tu cuenta.',
    },
    copy: {
      question: '¿Te llegó tu copia de la carta?',
      arrived: 'Sí, está en mi correo',
      missing: 'No, no ha llegado',
      button: 'Responder',
      help:
        'Si te llegó, la carta se envió: la mostraremos como enviada y guardaremos el ' +
        'contacto.',
      choose: 'Elige antes una respuesta, por favor.',
      advice:
        'Que tu copia no haya llegado no quiere decir que la carta no se enviara. Puede tardar, ' +
        'o estar en la carpeta de correo no deseado. Búscala ahí, y mira otra vez dentro de una ' +
        'hora. Si sigue sin aparecer, es posible que la carta no saliera: envíala otra vez o por ' +
        'tu cuenta. Aun así, podrían recibirla dos veces.',
      settled: (address) =>
        `Nos dijiste que tu copia llegó, así que tu carta para ${address} se envió.`,
    },
    cancelled: { title: 'Cancelada', text: 'No se envió nada, ni se enviará.' },
    'self-sent': {
      title: 'La enviaste por tu cuenta',
      text: 'Muy bien. El contacto queda guardado.',
    },
    reconnect: (name, day) => `Te recordaremos escribir ${withA(name)} el ${day}.`,
    contactLost: (name) =>
      `No pudimos guardar ${withA(name)} entre tus contactos, así que no habrá recordatorio.`,
    reconnectYourself: (day) => `Un buen día para volver a escribir es el ${day}.`,
    calendar: 'Ponerlo en mi calendario (.ics)',
    timeline: {
      title: 'Qué pasó',
      confirmed: 'La confirmaste',
      accepted: 'Entregada al servicio de correo',
      copyArrived: 'Nos dijiste que tu copia llegó',
      delayed: 'Su servidor de correo pidió intentarlo más tarde',
      delivered: 'Aceptada por su servidor de correo',
      bounced: 'Rechazada por su servidor de correo',
      complained: 'Marcada como no deseada',
    },
    correct: 'Corregir la dirección y enviarla otra vez',
    sendAgain: 'Enviarla otra vez, aunque pueda llegar dos veces',
    reload: 'Mirar otra vez',
    another: 'Escribir otra carta',
    show: 'Ver la carta',
  },
  superseded: {
    title: 'Hay un enlace más reciente',
    text:
      'Te enviamos un enlace nuevo; este está cerrado. Si el correo no ha llegado, podemos ' +
      'enviar otro.',
  },
  expired: {
    title: 'Este enlace ha caducado',
    text: 'No se envió nada. Podemos enviar un enlace nuevo a la misma dirección.',
    sure: 'Sí, a mi correo',
    button: 'Envíame un enlace nuevo',
  },
};
