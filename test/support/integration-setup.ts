import { isContinuousIntegration } from './continuous-integration.ts';
import { findDynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';

/**
 * Whether the integration tests run on DynamoDB Local besides dynalite.
 * `OPEN_DOOR_DYNAMODB_LOCAL=required` fails without it, `skip` leaves it out; unset, CI
 * requires it and everywhere else it runs where it can.
 */
async function wanted(): Promise<boolean> {
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
        `OPEN_DOOR_DYNAMODB_LOCAL is "${setting}"; set it to "required" or "skip", or unset it.`,
      );
  }
}

/**
 * Starts one DynamoDB Local for all test files: each makes its own table, and Java starts
 * only once.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  delete process.env['OPEN_DOOR_DYNAMODB_LOCAL_ENDPOINT'];
  if (!(await wanted())) return undefined;
  const server = await startDynamoDbLocal();
  process.env['OPEN_DOOR_DYNAMODB_LOCAL_ENDPOINT'] = server.endpoint;
  return server.stop;
}
