import { Annotations, CfnOutput, CfnRule, Fn, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type Config, exampleValuesLeft } from './config.ts';
import { Alarms } from './constructs/alarms.ts';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { DnsRecords } from './constructs/dns-records.ts';
import { Feedback } from './constructs/feedback.ts';
import { addLetterAlarms } from './constructs/letter-alarms.ts';
import { MailChannel } from './constructs/mail-channel.ts';
import { Remind } from './constructs/remind.ts';
import { Send } from './constructs/send.ts';
import { Store } from './constructs/store.ts';
import { Web } from './constructs/web.ts';
import { SETTINGS_FILE } from './settings-file.ts';

export interface OpenDoorStackProps extends StackProps {
  readonly config: Config;
}

/** Open Door in one AWS account and region. */
export class OpenDoorStack extends Stack {
  constructor(scope: Construct, id: string, { config, ...props }: OpenDoorStackProps) {
    super(scope, id, {
      description: 'Open Door: decline the interview, leave the door open',
      tags: config.tags,
      ...props,
    });
    this.refuseExampleValues(config);
    this.warnOfNotStated(config);
    if (config.table === undefined) this.refuseUndecidedTable();

    const store = new Store(this, 'Store', { table: config.table ?? 'in-stack' });
    const dns = new DnsRecords(this, 'Dns', config);
    const mail = new MailChannel(this, 'Mail', config, dns);
    const deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters');
    const alarms = new Alarms(this, 'Alarms', { config, deadLetterQueue });
    // CloudFormation knows a resource by its ids. With another id it would be replaced.
    const web = new Web(this, 'Site', { config, store, mail, dns });
    const parts = { config, web, store, mail, deadLetterQueue };
    const send = new Send(this, 'Delivery', parts);
    const feedback = new Feedback(this, 'Feedback', { ...parts, alarms });
    const remind = new Remind(this, 'Reconnect', parts);
    addLetterAlarms(alarms, { deadLetterQueue, web, send, feedback, remind });

    for (const child of this.node.findAll()) {
      if (child instanceof logs.CfnLogGroup) child.retentionInDays = config.logDays;
    }
    for (const [name, value] of Object.entries(config.tags)) Tags.of(this).add(name, value);

    new CfnOutput(this, 'SiteUrl', {
      description: 'URL of the site, with the form',
      value: web.environment.ORIGIN,
    });
  }

  /**
   * A stack with example values may be synthesised, to look at it.
   * CloudFormation checks a rule before it creates a resource, so a deployment of such a
   * stack fails at once, with this message.
   */
  private refuseExampleValues(config: Config): void {
    const left = exampleValuesLeft(config);
    if (left.length === 0) {
      return;
    }
    const message =
      `Write your own values into ${SETTINGS_FILE} before you deploy: ` + `${left.join('; ')}.`;
    Annotations.of(this).addWarningV2('open-door:example-values', message);
    new CfnRule(this, 'ExampleValues', {
      assertions: [
        {
          assert: Fn.conditionEquals('example values', 'own values'),
          assertDescription: message,
        },
      ],
    });
  }

  /**
   * Other people's names and addresses are kept, so the page `/privacy` must say who
   * does it and where to ask. A deployment without these settings works, and says "not
   * stated".
   */
  private warnOfNotStated({ operatorName, operatorContact }: Config): void {
    const missing = Object.entries({ operatorName, operatorContact })
      .filter(([, value]) => value === undefined)
      .map(([name]) => name);
    if (missing.length === 0) return;
    Annotations.of(this).addWarningV2(
      'open-door:not-stated',
      `The page /privacy says "not stated" where people look for ${missing.join(' and ')}: ` +
        `write it into ${SETTINGS_FILE}, see docs/settings.md.`,
    );
  }

  /**
   * Which table is right depends on the account: a new one would leave the letters and
   * contacts of an earlier deployment behind. So a deployment says it, and CloudFormation
   * refuses one that does not. `npm run deploy` looks at the account.
   */
  private refuseUndecidedTable(): void {
    new CfnRule(this, 'UndecidedTable', {
      assertions: [
        {
          assert: Fn.conditionEquals('no table', 'a table'),
          assertDescription:
            'Deploy with "npm run deploy": it finds the table of an earlier deployment. ' +
            'Or say which table: -c table=NAME, or -c table=in-stack for one in the stack.',
        },
      ],
    });
  }
}
