import { randomBytes } from 'node:crypto';
import { DynamoDailySalts } from '../../lambdas/aws/dynamo-daily-salts.ts';
import { DynamoMailboxStops } from '../../lambdas/aws/dynamo-mailbox-stops.ts';
import { DynamoRateLimiter } from '../../lambdas/aws/dynamo-rate-limiter.ts';
import { Table } from '../../lambdas/aws/table.ts';
import type { LinkLimits } from '../../lambdas/core/limits/link-limits.ts';
import { linkMailboxId } from '../../lambdas/core/limits/mailbox-stops.ts';
import type { Pace } from '../../lambdas/core/limits/pacer.ts';
import { hashSecret, newSecret, tokenOf } from '../../lambdas/core/magic-link.ts';
import { createLinkDoor, type LinkDoor } from '../../lambdas/web/link-door.ts';
import type { TestTable } from './dynamodb.ts';
import { paceOn } from './pace.ts';

/** Limits of links that no test reaches, unless it is about them. */
export const ampleLinks: LinkLimits = { perMailboxDay: 1_000_000, perNetworkHour: 1_000_000 };
/** The limits of a deployment whose operator has not changed them. */
export const usualLinks: LinkLimits = { perMailboxDay: 20, perNetworkHour: 60 };

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
  }: {
    readonly limits?: LinkLimits;
    readonly pace?: Pace;
  } = {},
) {
  const stops = new DynamoMailboxStops(table);
  const door = createLinkDoor({
    limiter: new DynamoRateLimiter(table),
    stops,
    salts: new DynamoDailySalts(table, randomBytes),
    pace,
    limits,
    random: randomBytes,
    now: () => new Date(table.now()),
  });
  const ownSource = uniqueSource();
  const ownDoor: LinkDoor = {
    mail: ({ source = ownSource, ...request }, attempt) =>
      door.mail({ ...request, source }, attempt),
  };
  return { stops, door: ownDoor };
}
