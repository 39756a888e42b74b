import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../scripts/doctor/catalogue.ts';
import { dmarcRecords, readDmarc, spfIncludesSes } from '../../scripts/doctor/email-records.ts';
import { AwsFault, startAwsAnswers } from '../support/aws-answers.ts';
import { startDnsServer } from '../support/dns-server.ts';
import { healthy, healthyZone, runs, settings } from './doctor-answers.ts';

const execute = promisify(execFile);

let aws: Awaited<ReturnType<typeof startAwsAnswers>>;
let dns: Awaited<ReturnType<typeof startDnsServer>>;
let folder: string;
beforeAll(async () => {
  [aws, dns, folder] = await Promise.all([
    startAwsAnswers(),
    startDnsServer(),
    mkdtemp(join(tmpdir(), 'doctor-')),
  ]);
  dns.answerWith(healthyZone);
  await writeFile(
    join(folder, 'settings.json'),
    JSON.stringify({ ...settings, stackName: 'OpenDoor' }),
  );
  await writeFile(join(folder, 'broken.json'), '{"mailIdentity": ');
  await writeFile(
    join(folder, 'free-mail.json'),
    JSON.stringify({ ...settings, stackName: 'OpenDoor', mailIdentity: 'me@gmail.com' }),
  );
});
afterAll(async () => {
  await Promise.all([aws.stop(), dns.close(), rm(folder, { recursive: true })]);
});

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

/** Runs the command in its own process, as `npm run doctor` does. */
async function doctor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const options = {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_SECRET_ACCESS_KEY: secret,
      ...env,
    },
  };
  const command = ['--import', 'tsx', 'scripts/doctor.ts', ...args];
  try {
    const { stdout, stderr } = await execute(process.execPath, command, options);
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code = -1, stdout = '', stderr = '' } = Object(error);
    return { code: Number(code), stdout: String(stdout), stderr: String(stderr) };
  }
}
const withSettings = () => [
  ...['--settings', join(folder, 'settings.json')],
  ...['--resolver', dns.address],
];

/** The command's clock is the real one. */
const answersNow = () => ({
  ...healthy(aws.endpoint),
  'logs.FilterLogEvents': runs({ sweep: 0, notices: 0, reminders: 0 }, { at: Date.now() }),
});

describe('the command', () => {
  test('when it prints JSON, then it is a report, and stdout has nothing else', async () => {
    aws.answerWith({ ...answersNow(), 'sqs.GetQueueAttributes': new AwsFault('AccessDenied') });
    const { code, stdout } = await doctor(['--json', ...withSettings()]);
    expect(code).toBe(2);
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({ ok: false });
    expect(report).toHaveProperty(
      'checks',
      expect.arrayContaining([
        {
          id: 'dead-letters',
          group: 'Site and jobs',
          status: 'not-looked',
          message: 'no permission (sqs:GetQueueAttributes)',
        },
      ]),
    );
    expect(stdout).not.toContain(secret);
  });

  test('when it prints to no terminal, then it has no colours; it can end with 0', async () => {
    aws.answerWith(answersNow());
    const { code, stdout, stderr } = await doctor(withSettings());
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Settings and account\n {2}ok {10}settings /);
    expect(stdout).toContain('All good: 0 things to do, 0 warnings, 0 lines not looked at.');
    expect(stdout).not.toContain('\u001B');
    expect(code).toBe(0);
  });

  test('when there are no credentials, then it says so, and the exit code is 2', async () => {
    const { code, stdout } = await doctor(['--before', ...withSettings()], {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
    });
    expect(stdout).toMatch(
      /TO DO +credentials +AWS cannot be looked at: .*CredentialsProviderError/,
    );
    expect(stdout).toContain('aws sts get-caller-identity');
    expect(code).toBe(2);
  });

  test('when there is no region, then it says so', async () => {
    const { code, stdout } = await doctor(withSettings(), { AWS_REGION: '' });
    expect(stdout).toMatch(/TO DO +credentials +No region is set/);
    expect(code).toBe(2);
  });

  test('when the region is in the variable of the AWS CLI, then it is used', async () => {
    aws.answerWith(answersNow());
    const { stdout } = await doctor(withSettings(), {
      AWS_REGION: '',
      AWS_DEFAULT_REGION: 'eu-west-1',
    });
    expect(stdout).toContain('region eu-west-1.');
  });

  test('when -c names the file of settings, then it is used, and -c overrides it', async () => {
    aws.answerWith(answersNow());
    const words = ['-c', `settings=${join(folder, 'settings.json')}`, '-c', 'sendRate=3'];
    const { stdout } = await doctor([...words, '--resolver', dns.address]);
    expect(stdout).toMatch(/ok +settings +The settings of the stack OpenDoor can be read/);
    expect(stdout).toContain('sendRate is 3 in the settings and 14 in the stack');
  });

  test.each([{ AWS_PROFILE: 'nope' }, { AWS_DEFAULT_PROFILE: 'nope', AWS_REGION: '' }])(
    'when the profile of %j does not exist, then the line names it, and all are counted',
    async (env) => {
      const { code, stdout } = await doctor(withSettings(), env);
      expect(stdout).toMatch(/TO DO +credentials +There is no AWS profile "nope"/);
      expect(stdout).toMatch(/, [34]\d lines not looked at\.\n$/);
      expect(code).toBe(2);
    },
  );

  test('when npm keeps an option, then it says how to write it', async () => {
    const { code, stderr } = await doctor([], { npm_config_send: 'true' });
    expect(code).toBe(2);
    expect(stderr).toContain('npm has kept --send: write two dashes before the options');
  });

  test.each([
    ['broken.json', /TO DO +settings .*JSON/],
    ['missing.json', /TO DO +settings .*cannot be read/],
    ['free-mail.json', /TO DO +settings .*gmail\.com.*DMARC/s],
  ])('when the settings are wrong, then the line says it: %s', async (file, text) => {
    aws.answerWith(answersNow());
    const { code, stdout } = await doctor(['--settings', join(folder, file)]);
    expect(stdout).toMatch(text);
    expect(code).toBe(1);
  });

  test.each([
    [['--befor'], /--befor/],
    [['now'], /now/],
    [['--address', 'ana'], /"ana" is not an email address/],
    [['--resolver', 'dns.example'], /"dns\.example" is not the address of a DNS server/],
    [['--before', '--send'], /--send needs a deployment/],
  ])('when it is called with %j, then it says how, and the exit code is 2', async (args, text) => {
    const { code, stderr, stdout } = await doctor(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(text);
    expect(stderr).toContain('npm run doctor');
  });

  test('when help is asked for, then it lists options and exit codes', async () => {
    const { code, stdout } = await doctor(['--help']);
    expect(code).toBe(0);
    for (const option of ['before', 'address', 'send', 'settings', 'resolver', 'json'])
      expect(stdout).toContain(`--${option}`);
    expect(stdout).toContain('Exit code:');
  });
});

describe('docs/doctor.md', () => {
  test('when a line can be printed, then the page has its row, in the same order', async () => {
    const page = await readFile('docs/doctor.md', 'utf8');
    const rows = [...page.matchAll(/^\| `([\w-]+)` \| (\w+) \| (.*) \|$/gm)];
    expect(rows.map(([, id, when, looksAt]) => ({ id, when, looksAt }))).toEqual(
      catalogue.map(({ id, when, looksAt }) => ({ id, when, looksAt })),
    );
  });
});

describe('docs/runbook.md', () => {
  test('when a line refers to a section, then the section exists', async () => {
    const runbook = (await readFile('docs/runbook.md', 'utf8')).replaceAll(/\s+/g, ' ');
    const files = readdirSync('scripts/doctor').map((file) =>
      readFileSync(join('scripts/doctor', file), 'utf8').replaceAll(/['`] \+\s+['`]/g, ''),
    );
    const named = files.flatMap((source) =>
      [...source.matchAll(/see "([^"]+)" in docs\/runbook\.md/g)].map(([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThanOrEqual(8);
    const exists = (name: string) =>
      runbook.includes(`## ${name} `) || runbook.includes(`**${name}.**`);
    expect(named.filter((name) => !exists(name))).toEqual([]);
    // No other way of referring to it.
    const mentions = files.flatMap((source) => source.match(/docs\/runbook\.md/g) ?? []);
    expect(mentions).toHaveLength(named.length + 2);
  });
});

describe('records of the DNS', () => {
  test.each([
    ['v=DMARC1; p=none', 'none', undefined],
    ['v=DMARC1;p=quarantine;sp=reject', 'quarantine', 'reject'],
    ['v = DMARC1 ; P = Reject', 'reject', undefined],
    ['v=DMARC1; p=none; sp=no', 'none', undefined],
    ['v=DMARC1; rua=mailto:a@b.example', undefined, undefined],
    ['v=DMARC1', undefined, undefined],
    ['v=DMARC1; =; ;;p', undefined, undefined],
  ])('when a DMARC record is %j, then the policies are %s and %s', (record, p, sp) => {
    expect(dmarcRecords([record])).toEqual([record]);
    expect(readDmarc(record)).toMatchObject({ policy: p, subdomainPolicy: sp });
  });

  test.each(['', 'v=DMARC2; p=none', 'p=none; v=DMARC1', 'v=DMARC1p=none', 'v=DMARC10'])(
    'when a record is %j, then it is no DMARC record',
    (record) => {
      expect(dmarcRecords([record, `v=DMARC1;${' '.repeat(5000)}`])).toEqual([]);
    },
  );

  test.each([
    ['v=spf1 include:amazonses.com ~all', true],
    ['v=spf1 ip4:1.2.3.4 +INCLUDE:AmazonSES.com -all', true],
    ['v=spf1 -include:amazonses.com ~all', false],
    ['v=spf1 include:amazonses.com.example ~all', false],
    ['v=spf1 redirect=amazonses.com', false],
  ])('when an SPF record is %j, then SES may send: %s', (record, includes) => {
    expect(spfIncludesSes(record)).toBe(includes);
  });
});
