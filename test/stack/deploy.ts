import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Clients } from '../../scripts/deployment/account.ts';
import { findStack } from '../../scripts/deployment/account.ts';
import { type Context, deployStack } from '../../scripts/deployment/deploy-stack.ts';
import { cacheFolder } from '../support/cache.ts';
import { run } from '../support/command.ts';
import { eventSource } from './event-source.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const account = '000000000000';
const region = 'us-east-1';
export const stackName = 'OpenDoor';
const mailIdentity = 'door.example';

/**
 * The settings that the journeys need: `test/journey/journey.ts` sends from this domain.
 */
const settings = [
  // Not the developer's own settings.
  'settings=open-door.example.json',
  ...[`mailIdentity=${mailIdentity}`, 'allowedCandidates=candidates.example'],
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
 *   checks the formula.
 * - It does not let the roles of the bootstrap use their own bucket: everything is
 *   deployed as the root user of the account.
 */
type Adaptation = (key: string, value: unknown) => unknown;
const withoutDkimOutputs: Adaptation = (key, value) =>
  key.startsWith('DnsRecord') && JSON.stringify(value).includes('DkimDNSToken') ? undefined : value;
const adaptations: readonly Adaptation[] = [
  withoutDkimOutputs,
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

/**
 * MiniStack gives a generated name again, and AWS never does: the table gets a name with
 * a random suffix. It also ignores what belongs to a replica.
 */
const namedTable =
  (name: string): Adaptation =>
  (_, value) => {
    if (!isGlobalTable(value)) return value;
    const [{ Tags, DeletionProtectionEnabled } = {}] = value.Properties.Replicas;
    const properties = { TableName: name, Tags, DeletionProtectionEnabled };
    return { ...value, Properties: { ...value.Properties, ...properties } };
  };

interface GlobalTable {
  readonly Properties: {
    readonly Replicas: readonly { Tags?: unknown; DeletionProtectionEnabled?: unknown }[];
  };
}

function isGlobalTable(value: unknown): value is GlobalTable {
  return (
    typeof value === 'object' &&
    value !== null &&
    'Type' in value &&
    value.Type === 'AWS::DynamoDB::GlobalTable'
  );
}

/** A resource that cannot be created, after the table: nobody gives the signal. */
const brokenResource: Adaptation = (key, value) =>
  key === 'Resources'
    ? {
        ...Object(value),
        Signal: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
        Broken: {
          Type: 'AWS::CloudFormation::WaitCondition',
          Properties: { Handle: { Ref: 'Signal' }, Timeout: '1' },
          DependsOn: 'Table',
        },
      }
    : value;

async function adapt(
  assembly: string,
  more: readonly Adaptation[],
  { identity }: Context,
): Promise<void> {
  const unused = new Set(adaptations);
  // An identity that exists has no outputs.
  if (identity === 'existing') unused.delete(withoutDkimOutputs);
  for (const file of [`${stackName}.template.json`, `${stackName}.assets.json`, 'manifest.json']) {
    const path = join(assembly, file);
    const adapted: unknown = JSON.parse(await readFile(path, 'utf8'), (key, original: unknown) =>
      [...adaptations, ...more].reduce((value, adaptation) => {
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

/** Stands for the name of a table in an assembly. */
const anyTable = 'ANY-TABLE';

/** Prints the name of a step, and then how long it took. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Runs the commands of an operator against an account of MiniStack. */
export class Operator {
  readonly clients: Clients;
  /** What the commands have printed. */
  readonly printed: string[] = [];
  readonly print = (line: string): void => void this.printed.push(line);
  readonly #endpoint: string;
  readonly #step: Step;
  readonly #folders: string[] = [];
  /** The assemblies by their values. */
  readonly #assemblies = new Map<string, string>();

  constructor(endpoint: string, step: Step) {
    this.#endpoint = endpoint;
    this.#step = step;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const options = { endpoint, region, credentials };
    this.clients = {
      cloudFormation: new CloudFormationClient(options),
      dynamoDb: new DynamoDBClient(options),
      ses: new SESv2Client(options),
    };
  }

  /** `npx cdk bootstrap` */
  async bootstrap(): Promise<void> {
    // In a folder without cdk.json: otherwise CDK would also synthesise the app.
    const folder = await this.#folder();
    await this.#step('cdk bootstrap', () =>
      this.#cdk(folder, 'bootstrap', `aws://${account}/${region}`),
    );
  }

  /**
   * `npm run deploy`, or with a table `npm run deploy -- -c table=NAME`
   *
   * @param more `context`: other values for CDK. `isBroken`: one resource of the stack
   *   cannot be created
   * @returns the site's origin
   * @throws {Error} with the output of CDK
   */
  async deploy(
    table?: string,
    more: { readonly context?: Context; readonly isBroken?: boolean } = {},
  ): Promise<string> {
    await deployStack({
      ...this,
      stackName,
      mailIdentity,
      wantedTable: table === undefined ? undefined : { table, from: 'command line' },
      wantedIdentity: undefined,
      cdkDeploy: (context) => this.cdkDeploy({ ...more.context, ...context }, more.isBroken),
    });
    return await this.origin();
  }

  /** The site's origin. */
  async origin(): Promise<string> {
    const { Stacks } = await this.clients.cloudFormation.send(
      new DescribeStacksCommand({ StackName: stackName }),
    );
    const output = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'SiteUrl');
    if (output?.OutputValue === undefined) throw new Error('The stack has no output SiteUrl.');
    return output.OutputValue;
  }

  /**
   * `npm run deploy`, the command itself, on a deployed stack.
   *
   * @returns what it prints
   */
  async npmRunDeploy(): Promise<string> {
    const assembly = await this.#adaptedAssembly({ table: 'in-stack', identity: 'in-stack' });
    const words = settings.flatMap((value) => ['-c', value]);
    const { stdout } = await run('npm', ['run', '--silent', 'deploy', '--', ...words], {
      cwd: root,
      // CDK reads its options from such variables, too: --app.
      env: { ...awsEnvironment(this.#endpoint), CDK_APP: assembly },
      timeoutMs: cdkTimeoutMs,
    });
    return stdout;
  }

  /** The files that `cdk synth` makes, with the changes that MiniStack needs. */
  async #adaptedAssembly(context: Context, isBroken = false): Promise<string> {
    const assembly = await this.#synth(context);
    const stack = await findStack(this.clients, stackName);
    const suffix = randomBytes(4).toString('hex').toUpperCase();
    const own = stack?.ownTable ?? `${stackName}-Table-${suffix}`;
    await adapt(assembly, [namedTable(own), ...(isBroken ? [brokenResource] : [])], context);
    return assembly;
  }

  /** `npx cdk deploy`, with the changes that MiniStack needs */
  async cdkDeploy(context: Context, isBroken = false): Promise<void> {
    const assembly = await this.#adaptedAssembly(context, isBroken);
    await this.#step('cdk deploy', () =>
      this.#cdk(
        dirname(assembly),
        'deploy',
        `--app=${assembly}`,
        '--require-approval=never',
        '--progress=events',
      ),
    );
  }

  /**
   * `npx cdk synth`. Bundling takes the most time of the tier, so the same values are
   * synthesised once. The name of a table is no such value: it stands in the template as
   * it is.
   *
   * @returns the folder of a new copy of the assembly
   */
  async #synth(context: Context): Promise<string> {
    const { table = '' } = context;
    const isExternal = table !== '' && table !== 'in-stack';
    const values = Object.entries({ ...context, ...(isExternal && { table: anyTable }) })
      .map((pair) => pair.join('='))
      .sort();
    const known = values.join(' ');
    let original = this.#assemblies.get(known);
    if (original === undefined) {
      original = join(await this.#folder(), 'assembly');
      await this.#step('cdk synth', () =>
        this.#cdk(
          root,
          'synth',
          '--quiet',
          `--output=${original}`,
          ...[...settings, ...values].flatMap((value) => ['-c', value]),
        ),
      );
      this.#assemblies.set(known, original);
    }
    const copy = join(await this.#folder(), 'assembly');
    await cp(original, copy, { recursive: true });
    // CDK uploads a template once for each hash.
    const files = [`${stackName}.template.json`, `${stackName}.assets.json`, 'manifest.json'];
    const manifest = await readFile(join(copy, 'manifest.json'), 'utf8');
    const hash = /([0-9a-f]{64})\.json/.exec(manifest)?.[1] ?? '';
    const newHash = randomBytes(32).toString('hex');
    for (const file of files) {
      const text = await readFile(join(copy, file), 'utf8');
      const changed = text.replaceAll(hash, newHash).replaceAll(anyTable, table);
      await writeFile(join(copy, file), changed);
    }
    return copy;
  }

  /** `npx cdk destroy` */
  async destroy(): Promise<void> {
    const assembly = await this.#synth({ table: 'in-stack', identity: 'in-stack' });
    await this.#step('cdk destroy', () =>
      this.#cdk(dirname(assembly), 'destroy', `--app=${assembly}`, '--force'),
    );
  }

  /** Deletes the files. */
  async close(): Promise<void> {
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true });
  }

  async #cdk(cwd: string, ...args: string[]): Promise<void> {
    await run(process.execPath, [cdk, ...args, '--no-notices'], {
      cwd,
      env: awsEnvironment(this.#endpoint),
      timeoutMs: cdkTimeoutMs,
    });
  }

  async #folder(): Promise<string> {
    await mkdir(cacheFolder, { recursive: true });
    const folder = await mkdtemp(join(cacheFolder, 'stack-'));
    this.#folders.push(folder);
    return folder;
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
    // CDK keeps the account of an access key there. Another emulator has another account.
    CDK_HOME: join(cacheFolder, 'stack-cdk-home'),
  };
}
