import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable, type LocalService, startDynalite } from '../../local/emulators.ts';

/** `dynalite` runs everywhere. `dynamodb-local` is AWS's own emulator and needs Java. */
export type DynamoDbKind = 'dynalite' | 'dynamodb-local';

/** A new table in an emulator. No other test file uses this table. */
export interface TestTable {
  /** The emulator's URL. */
  readonly endpoint: string;
  readonly tableName: string;
  /** A client of the emulator, with which a test reads what the product wrote. */
  readonly client: DynamoDBClient;
  /** Closes the client. The emulator and the table stay until the tests end. */
  close(): void;
}

/**
 * The URL of the DynamoDB Local that `integration-setup.ts` started for all test files.
 */
const dynamoDbLocalEndpoint = (): string | undefined =>
  process.env['OPEN_DOOR_DYNAMODB_LOCAL_ENDPOINT'];

/**
 * The emulators that an integration suite runs on:
 * `describe.each(availableEmulators())('… on %s', (kind) => …)`. `integration-setup.ts`
 * decides this once for the whole run.
 */
export const availableEmulators = (): readonly DynamoDbKind[] =>
  dynamoDbLocalEndpoint() === undefined ? ['dynalite'] : ['dynalite', 'dynamodb-local'];

/**
 * The dynalite of this worker process. The first test file that needs it starts it, the
 * other files of the worker use it too, and it ends with the process.
 */
let dynalite: Promise<LocalService> | undefined;

async function endpointOf(kind: DynamoDbKind): Promise<string> {
  if (kind === 'dynalite') {
    dynalite ??= startDynalite();
    return (await dynalite).endpoint;
  }
  const endpoint = dynamoDbLocalEndpoint();
  if (endpoint === undefined) {
    throw new Error('DynamoDB Local does not run. Use one of availableEmulators().');
  }
  return endpoint;
}

/** Creates a new table with the product's keys and index. */
export async function createTestTable(kind: DynamoDbKind): Promise<TestTable> {
  const endpoint = await endpointOf(kind);
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const tableName = `open-door-${randomUUID()}`;
  await createTable(client, tableName);
  return { endpoint, tableName, client, close: () => client.destroy() };
}
