import { parseEmailAddress } from '../lambdas/core/email-address.ts';
import { catalogue } from './doctor/catalogue.ts';
import { createDns } from './doctor/dns.ts';
import { exitCodeOf, reportOf, reportText } from './doctor/report.ts';
import { type DoctorSettings, readDoctorSettings } from './doctor/settings.ts';
import { chooseProfile, missingProfile } from './operator-aws.ts';
import {
  type DeploymentWords,
  deploymentOptions,
  readDeploymentWords,
  readWords,
  refusePositionals,
  UsageError,
} from './operator-words.ts';

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
  -c key=value      another value of a setting, as of npm run deploy
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

function readOptions() {
  const words = readWords('doctor', process.argv.slice(2), {
    before: { type: 'boolean' },
    send: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
    address: { type: 'string' },
    resolver: { type: 'string' },
    ...deploymentOptions,
  });
  refusePositionals('doctor', words);
  const { values } = words;
  const [before, send] = [values.has('before'), values.has('send')];
  if (before && send) throw new UsageError('--send needs a deployment: leave --before out.');
  const given = values.get('address')?.[0];
  const address = given === undefined ? undefined : parseEmailAddress(given);
  if (given !== undefined && address === undefined)
    throw new UsageError(`"${given}" is not an email address.`);
  return {
    ...readDeploymentWords(words),
    ...{ before, send, address },
    json: values.has('json'),
    help: values.has('help'),
    resolver: values.get('resolver'),
  };
}

/** The settings, or what is wrong with them. */
function settingsOrError(context: DeploymentWords['context']): DoctorSettings | string {
  try {
    return readDoctorSettings(context);
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
  chooseProfile(options.profile);
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
    settings: settingsOrError(options.context),
    isBefore: options.before,
    missingProfile: missingProfile(),
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
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UsageError ? `${message}\n\n${usage}` : `${message}\n`);
  process.exitCode = 2;
}
