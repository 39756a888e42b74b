import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { findStack } from '../../scripts/deployment/account.ts';
import { freePort } from '../support/free-port.ts';
import { Operator, type Step, stackName } from './deploy.ts';
import { sendTo } from './http.ts';
import { startMinistack } from './ministack.ts';
import { findStackPrograms } from './programs.ts';
import { type AcceptedMail, mailsAt, startSesRecorder } from './ses-recorder.ts';

/** An account of its own, in a MiniStack of its own, and its operator. */
export interface FreshAccount {
  readonly operator: Operator;
  /** The deployed site. The paths of requests count, and not their origins. */
  readonly site: {
    fetch(request: Request): Promise<Response>;
    mails(): Promise<AcceptedMail[]>;
    clearMails(): Promise<void>;
  };
  /** Runs a job of a function, whose logical id begins so. */
  invoke(logicalId: string, job: string): Promise<void>;
  /** The name of the table that the stack uses. */
  usedTable(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts an empty account, in which CDK is bootstrapped. */
export async function startFreshAccount(step: Step): Promise<FreshAccount> {
  const programs = await findStackPrograms();
  if (!programs.found) throw new Error(`The stack tier cannot run: ${programs.reason}.`);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const recorder = await startSesRecorder(endpoint);
  const server = await startMinistack({ ...programs, port, sesEndpoint: recorder.endpoint });
  const operator = new Operator(endpoint, step);
  const { cloudFormation } = operator.clients;
  const { region, credentials } = cloudFormation.config;
  const lambda = new LambdaClient({ endpoint, region, credentials });
  const stop = async (): Promise<void> => {
    await operator.close();
    await server.stop();
    await recorder.stop();
  };
  try {
    await operator.bootstrap();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    operator,
    site: {
      fetch: async (request) => {
        const { pathname, search } = new URL(request.url);
        const url = `${await operator.origin()}${pathname}${search}`;
        return await sendTo(endpoint, new Request(url, request));
      },
      ...mailsAt(recorder.endpoint),
    },
    invoke: async (logicalId, job) => {
      const options = { client: cloudFormation };
      for await (const page of paginateListStackResources(options, { StackName: stackName })) {
        const found = page.StackResourceSummaries?.find(
          ({ ResourceType, LogicalResourceId }) =>
            ResourceType === 'AWS::Lambda::Function' && LogicalResourceId?.startsWith(logicalId),
        );
        if (found === undefined) continue;
        const { FunctionError, Payload } = await lambda.send(
          new InvokeCommand({
            FunctionName: found.PhysicalResourceId,
            Payload: JSON.stringify({ job }),
          }),
        );
        if (FunctionError) throw new Error(`${job} failed: ${Payload?.transformToString()}`);
        return;
      }
      throw new Error(`No function ${logicalId} is deployed.`);
    },
    usedTable: async () => (await findStack(operator.clients, stackName))?.tableOutput ?? '',
    stop,
  };
}
