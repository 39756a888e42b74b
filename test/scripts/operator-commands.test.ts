import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sentenceOf } from '../../scripts/operator-aws.ts';
import { operatorTable } from '../../scripts/operator-table.ts';
import { deploymentOptions, readDeploymentWords, readWords } from '../../scripts/operator-words.ts';
import { AwsFault, type AwsRequest, startAwsAnswers } from '../support/aws-answers.ts';
import { healthy, noStack, settings, stacks, table } from './doctor-answers.ts';

const execute = promisify(execFile);

let aws: Awaited<ReturnType<typeof startAwsAnswers>>;
let folder: string;
beforeAll(async () => {
  [aws, folder] = await Promise.all([startAwsAnswers(), mkdtemp(join(tmpdir(), 'operator-'))]);
  await writeFile(
    join(folder, 'open.json'),
    JSON.stringify({ ...settings, stackName: 'OpenDoor' }),
  );
  await writeFile(
    join(folder, 'careers.json'),
    JSON.stringify({ ...settings, stackName: 'Careers' }),
  );
  await writeFile(
    join(folder, 'config'),
    '[default]\n[profile school]\nregion = eu-west-1\n[profile "two words"] # a comment\n',
  );
  await writeFile(
    join(folder, 'credentials'),
    '[school]\naws_access_key_id=a\naws_secret_access_key=b\n',
  );
});
afterAll(async () => {
  await Promise.all([aws.stop(), rm(folder, { recursive: true })]);
});

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

const shell = { ...process.env };
const environment = (changes: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...shell,
  AWS_ENDPOINT_URL: aws.endpoint,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: secret,
  AWS_CONFIG_FILE: join(folder, 'config'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
  // CDK keeps the account of an access key there, and other tests use the same key.
  CDK_HOME: folder,
  TABLE_NAME: '',
  ...changes,
});

/** The object itself stays: `vi.stubEnv` in the next test file changes the same one. */
function setEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined) process.env[name] = value;
  }
}
afterEach(() => {
  setEnvironment(shell);
  vi.restoreAllMocks();
});

/** Runs a command in its own process, as `npm run` does. That takes a second. */
async function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const options = { env: environment(env) };
  const command = ['--import', 'tsx', `scripts/${script}.ts`, ...args];
  try {
    const { stdout, stderr } = await execute(process.execPath, command, options);
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code = -1, stdout = '', stderr = '' } = Object(error);
    return { code: Number(code), stdout: String(stdout), stderr: String(stderr) };
  }
}

/** Each stack has a table of its name. */
const namedStacks = ({ parameters }: AwsRequest) =>
  stacks({
    Outputs: [{ OutputKey: 'TableName', OutputValue: `${String(parameters['StackName'])}-Table` }],
  })({ path: '/', parameters });

/** The names of the tables that were written to. */
const written = () =>
  aws.requests
    .filter(({ key }) => /^dynamodb\.(?:Put|Update|Delete|Transact)/.test(key))
    .map(({ request }) => request.parameters['TableName']);
const account = () => ({
  ...healthy(aws.endpoint),
  'cloudformation.DescribeStacks': namedStacks,
  'dynamodb.UpdateItem': {},
  'dynamodb.PutItem': {},
  'dynamodb.DeleteItem': {},
  'dynamodb.Scan': { Items: [] },
});
beforeEach(() => aws.answerWith(account()));
const careers = () => ['--settings', join(folder, 'careers.json')];

/** The table that `sending` and `blocks` use. */
async function tableBy(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  setEnvironment(environment(env));
  // It prints which one it is, for the operator.
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const words = readWords('sending', args, { table: { type: 'string' }, ...deploymentOptions });
  const table = words.values.get('table')?.[0];
  return (await operatorTable({ ...readDeploymentWords(words), table })).tableName;
}

describe('the table that a command uses', () => {
  test.each([
    ['nothing is named', [], {}, 'OpenDoor-Table'],
    ['a file of settings is named', ['--settings', 'careers.json'], {}, 'Careers-Table'],
    ['-c names the file', ['-c', 'settings=careers.json'], {}, 'Careers-Table'],
    ['-c names the stack', ['-c', 'stackName=Alumni'], {}, 'Alumni-Table'],
    ['--table names it', ['--table', 'My-Table'], {}, 'My-Table'],
    ['the variable names it', [], { TABLE_NAME: 'My-Table' }, 'My-Table'],
    [
      'the variable and a file name one, then the words count',
      ['--settings', 'careers.json'],
      { TABLE_NAME: 'My-Table' },
      'Careers-Table',
    ],
    [
      'the variable and --table name one, then the words count',
      ['--table', 'My-Table'],
      { TABLE_NAME: 'Other' },
      'My-Table',
    ],
  ])('when %s, then it is that one', async (_, words, env, name) => {
    const args = words.map((word) => word.replace('careers.json', join(folder, 'careers.json')));
    expect(await tableBy(args, env)).toBe(name);
  });

  test('when emails are stopped, then it is that of the stack', async () => {
    const { code, stdout, stderr } = await run('sending', ['stop', ...careers()]);
    expect(stdout).toMatch(/^Sending is/);
    expect(stderr).toBe('Table Careers-Table (by the stack Careers), region eu-west-1\n');
    expect([code, new Set(written())]).toEqual([0, new Set(['Careers-Table'])]);
  });

  test('when blocks are listed and made, then it is that of the stack', async () => {
    expect((await run('blocks', ['list', ...careers()])).stdout).toBe('There are no blocks.\n');
    expect(aws.requests.at(-1)?.request.parameters['TableName']).toBe('Careers-Table');
    await run('blocks', ['block', 'candidate', 'a@b.example']);
    expect(new Set(written())).toEqual(new Set(['OpenDoor-Table']));
  });

  test('when the stack is of version 0.1.0, then it is its resource', async () => {
    aws.answerWith({ ...account(), 'cloudformation.DescribeStacks': stacks({}) });
    expect(await tableBy([])).toBe('OpenDoor-Table-1ABCDEFGHIJKL');
  });

  test('when another setting of the file is wrong, then emails can be stopped', async () => {
    const file = join(folder, 'wrong.json');
    await writeFile(file, JSON.stringify({ mailIdentity: 'gmail.com', stackName: 'Careers' }));
    expect(await tableBy(['--settings', file])).toBe('Careers-Table');
  });

  test('when the table may not be described, then emails can be stopped', async () => {
    const denied = new AwsFault('AccessDeniedException');
    aws.answerWith({ ...account(), 'dynamodb.DescribeTable': denied });
    expect(await tableBy([])).toBe('OpenDoor-Table');
  });
});

describe('a command that cannot do it', () => {
  const refusalOf = async (words: readonly string[], env: NodeJS.ProcessEnv) =>
    await tableBy(words, env).then((name) => `It is ${name}.`, sentenceOf);
  test('when it fails, then stderr has the sentence only, and the exit code is 1', async () => {
    const expired = new AwsFault('ExpiredToken', { message: secret });
    aws.answerWith({ ...account(), 'cloudformation.DescribeStacks': expired });
    const { code, stdout, stderr } = await run('sending', ['stop']);
    expect([code, stdout, written()]).toEqual([1, '', []]);
    expect(stderr).toMatch(/^AWS does not accept the credentials.*\n$/);
  });

  const noTable = new AwsFault('ResourceNotFoundException');
  const foreign = { Table: { ...table, KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } };
  const noIndex = { Table: { ...table, GlobalSecondaryIndexes: [] } };
  test.each([
    ['there is no stack', [], {}, stacks(noStack), undefined, /no stack OpenDoor .*--settings/],
    [
      'the table does not exist',
      ['--table', 'Nope'],
      {},
      undefined,
      noTable,
      /no table Nope \(by --table\).*Leave out --table/,
    ],
    [
      'the variable names no table',
      [],
      { TABLE_NAME: 'Nope' },
      undefined,
      noTable,
      /no table Nope \(by the variable TABLE_NAME\).*unset TABLE_NAME/,
    ],
    ['the table of the stack is gone', [], {}, undefined, noTable, /the stack OpenDoor.*restore/],
    [
      'the table is of something else',
      ['--table', 'Shop'],
      {},
      undefined,
      foreign,
      /Shop has the key id.*not a table of Open Door/,
    ],
    ['the table has no index', ['--table', 'Shop'], {}, undefined, noIndex, /Shop has no index/],
    [
      'the name is none',
      ['--table', 'a b'],
      {},
      undefined,
      new AwsFault('ValidationException'),
      /"a b".*cannot be the name of a table/,
    ],
    [
      'there is no region',
      [],
      { AWS_REGION: '' },
      undefined,
      undefined,
      /no region: set AWS_REGION/,
    ],
    [
      'there are no credentials',
      [],
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SHARED_CREDENTIALS_FILE: '/nope' },
      undefined,
      undefined,
      /no AWS credentials in this shell.*sts get-caller-identity/,
    ],
    [
      'the credentials have expired',
      [],
      {},
      new AwsFault('ExpiredToken', { message: secret }),
      undefined,
      /does not accept the credentials \(ExpiredToken\)/,
    ],
    [
      'the profile does not exist',
      ['--profile', 'nope'],
      {},
      undefined,
      undefined,
      /no AWS profile "nope" in .*list-profiles/,
    ],
    [
      'the variable names a profile that does not exist',
      [],
      { AWS_PROFILE: 'nope', AWS_REGION: '' },
      undefined,
      undefined,
      /no AWS profile "nope"/,
    ],
    [
      'CDK would use a profile that does not exist',
      [],
      { AWS_DEFAULT_PROFILE: 'nope' },
      undefined,
      undefined,
      /no AWS profile "nope"/,
    ],
    [
      'table and file are named',
      ['--table', 'a', '-c', 'stackName=b'],
      {},
      undefined,
      undefined,
      /not both/,
    ],
    [
      'no such file',
      ['--settings', 'nope.json'],
      {},
      undefined,
      undefined,
      /nope\.json, cannot be read/,
    ],
    [
      'a key is no setting',
      ['-c', 'stack-name=b'],
      {},
      undefined,
      undefined,
      /"stack-name" is not a setting/,
    ],
    ['an option is unknown', ['--tabel', 'x'], {}, undefined, undefined, /no option --tabel/],
  ] as const)('when %s, then it says what to do', async (_, words, env, stack, described, text) => {
    aws.answerWith({
      ...account(),
      ...(stack !== undefined && { 'cloudformation.DescribeStacks': stack }),
      ...(described !== undefined && { 'dynamodb.DescribeTable': described }),
    });
    const said = await refusalOf(words, env);
    expect(said).toMatch(text);
    expect(said).not.toContain(secret);
  });

  test.each(['school', 'two words', 'default'])(
    'when the profile %s is in the files, then it is not missing',
    async (profile) => {
      const said = await tableBy(['--profile', profile]).catch(sentenceOf);
      expect(said).not.toContain('no AWS profile');
    },
  );
});

describe('an option that npm has kept', () => {
  const options = { at: { type: 'string' }, 'no-rollback': { type: 'boolean' } } as const;
  test.each([
    ['profile', 'prod', '--profile'],
    ['settings', 'true', '--settings'],
    ['settings', '', '--settings'],
    ['context', 'true', '--context'],
    ['call', 'linkHours=24', '-c'],
    ['at', 'true', '--at'],
    ['rollback', '', '--no-rollback'],
    ['dry_run', 'true', '--dry-run'],
    // Misspelt, it would be lost, too.
    ['setings', 'a.json', '--settings'],
    ['setting', 'a.json', '--settings'],
    ['settingss', 'a.json', '--settings'],
    ['sattings', 'a.json', '--settings'],
    ['proifle', 'prod', '--profile'],
    ['rofile', 'prod', '--profile'],
  ])('when it is %s=%s, then the error names %s', (name, value, option) => {
    const env = { [`npm_config_${name}`]: value };
    expect(() => readWords('restore', ['x'], { ...options, ...deploymentOptions }, env)).toThrow(
      `npm has kept ${option}: write two dashes before the options, ` +
        `npm run restore -- ${option} …`,
    );
  });

  test.each([
    ['deploy', [], { npm_config_outputs_file: 'true' }, '--outputs-file'],
    ['restore', ['2026-11-20T10:00Z'], { npm_config_at: 'true' }, '--at'],
    ['sending', ['x', 'stop'], { npm_config_table: 'true' }, '--table'],
    ['blocks', ['list'], { npm_config_profile: 'prod' }, '--profile'],
    ['doctor', [], { npm_config_settings: 'careers.json' }, '--settings'],
  ])('when it is one of %s, then nothing is done', async (script, args, env, option) => {
    const { code, stderr } = await run(script, args, env);
    expect(stderr).toContain(`npm has kept ${option}: write two dashes before the options`);
    expect([code, aws.requests]).toEqual([script === 'doctor' ? 2 : 1, []]);
  });

  test('when a file of npm sets options of its own, then nothing was kept', () => {
    const env = {
      npm_config_yes: '',
      npm_config_color: 'always',
      npm_config_call: '',
      npm_config_prefix: '/usr',
    };
    const known = { yes: { type: 'boolean' }, color: { type: 'boolean' } } as const;
    expect(readWords('deploy', [], { ...known, ...deploymentOptions }, env).positionals).toEqual(
      [],
    );
  });
});

describe('a deployment', () => {
  test.each([
    ['deploy', ['--settings', 'nope.json'], /nope\.json, cannot be read/],
    ['deploy', ['-c', 'link-hours=24'], /"link-hours" is not a setting/],
    ['deploy', ['--profile', 'nope'], /no AWS profile "nope"/],
    ['restore', ['--at', '2026-11-20T10:00Z', '--profile', 'nope'], /no AWS profile "nope"/],
    ['restore', ['--at', '2026-11-20T10:00Z', '--dry-run'], /no option --dry-run/],
    ['restore', ['--at', '2026-11-20T10:00Z', '-c', 'table=xyz'], /Restoring chooses the table/],
  ])('when %s is called with %j, then nothing is done', async (script, args, text) => {
    const more = args.includes('-c') ? ['-c', `settings=${join(folder, 'open.json')}`] : [];
    const { code, stderr } = await run(script, [...args, ...more]);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(text);
    expect(code).toBe(1);
    expect(written()).toEqual([]);
  });

  test('when a file of settings is named, then CDK deploys that department', async () => {
    aws.answerWith({ ...account(), 'cloudformation.DescribeStacks': stacks({}) });
    const { stdout, stderr } = await run('deploy', [...careers(), '--no-rollback'], {
      // An app that only says what CDK gives it.
      CDK_APP: 'node -e "console.error(process.env.CDK_CONTEXT_JSON);process.exit(3)"',
    });
    expect(stdout).toContain('Stack Careers: CREATE_COMPLETE');
    expect(stderr).toContain('"settings":"');
    expect(stderr).toContain('careers.json');
    expect(stderr).toContain('"table":');
    expect(stderr).toContain('cdk deploy ended with exit code 1');
  });
});
