import type { Templates } from '../text/templates.ts';
import {
  candidateMail,
  type LinkMailRecipient,
  type LinkMailSettings,
  letterUrl,
} from './candidate-mail.ts';
import type { OutgoingMail } from './mail.ts';

/**
 * The mail with the magic link to a letter. It holds nothing that a person typed, not even a
 * name: someone who enters another person's address can make them get this mail, and not a
 * word of their own.
 */
export function reviewMail(
  templates: Templates,
  { origin, fromAddress, linkHours }: LinkMailSettings,
  { address, link, language }: LinkMailRecipient,
): OutgoingMail {
  const values = { link: letterUrl(origin, link), hours: String(linkHours) };
  const tags = { letter: link.id, kind: 'review' };
  return candidateMail(templates, 'review', values, { to: address, language, fromAddress, tags });
}
