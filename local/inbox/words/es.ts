import type { InboxTexts } from './en.ts';

/** The texts of the inbox in Spanish, with tú. */
export const inboxEs: InboxTexts = {
  skip: 'Ir al contenido',
  site: 'Sitio',
  form: 'Carta',
  contacts: 'Contactos',
  forDevelopers: 'Para desarrollar:',
  asJson: 'correos en JSON',
  emulator: 'emulador',
  list: {
    title: 'Bandeja de entrada',
    heading: 'Lo que se ha enviado.',
    lead:
      'Todos los correos desde que arrancaste Open Door, el más reciente primero. Ninguno salió ' +
      'de tu máquina.',
    to: (people) => `para ${people}`,
    copyTo: (people) => `, con copia a ${people}`,
    noSubject: '(sin asunto)',
    shown: 'se ve junto a la lista',
    older: (count) =>
      count === 1
        ? 'No se muestra 1 correo anterior.'
        : `No se muestran ${count} correos anteriores.`,
    all: (count) => `Todos los correos (${count})`,
    look: 'Ver si hay correos nuevos',
    arrived: 'Nuevo:',
    manyArrived: '# correos nuevos',
    stopped: 'Open Door se detuvo. Vuelve a arrancarlo con npm start.',
  },
  clear: {
    name: 'Vaciar la bandeja',
    warning:
      'Esto borra todos los correos, con sus enlaces. No podrás recuperarlos. Tus cartas y tus ' +
      'contactos se quedan.',
    submit: 'Borrar todos los correos',
  },
  empty: {
    heading: 'Todavía no hay correos.',
    lead: 'Aquí llega cada correo que envía Open Door. Ninguno sale de tu máquina.',
    write: 'Escribe una carta',
    writeHelp: 'Sirve cualquier dirección, también una inventada.',
    open: 'Abrir el formulario',
    link: 'Abre el enlace',
    linkHelp: 'Llega aquí en un segundo. Verás la carta exactamente como va a llegar.',
    send: 'Envíala',
    sendHelp: 'La carta a quien te escribió también llega aquí, y puedes leerla como la verá.',
  },
  gone: {
    heading: 'Este correo no está aquí.',
    lead: 'Se vació la bandeja, o Open Door se arrancó de nuevo.',
    back: 'Ver la bandeja',
  },
  views: {
    label: 'Formas de verlo',
    look: 'Cómo se ve',
    text: 'Texto',
    headers: 'Encabezados',
    recruiter: 'Cómo le llega',
  },
  email: {
    frame: 'El correo tal como se ve',
    noText: 'Este correo no tiene parte de texto.',
    from: 'De',
    repliesTo: 'Respuestas',
    to: 'Para',
    subject: 'Asunto',
    attached: 'Adjunto',
    bytes: 'bytes',
    blindCopy: (people) => `Una copia oculta va a ${people}. Ningún encabezado la nombra.`,
    composedBySes:
      'SES compone este correo con estos campos. Añade encabezados propios, como Date y ' +
      'Message-ID.',
    source: 'El mensaje completo como archivo',
  },
  recruiter: {
    inList: 'En su lista de correos',
    known: 'Conviene saber',
    reply: (people) => `Su respuesta llega a ${people}.`,
    copy: (people) => `No puede ver la copia a ${people}: ningún encabezado la nombra.`,
    thread: 'Aparece en la conversación del correo al que responde.',
    noPicture: 'No carga ninguna imagen, así que nadie se entera de cuándo se abre.',
    opened: 'Cuando lo abre',
  },
};
