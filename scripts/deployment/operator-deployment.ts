import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { configKeys, contextFaults, exampleValuesLeft, parseConfig } from '../../lib/config.ts';
import { ConfigError, readSettings, SETTINGS_FILE } from '../../lib/settings-file.ts';
import { prepareAws } from '../operator-aws.ts';
import { awsClients } from './account.ts';
import type { WantedTable } from './choose-table.ts';
import type { Context, Deployment } from './deploy-stack.ts';
import type { CdkWords } from './deploy-words.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What an operator wants to deploy: by the settings file, and by the words of the command
 * line, which are passed on to CDK.
 *
 * @throws {ConfigError} if a setting is wrong
 * @throws {Error} if there are no credentials, or no region is set
 */
export async function operatorDeployment({
  context,
  profile,
  words,
}: CdkWords): Promise<Deployment> {
  await prepareAws(profile);
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
  const { table, identity, stackName, mailIdentity, ownDomain } = config;
  requireRegionOf(ownDomain?.certificateArn, process.env['AWS_REGION']);
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

/**
 * API Gateway takes a certificate of its own region only. CloudFormation would notice it
 * in the middle of a deployment.
 *
 * @throws {ConfigError} if the certificate is of another region
 */
export function requireRegionOf(certificateArn: string | undefined, region = ''): void {
  const own = certificateArn?.split(':')[3] ?? region;
  if (own === region) return;
  throw new ConfigError(
    `"certificateArn" is a certificate in ${own}, and you deploy to ${region}. Request one in ` +
      `${region}, or set AWS_REGION to ${own}.`,
  );
}

/** The account of the credentials. In a wrong account nothing would be found. */
async function accountId(): Promise<string> {
  return (await new STSClient().send(new GetCallerIdentityCommand())).Account ?? '';
}

/** Runs `cdk deploy` in this terminal. */
async function cdkDeploy(context: Context, words: readonly string[]): Promise<void> {
  const decided = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const approval = words.includes('--require-approval') ? [] : ['--require-approval', 'never'];
  const child = spawn(process.execPath, [cdk, 'deploy', ...approval, ...decided, ...words], {
    cwd: root,
    stdio: 'inherit',
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  if (code !== 0)
    throw new Error(`cdk deploy ended with exit code ${code}. Its last lines say why.`);
}
