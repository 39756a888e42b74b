import { senderDomain } from './domain-checks.ts';
import type { DoctorSettings } from './settings.ts';

/**
 * What to write into the request for production access, by the names of its fields.
 *
 * @param site the URL of the site, if it is deployed
 * @see https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
 */
export function productionRequest(settings: DoctorSettings, site: string | undefined): string {
  const { config } = settings;
  const addresses = [...new Set([config.lettersAddress, config.reviewAddress])].join(' and ');
  return `Ask for production access in the SES console (Account dashboard → Request production
access), once for each region. AWS answers within about a day. For the fields:

  Mail type: Transactional
  Website URL: ${site ?? `https://${senderDomain(settings)}`}
  Preferred contact language: English
  Use case description, or the answer if AWS asks for details:

    We run Open Door for our own people. With it a job candidate declines a job interview:
    they fill in a form, read the finished letter on a private page that we email them,
    and confirm it. Then one email goes to one recruiter who has invited that candidate.
    There are no mailing lists, no marketing and no bought addresses. We send only what
    somebody has just asked for: the private link, the letter, a notice if it did not
    arrive, and the reminders that the candidate chose.
    Only candidates on our allow-list can send. Limits apply for each mailbox, network,
    recruiter and company. We send from ${addresses}, with DKIM, SPF and DMARC.
    SES events report each bounce and complaint to our application. A complaint blocks
    that recruiter for good, the account's suppression list is used for bounces and
    complaints, and links stop by themselves if too many emails bounce. Reminders have a
    one-click unsubscribe. We expect a few emails a day.`;
}
