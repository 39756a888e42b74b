import { dynamoDbClient } from '../aws/clients.ts';
import { DynamoDeclineStore } from '../aws/dynamo-decline-store.ts';
import { jsonLog } from '../aws/json-log.ts';
import type { FeedbackEnvironment } from '../environment.ts';
import { readEnvironment } from '../read-environment.ts';
import { settle } from './settle.ts';

/** Wires the feedback function from its environment: it settles one SES event. */
export function feedback(
  variables: Readonly<Record<string, string | undefined>>,
): (event: unknown) => Promise<void> {
  const environment = readEnvironment<FeedbackEnvironment>(variables, { TABLE_NAME: true });
  const store = new DynamoDeclineStore(dynamoDbClient(), environment.TABLE_NAME);
  return (event) => settle({ store, now: () => new Date(), log: jsonLog }, event);
}
