import { withA } from '../../core/text/spanish.ts';
import type { Words } from './en.ts';

/** Puts the Spanish article before a time of day: «la 01:03», «las 14:03». */
const hour = (time: string): string => `${time.startsWith('01:') ? 'la' : 'las'} ${time}`;

/**
 * The texts of the pages in Spanish. They address the reader with tú, and are natural in
 * Mexico and in Spain.
 */
export const es: Words = {
  language: 'es',
  otherLanguage: { name: 'English', code: 'en' },
  tagline: 'Declina la entrevista, deja la puerta abierta.',
  skip: 'Ir al contenido',
  footer:
    'Nada se envía hasta que hayas leído la carta exacta y la envíes tú. Tus motivos se quedan ' +
    'contigo.',
  operator: {
    runBy: (name) => `Este sitio está a cargo de ${name}.`,
    questions: 'Para cualquier duda:',
    kept: (days) =>
      `Las cartas se borran ${days} días después de salir. Tus contactos se quedan hasta que ` +
      'los borres.',
  },
  contacts: 'Tus contactos',
  vague: {
    title: 'Antes de incluirla',
    lead: 'Tú decides: la línea puede quedarse como está.',
    labels: {
      reason: 'Un motivo',
      apology: 'Una disculpa',
      justification: 'Una explicación',
      hedge: 'Una respuesta a medias',
      negative: 'Algo que puede doler',
      'contact-or-link': 'Un contacto o un enlace',
    },
    without: 'Sin eso:',
    nothingLeft: 'Sin eso la línea queda vacía. La carta está completa sin ella.',
    take: 'Quitarlo',
    review: 'Sobre tu línea personal',
    change: 'Cambiar la línea',
    status: (count: number) =>
      count === 1
        ? 'Hay una sugerencia sobre tu línea personal.'
        : `Hay ${count} sugerencias sobre tu línea personal.`,
  },
  advice: {
    title: 'Conviene saber',
    call: {
      soon:
        'Faltan menos de dos días para la entrevista. Llama también por teléfono, para que ' +
        'nadie te espere; la carta deja constancia.',
      final:
        'Después de la ronda final, una breve llamada previa es un buen gesto. La carta deja ' +
        'constancia.',
      offer: 'Una oferta merece primero una llamada, si es posible. Envía la carta el mismo día.',
    },
    timing: {
      application: 'Nadie cuenta todavía contigo. Envíala en cuanto lo sepas.',
      screen:
        'Responder en los dos días siguientes a su mensaje causa buena impresión. Pasadas unas ' +
        'semanas sigue siendo bienvenida; la espera no necesita comentario.',
      scheduled: 'Cuanto antes lo sepan, antes recuperan ese tiempo.',
      interviewing:
        'Lo mejor es avisar al día siguiente de decidirse: quizá te estén guardando la ' +
        'siguiente etapa.',
      final: 'Lo mejor es antes de que decidan. Si ya han escrito, responde en un día.',
      offer:
        'Responde antes de la fecha que te dieron, mejor en los tres días siguientes a la oferta.',
    },
    vague: {
      title: 'Sin dar motivos, y por qué',
      text:
        'Di con claridad la decisión y calla el motivo. Un motivo invita a responder; un ' +
        'agradecimiento, no.',
    },
    whenToCall:
      'Llama también por teléfono si faltan menos de dos días para la entrevista, después de ' +
      'la ronda final y ante una oferta.',
  },
  letter: {
    from: 'De',
    to: 'Para',
    replyTo: 'Las respuestas van a',
    subject: 'Asunto',
    copy: 'Tú recibes una copia.',
  },
  confirmation: {
    'not-ticked': 'Marca antes la casilla, por favor.',
    'not-from-page': 'Esto no vino del formulario de esta página. Usa este, por favor.',
  },
  review: {
    title: 'Revisa tu carta',
    lead: 'Esta es la carta tal como va a llegar. Todavía no se ha enviado nada.',
    remindOn: (name, day) => `Solo para ti: te recordaremos escribir ${withA(name)} el ${day}.`,
    until: (time, day) => `Tu enlace funciona hasta ${hour(time)} del ${day}.`,
    notEmailed:
      'Este enlace no se envió por correo: deja abierta esta página hasta enviar la carta.',
    greeting: 'Cambiar el saludo',
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
        'Llegó, y después su programa de correo la denunció. No vuelvas a escribir a esta ' +
        'dirección, por favor.',
    },
    failed: {
      title: 'Tu carta no se envió',
      text:
        'No pudimos enviarla desde aquí. No ha salido nada. Puedes enviar la carta por tu ' +
        'cuenta.',
    },
    unknown: {
      title: 'No sabemos si tu carta salió',
      text:
        'La conexión se cortó antes de que el servicio de correo contestara. No la enviaremos ' +
        'otra vez por nuestra cuenta, para que nadie la reciba dos veces. Mira tu correo: si ' +
        'está tu copia, la carta salió. Si no llega, puedes enviarla otra vez o por tu cuenta.',
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
      delayed: 'Su servidor de correo pidió intentarlo más tarde',
      delivered: 'Aceptada por su servidor de correo',
      bounced: 'Rechazada por su servidor de correo',
      complained: 'Denunciada como no deseada',
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
  missing: {
    title: 'Aquí no hay nada',
    text: (days) =>
      'Quizá el enlace se cortó por el camino: ábrelo otra vez desde el correo. Las cartas se ' +
      `guardan hasta ${days} días después de salir; las personas a quienes escribiste están ` +
      'entre tus contactos.',
  },
  failures: {
    tooLarge: 'Es más de lo que podemos recibir. Acorta tu texto, por favor.',
    unsupported:
      'Envía el formulario como application/x-www-form-urlencoded o como JSON, por favor.',
    unreadable: 'No pudimos leer lo enviado. Inténtalo de nuevo desde el formulario, por favor.',
    wrongMethod: 'Esta dirección no admite peticiones de este tipo. Usa el formulario, por favor.',
    noEncoding:
      'Tu programa no acepta ninguna de las formas en que podemos enviar esto: br, gzip o sin ' +
      'comprimir.',
    crossSite: 'Esto vino de otro sitio. Usa el formulario de esta página, por favor.',
    mailRefused:
      'No es seguro que el enlace haya salido. No se envió nada a nadie más. Si no llega ' +
      'ningún correo en unos minutos, inténtalo de nuevo.',
    erasing:
      'Has empezado a borrar todo y aún no ha terminado. No se guardó nada. Abre el enlace a tus ' +
      'contactos para terminarlo.',
    broken:
      'Algo falló de nuestro lado. Inténtalo de nuevo en un momento, por favor; el enlace de ' +
      'tu correo siempre muestra cómo está tu carta.',
    busy: {
      deployment: (wait) =>
        'Este sitio no puede enviar más correos por ahora, así que el enlace no salió. No se ' +
        `envió nada a nadie. Inténtalo de nuevo ${wait}, por favor.`,
      mailbox: (wait) =>
        'Ya se pidieron varios enlaces para esta dirección, así que no se envió otro. Usa el ' +
        'más reciente que tengas en tu correo: desde su página también puedes escribir otra ' +
        `carta. Si no tienes ninguno, inténtalo de nuevo ${wait}, por favor.`,
      network: (wait) =>
        'Desde tu conexión a internet, que quizá compartes con más personas, se pidieron muchos ' +
        'enlaces, así que no se envió otro. No se envió nada a nadie. Inténtalo de nuevo ' +
        `${wait}, por favor.`,
      stopped: (wait) =>
        'De momento todos los correos están en pausa, así que el enlace no salió. No se envió ' +
        `nada a nadie. Inténtalo de nuevo ${wait} o más tarde, por favor.`,
      paused: (wait) =>
        'En este momento los correos con enlaces están en pausa. Si ya enviaste antes una carta ' +
        'con esta dirección, tu enlace va en camino de todos modos: mira tu correo. Si no es tu ' +
        `caso, inténtalo de nuevo ${wait}, por favor.`,
    },
    title: 'Eso no funcionó',
    home: 'Ir al formulario',
  },
};
