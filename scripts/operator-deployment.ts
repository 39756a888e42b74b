import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { parseConfig } from '../lib/config.ts';
import { readSettings } from '../lib/settings-file.ts';
import { awsClients } from './account.ts';
import type { WantedTable } from './choose-table.ts';
import { type Context, type Deployment, readCdkWords } from './deploy-stack.ts';
import { UsageError } from './operator-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What an operator wants to deploy: by the settings file, and by the words of the command
 * line, which are passed on to CDK.
 *
 * @throws {ConfigError} if a setting is wrong
 * @throws {UsageError} if the words are wrong, or no region is set
 */
export async function operatorDeployment(given: readonly string[]): Promise<Deployment> {
  refuseKeptByNpm(process.env);
  const { context, profile, words } = readCdkWords(given);
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  await fixRegion(process.env);
  const file = context['settings'];
  const settings = readSettings(file);
  const { mailIdentity } = parseConfig(settings, context);
  const text = (key: string): string | undefined => {
    const value = context[key] ?? settings[key];
    return value === undefined ? undefined : String(value).trim();
  };
  const table = text('table');
  const wantedTable: WantedTable | undefined =
    table === undefined
      ? undefined
      : { table, from: context['table'] === undefined ? 'settings' : 'command line' };
  return {
    clients: awsClients(),
    stackName: text('stackName') ?? 'OpenDoor',
    mailIdentity,
    wantedTable,
    wantedIdentity: text('identity'),
    cdkDeploy: (decided) => cdkDeploy(decided, words),
    print: (line) => void process.stdout.write(`${line}\n`),
  };
}

/** Without `--` npm takes `-c` and `--context` for its own. */
function refuseKeptByNpm(env: NodeJS.ProcessEnv): void {
  const kept = env['npm_config_call'] || env['npm_config_context'];
  if (!kept) return;
  throw new UsageError(
    `npm has kept "${kept}". Write two dashes before the options: npm run deploy -- -c ${kept}`,
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
