import { isFreeMail } from '../free-mail.ts';
import { listOf } from './words.ts';

/** Domains from which services send the emails of companies. */
const SERVICES = listOf(`
  greenhouse.io greenhouse-mail.io lever.co hire.lever.co myworkday.com myworkdayjobs.com
  workday.com ashbyhq.com ashby.com smartrecruiters.com teamtailor.com teamtailor-mail.com
  workable.com workablemail.com icims.com talent.icims.com jobvite.com bamboohr.com breezy.hr
  recruitee.com personio.com personio.de jazzhr.com applytojob.com taleo.net oraclecloud.com
  successfactors.com successfactors.eu sapsf.com avature.net brassring.com ultipro.com ukg.com
  adp.com paylocity.com paycomonline.net rippling.com gem.com goodtime.io calendly.com hirevue.com
  pinpointhq.com bullhorn.com bullhornmail.com jobadder.com zohorecruit.com manatal.com
  linkedin.com indeed.com indeedemail.com glassdoor.com ziprecruiter.com monster.com infojobs.net
  occ.com.mx computrabajo.com bumeran.com zonajobs.com.ar getonbrd.com hireflix.com eightfold.ai
  phenompeople.com governmentjobs.com neogov.com usajobs.gov sendgrid.net mailgun.org
  amazonses.com mandrillapp.com mailchimp.com hubspot.com hubspotemail.net google.com
  calendar.google.com microsoft.com zoom.us slack.com docusign.net docusign.com hackerrank.com
  codility.com wellfound.com angel.co otta.com welcometothejungle.com hired.com dice.com seek.com.au
  talentlyft.com comeet.com comeet-notifications.com freshteam.com viterbit.com factorial.co
  factorialhr.com talentclue.com epreselec.com hiringroom.com pandape.com
  applicantpro.com
  clearcompany.com cornerstoneondemand.com csod.com dayforce.com gupy.io oorwin.com loxo.co loxo.com
`);
/** Services whose addresses lead to a chat, or to nobody. */
const RELAYS = listOf(`
  linkedin.com e.linkedin.com indeed.com indeedemail.com glassdoor.com infojobs.net myworkday.com
`);

const SECOND_LEVEL = listOf('co com org net gob gov edu ac or ne nom gub mil');

/** The domain that an organisation registers: "acme.co.uk" of "mail.acme.co.uk". */
export function siteOf(domain: string): string {
  const labels = domain.toLowerCase().split('.');
  const isTwoPart =
    labels.length > 2 &&
    SECOND_LEVEL.has(labels.at(-2) ?? '') &&
    (labels.at(-1) ?? '').length === 2;
  return labels.slice(isTwoPart ? -3 : -2).join('.');
}

/** "Workable" is a service, and not the company. */
const serviceNames = new Set([...SERVICES].map((domain) => domain.split('.')[0] ?? ''));
export const isServiceName = (name: string): boolean =>
  serviceNames.has(name.toLowerCase().replace(/ /g, ''));

export const isService = (domain: string): boolean =>
  SERVICES.has(domain) || SERVICES.has(siteOf(domain));

export const isRelay = (domain: string): boolean =>
  RELAYS.has(domain) || RELAYS.has(siteOf(domain));

/**
 * The name in the domain of a company: "acme" of "mail.acme.co.uk". Undefined for the
 * domain of a mail provider or of a service.
 */
export function companyLabel(domain: string): string | undefined {
  if (domain === '' || isFreeMail(domain) || isFreeMail(siteOf(domain)) || isService(domain)) {
    return undefined;
  }
  const [name = ''] = siteOf(domain).split('.');
  return SECOND_LEVEL.has(name) ? domain.split('.').at(-3) : name;
}
