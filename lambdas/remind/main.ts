import { randomBytes } from 'node:crypto';
import { withRunClient } from '../aws/clients.ts';
import { DynamoBlocks } from '../aws/dynamo-blocks.ts';
import { DynamoContactStore } from '../aws/dynamo-contact-store.ts';
import { DynamoKillSwitch } from '../aws/dynamo-kill-switch.ts';
import { DynamoLinkStore } from '../aws/dynamo-link-store.ts';
import { DynamoReminderDays } from '../aws/dynamo-reminder-days.ts';
import { jsonLog } from '../aws/json-log.ts';
import { SesRawMailer } from '../aws/ses-raw-mailer.ts';
import { Table } from '../aws/table.ts';
import { dynamoDbClient } from '../aws/table-client.ts';
import { tablePacer } from '../aws/table-pacer.ts';
import { unlessStopped } from '../core/limits/kill-switch.ts';
import type { Log } from '../core/log.ts';
import { unblockedMailer } from '../core/mail/unblocked-mailer.ts';
import { parseEnvironment, remindEnvironment } from '../environment.ts';
import { templateFiles } from '../files/template-files.ts';
import { sendReminders } from './send-reminders.ts';

export interface RemindFunction {
  /** Emails the receipts and reminders that are due; ends by `until`, epoch ms. */
  readonly sendReminders: (until: number) => Promise<void>;
}

/** Wires the remind function from its environment variables, on AWS and on a laptop. */
export function remind(
  variables: Readonly<Record<string, string | undefined>>,
  log: Log = jsonLog,
): RemindFunction {
  const environment = parseEnvironment(remindEnvironment, variables);
  const table = new Table(dynamoDbClient(), environment.TABLE_NAME, Date.now);
  const now = () => new Date();
  const pace = tablePacer(table, 'reminders', environment);
  const dependencies = {
    reminders: new DynamoContactStore(table),
    days: new DynamoReminderDays(table),
    links: new DynamoLinkStore(table),
    templates: templateFiles,
    random: randomBytes,
    now,
    pace: unlessStopped(pace, new DynamoKillSwitch(table), now),
    log,
    settings: { origin: environment.ORIGIN, fromAddress: environment.REVIEW_ADDRESS },
  };
  const blocks = new DynamoBlocks(table);
  return {
    sendReminders: (until) =>
      // The SDK must not retry at once. If SES's answer is lost, `sendReminders` retries
      // the reminder with backoff.
      withRunClient((client) => {
        const mailer = unblockedMailer(
          new SesRawMailer(client, environment.CONFIGURATION_SET),
          blocks,
        );
        return sendReminders({ ...dependencies, mailer }, until);
      }),
  };
}
