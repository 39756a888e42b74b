import { BACKUP_DAYS } from '../lambdas/environment.ts';

/**
 * The one table, as plain data: the CDK construct, the local product and the tests all
 * make it from this. Partition and sort key are strings; the sparse index `due` holds
 * only what the sweep or the reminders must still look at, by shard (`due`, a string) and
 * time (`dueAt`, epoch milliseconds).
 */
export const tableDefinition = {
  /**
   * How far back the table can be put: what is erased lives on in its backups for so
   * long.
   */
  recoveryDays: BACKUP_DAYS,
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLiveAttribute: 'ttl',
  dueIndex: { name: 'due', partitionKey: 'due', sortKey: 'dueAt' },
} as const;
