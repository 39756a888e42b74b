import { parseArgs } from 'node:util';
import { startLocalProduct } from '../local/product.ts';
import { mailboxesHelp } from '../local/ses/mailboxes.ts';
import { SettingError } from '../local/settings.ts';

const HELP = `Runs Open Door on this machine, with an embedded DynamoDB and an inbox instead of
real mail.

  npm start                       the form on port 3000, the inbox on port 8005
  PORT=3001 npm start             the form on another port
  INBOX_PORT=8006 npm start       the inbox on another port
  OPEN_DOOR_DATA=data npm start   keeps letters and contacts in the folder "data"; the inbox
                                  starts empty each time
  DAYS_AHEAD=400 npm start        sets the clock that many days ahead: with kept data,
                                  reminders become due

Stop it with Ctrl-C. No mail leaves this machine.

To see it go wrong, give the recruiter one of these addresses (bounce+anything@… works, too).
A letter to any other address is delivered.

${mailboxesHelp}
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } }, strict: false });
if (values.help) {
  process.stdout.write(`${HELP}\n`);
} else {
  try {
    const { stop } = await startLocalProduct(process.env);
    let isStopping = false;
    const onSignal = async (): Promise<void> => {
      if (isStopping) return;
      isStopping = true;
      await stop();
      process.exit(0);
    };
    process.on('SIGINT', () => void onSignal());
    process.on('SIGTERM', () => void onSignal());
  } catch (error) {
    process.stderr.write(`${error instanceof SettingError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
