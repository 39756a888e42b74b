import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DynamoBlocks } from '../../lambdas/aws/dynamo-blocks.ts';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoDailySalts } from '../../lambdas/aws/dynamo-daily-salts.ts';
import { DynamoKillSwitch } from '../../lambdas/aws/dynamo-kill-switch.ts';
import { DynamoMailHealth } from '../../lambdas/aws/dynamo-mail-health.ts';
import { DynamoMailboxStops } from '../../lambdas/aws/dynamo-mailbox-stops.ts';
import { DynamoRateLimiter } from '../../lambdas/aws/dynamo-rate-limiter.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { isPubliclyAllowed, publicAllowList } from '../../lambdas/core/allow-list.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { createBreaker } from '../../lambdas/core/limits/breaker.ts';
import type { LinkLimits } from '../../lambdas/core/limits/link-limits.ts';
import { linkMailboxId } from '../../lambdas/core/limits/mailbox-stops.ts';
import type { Pace } from '../../lambdas/core/limits/pacer.ts';
import { hashSecret, newSecret, tokenOf } from '../../lambdas/core/magic-link.ts';
import { createLinkDoor, type LinkDoor } from '../../lambdas/web/link-door.ts';
import type { TestTable } from './dynamodb.ts';
import { paceOn } from './pace.ts';

/** Limits of links that no test reaches, unless it is about them. */
export const ampleLinks: LinkLimits = {
  perMailboxDay: 1_000_000,
  // As on AWS: the tests of the contacts are about it.
  contactsPerMailboxDay: 5,
  perNetworkHour: 1_000_000,
};
/** The limits of a deployment whose operator has not changed them. */
export const usualLinks: LinkLimits = {
  perMailboxDay: 20,
  contactsPerMailboxDay: 5,
  perNetworkHour: 60,
};

/**
 * Stores a link to the page "Not you?", as an email with a link to a letter has it.
 *
 * @returns `/not-you/{token}`
 */
export async function grantNotYouLink(
  { client, tableName }: Pick<TestTable, 'client' | 'tableName'>,
  address: string,
): Promise<string> {
  const link = { id: linkMailboxId(address), secret: newSecret(randomBytes) };
  const stops = new DynamoMailboxStops(new Table(client, tableName, Date.now));
  await stops.grant(link.id, { secretHash: hashSecret(link.secret), kind: 'review' });
  return `/not-you/${tokenOf(link)}`;
}

/** An IPv6 address in a network that no other test uses. */
const uniqueSource = (): string =>
  `2001:db8:${randomBytes(4)
    .toString('hex')
    .replace(/^(.{4})/, '$1:')}::1`;

/**
 * The door of the emails with links, on a table. Requests without an address come from a
 * network of their own, so that products with other clocks do not use up its limit.
 */
export function linkDoorOn(
  table: Table,
  {
    limits = ampleLinks,
    pace = paceOn(table, 'links'),
    allowed = '*',
  }: {
    readonly limits?: LinkLimits;
    readonly pace?: Pace;
    /** Who may write here, see `parseAllowList`. */
    readonly allowed?: string;
  } = {},
) {
  const stops = new DynamoMailboxStops(table);
  const contacts = new DynamoContactStore(table);
  const limiter = new DynamoRateLimiter(table);
  const allowList = publicAllowList(allowed);
  // Another request of the same process needs some ms.
  const sleep = () => setTimeout(5);
  const door = createLinkDoor({
    limiter,
    stops,
    breaker: createBreaker({
      health: new DynamoMailHealth(table),
      limiter,
      hasConfirmed: (address) => contacts.hasAny(addressKey(address)),
      now: () => new Date(table.now()),
    }),
    killSwitch: new DynamoKillSwitch(table),
    blocks: new DynamoBlocks(table),
    isPublic: (address) => isPubliclyAllowed(allowList, address),
    salts: new DynamoDailySalts(table, randomBytes),
    pace,
    limits,
    random: randomBytes,
    now: () => new Date(table.now()),
  });
  const ownSource = uniqueSource();
  const ownDoor: LinkDoor = {
    open: ({ source = ownSource, ...request }, work) => door.open({ ...request, source }, work),
  };
  return { stops, door: ownDoor, sleep };
}
