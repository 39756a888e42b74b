import type { Template } from 'aws-cdk-lib/assertions';
import type { Log } from '../../lambdas/core/log.ts';
import { matchesPattern, valueAt } from '../support/filter-pattern.ts';
import { at, list } from './synthesise.ts';

export type Logged = Parameters<Log>[0];

/** The logs of the stack: of each function, and the access log. */
export type LogName = 'web' | 'send' | 'feedback' | 'remind' | 'access';

const functionPaths = {
  web: 'SiteWeb',
  send: 'DeliverySend',
  feedback: 'Feedback',
  remind: 'ReconnectRemind',
} as const;

/** An entry as Lambda writes it, in its JSON format. */
export const asLambdaWrites = (message: Logged): object => ({
  timestamp: '2026-11-26T10:00:00.000Z',
  level: 'INFO',
  requestId: '8286a188-ba32-4475-8077-530cd35c09a9',
  message,
});

/** An entry of the access log. All its values are texts. */
export const accessEntry = (status: number, integrationError = '-'): object => ({
  status: String(status),
  integrationStatus: '200',
  integrationError,
});

/**
 * The values that the metric filters of a stack take from log entries, by metric.
 *
 * @param entries of one log
 */
export function metricValues(
  template: Template,
  log: LogName,
  entries: readonly object[],
): Record<string, number[]> {
  const group = logGroupId(template, log);
  const values: Record<string, number[]> = {};
  for (const filter of Object.values(template.findResources('AWS::Logs::MetricFilter'))) {
    if (at(filter, 'Properties', 'LogGroupName', 'Ref') !== group) continue;
    const pattern = String(at(filter, 'Properties', 'FilterPattern'));
    for (const metric of list(at(filter, 'Properties', 'MetricTransformations'))) {
      for (const entry of entries) {
        if (!matchesPattern(pattern, entry)) continue;
        const given = String(at(metric, 'MetricValue'));
        const value = Number(given.startsWith('$') ? valueAt(entry, given) : given);
        const name = String(at(metric, 'MetricName'));
        values[name] = [...(values[name] ?? []), value];
      }
    }
  }
  return values;
}

function logGroupId(template: Template, log: LogName): unknown {
  if (log === 'access') {
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    return at(stage, 'Properties', 'AccessLogSettings', 'DestinationArn', 'Fn::GetAtt', 0);
  }
  const found = Object.entries(template.findResources('AWS::Lambda::Function')).find(([id]) =>
    id.startsWith(functionPaths[log]),
  );
  return at(found?.[1], 'Properties', 'LoggingConfig', 'LogGroup', 'Ref');
}

/** The name of an alarm in its description. The runbook has a heading of this name. */
export const alarmName = (properties: unknown): string =>
  /See "(\w+)" in docs\/runbook\.md\.$/.exec(String(at(properties, 'AlarmDescription')))?.[1] ??
  'none';

/** The properties of each alarm, by its name. */
export const alarmsOf = (template: Template): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.values(template.findResources('AWS::CloudWatch::Alarm'))
      .map((alarm) => at(alarm, 'Properties'))
      .map((properties) => [alarmName(properties), properties]),
  );

/**
 * Whether the values of one period reach the threshold of an alarm. An alarm about
 * lateness goes off after `EvaluationPeriods` such periods.
 */
export function isBreaching(
  template: Template,
  name: string,
  values: Readonly<Record<string, readonly number[]>>,
): boolean {
  const alarm = alarmsOf(template)[name];
  const given = values[String(at(alarm, 'MetricName'))] ?? [];
  if (given.length === 0) return at(alarm, 'TreatMissingData') === 'breaching';
  const value =
    at(alarm, 'Statistic') === 'Sum'
      ? given.reduce((sum, each) => sum + each, 0)
      : Math.max(...given);
  return value >= Number(at(alarm, 'Threshold'));
}
