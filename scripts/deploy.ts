import { deployStack } from './deployment/deploy-stack.ts';
import { readDeployWords } from './deployment/deploy-words.ts';
import { operatorDeployment } from './deployment/operator-deployment.ts';
import { printError } from './operator-words.ts';

const usage = `Deploys Open Door, for the first time or again. It never begins with an empty table
while an earlier deployment has left one.

  npm run deploy                            with the settings of open-door.json
  npm run deploy -- -c linkHours=24         with another value of a setting
  npm run deploy -- --settings other.json   with another file of settings
  npm run deploy -- -c table=NAME           with this table
  npm run deploy -- --help                  this text

It needs AWS credentials and a region in the shell, or --profile NAME. These are passed on to
"cdk deploy": --require-approval, --progress, --outputs-file, --method, --change-set-name,
--role-arn, --rollback, --no-rollback, --force, --verbose, --debug, --ci, --color, --no-color,
--notices, --no-notices, --yes. Other words are refused. It looks at the account and decides:

  table     the one that the settings name; or the one that the stack uses; or the one that
            an earlier deployment has left. Otherwise the stack makes a new one. If an
            earlier deployment has left several, it lists them and stops.
  identity  the stack creates the SES identity, if SES does not have it already.
`;

const words = process.argv.slice(2);
if (words.includes('--help') || words.includes('-h')) {
  process.stdout.write(usage);
} else {
  try {
    const given = readDeployWords(words);
    const deployment = await operatorDeployment(given);
    await deployStack(deployment);
    deployment.print(
      given.isPreparedOnly
        ? '\nThe change set is prepared, and nothing is deployed.'
        : '\nDeployed. For a new domain, add the DnsRecord lines above to its DNS. ' +
            'Then look whether anything is missing: npm run doctor',
    );
  } catch (error) {
    printError(error, usage);
  }
}
