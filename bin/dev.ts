import { parseArgs } from 'node:util';
import { mailboxesHelp } from '../local/ses/mailboxes.ts';
import { readSettings, SettingError } from '../local/settings.ts';

const HELP = `Runs Open Door on this machine, with an embedded DynamoDB and a local inbox.

  npm start                       the form on port 3000, the inbox on port 8005
  PORT=3001 npm start             the form on another port
  INBOX_PORT=8006 npm start       the inbox on another port
  OPEN_DOOR_DATA=data npm start   keeps letters and contacts in the folder "data"; the inbox
                                  is empty after each start
  DAYS_AHEAD=400 npm start        sets the clock that many days ahead: the reminders of
                                  contacts that were kept become due
  LOG=1 npm start                 shows the logs of the functions; without it the terminal
                                  has one line for each email
  LINKS_PER_MAILBOX_DAY=20 npm start
                                  limits the links that one mailbox gets, as on AWS;
                                  LINKS_PER_NETWORK_HOUR=60 those that one network causes
  OWN_SENDER_DOMAIN=school.example npm start
                                  a letter of ana@school.example leaves from that address,
                                  as with the setting "sendAsCandidate"

Stop it with Ctrl-C. No email leaves this machine.

To see what happens when something goes wrong, give the recruiter one of these addresses
(bounce+anything@… also works). A letter to any other address is delivered.

${mailboxesHelp}
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } }, strict: false });
if (values.help) {
  process.stdout.write(`${HELP}\n`);
} else {
  try {
    const settings = await readSettings(process.env);
    // Loading the product takes a second, so a wrong setting is reported before that.
    const { startLocalProduct } = await import('../local/product.ts');
    const { stop } = await startLocalProduct(settings);
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
