import { DynamoBlocks } from '../../lambdas/aws/dynamo-blocks.ts';
import { DynamoKillSwitch } from '../../lambdas/aws/dynamo-kill-switch.ts';
import { DynamoLetterSlots } from '../../lambdas/aws/dynamo-letter-slots.ts';
import { DynamoMailHealth } from '../../lambdas/aws/dynamo-mail-health.ts';
import { DynamoRateLimiter } from '../../lambdas/aws/dynamo-rate-limiter.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import type { LetterLimits } from '../../lambdas/core/limits/letter-slots.ts';
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

/** Limits of letters that no test reaches, unless it is about them. */
export const ampleLetters: LetterLimits = { perRecruiter: 1000, perDomain: 1000 };

/** What a letter must pass before it leaves, on a table. */
export const sendDoorOn = (
  table: Table,
  limits: LetterLimits = ampleLetters,
  sleep?: (ms: number) => Promise<void>,
) => ({
  slots: new DynamoLetterSlots(table, limits, sleep),
  blocks: new DynamoBlocks(table),
  killSwitch: new DynamoKillSwitch(table),
  health: new DynamoMailHealth(table),
});
