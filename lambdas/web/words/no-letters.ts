import type { PageLanguage } from '../../core/choices.ts';

const en = {
  ask: {
    title: 'No more letters?',
    lead:
      'Candidates write to you through Open Door. If you stop this, no letter from here will ' +
      'reach your address any more, whoever writes it. The candidates are not told why.',
    sure: 'I want no more letters from here',
    button: 'Stop all letters',
  },
  stopped: {
    title: 'You get no more letters',
    lead: 'No letter from here will reach your address any more. This page can undo it.',
    sure: 'I want to get letters again',
    button: 'Allow letters again',
  },
  /** The letters are stopped, but not by this link. */
  stoppedElsewhere: {
    title: 'You get no more letters',
    lead: 'No letter from here reaches your address. It was not this link that stopped them.',
  },
};
type NoLettersWords = typeof en;

const es: NoLettersWords = {
  ask: {
    title: '¿No quieres más cartas?',
    lead:
      'Hay personas candidatas que te escriben a través de Open Door. Si lo detienes, ninguna ' +
      'carta de aquí llegará más a tu dirección, la escriba quien la escriba. A quien escriba ' +
      'no le diremos por qué.',
    sure: 'No quiero más cartas de aquí',
    button: 'Detener todas las cartas',
  },
  stopped: {
    title: 'No te llegarán más cartas',
    lead: 'Ninguna carta de aquí llegará más a tu dirección. En esta página puedes deshacerlo.',
    sure: 'Quiero volver a recibir cartas',
    button: 'Volver a permitir las cartas',
  },
  stoppedElsewhere: {
    title: 'No te llegarán más cartas',
    lead: 'Ninguna carta de aquí llega a tu dirección. No fue este enlace el que las detuvo.',
  },
};

/** The texts of the page `/no-letters`, for recruiters. */
export const noLettersWords: Readonly<Record<PageLanguage, NoLettersWords>> = { en, es };
