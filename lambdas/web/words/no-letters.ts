import type { PageLanguage } from '../../core/choices.ts';

const en = {
  ask: {
    title: 'No more letters?',
    lead:
      "A candidate wrote to you with Open Door. If you'd rather not get letters this way, " +
      'stop them: no more will be sent from here to your address, whoever writes them. ' +
      "Candidates won't learn why. You can't undo this here.",
    sure: "I don't want any more letters from here",
    button: 'Stop all letters',
  },
  stopped: {
    title: "You'll get no more letters",
    lead:
      'No letter from here will be sent to your address any more. If you change your mind, ' +
      'please ask the people who run this site.',
  },
};
type NoLettersWords = typeof en;

const es: NoLettersWords = {
  ask: {
    title: '¿No quieres más cartas?',
    lead:
      'Alguien te escribió con Open Door. Si prefieres no recibir cartas por este medio, ' +
      'detenlas: desde aquí no se enviará ninguna más a tu dirección, la escriba quien la ' +
      'escriba. A quien escriba no le diremos por qué. Aquí no se puede deshacer.',
    sure: 'No quiero recibir más cartas de aquí',
    button: 'Detener todas las cartas',
  },
  stopped: {
    title: 'No te llegarán más cartas',
    lead:
      'Desde aquí no se enviará ninguna carta más a tu dirección. Si cambias de idea, pídelo a ' +
      'quien administra este sitio.',
  },
};

/** The texts of the page `/no-letters`, for recruiters. */
export const noLettersWords: Readonly<Record<PageLanguage, NoLettersWords>> = { en, es };
