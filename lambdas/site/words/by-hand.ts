import type { HandChannel, PageLanguage } from '../../core/choices.ts';

const en = {
  title: 'Your text is ready',
  lead:
    'Open Door does not send this one. Copy the text, and send it where they wrote to you. ' +
    'Then tell us, so that we can help you stay in touch.',
  label: 'The text, to copy',
  copy: 'Copy the text',
  copied: 'Copied',
  /** What to do on each channel. */
  advice: {
    linkedin:
      'Write it in the chat rather than press “No thanks”: that button sends a stock message ' +
      'from LinkedIn in your name.',
    whatsapp: 'Send it in the chat where they wrote to you.',
    portal:
      'Send them these words first, in the portal’s messages if it has them. Press Withdraw ' +
      'only afterwards: that button sends a stock email.',
    phone: 'After the call, send them the text as well, so that they have it in writing.',
  } satisfies Record<HandChannel, string>,
  calendar: 'If an interview is in your calendar, decline the invitation there, too.',
  sure: 'I have sent it',
  done: 'Close it and save the contact',
  mailed:
    'The link we email you keeps this text. There you can tell us that you have sent it, and ' +
    'we will save the contact and remind you on the day you chose.',
};
type ByHandWords = typeof en;

const es: ByHandWords = {
  title: 'Tu texto está listo',
  lead:
    'Este no lo envía Open Door. Copia el texto y envíalo por donde te escribieron. Después ' +
    'dínoslo, y te ayudaremos a mantener el contacto.',
  label: 'El texto, para copiar',
  copy: 'Copiar el texto',
  copied: 'Copiado',
  advice: {
    linkedin:
      'Escríbelo en el chat en vez de pulsar «No, gracias»: ese botón envía un mensaje ' +
      'prefabricado de LinkedIn en tu nombre.',
    whatsapp: 'Envíalo en el chat donde te escribieron.',
    portal:
      'Envía primero estas palabras, por los mensajes del portal si los tiene. Pulsa «Retirar ' +
      'candidatura» solo después: ese botón envía un correo prefabricado.',
    phone: 'Después de la llamada, envía también el texto, para que quede por escrito.',
  },
  calendar: 'Si la entrevista está en tu calendario, rechaza también ahí la invitación.',
  sure: 'Ya lo envié',
  done: 'Cerrarlo y guardar el contacto',
  mailed:
    'El enlace que te enviamos por correo conserva este texto. Ahí puedes decirnos que ya lo ' +
    'enviaste; entonces guardamos el contacto y te lo recordamos el día que elegiste.',
};

/** What the pages say about a text that the candidate sends by hand. */
export const byHandWords = ({ language }: { readonly language: PageLanguage }): ByHandWords =>
  language === 'es' ? es : en;
