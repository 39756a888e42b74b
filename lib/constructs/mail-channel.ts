import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { domainOf } from '../../lambdas/core/email-address.ts';
import type { Config } from '../config.ts';
import { isWithin } from '../setting-readers.ts';
import type { DnsRecords } from './dns-records.ts';

/** The events that SES publishes. No opens, no clicks: we do not track readers. */
const outcomes = [
  ses.EmailSendingEvent.SEND,
  ses.EmailSendingEvent.DELIVERY,
  ses.EmailSendingEvent.BOUNCE,
  ses.EmailSendingEvent.COMPLAINT,
  ses.EmailSendingEvent.REJECT,
  ses.EmailSendingEvent.DELIVERY_DELAY,
  ses.EmailSendingEvent.RENDERING_FAILURE,
];

/**
 * `SendRawEmail` is for emails with our own headers or an attachment. For `SendEmail` SES
 * writes the headers.
 */
type MailAction = 'ses:SendEmail' | 'ses:SendRawEmail';

/**
 * The SES identity (a domain with DKIM and its own MAIL FROM domain, or one address), and
 * the configuration set through which SES publishes the events of each email to the
 * default event bus. An identity that exists is not part of the stack
 * (docs/adr/0030-settings-and-identity.md).
 */
export class MailChannel extends Construct {
  readonly environment: {
    readonly CONFIGURATION_SET: string;
    readonly SEND_RATE: string;
    readonly DAILY_QUOTA: string;
  };
  readonly lettersEnvironment: { readonly LETTERS_ADDRESS: string };
  /** Absent if no candidate is the sender of their own letters. */
  readonly ownSenderEnvironment: { readonly OWN_SENDER_DOMAIN?: string };
  readonly letterLimits: {
    readonly LETTERS_PER_RECRUITER: string;
    readonly LETTERS_PER_DOMAIN: string;
  };
  readonly reviewEnvironment: { readonly REVIEW_ADDRESS: string };
  /** Matches the events of the emails sent through this channel, on the default bus. */
  readonly eventPattern: events.EventPattern;
  private readonly configurationSetArn: string;

  constructor(scope: Construct, id: string, config: Config, dns: DnsRecords) {
    super(scope, id);
    const configurationSet = new ses.ConfigurationSet(this, 'ConfigurationSet', {
      reputationMetrics: true,
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      // Nobody is tracked: if the account uses the Virtual Deliverability Manager, SES
      // would put a pixel and links of its own into each email. This setting overrides
      // the one of the account.
      // https://docs.aws.amazon.com/ses/latest/dg/vdm-settings.html
      vdmOptions: { engagementMetrics: false },
    });
    configurationSet.addEventDestination('Outcomes', {
      // SES publishes to the default bus only.
      destination: ses.EventDestination.eventBus(
        events.EventBus.fromEventBusName(this, 'DefaultBus', 'default'),
      ),
      events: outcomes,
    });

    if (config.identity === 'in-stack') this.createIdentity(config, dns);

    this.environment = {
      CONFIGURATION_SET: configurationSet.configurationSetName,
      SEND_RATE: String(config.sendRate),
      DAILY_QUOTA: String(config.dailyQuota),
    };
    this.lettersEnvironment = { LETTERS_ADDRESS: config.lettersAddress };
    this.ownSenderEnvironment = config.sendAsCandidate
      ? { OWN_SENDER_DOMAIN: config.mailIdentity }
      : {};
    this.letterLimits = {
      LETTERS_PER_RECRUITER: String(config.lettersPerRecruiter),
      LETTERS_PER_DOMAIN: String(config.lettersPerDomain),
    };
    this.reviewEnvironment = { REVIEW_ADDRESS: config.reviewAddress };
    this.eventPattern = {
      source: ['aws.ses'],
      detail: {
        mail: {
          tags: {
            'ses:configuration-set': [configurationSet.configurationSetName],
          },
        },
      },
    };
    this.configurationSetArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: configurationSet.configurationSetName,
    });
  }

  /**
   * Lets a function email recruiters, from the letters address and no other: also letters
   * that answer an email, which have headers of their own. If candidates are the senders
   * of their own letters, then from each address of the mail domain, and of none below it
   * (docs/adr/0049-from-yourself.md). IAM compares the case, too: `parseEmailAddress` and
   * the setting both write a domain in lower case.
   */
  grantLetters(grantee: iam.IGrantable): void {
    const { OWN_SENDER_DOMAIN } = this.ownSenderEnvironment;
    this.grantSendAs(
      grantee,
      ['ses:SendEmail', 'ses:SendRawEmail'],
      OWN_SENDER_DOMAIN === undefined
        ? { StringEquals: { 'ses:FromAddress': this.lettersEnvironment.LETTERS_ADDRESS } }
        : { StringLike: { 'ses:FromAddress': `*@${OWN_SENDER_DOMAIN}` } },
    );
  }

  /** Lets a function email candidates, from the review address and no other. */
  grantReview(grantee: iam.IGrantable, action: MailAction = 'ses:SendEmail'): void {
    const { REVIEW_ADDRESS } = this.reviewEnvironment;
    const conditions = { StringEquals: { 'ses:FromAddress': REVIEW_ADDRESS } };
    this.grantSendAs(grantee, [action], conditions);
  }

  /**
   * The conditions pin the sender. The resource is every identity of this account and
   * region, for two reasons. SES also checks the permission on a *recipient's* identity
   * if the account has one, which is always so in the sandbox. And SES checks an
   * address's own identity before the one of its domain.
   *
   * @see https://github.com/aws/aws-sdk-js-v3/issues/2061
   */
  private grantSendAs(
    grantee: iam.IGrantable,
    actions: MailAction[],
    conditions: Record<string, Record<string, string>>,
  ): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [
        Stack.of(this).formatArn({
          service: 'ses',
          resource: 'identity',
          resourceName: '*',
        }),
        this.configurationSetArn,
      ],
      conditions,
    });
  }

  /**
   * Creates the identity, and the DNS records by which SES verifies a domain. The
   * identity outlives the stack, so that its DNS records stay right; the next deployment
   * finds it. If the first deployment fails, it goes.
   */
  private createIdentity(config: Config, dns: DnsRecords): void {
    const { mailIdentity, mailFromDomain } = config;
    const identity = new ses.EmailIdentity(this, 'Identity', {
      identity:
        mailFromDomain === undefined
          ? ses.Identity.email(mailIdentity)
          : ses.Identity.domain(mailIdentity),
      // Bounces and complaints come as events. SES would also email them to the sender,
      // and nobody reads that mailbox.
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ses-emailidentity-feedbackattributes.html
      feedbackForwarding: false,
      ...(mailFromDomain !== undefined && { mailFromDomain }),
    });
    identity.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    if (mailFromDomain === undefined) return;
    const records = [
      ...identity.dkimRecords.map(({ name, value }, index) => ({
        ...{ id: `Dkim${index + 1}`, name, type: 'CNAME' as const, value },
      })),
      {
        ...{ id: 'MailFromMx', name: mailFromDomain, type: 'MX' as const },
        value: `10 feedback-smtp.${Stack.of(this).region}.amazonses.com`,
      },
      {
        ...{ id: 'MailFromSpf', name: mailFromDomain, type: 'TXT' as const },
        value: '"v=spf1 include:amazonses.com ~all"',
      },
    ];
    for (const record of records) dns.addForMail(mailIdentity, record);
    dns.print(
      dmarcRecord(config),
      'Add to the DNS of the mail domain, if neither it nor a domain above it has a DMARC record',
    );
  }
}

/**
 * The DMARC record of the mail domain: mailbox providers ask for one, and `p=none`
 * changes nothing for other email of the domain. It is printed and never made: a domain
 * may have one only, and a record of a subdomain would replace the stricter policy of the
 * domain above it. Reports go to an address of the operator; to an address of another
 * domain they would need a record there (RFC 7489, 7.1).
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dmarc.html
 */
function dmarcRecord({ mailIdentity, alarmAddress, operatorContact }: Config): string {
  const reports = [operatorContact, alarmAddress].find((address) => {
    if (address?.includes('@') !== true || address.startsWith('https:')) return false;
    const domain = domainOf(address);
    return isWithin(domain, mailIdentity) || isWithin(mailIdentity, domain);
  });
  const rua = reports === undefined ? '' : `; rua=mailto:${reports}`;
  return `_dmarc.${mailIdentity} TXT "v=DMARC1; p=none${rua}"`;
}
