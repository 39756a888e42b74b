import {
  type EventDestination,
  type GetAccountCommandOutput,
  GetConfigurationSetCommand,
  type GetConfigurationSetCommandOutput,
  GetConfigurationSetEventDestinationsCommand,
} from '@aws-sdk/client-sesv2';
import type { Clients } from './clients.ts';
import { type Finding, judge, ok, todo, warning } from './finding.ts';
import { look, orAbsent } from './look.ts';

/** The events without which a letter's page would show a wrong state. */
const needed = ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'] as const;
const tracking: readonly string[] = ['OPEN', 'CLICK'];
const redeploy =
  'A new deployment does not put it back, because its template is the same: ' +
  'see "Someone changed something by hand" in docs/runbook.md.';

/** The configuration set, through which SES reports what became of each email. */
export async function checkEvents(
  clients: Clients,
  name: string,
  account: GetAccountCommandOutput | undefined,
): Promise<readonly Finding[]> {
  const [set, destinations] = await Promise.all([
    look('ses:GetConfigurationSet', (abortSignal) =>
      orAbsent(
        clients.ses.send(new GetConfigurationSetCommand({ ConfigurationSetName: name }), {
          abortSignal,
        }),
        'NotFoundException',
      ),
    ),
    look('ses:GetConfigurationSetEventDestinations', (abortSignal) =>
      orAbsent(
        clients.ses.send(
          new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: name }),
          { abortSignal },
        ),
        'NotFoundException',
      ),
    ),
  ]);
  return [
    ...judge(['configuration-set', 'suppression-reasons', 'tracking'], set, (value) =>
      value === undefined
        ? [
            todo(
              'configuration-set',
              `SES does not have the configuration set ${name}: every email is refused.`,
              redeploy,
            ),
          ]
        : checkSet(name, value, account),
    ),
    ...judge(['event-destination'], destinations, (value) =>
      value === undefined ? [] : [checkDestination(value.EventDestinations ?? [])],
    ),
  ];
}

function checkSet(
  name: string,
  set: GetConfigurationSetCommandOutput,
  account: GetAccountCommandOutput | undefined,
): readonly Finding[] {
  // The setting of the set overrides the one of the account.
  // https://docs.aws.amazon.com/ses/latest/dg/vdm-settings.html
  const engagement =
    set.VdmOptions?.DashboardOptions?.EngagementMetrics ??
    account?.VdmAttributes?.DashboardAttributes?.EngagementMetrics;
  const reasons = set.SuppressionOptions?.SuppressedReasons ?? [];
  const missing = (['BOUNCE', 'COMPLAINT'] as const).filter((reason) => !reasons.includes(reason));
  return [
    set.SendingOptions?.SendingEnabled === false
      ? todo(
          'configuration-set',
          'Sending is paused in the configuration set: no email leaves.',
          `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${name} ` +
            '--sending-enabled',
        )
      : ok('configuration-set', 'The configuration set sends.'),
    missing.length === 0
      ? ok(
          'suppression-reasons',
          'Addresses that bounced or complained get no more emails from SES.',
        )
      : warning(
          'suppression-reasons',
          `SES goes on sending to addresses after a ${missing.join(' and a ').toLowerCase()}.`,
          `aws sesv2 put-configuration-set-suppression-options --configuration-set-name ${name} ` +
            '--suppressed-reasons BOUNCE COMPLAINT',
        ),
    engagement === 'ENABLED'
      ? warning(
          'tracking',
          'SES counts who opens and clicks: Open Door promises not to track.',
          `aws sesv2 put-configuration-set-vdm-options --configuration-set-name ${name} ` +
            '--vdm-options DashboardOptions={EngagementMetrics=DISABLED}',
        )
      : ok('tracking', 'Nobody is tracked.'),
  ];
}

function checkDestination(destinations: readonly EventDestination[]): Finding {
  const id = 'event-destination';
  const toBus = destinations.filter(
    ({ EventBridgeDestination: bus }) => bus?.EventBusArn?.endsWith(':event-bus/default') === true,
  );
  const enabled = toBus.filter(({ Enabled }) => Enabled === true);
  const types: readonly string[] = enabled.flatMap(
    ({ MatchingEventTypes = [] }) => MatchingEventTypes,
  );
  const missing = needed.filter((type) => !types.includes(type));
  if (toBus.length === 0)
    return todo(
      id,
      'SES reports no events to EventBridge: no outcome of a letter is known.',
      redeploy,
    );
  if (enabled.length === 0)
    return todo(
      id,
      'The event destination is switched off: no outcome of a letter is known.',
      redeploy,
    );
  if (missing.length > 0)
    return todo(id, `SES does not report: ${missing.join(', ').toLowerCase()}.`, redeploy);
  const tracked = destinations
    .flatMap(({ Enabled, MatchingEventTypes = [] }) => (Enabled ? MatchingEventTypes : []))
    .filter((type) => tracking.includes(type));
  return tracked.length > 0
    ? warning(id, `SES also reports ${tracked.join(' and ').toLowerCase()}s of readers.`, redeploy)
    : ok(id, 'SES reports the outcome of each email.');
}
