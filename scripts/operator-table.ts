import { parseArgs } from 'node:util';
import { dynamoDbClient } from '../lambdas/aws/clients.ts';
import { Table } from '../lambdas/aws/table.ts';

/** A command was called in a wrong way. The message says how to call it. */
export class UsageError extends Error {}

/**
 * The table of a deployment, for the commands of an operator.
 *
 * @param name the option `--table`; default: the variable `TABLE_NAME`
 * @throws {UsageError} if neither is given
 */
export function operatorTable(name = process.env['TABLE_NAME']): {
  readonly table: Table;
  readonly client: ReturnType<typeof dynamoDbClient>;
  readonly tableName: string;
} {
  if (!name) throw new UsageError('Name the table: --table NAME, or the variable TABLE_NAME.');
  // Hides the SDK's warning about the end of Node 20, which would hide the answer.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const client = dynamoDbClient();
  return { client, tableName: name, table: new Table(client, name, Date.now) };
}

/**
 * Runs a command, and prints an error without its stack. Sets the exit code. With
 * `--help` it only prints the usage.
 *
 * @param command gets the words of the command line, and the option `--table`
 */
export async function runCommand(
  usage: string,
  command: (words: readonly string[], table: string | undefined) => Promise<void>,
): Promise<void> {
  try {
    const { values, positionals } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        table: { type: 'string' },
      },
      allowPositionals: true,
    });
    if (values.help) process.stdout.write(usage);
    else await command(positionals, values.table);
  } catch (error) {
    printError(error, usage);
  }
}

/** Prints why a command failed, without a stack, and sets the exit code. */
export function printError(error: unknown, usage: string): void {
  const message = error instanceof Error ? error.message : String(error);
  const isUsage =
    error instanceof UsageError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE'));
  process.stderr.write(isUsage ? `${message}\n\n${usage}` : `${message}\n`);
  process.exitCode = 1;
}
