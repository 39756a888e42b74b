import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { cacheFolder } from '../support/cache.ts';
import { run } from '../support/command.ts';
import { eventSource } from './event-source.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const account = '000000000000';
const region = 'us-east-1';
const stackName = 'OpenDoor';

/**
 * The settings that the journeys need: `test/journey/journey.ts` sends from this domain.
 */
const settings = [
  // Not the developer's own settings.
  'settings=open-door.example.json',
  ...['mailIdentity=door.example', 'allowedCandidates=candidates.example'],
  // All journeys are of one candidate and one recruiter, from one network.
  ...['linksPerMailboxDay=1000', 'linksPerNetworkHour=10000'],
  ...['lettersPerRecruiter=1000', 'lettersPerDomain=1000'],
];

const cdkTimeoutMs = 5 * 60_000;

/**
 * Changes to the synthesised files, because MiniStack lacks parts of AWS. So the app
 * itself needs no code for MiniStack.
 * - MiniStack has no `DkimDNSToken…` attributes: the outputs that show them are removed.
 * - Its IAM knows neither `ses:FromAddress` nor SES resources: those statements are
 *   widened. test/lib checks that they are narrow.
 * - Nor does it know `dynamodb:LeadingKeys`: the condition that refuses a request without
 *   it is removed. test/lib and test/integration/least-right.test.ts evaluate the rest.
 * - Like AWS, it refuses events from us whose source is `aws.…`, but it publishes no
 *   events of SES: the rule gets a second source, which the tests use.
 * - The number of links to the contacts is no setting: it is raised for the journeys.
 * - It has no alarms on a formula: the alarm reads one of the two metrics. test/lib
 * checks
 *   the formula.
 * - It does not let the roles of the bootstrap use their own bucket: everything is
 *   deployed as the root user of the account.
 */
const adaptations: readonly ((key: string, value: unknown) => unknown)[] = [
  (key, value) =>
    key.startsWith('DnsRecord') && JSON.stringify(value).includes('DkimDNSToken')
      ? undefined
      : value,
  (_, value) =>
    isStatement(value) && JSON.stringify(value.Condition ?? null).includes('ses:FromAddress')
      ? { ...value, Resource: '*', Condition: undefined }
      : value,
  (key, value) =>
    key === 'Null' && JSON.stringify(value).includes('dynamodb:LeadingKeys') ? undefined : value,
  (key, value) =>
    key === 'source' && JSON.stringify(value) === '["aws.ses"]' ? ['aws.ses', eventSource] : value,
  (key, value) => (key === 'CONTACTS_LINKS_PER_MAILBOX_DAY' ? '1000' : value),
  (key, value) =>
    key === 'Properties' && typeof value === 'object' && value !== null && 'Metrics' in value
      ? { ...value, ...oneMetric, Metrics: undefined }
      : value,
  (key, value) =>
    ['assumeRoleArn', 'cloudFormationExecutionRoleArn', 'lookupRole'].includes(key)
      ? undefined
      : value,
];

const oneMetric = {
  Namespace: 'AWS/SES',
  MetricName: 'Reputation.BounceRate',
  Statistic: 'Maximum',
  Period: 3600,
};

function isStatement(
  value: unknown,
): value is { Effect: unknown; Resource: unknown; Condition?: unknown } {
  return typeof value === 'object' && value !== null && 'Effect' in value && 'Resource' in value;
}

async function adapt(assembly: string): Promise<void> {
  const unused = new Set(adaptations);
  for (const file of [`${stackName}.template.json`, `${stackName}.assets.json`, 'manifest.json']) {
    const path = join(assembly, file);
    const adapted: unknown = JSON.parse(await readFile(path, 'utf8'), (key, original: unknown) =>
      adaptations.reduce((value, adaptation) => {
        const changed = adaptation(key, value);
        if (changed !== value) unused.delete(adaptation);
        return changed;
      }, original),
    );
    await writeFile(path, JSON.stringify(adapted));
  }
  if (unused.size > 0) {
    throw new Error(
      'These adaptations in test/stack/deploy.ts change nothing any more: ' +
        'remove or fix them. ' +
        [...unused].map(String).join('; '),
    );
  }
}

const outputsSchema = z.object({ [stackName]: z.looseObject({ SiteUrl: z.string() }) });

/**
 * Deploys the CDK app to an empty MiniStack by the same commands as an operator.
 *
 * @returns the site's origin
 * @throws {Error} with the output of CDK
 */
export async function deploy(
  endpoint: string,
  step: <T>(name: string, work: () => Promise<T>) => Promise<T>,
): Promise<string> {
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(join(cacheFolder, 'stack-'));
  const assembly = join(folder, 'assembly');
  const outputs = join(folder, 'outputs.json');
  const cdkRun = async (cwd: string, ...args: string[]): Promise<void> => {
    await run(process.execPath, [cdk, ...args, '--no-notices'], {
      cwd,
      env: awsEnvironment(endpoint),
      timeoutMs: cdkTimeoutMs,
    });
  };
  try {
    // In a folder without cdk.json: otherwise CDK would also synthesise the app.
    await step('cdk bootstrap', () => cdkRun(folder, 'bootstrap', `aws://${account}/${region}`));
    await step('cdk synth', () =>
      cdkRun(
        root,
        'synth',
        '--quiet',
        `--output=${assembly}`,
        ...settings.flatMap((setting) => ['-c', setting]),
      ),
    );
    await adapt(assembly);
    await step('cdk deploy', () =>
      cdkRun(
        folder,
        'deploy',
        `--app=${assembly}`,
        `--outputs-file=${outputs}`,
        '--require-approval=never',
        '--progress=events',
      ),
    );
    const deployed = outputsSchema.parse(JSON.parse(await readFile(outputs, 'utf8')));
    return deployed[stackName].SiteUrl;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The environment of CDK, without the AWS settings of the developer: CDK must never reach
 * the developer's own account.
 */
function awsEnvironment(endpoint: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
}
