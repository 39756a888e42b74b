import { randomBytes } from 'node:crypto';
import { LINK_MAIL_TIMEOUT_MS, sesClient } from '../../aws/clients.ts';
import { DynamoBlocks } from '../../aws/dynamo-blocks.ts';
import { DynamoContactStore } from '../../aws/dynamo-contact-store.ts';
import { DynamoDailySalts } from '../../aws/dynamo-daily-salts.ts';
import { DynamoKillSwitch } from '../../aws/dynamo-kill-switch.ts';
import { DynamoMailHealth } from '../../aws/dynamo-mail-health.ts';
import { DynamoMailboxStops } from '../../aws/dynamo-mailbox-stops.ts';
import { DynamoRateLimiter } from '../../aws/dynamo-rate-limiter.ts';
import { SesMailer } from '../../aws/ses-mailer.ts';
import { tablePacer } from '../../aws/table-pacer.ts';
import { isPubliclyAllowed, publicAllowList } from '../../core/allow-list.ts';
import { addressKey } from '../../core/email-address.ts';
import { createBreaker } from '../../core/limits/breaker.ts';
import type { Mailer } from '../../core/mail/mail.ts';
import { listOf } from '../../files/list-file.ts';
import { createLinkDoor, type LinkDoor } from '../link-door.ts';
import type { SharedByParts, SiteTable } from './table.ts';

/** What emails links to candidates. */
export interface LinkEmails {
  readonly mailer: Mailer;
  readonly door: LinkDoor;
}

/** @param linkMailTimeoutMs when SES is given up, in ms; other values are for tests */
export function openLinkEmails(
  siteTable: SiteTable,
  shared: SharedByParts,
  linkMailTimeoutMs = LINK_MAIL_TIMEOUT_MS,
): LinkEmails {
  shared.linkEmails ??= makeLinkEmails(siteTable, linkMailTimeoutMs);
  return shared.linkEmails;
}

function makeLinkEmails({ environment, table }: SiteTable, linkMailTimeoutMs: number): LinkEmails {
  const contacts = new DynamoContactStore(table);
  const limiter = new DynamoRateLimiter(table);
  const allowList = publicAllowList(listOf(environment.ALLOWED_CANDIDATES));
  const now = () => new Date();
  return {
    // The SDK may retry: a link that is emailed twice does no harm.
    mailer: new SesMailer(sesClient(), environment.CONFIGURATION_SET, linkMailTimeoutMs),
    door: createLinkDoor({
      limiter,
      stops: new DynamoMailboxStops(table),
      salts: new DynamoDailySalts(table, randomBytes),
      pace: tablePacer(table, 'links', environment),
      breaker: createBreaker({
        health: new DynamoMailHealth(table),
        limiter,
        hasConfirmed: (address) => contacts.hasAny(addressKey(address)),
        now,
      }),
      killSwitch: new DynamoKillSwitch(table),
      blocks: new DynamoBlocks(table),
      isPublic: (address) => isPubliclyAllowed(allowList, address),
      limits: {
        perMailboxDay: environment.LINKS_PER_MAILBOX_DAY,
        contactsPerMailboxDay: environment.CONTACTS_LINKS_PER_MAILBOX_DAY,
        perNetworkHour: environment.LINKS_PER_NETWORK_HOUR,
      },
      random: randomBytes,
      now,
    }),
  };
}
