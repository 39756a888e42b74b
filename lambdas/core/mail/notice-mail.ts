import type { NoticeName } from '../choices.ts';
import type { NoticedDecline } from '../decline/decline.ts';
import { bareRole } from '../letter/bare-role.ts';
import type { MagicLink } from '../magic-link.ts';
import type { Templates } from '../text/templates.ts';
import { type CandidateMailSettings, candidateMail, letterUrl } from './candidate-mail.ts';
import type { OutgoingMail } from './mail.ts';

/**
 * The email that informs a candidate about the state of their letter. It contains a new
 * link, because the table stores only the hashes of earlier links. Its tag `kind` is not
 * `letter`, so a notice that bounces does not cause another notice.
 *
 * @param link a new link to the letter
 */
export function noticeMail(
  templates: Templates,
  { origin, fromAddress }: CandidateMailSettings,
  { pageLanguage, input, isByHand }: Pick<NoticedDecline, 'pageLanguage' | 'input' | 'isByHand'>,
  notice: NoticeName,
  link: MagicLink,
): OutgoingMail {
  const values = {
    person: input.recruiterName,
    company: input.company,
    role: input.role && bareRole(input.role, input.company),
    address: input.recruiterEmail,
    link: letterUrl(origin, link),
    // Of a text to send by hand, no other notice can come: we do not send it.
    ...(notice === 'contact-lost' && { byHand: isByHand && 'yes' }),
  };
  return candidateMail(templates, notice, values, {
    to: input.candidateEmail,
    language: pageLanguage,
    fromAddress,
    tags: { letter: link.id, kind: 'notice' },
  });
}
