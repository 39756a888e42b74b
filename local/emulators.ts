import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
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

/** Makes a service of a listening server. `stop` also closes its open connections. */
export function serviceOf(server: Server): LocalService {
  const address = server.address();
  if (!isAddressInfo(address)) throw new Error('The server does not listen on a port.');
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
 * @param options `path` is the folder for the data; by default the data is in memory.
 *   `port` 0, the default, means a free port.
 */
export async function startDynalite(
  options: { path?: string; port?: number } = {},
): Promise<LocalService> {
  const { path, port = 0 } = options;
  const server = dynalite({ createTableMs: 0, ...(path !== undefined && { path }) });
  // Never close an idle connection. By default Node closes it after 5 s, perhaps just
  // when a client sends the next request on it.
  server.keepAliveTimeout = 0;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return serviceOf(server);
}

/**
 * Starts aws-ses-v2-local on a free port: the SES API, a list of all emails (`/store`),
 * and a viewer of its own. A process can start only one.
 */
export async function startSesEmulator(): Promise<LocalService> {
  return serviceOf(await sesLocal.default({ host: '127.0.0.1', port: 0 }));
}

/**
 * Creates the product's table as `lib/constructs/store.ts` does on AWS. Does nothing if
 * the table exists.
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
  // dynalite makes a table in the background, and answers until then that there is none.
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await setTimeout(5);
  }
}
