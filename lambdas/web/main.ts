import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hono } from 'hono';
import { dynamoDbClient, sesClient } from '../aws/clients.ts';
import { DynamoBlocks } from '../aws/dynamo-blocks.ts';
import { DynamoContactStore } from '../aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../aws/dynamo-decline-store.ts';
import { DynamoKillSwitch } from '../aws/dynamo-kill-switch.ts';
import { DynamoLetterSlots } from '../aws/dynamo-letter-slots.ts';
import { DynamoLinkStore } from '../aws/dynamo-link-store.ts';
import { DynamoMailHealth } from '../aws/dynamo-mail-health.ts';
import { DynamoRateLimiter } from '../aws/dynamo-rate-limiter.ts';
import { jsonLog } from '../aws/json-log.ts';
import { SesMailer } from '../aws/ses-mailer.ts';
import { Table } from '../aws/table.ts';
import { parseAllowList } from '../core/allow-list.ts';
import { addressKey } from '../core/email-address.ts';
import { unlessTripped } from '../core/limits/breaker.ts';
import { unlessStopped } from '../core/limits/kill-switch.ts';
import { createPacer } from '../core/limits/pacer.ts';
import { unblockedMailer } from '../core/mail/unblocked-mailer.ts';
import { createNoteHints } from '../core/vague/note-hints.ts';
import { letterLimitsOf, parseEnvironment, quotaOf, webEnvironment } from '../environment.ts';
import { readTextFile, templateFiles, vagueFiles } from '../files/template-files.ts';
import type { SiteEnv } from '../site/context.ts';
import { createWebApp } from './app.ts';

/** Creates the app from the environment variables, on AWS and for `npm start`. */
export function web(variables: Readonly<Record<string, string | undefined>>): Hono<SiteEnv> {
  const environment = parseEnvironment(webEnvironment, variables);
  const table = new Table(dynamoDbClient(), environment.TABLE_NAME, Date.now);
  const contacts = new DynamoContactStore(table);
  const blocks = new DynamoBlocks(table);
  const killSwitch = new DynamoKillSwitch(table);
  const now = () => new Date();
  const limiter = new DynamoRateLimiter(table);
  const pace = createPacer({
    limiter,
    quota: quotaOf(environment),
    kind: 'links',
    sleep,
  });
  return createWebApp({
    store: new DynamoDeclineStore(table),
    contacts,
    recorder: contacts,
    links: new DynamoLinkStore(table),
    // The SDK may retry: a link that is emailed twice does no harm.
    mailer: unblockedMailer(new SesMailer(sesClient(), environment.CONFIGURATION_SET), blocks),
    pace: unlessStopped(
      unlessTripped(pace, {
        health: new DynamoMailHealth(table),
        limiter,
        hasConfirmed: async (address) => (await contacts.list(addressKey(address))).length > 0,
        now,
      }),
      killSwitch,
      now,
    ),
    slots: new DynamoLetterSlots(table, letterLimitsOf(environment)),
    killSwitch,
    blocks,
    templates: templateFiles,
    hintsOf: createNoteHints(vagueFiles),
    asset: (name) => readTextFile(`lambdas/web/assets/${name}`),
    isAllowed: parseAllowList(environment.ALLOWED_CANDIDATES),
    random: randomBytes,
    now,
    log: jsonLog,
    settings: {
      origin: environment.ORIGIN,
      reviewAddress: environment.REVIEW_ADDRESS,
      lettersAddress: environment.LETTERS_ADDRESS,
      linkHours: environment.LINK_HOURS,
      hasNoLettersLink: environment.NO_LETTERS_LINK === 'on',
    },
  });
}
