import type { ContactWords } from './contacts-en.ts';

/** Every word of the contacts' pages in Spanish, with tú. */
export const contactsEs: ContactWords = {
  ask: {
    title: 'Las personas con quienes sigues en contacto',
    lead: 'A quien declinaste con Open Door lo guardamos aquí para ti, con el día para volver a escribirle. No hace falta una cuenta: te enviamos un enlace.',
    email: 'Tu correo',
    button: 'Envíame el enlace',
    gone: 'Este enlace ha caducado, o se cortó por el camino. Escribe tu dirección y te enviamos uno nuevo.',
  },
  mailed: {
    lead: (address) => `Si es posible, enviamos ahora un enlace a ${address}.`,
    next: (hours) => `Funciona durante ${hours} horas y es solo para ti.`,
    missing:
      'Enviamos como máximo un enlace por minuto y cinco por día. ¿No llega en unos minutos? Mira en el correo no deseado, y usa el enlace más reciente.',
  },
  title: 'Tus contactos',
  empty: 'Todavía no hay nadie. Cuando hayas enviado una carta, la persona se guarda aquí.',
  search: {
    title: 'Buscar a alguien',
    words: 'Nombre, empresa, puesto o nota',
    filter: 'Mostrar',
    filters: {
      all: 'Todas las personas',
      due: 'Aquellas cuyo día ha llegado',
      open: 'Puerta abierta',
      reconnected: 'En contacto de nuevo',
      closed: 'Sin seguimiento',
    },
    button: 'Buscar',
    all: 'Mostrar todas',
    none: 'Nadie coincide con eso.',
    count: (shown, all) => (shown === all ? `${all} en total.` : `${shown} de ${all}.`),
  },
  statuses: {
    open: 'Puerta abierta',
    reconnected: 'En contacto de nuevo',
    closed: 'Sin seguimiento',
  },
  next: {
    label: 'Volver a escribir',
    due: (day) => `Desde el ${day}. Ya es el momento.`,
    on: (day) => `El ${day}`,
    never: 'Sin recordatorio',
  },
  declined: 'Declinaste',
  stages: {
    application: 'candidatura',
    screen: 'primer contacto',
    scheduled: 'entrevista agendada',
    interviewing: 'después de entrevistas',
    final: 'después de la última ronda',
    offer: 'una oferta',
  },
  thanked: 'También agradeciste a',
  wroteOn: 'Le escribiste',
  reason: 'Tu motivo',
  note: 'Tu nota',
  private: 'solo aquí',
  trouble: {
    bounced: 'Tu carta no llegó a esta dirección; por eso no te la recordamos.',
    complained: 'Tu carta fue denunciada como no deseada. No vuelvas a escribir a esta dirección, por favor.',
  },
  history: (count) => `Las ${count} cartas`,
  hello: {
    title: 'Un saludo para empezar',
    lead: 'Cámbialo a tu gusto. Sale de tu propio correo; nosotros no enviamos nada.',
    label: 'El saludo, para copiar',
    copy: 'Copiar el saludo',
    copied: 'Copiado',
    mailto: (name) => `Escribir a ${name}`,
  },
  done: 'Ya le escribí',
  later: 'Otro día',
  laterLead: 'Recuérdamelo en',
  months: { '1': '1 mes', '3': '3 meses', '6': '6 meses' },
  date: 'O este día',
  dateButton: 'Recuérdamelo entonces',
  noteTitle: 'Nota',
  noteHint: 'Solo la ves tú, y solo aquí.',
  noteButton: 'Guardar la nota',
  stop: {
    title: 'Parar, o borrar',
    lead: (name) => `No te recordaremos más a ${name}. El contacto se queda aquí.`,
    button: 'No me lo recuerdes más',
  },
  delete: {
    lead: (name) =>
      `${name} se borra con su historial, tu nota y las cartas que aún guardamos. Una carta que no ha salido no se envía. No se puede deshacer.`,
    button: (name) => `Borrar a ${name}`,
    leaving:
      'Una carta a esta persona está saliendo en este mismo momento. Espera un minuto y bórrala otra vez, por favor.',
  },
  said: {
    done: (day) => `Muy bien. Te lo recordaremos otra vez el ${day}.`,
    snooze: (day) => `Te lo recordaremos el ${day}.`,
    stop: 'No te recordaremos más a esta persona.',
    note: 'La nota queda guardada.',
    delete: 'Borrado.',
    'time-zone': 'La zona horaria queda guardada.',
  },
  zone: {
    title: 'Cuándo llegan los recordatorios',
    known: (zone) => `A las nueve de la mañana (${zone}), nunca en fin de semana.`,
    unknown: 'No conocemos tu zona horaria, así que llegan a las nueve de la mañana, UTC. ¿Dónde estás?',
    label: 'Tu zona horaria, o una ciudad grande cercana',
    button: 'Guardarla',
  },
  take: {
    title: 'Llévatelo',
    lead: 'Todo lo que guardamos de ti, en un archivo.',
    json: 'Todo, para programas (JSON)',
    csv: 'Una hoja de cálculo (CSV)',
    vcf: 'Para tu agenda de contactos (vCard)',
    ics: 'Los días, para tu calendario (iCalendar)',
    erase: 'Borrarlo todo',
  },
  erase: {
    title: 'Borrarlo todo',
    lead: 'Todo lo que Open Door guarda de ti se borra al instante y para siempre:',
    what: [
      'cada contacto, con su historial, motivos y notas',
      'cada borrador y cada carta que aún guardamos; lo que no ha salido no se envía',
      'cada recordatorio, cada enlace, también este, y la cuenta de ellos',
    ],
    remains: (day) =>
      `Las copias de seguridad de toda la tabla lo conservan hasta el ${day}, y después ya no. Nadie las lee, salvo para reparar una tabla dañada. Los correos ya enviados se quedan donde están.`,
    sure: 'Quiero borrarlo todo',
    button: 'Borrarlo todo ahora',
    tick: 'Marca antes la casilla, por favor: no se puede deshacer.',
    leaving:
      'Una de tus cartas está saliendo en este mismo momento y no se puede detener. Espera un minuto y borra otra vez, por favor.',
    back: 'Volver a tus contactos',
    done: {
      title: 'Todo está borrado',
      text: 'Aquí ya no se guarda nada de ti. Tus enlaces ya no abren nada.',
    },
  },
  unsubscribe: {
    title: '¿Sin más recordatorios?',
    lead: 'Entonces no te recordaremos a nadie más. Tus contactos se quedan, y a cada uno se le puede volver a poner un día.',
    button: 'Parar todos los recordatorios',
    done: {
      title: 'Sin más recordatorios',
      text: 'No te recordaremos a nadie más. Tus contactos se quedan como están.',
    },
  },
  one: {
    lead: '¿Qué quieres hacer?',
    all: 'Ver todos tus contactos',
  },
};
