import { parseArgs } from 'node:util';
import { parseEmailAddress } from '../lambdas/core/email-address.ts';
import { catalogue } from './doctor/catalogue.ts';
import { createDns } from './doctor/dns.ts';
import { exitCodeOf, reportOf, reportText } from './doctor/report.ts';
import { type DoctorSettings, readDoctorSettings } from './doctor/settings.ts';

const usage = `Looks at a deployment on AWS, and says what is missing: a line for each check, with
what to do. It changes nothing.

  npm run doctor                        after a deployment: everything
  npm run doctor -- --before            before the first deployment: account, domain, SES
  npm run doctor -- --address a@b.edu   also: why does this address get no email?
  npm run doctor -- --send              also sends one email to SES's mailbox simulator, and
                                        waits up to a minute until its event has arrived
  npm run doctor -- --help              this text

  --profile NAME    the AWS profile with the credentials
  --settings PATH   the file with the settings; default: the settings of npm run deploy
  --resolver IP     asks this DNS server, for example 1.1.1.1, and not those of the machine
  --json            prints { ok, checks: [{ id, group, status, message, todo? }] }

It needs AWS credentials and a region in the shell. To read is enough, for example the policy
ReadOnlyAccess of AWS; --send also needs ses:SendEmail. A look-up that is not allowed or fails
within 10 seconds is a line "not looked".

Exit code:
  0   nothing to do (there may be warnings)
  1   something to do
  2   AWS could not be looked at, or a part of it, or the command was wrong

${catalogue.length} checks: docs/doctor.md lists them.
`;

/** How long the events of a test email may take. */
const PROBE_WAIT_MS = 60_000;

const optionNames = ['send', 'json', 'address', 'settings', 'resolver', 'profile'];
const twoDashes = 'write two dashes before the options, npm run doctor -- --before';

class UsageError extends Error {}

function readOptions() {
  const { values } = parseArgs({
    options: {
      before: { type: 'boolean', default: false },
      send: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      address: { type: 'string' },
      profile: { type: 'string' },
      settings: { type: 'string' },
      resolver: { type: 'string', multiple: true },
    },
  });
  // Without two dashes npm takes options for its own. It hides "--before" completely.
  const kept = optionNames.find((name) => process.env[`npm_config_${name}`]);
  if (kept !== undefined) throw new UsageError(`npm has kept --${kept}: ${twoDashes}`);
  if (values.before && values.send)
    throw new UsageError('--send needs a deployment: leave --before out.');
  const address = values.address === undefined ? undefined : parseEmailAddress(values.address);
  if (values.address !== undefined && address === undefined)
    throw new UsageError(`"${values.address}" is not an email address.`);
  return { ...values, address };
}

/** The settings, or what is wrong with them. */
function settingsOrError(path: string | undefined): DoctorSettings | string {
  try {
    return readDoctorSettings(path);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function dnsOf(servers: readonly string[] | undefined) {
  try {
    return createDns(servers);
  } catch {
    throw new UsageError(`"${(servers ?? []).join(', ')}" is not the address of a DNS server.`);
  }
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  // Hides the SDK's warning about the end of Node 20, which would hide the answer.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  if (options.profile !== undefined) process.env['AWS_PROFILE'] = options.profile;
  // The AWS CLI and CDK also read this variable, and the SDK does not.
  const region = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'];
  if (region) process.env['AWS_REGION'] = region;
  const isTerminal = process.stderr.isTTY === true;
  const dns = dnsOf(options.resolver);
  // Loading the clients takes a second, so a wrong option is reported before that.
  const [{ createClients }, { examine }] = await Promise.all([
    import('./doctor/clients.ts'),
    import('./doctor/examine.ts'),
  ]);
  const findings = await examine({
    clients: createClients(),
    dns,
    settings: settingsOrError(options.settings),
    isBefore: options.before,
    now: Date.now(),
    ...(options.address !== undefined && { address: options.address }),
    ...(options.send && {
      probe: {
        waitMs: PROBE_WAIT_MS,
        intervalMs: 3000,
        onProgress: (seconds: number) => {
          if (isTerminal)
            process.stderr.write(`\rWaiting for the event of the test email: ${seconds} s `);
        },
      },
    }),
  });
  if (isTerminal && options.send) process.stderr.write('\n');
  const report = reportOf(findings);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(report, null, 2)}\n`
      : reportText(report, process.stdout.isTTY === true && !process.env['NO_COLOR']),
  );
  return exitCodeOf(report);
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage =
    error instanceof UsageError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE'));
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(isUsage ? `${message}\n\n${usage}` : `${message}\n`);
  process.exitCode = 2;
}
