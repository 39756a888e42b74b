import type { Templates } from '../text/templates.ts';
import {
  candidateMail,
  type LinkMailRecipient,
  type LinkMailSettings,
  letterUrl,
  notYouUrl,
} from './candidate-mail.ts';
import type { OutgoingMail } from './mail.ts';

/**
 * The email with the magic link to a letter. It contains no text that was typed, not even
 * a name. A stranger can enter another person's address on the form, and Open Door emails
 * that person. But the stranger cannot put any words into the email.
 *
 * @param isByHand the candidate sends the text by hand: we send nothing
 */
export function reviewLinkMail(
  templates: Templates,
  { origin, fromAddress, linkHours }: LinkMailSettings,
  { address, link, language, notYou }: LinkMailRecipient,
  isByHand = false,
): OutgoingMail {
  const values = {
    link: letterUrl(origin, link),
    hours: String(linkHours),
    notYou: notYouUrl(origin, notYou, language),
  };
  const tags = { letter: link.id, kind: 'review' };
  return candidateMail(templates, isByHand ? 'message-link' : 'review-link', values, {
    to: address,
    language,
    fromAddress,
    tags,
  });
}
