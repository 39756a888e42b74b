import { Token } from 'aws-cdk-lib';
import { ConfigError } from './settings-file.ts';

/**
 * How many bytes the environment variables of a Lambda function may take together.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MAX_BYTES = 4096;

/** The length of a value that CloudFormation fills in: the longest is a table's name. */
const UNKNOWN_BYTES = 255;

/** The quotes, the colon and the comma around a variable, if AWS counts the JSON. */
const PUNCTUATION_BYTES = 6;

/**
 * Checks the limit of AWS before the deployment: Lambda refuses a function that is above
 * it, and CloudFormation rolls everything back.
 *
 * @throws {ConfigError} that says which variables are long
 */
export function checkEnvironment(
  functionName: string,
  variables: Readonly<Record<string, string>>,
): void {
  const sizes = Object.entries(variables).map(([name, value]) => {
    const bytes = Token.isUnresolved(value) ? UNKNOWN_BYTES : Buffer.byteLength(value);
    return { name, bytes: Buffer.byteLength(name) + bytes + PUNCTUATION_BYTES };
  });
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= MAX_BYTES) return;
  const longest = sizes.sort((one, other) => other.bytes - one.bytes).slice(0, 3);
  throw new ConfigError(
    `The environment variables of the function "${functionName}" take ${total} bytes, and AWS ` +
      `allows ${MAX_BYTES}. Shorten the settings behind the longest: ` +
      `${longest.map(({ name, bytes }) => `${name} (${bytes})`).join(', ')}.`,
  );
}
