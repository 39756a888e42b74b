import type { Words } from './en.ts';

/**
 * The texts of the pages in Spanish. They address the reader with tú, and are natural in
 * Mexico and in Spain.
 */
export const es: Words = {
  language: 'es',
  otherLanguage: { name: 'English', code: 'en' },
  tagline: 'Declina la entrevista, deja la puerta abierta.',
  skip: 'Ir al contenido',
  offline: 'Estás sin conexión. Nada sale de esta página hasta que vuelvas a tenerla.',
  footer:
    'Nada se envía hasta que hayas leído la carta exacta y la envíes tú. Tus motivos se quedan ' +
    'contigo.',
  operator: {
    runBy: (name) => `Este sitio está a cargo de ${name}.`,
    questions: 'Para cualquier duda:',
    kept: (days) =>
      `Las cartas se borran ${days} días después de enviarse o cerrarse. Tus contactos se quedan ` +
      'hasta que los borres.',
  },
  about: { privacy: 'Qué guardamos', accessibility: 'Accesibilidad' },
  contacts: 'Tus contactos',
  vague: {
    title: 'Esto puede quedar fuera',
    lead: 'La carta es tuya: también puede quedarse.',
    labels: {
      reason: 'Un motivo',
      apology: 'Una disculpa',
      justification: 'Una explicación',
      hedge: 'Una respuesta a medias',
      negative: 'Algo que puede doler',
      'contact-or-link': 'Un contacto o un enlace',
      register: 'Tú y usted',
    },
    without: 'Queda:',
    nothingLeft: 'No queda nada. La carta está completa sin esas palabras.',
    take: 'Quitarlo',
    withoutAll: 'Sin nada de eso queda:',
    takeAll: 'Quitar todo',
    review: 'Sobre tus palabras',
    change: 'Cambiar mis palabras',
    status: (count: number) =>
      count === 1
        ? 'Hay una sugerencia sobre tus palabras.'
        : `Hay ${count} sugerencias sobre tus palabras.`,
  },
  advice: {
    title: 'Conviene saber',
    call: {
      soon:
        'Faltan menos de dos días para la entrevista. Llama también por teléfono, para que ' +
        'nadie te espere; la carta deja constancia.',
      final:
        'Después de la última ronda, una breve llamada previa es un buen gesto. La carta deja ' +
        'constancia.',
      offer: 'Una oferta merece primero una llamada, si es posible. Envía la carta el mismo día.',
    },
    timing: {
      outreach: 'No hay prisa. Una respuesta breve se agradece, incluso después de semanas.',
      application: 'Todavía nadie te está esperando. Envíala en cuanto lo decidas.',
      screen:
        'Responder en los dos días siguientes a su mensaje causa buena impresión. Pasadas unas ' +
        'semanas sigue siendo bienvenida; no hace falta mencionar la espera.',
      scheduled: 'Cuanto antes lo sepan, antes recuperan ese tiempo.',
      interviewing:
        'Lo mejor es avisar en cuanto lo decidas, a más tardar al día siguiente: quizá te estén ' +
        'guardando la siguiente etapa.',
      final:
        'Lo mejor es antes de que decidan. Si ya te escribieron, responde en un día como máximo.',
      offer:
        'Responde antes de la fecha que te dieron; de preferencia, en los tres días siguientes a ' +
        'la oferta.',
    },
    vague: {
      title: '¿Por qué decir tan poco?',
      text:
        'Di con claridad la decisión y calla el motivo. Un motivo invita a responder; un ' +
        'agradecimiento, no.',
    },
    whenToCall:
      'Llama también por teléfono si faltan menos de dos días para la entrevista, después de ' +
      'la última ronda y ante una oferta.',
  },
  confirmation: {
    'not-ticked': 'Marca antes la casilla, por favor.',
    'not-from-page': 'Esto no vino del formulario de esta página. Usa el que ves aquí, por favor.',
  },
};
