import { HISTORY_KEPT } from '../../core/contact/history-kept.ts';
import { withA } from '../../core/text/spanish.ts';
import type { ContactWords } from './contacts-en.ts';

/** The texts of the contacts' pages in Spanish, with tú. */
export const contactsEs: ContactWords = {
  requestLink: {
    title: 'Las personas con quienes sigues en contacto',
    lead:
      'Las personas a quienes escribiste con Open Door, cada una con un día para volver a ' +
      'saludar. No hace falta una cuenta: te enviamos un enlace por correo.',
    email: 'Tu correo',
    button: 'Envíame el enlace',
    gone: {
      title: 'Este enlace ya no es válido',
      lead:
        'Venció, o se cortó por el camino. Escribe tu correo y te enviamos uno nuevo. Tus ' +
        'contactos siguen aquí.',
      note: 'Tu nota',
      noteHelp: 'No se guardó. Cópiala ahora y pégala cuando tengas el enlace nuevo.',
    },
  },
  mailed: {
    next: (hours) => `Su enlace funciona durante ${hours} horas y es solo para ti.`,
    missingTitle: '¿No llega en unos minutos?',
    missingLine: 'Dónde mirar, y cuándo volver a pedirlo.',
    missing:
      'Revisa el correo no deseado, y usa el enlace más reciente. Enviamos como máximo un ' +
      'enlace por minuto y cinco por día.',
  },
  title: 'Tus contactos',
  heading: 'Personas a quienes volver a escribir',
  empty: {
    title: 'Todavía no hay nadie',
    lead:
      'Cuando envíes una carta, aquí aparecerá la persona a quien escribiste, con un día para ' +
      'volver a saludar.',
    write: 'Escribir una carta',
    data: 'Tus borradores y cartas, en un archivo',
  },
  groups: {
    now: 'Es momento de saludar',
    year: 'Este año',
    later: 'Más adelante',
    none: 'Sin recordatorio',
  },
  groupCount: (shown, all) => (shown === all ? `${all}` : `${shown} de ${all}`),
  days: { today: 'hoy', since: (day) => `del ${day}` },
  search: {
    title: 'Buscar a alguien',
    words: 'Buscar a alguien',
    wordsHelp: 'por nombre, empresa, puesto o nota',
    filter: 'Mostrar',
    filters: {
      all: 'Todas las personas',
      due: 'Es momento de saludar',
      open: 'Puerta abierta',
      reconnected: 'En contacto de nuevo',
      closed: 'Sin seguimiento',
    },
    button: 'Buscar',
    all: 'Mostrar todas',
    before: 'Anteriores',
    after: 'Siguientes',
    none: 'Nadie coincide con eso.',
    count: (shown, all) => (shown === all ? `${all} en total.` : `${shown} de ${all}.`),
    pages: 'Más contactos',
    window: {
      lead:
        'Tienes más contactos de los que podemos revisar a la vez. Los grupos y la búsqueda ' +
        'valen para una parte cada vez; los enlaces bajo la lista llevan a las demás partes.',
      none: 'En esta parte nadie coincide con eso.',
      count: (shown, all) =>
        shown === all ? `${all} en esta parte.` : `${shown} de ${all} en esta parte.`,
      previous: 'Parte anterior',
      next: 'Parte siguiente',
    },
  },
  statuses: {
    open: 'Puerta abierta',
    reconnected: 'En contacto de nuevo',
    closed: 'Sin seguimiento',
  },
  status: 'Estado',
  next: {
    label: 'Próximo recordatorio',
    due: (day) => `Ahora (previsto para el ${day})`,
    on: (day) => day,
    never: 'Sin recordatorio',
  },
  declined: (day) => ({
    role: `El ${day} declinaste el puesto de `,
    company: ' en ',
    end: '.',
  }),
  stage: 'Etapa',
  stages: {
    outreach: 'primer mensaje',
    application: 'solicitud',
    screen: 'primera conversación',
    scheduled: 'entrevista programada',
    interviewing: 'después de entrevistas',
    final: 'después de la última ronda',
    offer: 'oferta',
  },
  thanked: 'También diste las gracias a',
  wroteOn: 'Le escribiste el',
  reason: 'Tu motivo',
  note: 'Nota privada',
  private: 'solo para ti',
  deliveryProblem: {
    bounced: 'Tu carta no llegó a esta dirección.',
    complained:
      'Marcaron tu carta como no deseada. No vuelvas a escribir a esta dirección, por favor.',
  },
  history: (count) =>
    count < HISTORY_KEPT ? `Historial (${count})` : `Historial (últimas ${count})`,
  hello: {
    title: (name) => `Es buen momento para saludar ${withA(name)}`,
    label: 'Un mensaje breve para empezar',
    copyLabel: 'Tu mensaje, listo para copiar',
    lead: 'Se abre en tu propio correo y lo cambias a tu gusto. Open Door no envía nada.',
    copyLead:
      'Envíalo por donde le escribiste antes, y cámbialo a tu gusto. Open Door no envía nada.',
    copy: 'Copiar el mensaje',
    copied: 'Copiado',
    mailto: (name) => `Escribir ${withA(name)}`,
    reply: 'Responder en el mismo hilo',
    replyLead: 'Descarga el mensaje en un archivo. Tu programa de correo lo abre como borrador.',
    replyTo: 'En respuesta a:',
  },
  done: (name) => `Ya le escribí ${withA(name)}`,
  doneButton: 'Guardarlo',
  later: 'Otro día',
  laterLine: 'Dentro de unos meses, o en una fecha concreta.',
  laterLead: 'Recuérdamelo dentro de',
  chooseMonths: 'Elige una opción',
  monthsButton: 'Recuérdamelo entonces',
  months: { '1': '1 mes', '3': '3 meses', '6': '6 meses' },
  date: 'O en una fecha concreta',
  dateButton: 'Recuérdamelo ese día',
  noteTitle: 'Nota privada',
  noteLine: 'Solo la ves tú.',
  noteLabel: 'Lo que quieres recordar',
  noteHelp: 'Solo la ves tú. No aparece en ninguna carta ni en ningún recordatorio.',
  noteButton: 'Guardar la nota',
  historyLine: 'Qué declinaste, y cuándo.',
  stop: {
    title: 'Detener los recordatorios, o borrar',
    titleClosed: 'Borrar este contacto',
    line: 'El contacto puede quedarse sin recordatorios.',
    lineClosed: 'Con su historial, tu nota y tus cartas.',
    lead: (name) => `Ya no te enviaremos recordatorios sobre ${name}. El contacto se queda aquí.`,
    sure: (name) => `No quiero más recordatorios sobre ${name}`,
    button: 'Detener los recordatorios',
  },
  delete: {
    lead: (name) =>
      `Esto borra ${withA(name)} de tus contactos, con su historial, tu nota y las cartas que ` +
      'aún guardamos. Una carta que no se ha enviado ya no se envía. No se puede deshacer.',
    sure: (name) => `Sí, borrar ${withA(name)}`,
    button: (name) => `Borrar ${withA(name)}`,
    leaving:
      'Una carta a esta persona se está enviando en este momento. Espera un minuto e inténtalo ' +
      'de nuevo, por favor.',
    unfinished: 'Hay mucho que borrar y todavía falta. Vuelve a borrar este contacto, por favor.',
  },
  flashes: {
    done: (day) => `Muy bien. Te lo recordaremos otra vez el ${day}.`,
    snooze: (day) => `Te lo recordaremos el ${day}.`,
    stop: 'No te enviaremos más recordatorios sobre esta persona.',
    note: 'La nota queda guardada.',
    delete: 'Borrado.',
    'time-zone': 'La zona horaria queda guardada.',
  },
  change: 'Elegir otro día',
  startAgain: 'Poner un recordatorio',
  zone: {
    title: 'Cuándo llegan los recordatorios',
    known: (zone) => `A las nueve de la mañana (${zone}), nunca en fin de semana.`,
    unknown:
      'No conocemos tu zona horaria, así que llegan a las nueve de la mañana, UTC. ¿Dónde estás?',
    label: 'Tu zona horaria, o una ciudad grande cercana',
    browser: 'Tu navegador indica:',
    button: 'Guardarla',
    unfinished:
      'Tienes muchos contactos y la zona horaria aún no está guardada para todos. Guárdala otra ' +
      'vez, por favor.',
  },
  take: {
    title: 'Descarga tus datos',
    fold: 'Descarga tus datos, o bórralos',
    lead: 'Todo lo que guardamos sobre ti, en un archivo.',
    json: 'Todo, para programas (JSON)',
    csv: 'Una hoja de cálculo (CSV con punto y coma)',
    vcf: 'Para tu agenda de contactos (vCard)',
    ics: 'Las fechas, para tu calendario (iCalendar)',
    parts: 'Todas las partes de los archivos grandes',
    partsLead: 'Un archivo muy grande viene en partes. Descárgalas todas para tenerlo completo.',
    part: (number, of) => {
      if (of === 1) return 'El archivo entero';
      return of === undefined ? `Parte ${number}` : `Parte ${number} de ${of}`;
    },
    more: 'Las partes siguientes',
    erase: 'Borrar todo',
    eraseLead: 'Antes verás qué se borra.',
  },
  erase: {
    title: 'Borrar todo',
    lead: 'Todo lo que Open Door guarda sobre ti se borra al instante y para siempre:',
    what: [
      'cada contacto, con su historial, motivos y notas',
      'cada borrador y cada carta que aún guardamos; lo que no se ha enviado ya no se envía',
      'cada recordatorio y cada enlace, también este',
    ],
    remains: (day) =>
      `Las copias de seguridad lo conservan hasta el ${day}, y después ya no. Solo se usan si ` +
      'hay que recuperar datos dañados. Los correos ya enviados se quedan donde están.',
    limits:
      'Lo que protege tu buzón se queda, sin tu dirección: durante unos días, el número de ' +
      'enlaces enviados; y, si en la página «¿No fuiste tú?» pediste no recibir más correos, ' +
      'también eso, hasta que los permitas de nuevo.',
    blocks:
      'Si alguien pidió no recibir más cartas, o se bloqueó una dirección, eso también se queda: ' +
      'no la dirección, solo un código calculado a partir de ella. Si no, al borrar se desharía.',
    staysTitle: 'Qué se queda, y hasta cuándo',
    staysLine: (day) => `Copias de seguridad hasta el ${day}, y lo que protege los buzones.`,
    sure: 'Quiero borrar todo',
    button: 'Borrar todo ahora',
    tick: 'Marca antes la casilla, por favor: no se puede deshacer.',
    leaving:
      'Una de tus cartas se está enviando en este momento y no se puede detener. Espera un ' +
      'minuto e inténtalo de nuevo, por favor.',
    back: 'Volver a tus contactos',
    unfinished: {
      title: 'Aún no está todo borrado',
      text:
        'Hay mucho que borrar y todavía falta. Lo que ya se borró no se puede recuperar. Lo ' +
        'demás sigue aquí y no se enviará. Continúa, por favor, hasta que esta página diga que ' +
        'todo está borrado.',
      button: 'Seguir borrando',
    },
    done: {
      title: 'Todo está borrado',
      text: 'Aquí ya no se guarda nada de ti. Tus enlaces ya no abren nada.',
    },
  },
  unsubscribe: {
    title: '¿No quieres más recordatorios?',
    lead:
      'No te enviaremos ningún recordatorio más. Tus contactos se quedan, y puedes volver a ' +
      'elegir un día para cada uno.',
    button: 'Detener todos los recordatorios',
    unfinished:
      'Hay muchos recordatorios y todavía quedan algunos. Pulsa el botón otra vez, por favor.',
    done: {
      title: 'Sin más recordatorios',
      text: 'No te enviaremos más recordatorios. Tus contactos siguen guardados.',
    },
  },
  one: {
    lead: '¿Qué quieres hacer?',
    all: 'Ver todos tus contactos',
  },
};
