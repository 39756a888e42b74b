import { type CandidateMailSettings, candidateMail } from './candidate-mail.ts';
import type { Decline } from './decline/decline.ts';
import { type MagicLink, tokenOf } from './magic-link.ts';
import type { OutgoingMail } from './mail.ts';
import type { Templates } from './text/templates.ts';

/**
 * The mail that tells a candidate how their letter stands, with a link of its own: of the
 * first one only a hash is kept. Its tag is no letter's, so that a notice that bounces
 * causes no notice.
 */
export function noticeMail(
  templates: Templates,
  { origin, fromAddress }: CandidateMailSettings,
  { pageLanguage, input }: Pick<Decline, 'pageLanguage' | 'input'>,
  notice: NonNullable<Decline['notice']>,
  link: MagicLink,
): OutgoingMail {
  const values = {
    person: input.recruiterName,
    company: input.company,
    address: input.recruiterEmail,
    link: `${origin}/letters/${tokenOf(link)}`,
  };
  return candidateMail(templates, notice, values, {
    to: input.candidateEmail,
    language: pageLanguage,
    fromAddress,
    tags: { letter: link.id, kind: 'notice' },
  });
}
