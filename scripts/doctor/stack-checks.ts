import {
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type Stack,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { Clients } from './clients.ts';
import { type Finding, ok, todo, warning } from './finding.ts';
import { type Answer, look } from './look.ts';

/** A deployed stack: its status, outputs and resources. */
export interface DeployedStack {
  readonly name: string;
  readonly status: string;
  /** When it was created or last updated, epoch ms; 0 if unknown. */
  readonly changedAt: number;
  readonly outputs: Readonly<Record<string, string>>;
  /**
   * The physical id of the first resource of a type whose logical id starts so. CDK makes
   * the logical id of the ids of the constructs.
   */
  readonly resource: (type: string, logicalIdPrefix: string) => string | undefined;
  /** The physical ids of all resources of a type. */
  readonly resources: (type: string) => readonly string[];
}

/** CloudFormation answers a stack that does not exist with this error. */
const isAbsent = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'ValidationError' &&
  error.message.includes('does not exist');

const describe = async (
  { cloudFormation }: Clients,
  name: string,
  abortSignal: AbortSignal,
): Promise<Stack | undefined> => {
  try {
    const { Stacks = [] } = await cloudFormation.send(
      new DescribeStacksCommand({ StackName: name }),
      { abortSignal },
    );
    return Stacks[0];
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

const outputsOf = ({ Outputs = [] }: Stack): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
  );

/** Undefined if the stack does not exist. */
export const findStack = (
  clients: Clients,
  name: string,
): Promise<Answer<DeployedStack | undefined>> =>
  look('cloudformation:DescribeStacks and ListStackResources', async (abortSignal) => {
    const stack = await describe(clients, name, abortSignal);
    if (stack === undefined) return undefined;
    const all: StackResourceSummary[] = [];
    let NextToken: string | undefined;
    do {
      const page = await clients.cloudFormation.send(
        new ListStackResourcesCommand({ StackName: name, NextToken }),
        { abortSignal },
      );
      all.push(...(page.StackResourceSummaries ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    const living = all.filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE');
    return {
      name,
      status: stack.StackStatus ?? 'unknown',
      changedAt: (stack.LastUpdatedTime ?? stack.CreationTime)?.getTime() ?? 0,
      outputs: outputsOf(stack),
      resource: (type, prefix) =>
        living.find(
          ({ ResourceType, LogicalResourceId }) =>
            ResourceType === type && LogicalResourceId?.startsWith(prefix) === true,
        )?.PhysicalResourceId,
      resources: (type) =>
        living.flatMap(({ ResourceType, PhysicalResourceId }) =>
          ResourceType === type && PhysicalResourceId !== undefined ? [PhysicalResourceId] : [],
        ),
    };
  });

/**
 * The state of the stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */
export function checkStack(
  name: string,
  stack: DeployedStack | undefined,
  isBefore: boolean,
): Finding {
  const id = 'stack';
  if (stack === undefined)
    return isBefore
      ? ok(id, `There is no stack ${name} yet.`)
      : todo(
          id,
          `There is no stack ${name} in this account and region.`,
          'Check the account and the region above. To deploy: npm run doctor -- --before, then ' +
            'npm run deploy',
        );
  const { status } = stack;
  const events = `aws cloudformation describe-stack-events --stack-name ${name} --max-items 30`;
  switch (status) {
    case 'CREATE_COMPLETE':
    case 'UPDATE_COMPLETE':
    case 'IMPORT_COMPLETE':
    case 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS':
      return ok(id, `The stack ${name} is deployed (${status}).`);
    case 'UPDATE_ROLLBACK_COMPLETE':
    case 'IMPORT_ROLLBACK_COMPLETE':
      return warning(
        id,
        `The last deployment of ${name} failed (${status}). The version before it runs.`,
        `The first failed event has the cause: ${events}`,
      );
    case 'UPDATE_ROLLBACK_FAILED':
      return todo(
        id,
        `A deployment of ${name} failed, and so did its rollback (${status}).`,
        `aws cloudformation continue-update-rollback --stack-name ${name}. The cause: ${events}`,
      );
    case 'REVIEW_IN_PROGRESS':
    case 'ROLLBACK_COMPLETE':
    case 'ROLLBACK_FAILED':
    case 'CREATE_FAILED':
    case 'DELETE_FAILED':
      return todo(
        id,
        `The stack ${name} is not deployed (${status}).`,
        `The cause: ${events}. Then delete what is left, and deploy again: ` +
          `aws cloudformation delete-stack --stack-name ${name}. The table stays.`,
      );
    default:
      return status.endsWith('_IN_PROGRESS')
        ? warning(id, `The stack ${name} is changing (${status}).`, 'Wait, and run doctor again.')
        : todo(id, `The stack ${name} is in the state ${status}.`, `Look at it: ${events}`);
  }
}

/** CDK's toolkit stack, which `cdk deploy` needs. A deployment asks for version 6. */
const TOOLKIT = 'CDKToolkit';
const TOOLKIT_VERSION = 6;

export const findToolkit = (clients: Clients): Promise<Answer<number | undefined>> =>
  look('cloudformation:DescribeStacks', async (abortSignal) => {
    const stack = await describe(clients, TOOLKIT, abortSignal);
    return stack && Number(outputsOf(stack)['BootstrapVersion'] ?? 0);
  });

/** @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html */
export function checkBootstrap(
  version: number | undefined,
  account: string,
  region: string,
): Finding {
  const run = `npx cdk bootstrap aws://${account}/${region}`;
  if (version === undefined)
    return todo('bootstrap', 'CDK is not set up in this account and region.', `Once: ${run}`);
  return version < TOOLKIT_VERSION
    ? todo('bootstrap', `The setup of CDK is too old (version ${version}).`, run)
    : ok('bootstrap', `CDK is set up (version ${version}).`);
}

/** The host that a server's certificate or the DNS is wrong for, and other failures. */
export async function checkSite(url: string | undefined): Promise<readonly Finding[]> {
  const id = 'site';
  if (url === undefined) return [todo(id, 'The stack has no output SiteUrl.', 'npm run deploy')];
  const health = new URL('/healthz', url);
  const answer = await look('the site', async (signal) => {
    const response = await fetch(health, { signal, redirect: 'manual' });
    await response.body?.cancel();
    return response.status;
  });
  const cause =
    'Look at the log of web, and, with a domain of your own, at its DNS and certificate.';
  if (!answer.found) return [todo(id, `${health.href} gives no answer.`, cause)];
  return [
    answer.value === 200
      ? ok(id, `${health.origin} answers.`)
      : todo(id, `${health.href} answers with the status ${answer.value}.`, cause),
  ];
}
