import { DynamoRateLimiter } from '../../lambdas/aws/dynamo-rate-limiter.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { createPacer, type Pace } from '../../lambdas/core/limits/pacer.ts';
import type { MailKind, SendQuota } from '../../lambdas/core/limits/send-limits.ts';

/** A quota that no test reaches, unless it is about the quota. */
export const ampleQuota: SendQuota = { sendRate: 10_000, dailyQuota: 100_000_000 };

/** The product's pacer on a table. */
export const paceOn = (
  table: Table,
  kind: MailKind,
  {
    account,
    sleep = async () => {},
    ...quota
  }: Partial<SendQuota> & {
    readonly account?: string;
    readonly sleep?: (ms: number) => Promise<void>;
  } = {},
): Pace =>
  createPacer({
    limiter: new DynamoRateLimiter(table),
    ...(account !== undefined && { account }),
    quota: { ...ampleQuota, ...quota },
    kind,
    sleep,
  });
