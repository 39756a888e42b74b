import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';

/** Everything SES says about a mail, but for opens and clicks: nobody is tracked. */
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
 * `SendRawEmail` for mails that need a header or an attachment of their own; SES writes
 * the headers of the others.
 */
type MailAction = 'ses:SendEmail' | 'ses:SendRawEmail';

/**
 * The way out for mail: the SES identity with DKIM and a MAIL FROM of its own, and the
 * configuration set through which SES tells the default event bus what became of each
 * mail.
 */
export class MailChannel extends Construct {
  readonly environment: { readonly CONFIGURATION_SET: string };
  readonly lettersEnvironment: { readonly LETTERS_ADDRESS: string };
  readonly reviewEnvironment: { readonly REVIEW_ADDRESS: string };
  /** The events of the mails sent through this channel, on the default bus. */
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
      this.tellDnsRecords(config.mailIdentity, identity);
    }

    this.environment = {
      CONFIGURATION_SET: configurationSet.configurationSetName,
    };
    this.lettersEnvironment = { LETTERS_ADDRESS: config.lettersAddress };
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

  /** Lets a function mail recruiters, from the letters address and no other. */
  grantLetters(grantee: iam.IGrantable): void {
    this.grantSendAs(grantee, 'ses:SendEmail', this.lettersEnvironment.LETTERS_ADDRESS);
  }

  /** Lets a function mail candidates, from the review address and no other. */
  grantReview(grantee: iam.IGrantable, action: MailAction = 'ses:SendEmail'): void {
    this.grantSendAs(grantee, action, this.reviewEnvironment.REVIEW_ADDRESS);
  }

  /**
   * The condition is what pins the sender. The resource is every identity of this account
   * and region, because SES checks the permission on a *recipient's* identity too where
   * the account has one (always so in the sandbox), and on an address's own identity
   * before its domain's.
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
   * SES verifies a domain by these records; the operator adds them wherever the domain's
   * DNS is kept.
   */
  private tellDnsRecords(domain: string, identity: ses.EmailIdentity): void {
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
