import { lengths } from '../../core/decline/form-fields.ts';
import type { Words } from './en.ts';

/** «la 01:03», «las 14:03»: the article of a time of day. */
const hour = (time: string): string => `${time.startsWith('01:') ? 'la' : 'las'} ${time}`;

/** Every word of the pages in Spanish, with tú, as natural in Mexico as in Spain. */
export const es: Words = {
  language: 'es',
  otherLanguage: { name: 'English', code: 'en' },
  tagline: 'Declina la entrevista, deja la puerta abierta.',
  skip: 'Ir al contenido',
  footer:
    'Nada se envía hasta que hayas leído la carta exacta y la envíes tú. Tus motivos se quedan ' +
    'contigo.',
  contacts: 'Tus contactos',
  errorPrefix: 'Revisa: ',
  form: {
    title: 'Declina una entrevista con elegancia',
    lead:
      'Dinos a quién va dirigida. Escribimos la carta y te enviamos por correo un enlace ' +
      'privado. La lees tal como va a llegar, y solo tú puedes enviarla.',
    editTitle: 'Cambia tu carta',
    editLead: 'Tus cambios crean una versión nueva. Nada se envía hasta que la hayas leído.',
    you: 'Tú',
    them: 'A quién va la carta',
    role: 'El puesto',
    letter: 'La carta',
    private: 'Solo para ti',
    privateHelp: 'Nada de esto aparece nunca en la carta.',
    optional: 'opcional',
    reminderDay: (day) => `Es decir, el ${day}.`,
    choose: 'Elige una opción',
    preview: 'Muéstrame la carta',
    submit: 'Envíame el enlace para revisarla',
    saveEdit: 'Muéstrame la carta nueva',
    back: 'Volver a la carta',
    summaryTitle: 'Ya casi está. Revisa esto, por favor:',
    previewTitle: 'Tu carta hasta ahora',
    previewNote: 'No se ha guardado ni enviado nada.',
    chooseStage: 'Elige en qué etapa estás, y tu carta aparecerá aquí.',
    fixedAddress: 'Tu enlace se envió a esta dirección; por eso no cambia.',
  },
  fields: {
    candidateName: 'Tu nombre',
    candidateEmail: 'Tu correo',
    recruiterName: 'Su nombre',
    recruiterEmail: 'Su correo',
    company: 'Empresa',
    role: 'Puesto',
    stage: '¿En qué punto del proceso estás?',
    tone: 'Tono',
    letterLanguage: 'Idioma de la carta',
    interviewDate: 'Fecha de la entrevista',
    peopleToThank: 'Otras personas a quienes agradecer',
    personalNote: 'Unas palabras tuyas',
    reason: 'Tu motivo',
    reconnect: 'Recuérdame volver a escribirle',
    timeZone: 'Tu zona horaria',
  },
  help: {
    candidateEmail: 'Aquí llega el enlace, y también las respuestas.',
    recruiterEmail: 'La única persona a quien se envía la carta.',
    role: 'Como lo llama la empresa: Ingeniería de Datos Sénior.',
    interviewDate: 'Si hay una fijada. La carta la menciona, para que puedan liberar ese tiempo.',
    peopleToThank: 'Un nombre por línea: quienes te entrevistaron, quien dirige el equipo.',
    personalNote:
      'Va antes de la despedida. Lo mejor son las gracias y los buenos deseos; los motivos sobran.',
    reason: 'Te ayuda a recordar. Nunca se envía.',
    reconnect: 'Ese día, a las nueve de la mañana, te escribimos a ti; nunca a la otra persona.',
    timeZone: 'Para que sean las nueve donde estás. Basta una ciudad grande cercana.',
  },
  stages: {
    application: 'Envié mi candidatura y aún no hemos hablado',
    screen: 'Me escribió o me llamó alguien de reclutamiento',
    scheduled: 'Tengo una entrevista programada',
    interviewing: 'Ya he tenido entrevistas',
    final: 'Ya pasé por la última ronda',
    offer: 'Tengo una oferta',
  },
  tones: { warm: 'Cercano', brief: 'Breve', formal: 'Formal' },
  letterLanguages: {
    en: 'Inglés',
    es: 'Español, de usted',
    'es-tu': 'Español, de tú',
  },
  reasons: {
    none: 'Prefiero no decirlo',
    staying: 'Me quedo donde estoy',
    overqualified: 'Mi perfil supera el puesto',
    'no-longer-a-match': 'Ya no encaja conmigo',
    'other-offer': 'Tengo otra oferta',
    'life-change': 'Cambió mi vida o mi horario',
    recuperate: 'Necesito tiempo para recuperarme',
  },
  reconnect: {
    '': 'Según mi motivo (3 a 12 meses)',
    '3-months': 'Dentro de 3 meses',
    '6-months': 'Dentro de 6 meses',
    '12-months': 'Dentro de 12 meses',
    never: 'Nunca',
    date: 'El día que yo elija',
  },
  reconnectDate: 'El día',
  interviewTime: 'Hora, si la sabes',
  problems: {
    required: 'Falta este dato.',
    'too-long': 'Es demasiado largo. Acórtalo un poco, por favor.',
    'line-break': 'Escríbelo en una sola línea, por favor.',
    unreadable: 'Hay caracteres que no se pueden leer. Escríbelo de nuevo, por favor.',
    link: 'Deja fuera los enlaces, por favor: muchos filtros de correo retienen cartas así.',
    'not-text': 'Escríbelo como texto, por favor.',
    'not-an-address': 'Escribe una dirección, como dana@example.com.',
    'not-allowed':
      'Este Open Door es solo por invitación. Pide a quien lo administra que agregue tu dirección.',
    'choose-one': 'Elige una opción de la lista, por favor.',
    'not-a-date': 'Escribe una fecha, como 2027-03-31.',
    'date-past': 'Ese día ya pasó. Revisa la fecha, por favor.',
    'date-too-soon':
      'Ese día está muy cerca. Elige uno al menos 30 días después de tu carta, por favor.',
    'date-too-far': 'Ese día está muy lejos. Revisa el año, por favor.',
    'too-many': `Nombra a ${lengths.peopleToThank} personas como máximo, por favor.`,
    'not-a-time-zone':
      'Ese lugar no está en nuestra lista. Escribe otra ciudad con la misma hora, como Madrid ' +
      'o Ciudad de México, por favor.',
    'unknown-field': 'Ese campo no existe. Déjalo fuera, por favor.',
  },
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
  mailed: {
    title: 'Mira tu correo',
    lead: (address) => `Enviamos un enlace a ${address}.`,
    next: (hours) =>
      `Ábrelo para leer tu carta tal como va a llegar. Funciona durante ${hours} horas. No se ` +
      'ha enviado nada a nadie más.',
    missing:
      '¿No llega en unos minutos? Mira en el correo no deseado, o revisa la dirección y ' +
      'empieza de nuevo.',
    again: 'Empezar de nuevo',
  },
  letter: {
    from: 'De',
    to: 'Para',
    replyTo: 'Las respuestas van a',
    subject: 'Asunto',
    copy: 'Tú recibes una copia.',
  },
  review: {
    title: 'Revisa tu carta',
    lead: 'Esta es la carta tal como va a llegar. Todavía no se ha enviado nada.',
    remindOn: (name, day) => `Solo para ti: te recordaremos escribir a ${name} el ${day}.`,
    until: (time, day) => `Tu enlace funciona hasta ${hour(time)} del ${day}.`,
    sendTitle: 'Envíala',
    sure: 'La he leído y quiero enviarla',
    send: (name) => `Enviar ahora a ${name}`,
    final: 'Sale al instante y no se puede deshacer.',
    tick: 'Marca antes la casilla, por favor: el envío no se puede deshacer.',
    notSaved: 'Tus cambios llegaron tarde y no se guardaron. Así está la carta.',
    changed:
      'La carta ha cambiado desde que la abriste. No se envió nada. Lee esta versión, por favor.',
    otherwise: '¿Prefieres otra cosa?',
    edit: 'Cambiar algo',
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
    done: 'Ya la envié por mi cuenta',
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
      title: (name) => `Enviada a ${name}`,
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
        'El servicio de correo no la aceptó. No ha salido nada. Puedes enviar la carta por tu ' +
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
    reconnect: (name, day) => `Te recordaremos escribir a ${name} el ${day}.`,
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
  again: {
    bounced:
      'Esto crea una carta nueva con lo que escribiste. Corrige la dirección y revísala una ' +
      'vez más.',
    unknown:
      'No sabemos si la primera carta salió. Si envías esta, puede llegar dos veces. Mira ' +
      'antes tu correo: si está tu copia, la primera salió.',
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
    button: 'Envíame un enlace nuevo',
  },
  missing: {
    title: 'Aquí no hay nada',
    text:
      'Quizá el enlace se cortó por el camino: ábrelo otra vez desde el correo. Las cartas se ' +
      'guardan hasta 30 días después de salir; las personas a quienes escribiste están entre ' +
      'tus contactos.',
  },
  failures: {
    tooLarge: 'Es más de lo que podemos recibir. Acorta tu texto, por favor.',
    unsupported:
      'Envía el formulario como application/x-www-form-urlencoded o como JSON, por favor.',
    unreadable: 'No pudimos leer lo enviado. Inténtalo de nuevo desde el formulario, por favor.',
    crossSite: 'Esto vino de otro sitio. Usa el formulario de esta página, por favor.',
    mailRefused:
      'No es seguro que el enlace haya salido. No se envió nada a nadie más. Si no llega ' +
      'ningún correo en unos minutos, inténtalo de nuevo.',
    broken:
      'Algo falló de nuestro lado. Inténtalo de nuevo en un momento, por favor; el enlace de ' +
      'tu correo siempre muestra cómo está tu carta.',
    title: 'Eso no funcionó',
    home: 'Ir al formulario',
  },
};
