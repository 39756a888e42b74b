import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hono } from 'hono';
import { singleAttemptSesClient, withRunClient } from '../aws/clients.ts';
import { DynamoBlocks } from '../aws/dynamo-blocks.ts';
import { DynamoContactStore } from '../aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../aws/dynamo-decline-store.ts';
import { DynamoKillSwitch } from '../aws/dynamo-kill-switch.ts';
import { DynamoLetterSlots } from '../aws/dynamo-letter-slots.ts';
import { jsonLog } from '../aws/json-log.ts';
import { LetterMailer } from '../aws/letter-mailer.ts';
import { Table } from '../aws/table.ts';
import { dynamoDbClient } from '../aws/table-client.ts';
import { tablePacer } from '../aws/table-pacer.ts';
import type { Log } from '../core/log.ts';
import { deploymentOf, letterLimitsOf, parseEnvironment, sendEnvironment } from '../environment.ts';
import { assetNames } from '../files/asset-files.ts';
import type { SiteEnv } from '../site/context.ts';
import { createSendApp } from './app.ts';

export interface SendFunction {
  readonly app: Hono<SiteEnv>;
  /** Runs the sweep once; ends by `until`, epoch ms. */
  readonly sweep: (until: number) => Promise<void>;
}

/** Wires the send function from its environment variables, on AWS and on a laptop. */
export function send(
  variables: Readonly<Record<string, string | undefined>>,
  log: Log = jsonLog,
): SendFunction {
  const environment = parseEnvironment(sendEnvironment, variables);
  const table = new Table(dynamoDbClient(), environment.TABLE_NAME, Date.now);
  const dependencies = {
    store: new DynamoDeclineStore(table, environment.LETTER_DAYS),
    recorder: new DynamoContactStore(table),
    mailer: new LetterMailer(singleAttemptSesClient(), environment.CONFIGURATION_SET),
    pace: tablePacer(table, 'letters', environment),
    slots: new DynamoLetterSlots(table, letterLimitsOf(environment)),
    blocks: new DynamoBlocks(table),
    killSwitch: new DynamoKillSwitch(table),
    random: randomBytes,
    now: () => new Date(),
    sleep,
    log,
    ownSenderDomain: environment.OWN_SENDER_DOMAIN,
    origin: environment.ORIGIN,
    deployment: { ...deploymentOf(environment), assets: assetNames() },
  };
  return {
    app: createSendApp(dependencies),
    sweep: async (until) => {
      // No letter that a person sends waits for this code.
      const { sweep } = await import('./sweep.ts');
      return withRunClient((client) => {
        const mailer = new LetterMailer(client, environment.CONFIGURATION_SET);
        return sweep({ ...dependencies, mailer }, until);
      });
    },
  };
}
