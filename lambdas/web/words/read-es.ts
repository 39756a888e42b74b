import type { ReadWords } from './read-en.ts';

/** What the form says of a message that was read into it, in Spanish, with tú. */
export const readEs: ReadWords = {
  filled: (count) =>
    count === 1
      ? 'Completamos un campo con su mensaje. Revísalo, por favor.'
      : `Completamos ${count} campos con su mensaje. Revisa cada uno, por favor.`,
  offered:
    'No cambiamos nada de lo que escribiste. Si su mensaje dice otra cosa, lo verás debajo del ' +
    'campo.',
  nothing: 'No encontramos en él nada que sirva para este formulario. Complétalo tú, por favor.',
  empty: 'Pega primero su mensaje, o elige el archivo del correo.',
  tooLong: 'Es más de lo que podemos leer. Pega solo el texto de su mensaje.',
  unreadable: 'No podemos leer este archivo. Ábrelo y pega aquí el texto del mensaje.',
  from: (source) => `De su mensaje: «${source}»`,
  suggests: (value, source) =>
    value === source ? `Su mensaje dice: «${source}»` : `Su mensaje sugiere ${value}: «${source}»`,
  use: 'Usar esto',
  warnings: {
    'other-domain':
      'Las respuestas van a un dominio distinto de aquel desde el que te escribieron. Revisa ' +
      'que esta dirección sea suya.',
    'no-reply':
      'Puede que nadie lea lo que llega a esta dirección. Si conoces la de una persona, usa esa.',
  },
};
