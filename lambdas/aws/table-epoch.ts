import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * How long an epoch is remembered, in ms. Deleting a table and restoring it under the
 * same name takes minutes, so no process can remember the epoch of the deleted table.
 */
const REMEMBERED_MS = 60_000;

/**
 * The epoch of a table: DynamoDB's own id of it. A restore always makes a new table, with
 * another id, even under the same name. So what was written under another epoch comes
 * from a backup, and may be out of date (docs/adr/0021-restored-tables.md).
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 * @param now the current time, epoch ms
 * @returns a function that reads the epoch; it rejects if DynamoDB does not answer
 */
export function tableEpoch(
  client: DynamoDBClient,
  tableName: string,
  now: () => number,
): () => Promise<string> {
  let remembered: { readonly epoch: Promise<string>; readonly until: number } | undefined;
  const read = async (): Promise<string> => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    // DynamoDB Local gives no id. There the time of creation is as good.
    const epoch = Table?.TableId ?? Table?.CreationDateTime?.toISOString();
    if (epoch === undefined) throw new Error('DynamoDB gave no id of the table.');
    return epoch;
  };
  return () => {
    if (remembered === undefined || remembered.until <= now()) {
      const epoch = read();
      const entry = { epoch, until: now() + REMEMBERED_MS };
      remembered = entry;
      epoch.catch(() => {
        if (remembered === entry) remembered = undefined;
      });
    }
    return remembered.epoch;
  };
}
