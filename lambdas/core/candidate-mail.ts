import type { PageLanguage } from './choices.ts';
import type { OutgoingMail } from './mail.ts';
import { renderMailBody } from './text/mail-body.ts';
import { fillTemplate, splitSubject, type TemplateValues } from './text/template.ts';
import type { MailName, Templates } from './text/templates.ts';

export interface CandidateMailSettings {
  /** `https://host`, from configuration. */
  readonly origin: string;
  readonly fromAddress: string;
}

/** A mail of ours to a candidate, in words of `templates/mails/`. */
export function candidateMail(
  templates: Templates,
  name: MailName,
  values: TemplateValues,
  options: {
    readonly to: string;
    readonly language: PageLanguage;
    readonly fromAddress: string;
    readonly tags: OutgoingMail['tags'];
  },
): OutgoingMail {
  const { to, language, fromAddress, tags } = options;
  const { subject, body } = splitSubject(fillTemplate(templates.mail(language, name), values));
  return {
    from: { name: 'Open Door', address: fromAddress },
    to,
    subject,
    ...renderMailBody(body, language),
    tags,
  };
}
