import { DynamoKillSwitch } from '../lambdas/aws/dynamo-kill-switch.ts';
import { operatorTable, runCommand, tableUsage } from './operator-table.ts';
import { UsageError } from './operator-words.ts';

const usage = `Stops or resumes all emails of a deployment: the kill switch.

  npm run sending -- stop      no email leaves any more, and no letter can be confirmed
  npm run sending -- resume    emails leave again
  npm run sending -- status    says which it is
  npm run sending -- --help    this text

${tableUsage}

It needs AWS credentials and a region in the shell. While sending is stopped, the pages say so,
drafts stay drafts, and letters, notices and reminders that are due wait. None of them fails
because of it: the 26 hours that a letter may wait begin again when sending is resumed.
An email that SES is getting at this very moment still leaves.
`;

await runCommand('sending', usage, async (words, named) => {
  const [action, ...others] = words;
  if (others.length > 0 || !['stop', 'resume', 'status'].includes(action ?? '')) {
    throw new UsageError('Say stop, resume or status.');
  }
  const killSwitch = new DynamoKillSwitch((await operatorTable(named)).table);
  if (action !== 'status') await killSwitch.turn(action === 'stop');
  const { isOn, resumedAt } = await killSwitch.read();
  const since = isOn || resumedAt === 0 ? '' : ` (resumed ${new Date(resumedAt).toISOString()})`;
  process.stdout.write(
    isOn ? 'Sending is stopped: no email leaves.\n' : `Sending is on${since}.\n`,
  );
});
