import { dynamoDbClient } from '../aws/clients.ts';
import { DynamoContactStore } from '../aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../aws/dynamo-decline-store.ts';
import { jsonLog } from '../aws/json-log.ts';
import { Table } from '../aws/table.ts';
import type { FeedbackEnvironment } from '../environment.ts';
import { readEnvironment } from '../read-environment.ts';
import { settle } from './settle.ts';

/** Wires the feedback function from its environment: it settles one SES event. */
export function feedback(
  variables: Readonly<Record<string, string | undefined>>,
): (event: unknown) => Promise<void> {
  const environment = readEnvironment<FeedbackEnvironment>(variables, { TABLE_NAME: true });
  const table = new Table(dynamoDbClient(), environment.TABLE_NAME);
  const dependencies = {
    store: new DynamoDeclineStore(table),
    contacts: new DynamoContactStore(table),
    now: () => new Date(),
    log: jsonLog,
  };
  return (event) => settle(dependencies, event);
}
