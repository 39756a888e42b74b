import type { Templates } from '../text/templates.ts';
import {
  candidateMail,
  contactsUrl,
  type LinkMailRecipient,
  type LinkMailSettings,
  notYouUrl,
} from './candidate-mail.ts';
import type { OutgoingMail } from './mail.ts';

/**
 * The email with the link to a candidate's contacts. It contains no text that was typed.
 */
export function contactsLinkMail(
  templates: Templates,
  { origin, fromAddress, linkHours }: LinkMailSettings,
  { address, link, language, notYou }: LinkMailRecipient,
): OutgoingMail {
  const values = {
    link: `${contactsUrl(origin, link)}?lang=${language}`,
    hours: String(linkHours),
    notYou: notYouUrl(origin, notYou, language),
  };
  const tags = { kind: 'contacts' };
  return candidateMail(templates, 'contacts-link', values, {
    to: address,
    language,
    fromAddress,
    tags,
  });
}
