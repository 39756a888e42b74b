import type { PageLanguage } from '../../core/choices.ts';

const en = {
  ask: {
    title: 'No more letters?',
    lead:
      'Candidates write to you through Open Door. If you stop this, no letter from here will ' +
      'reach your address any more, whoever writes it. The candidates are not told why. This ' +
      'page cannot undo it.',
    sure: 'I want no more letters from here',
    button: 'Stop all letters',
  },
  stopped: {
    title: 'You get no more letters',
    lead:
      'No letter from here will reach your address any more. If you change your mind, please ' +
      'write to the operator of this site.',
  },
};
type NoLettersWords = typeof en;

const es: NoLettersWords = {
  ask: {
    title: '¿No quieres más cartas?',
    lead:
      'Hay personas candidatas que te escriben a través de Open Door. Si lo detienes, ninguna ' +
      'carta de aquí llegará más a tu dirección, la escriba quien la escriba. A quien escriba ' +
      'no le diremos por qué. En esta página no se puede deshacer.',
    sure: 'No quiero más cartas de aquí',
    button: 'Detener todas las cartas',
  },
  stopped: {
    title: 'No te llegarán más cartas',
    lead:
      'Ninguna carta de aquí llegará más a tu dirección. Si cambias de idea, escribe a quien ' +
      'administra este sitio.',
  },
};

/** The texts of the page `/no-letters`, for recruiters. */
export const noLettersWords: Readonly<Record<PageLanguage, NoLettersWords>> = { en, es };
