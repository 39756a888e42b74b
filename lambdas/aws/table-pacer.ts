import { setTimeout as sleep } from 'node:timers/promises';
import { createPacer, type Pace } from '../core/limits/pacer.ts';
import type { MailKind } from '../core/limits/send-limits.ts';
import { DynamoRateLimiter } from './dynamo-rate-limiter.ts';
import type { Table } from './table.ts';

/**
 * The pacer of a function: its turns come from the table.
 *
 * @param environment what SES allows this account, see `SendQuota`
 */
export const tablePacer = (
  table: Table,
  kind: MailKind,
  environment: { readonly SEND_RATE: number; readonly DAILY_QUOTA: number },
): Pace =>
  createPacer({
    limiter: new DynamoRateLimiter(table),
    quota: { sendRate: environment.SEND_RATE, dailyQuota: environment.DAILY_QUOTA },
    kind,
    sleep,
  });
