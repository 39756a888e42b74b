import { randomBytes } from 'node:crypto';
import { withRunClient } from '../aws/clients.ts';
import { DynamoBlocks } from '../aws/dynamo-blocks.ts';
import { DynamoContactStore } from '../aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../aws/dynamo-decline-store.ts';
import { DynamoKillSwitch } from '../aws/dynamo-kill-switch.ts';
import { DynamoMailHealth } from '../aws/dynamo-mail-health.ts';
import { DynamoRateLimiter } from '../aws/dynamo-rate-limiter.ts';
import { jsonLog } from '../aws/json-log.ts';
import { SesMailer } from '../aws/ses-mailer.ts';
import { Table } from '../aws/table.ts';
import { dynamoDbClient } from '../aws/table-client.ts';
import { tablePacer } from '../aws/table-pacer.ts';
import { unlessStopped } from '../core/limits/kill-switch.ts';
import type { Log } from '../core/log.ts';
import { unblockedMailer } from '../core/mail/unblocked-mailer.ts';
import { feedbackEnvironment, parseEnvironment } from '../environment.ts';
import { templateFiles } from '../files/template-files.ts';
import { recordEvent } from './record-event.ts';
import { sendNotices } from './send-notices.ts';

export interface FeedbackFunction {
  /** Records one SES event on its letter. */
  readonly recordEvent: (event: unknown) => Promise<void>;
  /** Emails the notices that are due; ends by `until`, epoch ms. */
  readonly sendNotices: (until: number) => Promise<void>;
}

/** Wires the feedback function from its environment variables, on AWS and on a laptop. */
export function feedback(
  variables: Readonly<Record<string, string | undefined>>,
  log: Log = jsonLog,
): FeedbackFunction {
  const environment = parseEnvironment(feedbackEnvironment, variables);
  const table = new Table(dynamoDbClient(), environment.TABLE_NAME, Date.now);
  const blocks = new DynamoBlocks(table);
  const now = () => new Date();
  const pace = tablePacer(table, 'notices', environment);
  const dependencies = {
    store: new DynamoDeclineStore(table, environment.LETTER_DAYS),
    recorder: new DynamoContactStore(table),
    blocks,
    health: new DynamoMailHealth(table),
    limiter: new DynamoRateLimiter(table),
    templates: templateFiles,
    random: randomBytes,
    now,
    pace: unlessStopped(pace, new DynamoKillSwitch(table), now),
    log,
    settings: { origin: environment.ORIGIN, fromAddress: environment.REVIEW_ADDRESS },
  };
  return {
    recordEvent: (event) => recordEvent(dependencies, event),
    sendNotices: (until) =>
      // The SDK must not retry: a notice that arrives twice costs trust. If SES's answer
      // is lost, `sendNotices` retries the notice minutes later.
      withRunClient((client) => {
        const mailer = unblockedMailer(
          new SesMailer(client, environment.CONFIGURATION_SET),
          blocks,
        );
        return sendNotices({ ...dependencies, mailer }, until);
      }),
  };
}
