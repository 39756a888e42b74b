import { type CandidateMailSettings, candidateMail } from './candidate-mail.ts';
import type { PageLanguage } from './choices.ts';
import { type MagicLink, tokenOf } from './magic-link.ts';
import type { OutgoingMail } from './mail.ts';
import type { Templates } from './text/templates.ts';

export interface LinkMailSettings extends CandidateMailSettings {
  readonly linkHours: number;
}

export interface LinkMailReader {
  readonly address: string;
  readonly link: MagicLink;
  readonly language: PageLanguage;
}

/**
 * The mail that carries the magic link. Nothing a person typed is in it, not even a name:
 * whoever enters somebody else's address can make them get this one mail and not a word
 * of their own.
 */
export function reviewMail(
  templates: Templates,
  { origin, fromAddress, linkHours }: LinkMailSettings,
  { address, link, language }: LinkMailReader,
): OutgoingMail {
  const values = { link: `${origin}/letters/${tokenOf(link)}`, hours: String(linkHours) };
  const tags = { letter: link.id, kind: 'review' };
  return candidateMail(templates, 'review', values, { to: address, language, fromAddress, tags });
}

/** The mail that carries the link to a candidate's contacts; the same holds of it. */
export function contactsMail(
  templates: Templates,
  { origin, fromAddress, linkHours }: LinkMailSettings,
  { address, link, language }: LinkMailReader,
): OutgoingMail {
  const values = {
    link: `${origin}/contacts/${tokenOf(link)}?lang=${language}`,
    hours: String(linkHours),
  };
  return candidateMail(templates, 'contacts', values, {
    to: address,
    language,
    fromAddress,
    tags: { kind: 'contacts' },
  });
}
