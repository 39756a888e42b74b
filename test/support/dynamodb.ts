import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable, type LocalService, startDynalite } from '../../local/emulators.ts';
import { startDynamoDbLocal } from './dynamodb-local.ts';

/** `dynalite` runs everywhere; `dynamodb-local` is AWS's own and wants Java. */
export type DynamoDbKind = 'dynalite' | 'dynamodb-local';

export interface RunningDynamoDb {
  readonly endpoint: string;
  /** Of the table made for this start, as the product makes it; no one else has it. */
  readonly tableName: string;
  /** A client of the emulator, for a test to look at what the product wrote. */
  readonly client: DynamoDBClient;
  stop(): Promise<void>;
}

/** The running DynamoDB Local that integration-setup.ts shares among the test files. */
function sharedEndpoint(): string | undefined {
  return process.env['OPEN_DOOR_DYNAMODB_LOCAL_ENDPOINT'];
}

/**
 * What an integration suite runs on:
 * `describe.each(availableEmulators())('… on %s', (kind) => …)`. Decided once per run by
 * integration-setup.ts.
 */
export function availableEmulators(): readonly DynamoDbKind[] {
  return sharedEndpoint() === undefined ? ['dynalite'] : ['dynalite', 'dynamodb-local'];
}

async function startEmulator(kind: DynamoDbKind): Promise<LocalService> {
  if (kind === 'dynalite') return await startDynalite();
  const endpoint = sharedEndpoint();
  return endpoint === undefined ? await startDynamoDbLocal() : { endpoint, stop: async () => {} };
}

/** A client of an emulator: any key will do. */
function emulatorClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

/** Starts an emulator, or joins the shared one, and makes a fresh table in it. */
export async function startDynamoDb(kind: DynamoDbKind): Promise<RunningDynamoDb> {
  const emulator = await startEmulator(kind);
  const client = emulatorClient(emulator.endpoint);
  const tableName = `open-door-${randomUUID()}`;
  const stop = async (): Promise<void> => {
    client.destroy();
    await emulator.stop();
  };
  try {
    await createTable(client, tableName);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint: emulator.endpoint, tableName, client, stop };
}
