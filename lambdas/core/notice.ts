import type { Decline } from './decline.ts';
import { mailParts } from './html.ts';
import { type MagicLink, tokenOf } from './magic-link.ts';
import type { OutgoingMail } from './mail.ts';
import { fillTemplate, splitSubject } from './template.ts';
import type { Templates } from './templates.ts';

export interface NoticeSettings {
  /** `https://host`, from configuration. */
  readonly origin: string;
  readonly fromAddress: string;
}

/**
 * The mail that tells a candidate how their letter stands, with a link of its own: of the first one only a hash is
 * kept. Its tag is no letter's, so that a notice that bounces causes no notice.
 */
export function noticeMail(
  templates: Templates,
  { origin, fromAddress }: NoticeSettings,
  { pageLanguage, request }: Pick<Decline, 'pageLanguage' | 'request'>,
  notice: NonNullable<Decline['notice']>,
  link: MagicLink,
): OutgoingMail {
  const { subject, body } = splitSubject(
    fillTemplate(templates.mail(pageLanguage, notice), {
      person: request.recruiterName,
      company: request.company,
      address: request.recruiterEmail,
      link: `${origin}/letters/${tokenOf(link)}`,
    }),
  );
  return {
    from: { name: 'Open Door', address: fromAddress },
    to: request.candidateEmail,
    subject,
    ...mailParts(body, pageLanguage),
    tags: { letter: link.id, kind: 'notice' },
  };
}
