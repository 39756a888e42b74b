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
      "Send them these words first, in the portal's messages if it has them. Press Withdraw " +
      'only afterwards: that button sends a stock email.',
    phone: 'After the call, send them the message as well, so they have it in writing.',
  } satisfies Record<HandChannel, string>,
  calendar: 'If an interview is in your calendar, decline the invitation there, too.',
  tell: 'Sent it? Tell us',
  sure: "I've sent it",
  done: 'Close it and save the contact',
  doneHelp: "We'll keep them among your contacts.",
  editHelp: "Back to the form. If you do have their email, add it there. Nothing's lost.",
  cancel: {
    title: "Don't send it",
    promise: 'Closes the message. Nobody hears of it.',
    sure: "I don't want to send it",
    button: 'Cancel this message',
  },
  another: 'Write another one',
  cancelled: { title: 'Cancelled.', text: 'Nothing was sent.' },
  sent: { title: "You've sent it.", text: "Done. We've saved the contact." },
  expired:
    'Your message is still here. We can email a new link to the same address, and you go on ' +
    'from there.',
  /** `isReminded`: the candidate has not chosen to be reminded never. */
  /** On a page that may not know the message. */
  behindLink:
    "Your message is behind the link. Tell us there once you've sent it, and we'll save the " +
    'contact.',
  mailed: (isReminded: boolean) =>
    "You'll find this message behind the link, too. Tell us there once you've sent it, and " +
    (isReminded
      ? "we'll save the contact, and remind you when it's time to write again."
      : "we'll save the contact."),
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
      'automático de LinkedIn en tu nombre.',
    whatsapp: 'Envíalo en el chat donde te escribieron.',
    portal:
      'Envía primero estas palabras, por los mensajes del portal si los tiene. Pulsa «Retirar ' +
      'candidatura» solo después: ese botón envía un correo automático.',
    phone: 'Después de la llamada, envía también el mensaje, para que quede por escrito.',
  },
  calendar: 'Si la entrevista está en tu calendario, rechaza también ahí la invitación.',
  tell: '¿Ya lo enviaste? Dínoslo',
  sure: 'Ya lo envié',
  done: 'Cerrarlo y guardar el contacto',
  doneHelp: 'Lo guardaremos entre tus contactos.',
  editHelp: 'Vuelves al formulario. Si ya tienes su correo, ponlo ahí. No se pierde nada.',
  cancel: {
    title: 'No enviarlo',
    promise: 'El mensaje queda cerrado. Nadie se entera.',
    sure: 'No quiero enviarlo',
    button: 'Cancelar este mensaje',
  },
  another: 'Escribir otro',
  cancelled: { title: 'Cancelado.', text: 'No se envió nada.' },
  sent: { title: 'Ya lo enviaste.', text: 'Listo. Guardamos el contacto.' },
  expired:
    'Tu mensaje sigue aquí. Podemos enviar un enlace nuevo a la misma dirección, y continúas ' +
    'desde ahí.',
  behindLink:
    'Tu mensaje está en el enlace. Cuando lo hayas enviado, dínoslo ahí y guardamos el contacto.',
  mailed: (isReminded) =>
    'Con el enlace también encontrarás este mensaje. Dinos ahí que ya lo enviaste; entonces ' +
    (isReminded
      ? 'guardamos el contacto y, cuando llegue el día, te recordamos escribirle.'
      : 'guardamos el contacto.'),
};

/** What the pages say about a text that the candidate sends by hand. */
export const byHandWords = ({ language }: { readonly language: PageLanguage }): ByHandWords =>
  language === 'es' ? es : en;
