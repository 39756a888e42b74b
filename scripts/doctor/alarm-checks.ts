import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { ListSubscriptionsByTopicCommand, type Subscription } from '@aws-sdk/client-sns';
import type { Clients } from './clients.ts';
import { count, type Finding, judge, ok, shellWord, todo, warning } from './finding.ts';
import { look } from './look.ts';

/** Whether somebody gets the alarms. AWS asks the owner of an address to confirm. */
export async function checkSubscription(
  clients: Clients,
  topicArn: string | undefined,
  alarmAddress: string | undefined,
): Promise<readonly Finding[]> {
  const id = 'alarm-subscription';
  if (topicArn === undefined)
    return [todo(id, 'The stack has no output AlarmTopicArn.', 'Run npm run deploy.')];
  const answer = await look('sns:ListSubscriptionsByTopic', async (abortSignal) => {
    const all: Subscription[] = [];
    let NextToken: string | undefined;
    do {
      const page = await clients.sns.send(
        new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken }),
        { abortSignal },
      );
      all.push(...(page.Subscriptions ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return all;
  });
  return judge([id], answer, (subscriptions) => {
    // An unconfirmed subscription has one of these words in place of its ARN.
    const confirmed = subscriptions.filter(({ SubscriptionArn = '' }) =>
      SubscriptionArn.startsWith('arn:'),
    );
    if (confirmed.length > 0)
      return [ok(id, `Alarms go to ${count(confirmed.length, 'subscription')}.`)];
    if (subscriptions.length === 0 && alarmAddress === undefined)
      return [
        warning(
          id,
          'Nobody gets the alarms.',
          'Set "alarmAddress" in the settings, and run npm run deploy.',
        ),
      ];
    // AWS deletes an unconfirmed subscription, and CloudFormation does not make it again.
    const again =
      `aws sns subscribe --topic-arn ${topicArn} --protocol email ` +
      `--notification-endpoint ${shellWord(alarmAddress ?? 'ADDRESS')}`;
    return [
      subscriptions.length === 0
        ? todo(
            id,
            'Nobody gets the alarms, because "alarmAddress" is not subscribed any more.',
            `Subscribe it again, and click the link in the email: ${again}`,
          )
        : todo(
            id,
            'The subscription to the alarms is not confirmed: nobody gets them.',
            'Click the link in the email "AWS Notification - Subscription Confirmation". To get ' +
              `another one: ${again}`,
          ),
    ];
  });
}

/** DescribeAlarms accepts so many names. */
const MAX_NAMES = 100;

/** `OpenDoor-AlarmsGivenUp514CC06C-1ABC` → `GivenUp`. */
const headingOf = (alarm: string): string =>
  /-Alarms([A-Za-z]+?)[0-9A-F]{8}(?:-|$)/.exec(alarm.slice(0, 300))?.[1] ?? alarm;

export async function checkAlarms(
  clients: Clients,
  names: readonly string[],
): Promise<readonly Finding[]> {
  const id = 'alarms';
  if (names.length === 0) return [todo(id, 'The stack has no alarms.', 'Run npm run deploy.')];
  const answer = await look('cloudwatch:DescribeAlarms', (abortSignal) =>
    clients.cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames: names.slice(0, MAX_NAMES), MaxRecords: MAX_NAMES }),
      { abortSignal },
    ),
  );
  return judge([id], answer, ({ MetricAlarms = [] }) => {
    const on = MetricAlarms.filter(({ StateValue }) => StateValue === 'ALARM');
    const silent = MetricAlarms.filter(({ ActionsEnabled }) => ActionsEnabled === false);
    const missing = names.length - MetricAlarms.length;
    if (on.length > 0)
      return [
        todo(
          id,
          `On: ${on.map(({ AlarmName = '' }) => headingOf(AlarmName)).join(', ')}.`,
          'Each has a section of its name in docs/runbook.md.',
        ),
      ];
    if (missing > 0)
      return [
        todo(
          id,
          `${count(missing, 'alarm')} of the stack cannot be found.`,
          'Somebody deleted it: see "Someone changed something by hand" in docs/runbook.md.',
        ),
      ];
    return [
      silent.length > 0
        ? todo(
            id,
            `Switched off: ${silent.map(({ AlarmName = '' }) => headingOf(AlarmName)).join(', ')}.`,
            `aws cloudwatch enable-alarm-actions --alarm-names ${silent
              .map(({ AlarmName = '' }) => AlarmName)
              .join(' ')}`,
          )
        : ok(id, `None of the ${MetricAlarms.length} alarms is on.`),
    ];
  });
}
