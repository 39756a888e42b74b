import { domainOf } from '../email-address.ts';
import { isRelay } from './mail-services.ts';

const NO_REPLY = new RegExp(
  [
    '^(?:no[-_.]?reply|not?[-_.]?responder|no[-_.]?contestar|',
    'do[-_.]?not[-_.]?reply|donotreply|notifications?|notify|notificaciones|',
    'mailer(?:-daemon)?|bounces?|postmaster|messages-noreply|',
    'inmail-hit-reply|hit-reply|jobalerts?|jobs-noreply|jobs-listings|',
    'messaging-digest-noreply|invitations|automated|auto|system|alerts?|',
    'calendar-notification|unmonitored|noreply|nao-?responda)[-_.+@]',
  ].join(''),
  'i',
);

/** Whether no person reads what is sent to an address. */
export const isNoReply = (address: string): boolean =>
  NO_REPLY.test(address) ||
  /(?:no-?reply|donotreply|do-not-reply|noresponder)/i.test(
    address.slice(0, address.indexOf('@')),
  ) ||
  isRelay(domainOf(address));

const FUNCTIONAL = new RegExp(
  [
    '^(?:info|hola|hello|jobs?|careers?|talent|talento|talentohumano|rrhh|hr|',
    'vacantes|bolsa|ofertas|empleos|secretaria|gestionhumana|',
    String.raw`recruit\w{0,8}|reclutamiento|seleccion|empleo|personas|people|`,
    'newsletter|news|contacto|contact|team|equipo|office|admin|',
    'notifications?|alerts?|capitalhumano|contratacion|',
    String.raw`candidat\w{0,6})[\d._+-]{0,6}@`,
  ].join(''),
  'i',
);

/** Whether a mailbox is that of a team or an office: "jobs@…". */
export const isFunctional = (address: string): boolean => FUNCTIONAL.test(address);
