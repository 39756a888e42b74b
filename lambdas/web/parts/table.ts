import type * as z from 'zod/mini';
import { Table } from '../../aws/table.ts';
import { dynamoDbClient } from '../../aws/table-client.ts';
import { deploymentOf, parseEnvironment, webEnvironment } from '../../environment.ts';
import { assetNames } from '../../files/asset-files.ts';
import type { LinkEmails } from './link-emails.ts';

/** The settings of the function `web`, and its table. */
export interface SiteTable {
  readonly environment: z.output<ReturnType<typeof webEnvironment>>;
  readonly table: Table;
}

/**
 * What the parts of one process share, see `site-parts.ts`: the first part that needs it
 * makes it. So a process has one client of DynamoDB and one of SES, with their
 * connections.
 */
export interface SharedByParts {
  siteTable?: SiteTable;
  linkEmails?: LinkEmails;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** @throws {Error} that names each variable that is not set or has a wrong value */
export function openTable(variables: Variables, shared: SharedByParts): SiteTable {
  shared.siteTable ??= makeTable(variables);
  return shared.siteTable;
}

function makeTable(variables: Variables): SiteTable {
  const environment = parseEnvironment(webEnvironment, variables);
  return { environment, table: new Table(dynamoDbClient(), environment.TABLE_NAME, Date.now) };
}

/** What the routes read of the settings. */
export const settingsOf = (environment: SiteTable['environment']) => ({
  deployment: { ...deploymentOf(environment), assets: assetNames() },
  settings: {
    origin: environment.ORIGIN,
    reviewAddress: environment.REVIEW_ADDRESS,
    lettersAddress: environment.LETTERS_ADDRESS,
    linkHours: environment.LINK_HOURS,
    logDays: environment.LOG_DAYS,
    region: environment.REGION,
    trustedProxyHops: environment.TRUSTED_PROXY_HOPS,
    hasNoLettersLink: environment.NO_LETTERS_LINK === 'on',
    ownSenderDomain: environment.OWN_SENDER_DOMAIN,
  },
});
