import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';

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
 * default event bus.
 */
export class MailChannel extends Construct {
  readonly environment: {
    readonly CONFIGURATION_SET: string;
    readonly SEND_RATE: string;
    readonly DAILY_QUOTA: string;
  };
  readonly lettersEnvironment: { readonly LETTERS_ADDRESS: string };
  readonly letterLimits: {
    readonly LETTERS_PER_RECRUITER: string;
    readonly LETTERS_PER_DOMAIN: string;
  };
  readonly reviewEnvironment: { readonly REVIEW_ADDRESS: string };
  /** Matches the events of the emails sent through this channel, on the default bus. */
  readonly eventPattern: events.EventPattern;
  private readonly configurationSetArn: string;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id);
    const configurationSet = new ses.ConfigurationSet(this, 'ConfigurationSet', {
      reputationMetrics: true,
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    configurationSet.addEventDestination('Outcomes', {
      // SES publishes to the default bus only.
      destination: ses.EventDestination.eventBus(
        events.EventBus.fromEventBusName(this, 'DefaultBus', 'default'),
      ),
      events: outcomes,
    });

    if (config.singleAddress) {
      new ses.EmailIdentity(this, 'Identity', {
        identity: ses.Identity.email(config.mailIdentity),
      });
    } else {
      const identity = new ses.EmailIdentity(this, 'Identity', {
        identity: ses.Identity.domain(config.mailIdentity),
        mailFromDomain: `mail.${config.mailIdentity}`,
      });
      this.outputDnsRecords(config.mailIdentity, identity);
    }

    this.environment = {
      CONFIGURATION_SET: configurationSet.configurationSetName,
      SEND_RATE: String(config.sendRate),
      DAILY_QUOTA: String(config.dailyQuota),
    };
    this.lettersEnvironment = { LETTERS_ADDRESS: config.lettersAddress };
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

  /** Lets a function email recruiters, from the letters address and no other. */
  grantLetters(grantee: iam.IGrantable): void {
    this.grantSendAs(grantee, 'ses:SendEmail', this.lettersEnvironment.LETTERS_ADDRESS);
  }

  /** Lets a function email candidates, from the review address and no other. */
  grantReview(grantee: iam.IGrantable, action: MailAction = 'ses:SendEmail'): void {
    this.grantSendAs(grantee, action, this.reviewEnvironment.REVIEW_ADDRESS);
  }

  /**
   * The condition pins the sender. The resource is every identity of this account and
   * region, for two reasons. SES also checks the permission on a *recipient's* identity
   * if the account has one, which is always so in the sandbox. And SES checks an
   * address's own identity before the one of its domain.
   *
   * @see https://github.com/aws/aws-sdk-js-v3/issues/2061
   */
  private grantSendAs(grantee: iam.IGrantable, action: MailAction, address: string): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions: [action],
      resourceArns: [
        Stack.of(this).formatArn({
          service: 'ses',
          resource: 'identity',
          resourceName: '*',
        }),
        this.configurationSetArn,
      ],
      conditions: { StringEquals: { 'ses:FromAddress': address } },
    });
  }

  /**
   * Outputs the records by which SES verifies a domain. The operator adds them to the DNS
   * of the domain.
   */
  private outputDnsRecords(domain: string, identity: ses.EmailIdentity): void {
    const stack = Stack.of(this);
    const records = [
      ...identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`),
      `mail.${domain} MX 10 feedback-smtp.${stack.region}.amazonses.com`,
      `mail.${domain} TXT "v=spf1 include:amazonses.com ~all"`,
    ];
    records.forEach((record, index) => {
      new CfnOutput(stack, `DnsRecord${index + 1}`, {
        description: 'Add to the DNS of the mail domain',
        value: record,
      });
    });
  }
}
