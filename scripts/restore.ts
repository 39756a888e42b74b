import { setTimeout as sleep } from 'node:timers/promises';
import { deployStack } from './deployment/deploy-stack.ts';
import { operatorDeployment } from './deployment/operator-deployment.ts';
import { printError, UsageError } from './operator-words.ts';
import { restoreTable } from './restore/restore-table.ts';
import { readRestoreWords } from './restore/restore-words.ts';

const usage = `Restores the table of the deployment to a moment of the last 35 days.

  npm run restore -- --at 2026-11-20T10:00Z   to this moment
  npm run restore -- --backup ARN             from a backup, also of a table that was deleted
  npm run restore -- --help                   this text

  --from TABLE       with --at: a moment of a table that a restore has replaced. The table
                     that a restore makes can be restored to later moments only, so this is
                     the way if the first restore was to a wrong moment.
  --missing erased   contacts that are in the backup and not in the present table were erased
                     by their candidates, or have expired: they are erased here, too. This is
                     so without the option, unless more than a tenth of them is missing.
  --missing keep     they were deleted by mistake: they come back

  --settings PATH    the file with the settings; default: open-door.json
  -c key=value       another value of a setting
  --profile NAME     the AWS profile with the credentials

It needs AWS credentials and a region in the shell. No other word is known: it is refused, and
nothing is restored. Some minutes, or hours if the table is large:

  1. A new table is made of the backup, with the settings of the present one.
  2. Sending is stopped. Letters wait, and the pages say so.
  3. What was written since the backup is copied to the new table.
  4. The stack is deployed with the new table.
  5. What was sent, stopped and erased since is applied. Then sending is on again.

No letter is sent twice, and none is lost silently: a letter that waits becomes "cannot
know", and its candidate gets an email. If it is interrupted, run the same command again.
The present table stays.
`;

const words = process.argv.slice(2);
if (words.includes('--help') || words.includes('-h')) {
  process.stdout.write(usage);
} else {
  try {
    const { deployment: which, ...restore } = readRestoreWords(words);
    const deployment = await operatorDeployment(which);
    const { wantedTable, clients, stackName, print } = deployment;
    if (wantedTable?.from === 'command line')
      throw new UsageError('Restoring chooses the table: leave out -c table.');
    await restoreTable({
      ...restore,
      clients,
      stackName,
      print,
      deploy: (table) =>
        deployStack({ ...deployment, wantedTable: { table, from: 'command line' } }),
      wait: (milliseconds) => sleep(milliseconds),
    });
    if (wantedTable !== undefined)
      print('Your settings have a "table": write the name of the restored table there.');
  } catch (error) {
    printError(error, usage);
  }
}
