import { isContinuousIntegration } from './continuous-integration.ts';
import { findDynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';

/**
 * Whether the integration tests run on DynamoDB Local as well as on dynalite.
 * `OPEN_DOOR_DYNAMODB_LOCAL=required` fails if it cannot run, `skip` leaves it out. If
 * the variable is not set, CI requires it, and elsewhere it runs if it can.
 */
async function usesDynamoDbLocal(): Promise<boolean> {
  const setting = process.env['OPEN_DOOR_DYNAMODB_LOCAL'];
  switch (setting) {
    case 'required':
      return true;
    case 'skip':
      return false;
    case undefined:
    case '':
      return isContinuousIntegration() || (await findDynamoDbLocal()).found;
    default:
      throw new Error(
        `OPEN_DOOR_DYNAMODB_LOCAL is "${setting}". Set it to "required" or "skip", or unset it.`,
      );
  }
}

/**
 * Starts one DynamoDB Local for all test files. Each file creates its own table, and Java
 * starts once.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  delete process.env['OPEN_DOOR_DYNAMODB_LOCAL_ENDPOINT'];
  if (!(await usesDynamoDbLocal())) return undefined;
  const server = await startDynamoDbLocal();
  process.env['OPEN_DOOR_DYNAMODB_LOCAL_ENDPOINT'] = server.endpoint;
  return server.stop;
}
