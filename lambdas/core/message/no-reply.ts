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
