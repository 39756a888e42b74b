import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  type AccountLimit,
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  type GetFunctionConfigurationCommandOutput,
} from '@aws-sdk/client-lambda';
import type { Clients } from './clients.ts';
import { count, type Finding, judge, notLooked, ok, todo, warning } from './finding.ts';
import { type Answer, look, orAbsent } from './look.ts';
import type { DeployedStack } from './stack-checks.ts';

/** The functions, and the start of their logical ids. */
const functions = [
  { name: 'web', prefix: 'SiteWeb', log: 'SiteWebLog' },
  { name: 'send', prefix: 'DeliverySend', log: 'DeliverySendLog' },
  { name: 'feedback', prefix: 'Feedback', log: 'FeedbackFeedbackLog' },
  { name: 'remind', prefix: 'ReconnectRemind', log: 'ReconnectRemindLog' },
] as const;
export type FunctionName = (typeof functions)[number]['name'];

export interface DeployedFunction {
  readonly name: FunctionName;
  readonly physicalId: string | undefined;
  readonly logGroup: string | undefined;
  /** Undefined if the function does not exist. */
  readonly configuration: Answer<GetFunctionConfigurationCommandOutput | undefined>;
}

export const findFunctions = (
  clients: Clients,
  stack: DeployedStack,
): Promise<readonly DeployedFunction[]> =>
  Promise.all(
    functions.map(async ({ name, prefix, log }) => {
      const physicalId = stack.resource('AWS::Lambda::Function', prefix);
      const configuration =
        physicalId === undefined
          ? ({ found: true, value: undefined } as const)
          : await look('lambda:GetFunctionConfiguration', (abortSignal) =>
              orAbsent(
                clients.lambda.send(
                  new GetFunctionConfigurationCommand({ FunctionName: physicalId }),
                  { abortSignal },
                ),
                'ResourceNotFoundException',
              ),
            );
      return {
        name,
        physicalId,
        logGroup: stack.resource('AWS::Logs::LogGroup', log),
        configuration,
      };
    }),
  );

/** The environment of a function. Empty if it is not known. */
export const environmentOf = (
  deployed: readonly DeployedFunction[],
  name: FunctionName,
): Readonly<Record<string, string>> => {
  const found = deployed.find((other) => other.name === name)?.configuration;
  return (found?.found === true && found.value?.Environment?.Variables) || {};
};

/** Whether each function exists and is ready. */
export function checkFunctions(deployed: readonly DeployedFunction[]): Finding {
  const id = 'functions';
  const problems: string[] = [];
  for (const { name, configuration } of deployed) {
    if (!configuration.found) return notLooked(id, configuration.why);
    const { value } = configuration;
    if (value === undefined) problems.push(`${name} does not exist`);
    // A function that nobody called for weeks is `Inactive`, and wakes up by itself.
    else if (value.State === 'Failed') problems.push(`${name} failed (${value.StateReasonCode})`);
    else if (value.LastUpdateStatus === 'Failed') problems.push(`the update of ${name} failed`);
  }
  return problems.length === 0
    ? ok(id, `All ${deployed.length} functions are ready.`)
    : todo(id, `${problems.join('; ')}.`, 'Run npm run deploy.');
}

/** A reserved concurrency of 0 switches a function off. */
export async function checkReservedConcurrency(
  clients: Clients,
  deployed: readonly DeployedFunction[],
): Promise<Finding> {
  const id = 'reserved-concurrency';
  const off: string[] = [];
  const limited: string[] = [];
  const answers = await Promise.all(
    deployed.map(async ({ name, physicalId }) => ({
      name,
      physicalId,
      answer: await look('lambda:GetFunctionConcurrency', async (abortSignal) =>
        physicalId === undefined
          ? undefined
          : (
              await clients.lambda.send(
                new GetFunctionConcurrencyCommand({ FunctionName: physicalId }),
                { abortSignal },
              )
            ).ReservedConcurrentExecutions,
      ),
    })),
  );
  for (const { name, physicalId, answer } of answers) {
    if (!answer.found) return notLooked(id, answer.why);
    if (answer.value === 0) off.push(physicalId ?? name);
    else if (answer.value !== undefined) limited.push(`${name} ${answer.value}`);
  }
  if (off.length > 0)
    return todo(
      id,
      `A reserved concurrency of 0 switches these functions off: ${off.join(', ')}.`,
      off
        .map((name) => `aws lambda delete-function-concurrency --function-name ${name}`)
        .join('\n'),
    );
  return limited.length > 0
    ? warning(
        id,
        `Somebody reserved concurrency: ${limited.join(', ')}. Above that, requests fail.`,
      )
    : ok(id, 'No function is switched off.');
}

/** Open Door works with the 10 of a new account (docs/adr/0023-separate-throttles.md). */
const NEW_ACCOUNT = 10;

export const findAccountLimit = (clients: Clients): Promise<Answer<AccountLimit | undefined>> =>
  look(
    'lambda:GetAccountSettings',
    async (abortSignal) =>
      (await clients.lambda.send(new GetAccountSettingsCommand({}), { abortSignal })).AccountLimit,
  );

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export function checkAccountLimit(limit: AccountLimit | undefined): Finding {
  const id = 'lambda-concurrency';
  const { ConcurrentExecutions: all = 0, UnreservedConcurrentExecutions: free = all } = limit ?? {};
  const ask =
    'Ask for more, at no cost: aws service-quotas request-service-quota-increase ' +
    '--service-code lambda --quota-code L-B99A9384 --desired-value 1000';
  if (free < NEW_ACCOUNT)
    return todo(
      id,
      `Only ${free} of ${all} concurrent executions of this account are not reserved: too few.`,
      ask,
    );
  return free === NEW_ACCOUNT
    ? warning(
        id,
        `${count(free, 'concurrent execution')}, as in a new account. Open Door works with that, ` +
          'as long as nothing else in the account needs them.',
        ask,
      )
    : ok(id, `${count(free, 'concurrent execution')}.`);
}

const HOUR_MS = 60 * 60_000;

/** Errors and throttles of the last hour. */
export async function checkErrors(
  clients: Clients,
  deployed: readonly DeployedFunction[],
  now: number,
): Promise<readonly Finding[]> {
  const id = 'function-errors';
  const queries = deployed.flatMap(({ name, physicalId }) =>
    physicalId === undefined
      ? []
      : (['Errors', 'Throttles'] as const).map((metric) => ({ name, physicalId, metric })),
  );
  if (queries.length === 0) return [];
  const answer = await look('cloudwatch:GetMetricData', (abortSignal) =>
    clients.cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - HOUR_MS),
        EndTime: new Date(now),
        MetricDataQueries: queries.map(({ name, physicalId, metric }) => ({
          Id: `${name}${metric}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/Lambda',
              MetricName: metric,
              Dimensions: [{ Name: 'FunctionName', Value: physicalId }],
            },
            Period: HOUR_MS / 1000,
            Stat: 'Sum',
          },
        })),
      }),
      { abortSignal },
    ),
  );
  return judge([id], answer, ({ MetricDataResults = [] }) => {
    const found = queries.flatMap(({ name, metric }) => {
      const { Values = [] } = MetricDataResults.find(({ Id }) => Id === `${name}${metric}`) ?? {};
      const sum = Values.reduce((total, value) => total + value, 0);
      return sum > 0 ? [`${name}: ${sum} ${metric.toLowerCase()}`] : [];
    });
    return [
      found.length > 0
        ? todo(
            id,
            `In the last hour: ${found.join(', ')}.`,
            'Errors: look at the log of the function. Throttles: look at lambda-concurrency.',
          )
        : ok(id, 'No function failed in the last hour.'),
    ];
  });
}
