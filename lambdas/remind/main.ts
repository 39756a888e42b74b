import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoDbClient, singleAttemptSesClient } from '../aws/clients.ts';
import { DynamoBlocks } from '../aws/dynamo-blocks.ts';
import { DynamoContactStore } from '../aws/dynamo-contact-store.ts';
import { DynamoKillSwitch } from '../aws/dynamo-kill-switch.ts';
import { DynamoLinkStore } from '../aws/dynamo-link-store.ts';
import { DynamoRateLimiter } from '../aws/dynamo-rate-limiter.ts';
import { jsonLog } from '../aws/json-log.ts';
import { SesRawMailer } from '../aws/ses-raw-mailer.ts';
import { Table } from '../aws/table.ts';
import { unlessStopped } from '../core/limits/kill-switch.ts';
import { createPacer } from '../core/limits/pacer.ts';
import { unblockedMailer } from '../core/mail/unblocked-mailer.ts';
import { parseEnvironment, quotaOf, remindEnvironment } from '../environment.ts';
import { templateFiles } from '../files/template-files.ts';
import { sendReminders } from './send-reminders.ts';

export interface RemindFunction {
  /** Emails the receipts and reminders that are due; ends by `until`, epoch ms. */
  readonly sendReminders: (until: number) => Promise<void>;
}

/** Wires the remind function from its environment variables, on AWS and on a laptop. */
export function remind(variables: Readonly<Record<string, string | undefined>>): RemindFunction {
  const environment = parseEnvironment(remindEnvironment, variables);
  const table = new Table(dynamoDbClient(), environment.TABLE_NAME, Date.now);
  const now = () => new Date();
  const pace = createPacer({
    limiter: new DynamoRateLimiter(table),
    quota: quotaOf(environment),
    kind: 'reminders',
    sleep,
  });
  const dependencies = {
    reminders: new DynamoContactStore(table),
    links: new DynamoLinkStore(table),
    // The SDK must not retry at once. If SES's answer is lost, `sendReminders` retries
    // the reminder with backoff.
    mailer: unblockedMailer(
      new SesRawMailer(singleAttemptSesClient(), environment.CONFIGURATION_SET),
      new DynamoBlocks(table),
    ),
    templates: templateFiles,
    random: randomBytes,
    now,
    pace: unlessStopped(pace, new DynamoKillSwitch(table), now),
    log: jsonLog,
    settings: { origin: environment.ORIGIN, fromAddress: environment.REVIEW_ADDRESS },
  };
  return { sendReminders: (until) => sendReminders(dependencies, until) };
}
