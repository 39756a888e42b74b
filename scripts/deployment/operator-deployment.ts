import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { configKeys, contextFaults, exampleValuesLeft, parseConfig } from '../../lib/config.ts';
import { ConfigError, readSettings, SETTINGS_FILE } from '../../lib/settings-file.ts';
import { UsageError } from '../operator-table.ts';
import { awsClients } from './account.ts';
import type { WantedTable } from './choose-table.ts';
import { type Context, type Deployment, readCdkWords } from './deploy-stack.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What an operator wants to deploy: by the settings file, and by the words of the command
 * line, which are passed on to CDK.
 *
 * @throws {ConfigError} if a setting is wrong
 * @throws {UsageError} if the words are wrong, or no region is set
 */
export async function operatorDeployment(given: readonly string[]): Promise<Deployment> {
  refuseKeptByNpm(process.env);
  // Hides the SDK's warning about the end of Node 20, which would hide the answer.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { context, profile, words } = readCdkWords(given);
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  await fixRegion(process.env);
  // As bin/open-door.ts reads them, so that a wrong one stops before anything is changed.
  const faults = contextFaults(context);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  const file = context['settings'];
  const settings = readSettings(file);
  const overrides = Object.fromEntries(configKeys.map((key) => [key, context[key]]));
  const config = parseConfig(settings, overrides, file ?? SETTINGS_FILE);
  const left = exampleValuesLeft(config);
  if (left.length > 0) {
    throw new ConfigError(
      `Write your own values into ${file ?? SETTINGS_FILE} before you deploy: ${left.join('; ')}.`,
    );
  }
  const { table, identity, stackName, mailIdentity } = config;
  const wantedTable: WantedTable | undefined =
    table === undefined
      ? undefined
      : { table, from: context['table'] === undefined ? 'settings' : 'command line' };
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  print(`Account ${await accountId()}, region ${process.env['AWS_REGION']}`);
  const isIdentityGiven = { ...settings, ...context }['identity'] !== undefined;
  return {
    clients: awsClients(),
    stackName,
    mailIdentity,
    wantedTable,
    wantedIdentity: isIdentityGiven ? identity : undefined,
    cdkDeploy: (decided) => cdkDeploy(decided, words),
    print,
  };
}

/** Without `--` npm takes options for its own, and our command never sees them. */
function refuseKeptByNpm(env: NodeJS.ProcessEnv): void {
  const kept = ['call', 'context', 'at', 'backup', 'missing'].some(
    (option) => env[`npm_config_${option}`],
  );
  if (!kept) return;
  throw new UsageError(
    'npm has kept an option. Write two dashes before the options: ' +
      `npm run ${env['npm_lifecycle_event'] ?? 'deploy'} -- -c key=value`,
  );
}

/**
 * The SDK and CDK find the region in different ways: CDK also reads AWS_DEFAULT_REGION,
 * and without a region it takes us-east-1. So both get the one that we looked at.
 *
 * @throws {UsageError} if there is none
 */
async function fixRegion(env: NodeJS.ProcessEnv): Promise<void> {
  env['AWS_REGION'] ||= env['AWS_DEFAULT_REGION'] || undefined;
  if (env['AWS_REGION'] === undefined) delete env['AWS_REGION'];
  try {
    env['AWS_REGION'] = await new CloudFormationClient().config.region();
  } catch {
    throw new UsageError(
      'There is no region: set AWS_REGION, or a region in your AWS profile (aws configure).',
    );
  }
}

/**
 * The account of the credentials. In a wrong account nothing would be found.
 *
 * @throws {Error} if there are no credentials, or AWS refuses them
 */
async function accountId(): Promise<string> {
  try {
    return (await new STSClient().send(new GetCallerIdentityCommand())).Account ?? '';
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CredentialsProviderError') throw error;
    throw new Error(
      `There are no AWS credentials in this shell (${error.message}). Sign in, or set ` +
        'AWS_PROFILE; "aws sts get-caller-identity" shows whose they are.',
    );
  }
}

/** Runs `cdk deploy` in this terminal. */
async function cdkDeploy(context: Context, words: readonly string[]): Promise<void> {
  const decided = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const child = spawn(
    process.execPath,
    [cdk, 'deploy', '--require-approval', 'never', ...decided, ...words],
    { cwd: root, stdio: 'inherit' },
  );
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  if (code !== 0)
    throw new Error(`cdk deploy ended with exit code ${code}. Its last lines say why.`);
}
