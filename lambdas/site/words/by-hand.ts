import type { HandChannel, PageLanguage } from '../../core/choices.ts';

const en = {
  title: 'Your message is ready.',
  lead:
    "Open Door doesn't send this one. Copy it, and send it where they wrote to you. Then tell " +
    'us, so we can help you stay in touch.',
  label: 'Your message',
  copy: 'Copy the message',
  copied: 'Copied',
  /** What to do on each channel. */
  advice: {
    linkedin:
      'Write in the chat rather than pressing “No thanks”: that button sends a stock message ' +
      'from LinkedIn in your name.',
    whatsapp: 'Send it in the chat where they wrote to you.',
    portal:
      'Send them these words first, in the portal’s messages if it has them. Press Withdraw ' +
      'only afterwards: that button sends a stock email.',
    phone: 'After the call, send them the message as well, so they have it in writing.',
  } satisfies Record<HandChannel, string>,
  calendar: 'If an interview is in your calendar, decline the invitation there, too.',
  tell: 'Sent it? Tell us',
  sure: "I've sent it",
  done: 'Close it and save the contact',
  doneHelp: "We'll keep them among your contacts.",
  editHelp: "Back to the form, also if you have their email. Nothing's lost.",
  cancel: {
    title: "Don't send it",
    promise: 'Closes the message. Nobody hears of it.',
    button: 'Cancel this message',
  },
  another: 'Write another one',
  mailed:
    "The link we email you keeps this message. There you can tell us that you've sent it, and " +
    "we'll save the contact and remind you on the day you chose.",
};
type ByHandWords = typeof en;

const es: ByHandWords = {
  title: 'Tu mensaje está listo.',
  lead:
    'Este no lo envía Open Door. Cópialo y envíalo por donde te escribieron. Después dínoslo, ' +
    'y te ayudaremos a mantener el contacto.',
  label: 'Tu mensaje',
  copy: 'Copiar el mensaje',
  copied: 'Copiado',
  advice: {
    linkedin:
      'Escríbelo en el chat en vez de pulsar «No, gracias»: ese botón envía un mensaje ' +
      'prefabricado de LinkedIn en tu nombre.',
    whatsapp: 'Envíalo en el chat donde te escribieron.',
    portal:
      'Envía primero estas palabras, por los mensajes del portal si los tiene. Pulsa «Retirar ' +
      'candidatura» solo después: ese botón envía un correo prefabricado.',
    phone: 'Después de la llamada, envía también el mensaje, para que quede por escrito.',
  },
  calendar: 'Si la entrevista está en tu calendario, rechaza también ahí la invitación.',
  tell: '¿Ya lo enviaste? Dínoslo',
  sure: 'Ya lo envié',
  done: 'Cerrarlo y guardar el contacto',
  doneHelp: 'Lo guardaremos entre tus contactos.',
  editHelp: 'Vuelves al formulario, también si ya tienes su correo. No se pierde nada.',
  cancel: {
    title: 'No enviarlo',
    promise: 'El mensaje queda cerrado. Nadie se entera.',
    button: 'Cancelar este mensaje',
  },
  another: 'Escribir otro',
  mailed:
    'El enlace que te enviamos por correo conserva este mensaje. Ahí puedes decirnos que ya lo ' +
    'enviaste; entonces guardamos el contacto y te lo recordamos el día que elegiste.',
};

/** What the pages say about a text that the candidate sends by hand. */
export const byHandWords = ({ language }: { readonly language: PageLanguage }): ByHandWords =>
  language === 'es' ? es : en;
