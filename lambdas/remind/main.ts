import { dynamoDbClient, sesClient } from '../aws/clients.ts';
import { DynamoContactStore } from '../aws/dynamo-contact-store.ts';
import { jsonLog } from '../aws/json-log.ts';
import { SesMailer } from '../aws/ses-mailer.ts';
import { Table } from '../aws/table.ts';
import type { RemindEnvironment } from '../environment.ts';
import { templateFiles } from '../files/template-files.ts';
import { readEnvironment } from '../read-environment.ts';
import { remind } from './remind.ts';

/** Wires the remind function from its environment: it mails the reminders that are due. */
export function reminders(variables: Readonly<Record<string, string | undefined>>): () => Promise<void> {
  const environment = readEnvironment<RemindEnvironment>(variables, {
    TABLE_NAME: true,
    CONFIGURATION_SET: true,
    REVIEW_ADDRESS: true,
  });
  const table = new Table(dynamoDbClient(), environment.TABLE_NAME);
  const dependencies = {
    contacts: new DynamoContactStore(table),
    mailer: new SesMailer(sesClient(), environment.CONFIGURATION_SET),
    templates: templateFiles,
    now: () => new Date(),
    log: jsonLog,
    reviewAddress: environment.REVIEW_ADDRESS,
  };
  return () => remind(dependencies);
}
