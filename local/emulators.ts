import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import sesLocal from 'aws-ses-v2-local';
import dynalite from 'dynalite';
import { tableDefinition } from '../lib/table-definition.ts';

/** A local service that speaks an AWS API. */
export interface LocalService {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

const isAddressInfo = (address: ReturnType<Server['address']>): address is AddressInfo =>
  typeof address === 'object' && address !== null;

/** A server that listens, as a service. Stopping it ends its open connections. */
export function serviceOf(server: Server): LocalService {
  const address = server.address();
  if (!isAddressInfo(address)) throw new Error('The server listens on no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * Starts dynalite, the DynamoDB API over LevelDB.
 *
 * @param options `path` is the folder it keeps its data in; without one it keeps nothing.
 *   `port` 0 takes a free one.
 */
export async function startDynalite(
  options: { path?: string; port?: number } = {},
): Promise<LocalService> {
  const { path, port = 0 } = options;
  const server = dynalite({ createTableMs: 0, ...(path !== undefined && { path }) });
  // Node closes a connection that was idle for five seconds, and may do so while a client
  // begins to use it again.
  server.keepAliveTimeout = 0;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return serviceOf(server);
}

/**
 * Starts aws-ses-v2-local: the SES API, and an inbox to look at on the same port. One a
 * process.
 */
export async function startInbox(port: number): Promise<LocalService> {
  // Its own promise never settles where the port is taken, so the caller makes sure of
  // the port first.
  return serviceOf(await sesLocal.default({ host: '127.0.0.1', port }));
}

/**
 * Makes the product's table as `lib/constructs/store.ts` does on AWS; leaves one that is
 * already there.
 */
export async function createTable(client: DynamoDBClient, tableName: string): Promise<void> {
  const { partitionKey, sortKey, dueIndex } = tableDefinition;
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: partitionKey, AttributeType: 'S' },
          { AttributeName: sortKey, AttributeType: 'S' },
          { AttributeName: dueIndex.partitionKey, AttributeType: 'S' },
          { AttributeName: dueIndex.sortKey, AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: dueIndex.name,
            KeySchema: [
              { AttributeName: dueIndex.partitionKey, KeyType: 'HASH' },
              { AttributeName: dueIndex.sortKey, KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'KEYS_ONLY' },
          },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}
