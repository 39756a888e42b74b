import { BACKUP_DAYS } from '../lambdas/environment.ts';

/**
 * The definition of the one table, as plain data. The CDK construct, the local product
 * and the tests create the table from it. Partition key and sort key are strings. The
 * sparse index `due` holds only the letters, notices and contacts that still need work,
 * by shard (`due`, a string) and time (`dueAt`, epoch ms).
 */
export const tableDefinition = {
  /** How many days back the table can be restored: backups hold erased data as long. */
  recoveryDays: BACKUP_DAYS,
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLiveAttribute: 'ttl',
  dueIndex: { name: 'due', partitionKey: 'due', sortKey: 'dueAt' },
} as const;

/**
 * The tag by which the tables of a deployment are found again: its value is the name of
 * the stack.
 */
export const STACK_TAG = 'open-door:stack';
