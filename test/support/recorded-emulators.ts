import { createTestTable } from './dynamodb.ts';
import { startRecordingWire } from './recording-wire.ts';
import { sharedSes } from './ses.ts';

/**
 * Starts a table behind a proxy that records the calls to it, and an SES. From now on the
 * functions of this process call them.
 */
export async function startRecordedEmulators() {
  const [dynamoDb, ses] = await Promise.all([createTestTable('dynalite'), sharedSes()]);
  const wire = await startRecordingWire(dynamoDb.endpoint);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: wire.endpoint,
    AWS_ENDPOINT_URL_SES: ses.endpoint,
  });
  const stop = async (): Promise<void> => {
    await wire.stop();
    dynamoDb.close();
  };
  return { dynamoDb, ses, wire, stop };
}
