import type { PageLanguage } from './choices.ts';
import { mailParts } from './html.ts';
import { type MagicLink, tokenOf } from './magic-link.ts';
import type { OutgoingMail } from './mail.ts';
import { fillTemplate, splitSubject } from './template.ts';
import type { Templates } from './templates.ts';

export interface ReviewMailSettings {
  /** `https://host`, from configuration. */
  readonly origin: string;
  readonly fromAddress: string;
  readonly linkHours: number;
}

/**
 * The mail that carries the magic link. Nothing a person typed is in it, not even a name: whoever enters somebody
 * else's address can make them get this one mail and not a word of their own.
 */
export function reviewMail(
  templates: Templates,
  settings: ReviewMailSettings,
  to: {
    readonly address: string;
    readonly link: MagicLink;
    readonly language: PageLanguage;
  },
): OutgoingMail {
  const { subject, body } = splitSubject(
    fillTemplate(templates.mail(to.language, 'review'), {
      link: `${settings.origin}/letters/${tokenOf(to.link)}`,
      hours: String(settings.linkHours),
    }),
  );
  return {
    from: { name: 'Open Door', address: settings.fromAddress },
    to: to.address,
    subject,
    ...mailParts(body, to.language),
    tags: { letter: to.link.id, kind: 'review' },
  };
}
