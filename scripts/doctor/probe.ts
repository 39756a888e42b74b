import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Clients } from './clients.ts';
import { type Finding, notLooked, ok, todo, warning } from './finding.ts';
import { logEntries } from './job-checks.ts';
import { look } from './look.ts';

/** SES's own mailbox, which accepts every email. It also works in the sandbox. */
const SIMULATOR = 'success@simulator.amazonses.com';
const ID = 'probe';

export interface ProbeSettings {
  readonly from: string;
  readonly configurationSet: string;
  /** The log group of the function `feedback`. */
  readonly logGroup: string;
  /** How long to wait for the events, ms. */
  readonly waitMs: number;
  readonly intervalMs: number;
  readonly onProgress: (seconds: number) => void;
}

/**
 * Sends an email to SES's mailbox simulator, and waits until `feedback` has logged its
 * events. It does not count against the daily quota or the reputation, and costs as much
 * as another email. Its tag `kind` is `probe`, so `feedback` stores nothing about it.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
export async function probeEvents(
  clients: Clients,
  { from, configurationSet, logGroup, waitMs, intervalMs, onProgress }: ProbeSettings,
): Promise<Finding> {
  const probe = randomUUID();
  const startedAt = Date.now();
  const sent = await look('ses:SendEmail', (abortSignal) =>
    clients.sesOnce.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [SIMULATOR] },
        ConfigurationSetName: configurationSet,
        EmailTags: [
          { Name: 'kind', Value: 'probe' },
          { Name: 'probe', Value: probe },
        ],
        Content: {
          Simple: {
            Subject: { Data: 'Open Door: a test of the events' },
            Body: { Text: { Data: 'Sent by npm run doctor. It goes to the mailbox simulator.' } },
          },
        },
      }),
      { abortSignal },
    ),
  );
  if (!sent.found)
    return todo(
      ID,
      `The test email did not leave: ${sent.why}.`,
      'MessageRejected: the identity is not verified. No permission: doctor needs ses:SendEmail. ' +
        'Otherwise look at the lines above.',
    );
  const reports = new Set<string>();
  for (;;) {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    onProgress(seconds);
    const entries = await logEntries(clients, {
      logGroup,
      pattern: `{ $.message.event = "probe-reported" && $.message.probe = "${probe}" }`,
      since: startedAt - 60_000,
    });
    if (!entries.found)
      return notLooked(ID, `the test email left, and the log cannot be read: ${entries.why}`);
    for (const { report, probe: id } of entries.value)
      if (report !== undefined && id === probe) reports.add(report);
    if (reports.has('delivered'))
      return ok(
        ID,
        `A test email was reported ${[...reports].toSorted().join(' and ')} after ${seconds} s.`,
      );
    if (Date.now() - startedAt >= waitMs) break;
    await sleep(intervalMs);
  }
  return reports.size > 0
    ? warning(
        ID,
        `A test email was reported as ${[...reports].join(', ')}, and not as delivered within ` +
          `${Math.round(waitMs / 1000)} s.`,
        'Run it again: SES may report late.',
      )
    : todo(
        ID,
        `No event of a test email arrived within ${Math.round(waitMs / 1000)} s.`,
        'Look at the EventBridge rule with "Outcomes" in its name: it must be enabled, on the ' +
          'default bus, with the function feedback as target. Then look at the log of feedback.',
      );
}
