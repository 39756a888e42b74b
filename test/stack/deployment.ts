import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Fetch } from '../journey/http-driver.ts';
import { sendTo } from './http.ts';
import { mailsAt } from './ses-recorder.ts';

const deploymentSchema = z.object({
  /** MiniStack, for every AWS API. */
  endpoint: z.string(),
  /** The deployed site. */
  origin: z.string(),
  /** The SES recorder. */
  mailsEndpoint: z.string(),
});
/** What test/stack/run.ts has deployed. It passes this to the tests as JSON. */
export type Deployment = z.infer<typeof deploymentSchema>;

const deploymentJson = process.env['OPEN_DOOR_STACK'];
if (deploymentJson === undefined) {
  throw new Error('These tests need a deployed stack. Run them with "npm run test:stack".');
}
export const deployment = deploymentSchema.parse(JSON.parse(deploymentJson));

const region = 'us-east-1';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

export const dynamoDb = new DynamoDBClient({ endpoint: deployment.endpoint, region, credentials });

/** Requests a page of the deployed site. */
export const siteFetch: Fetch = (request) => sendTo(deployment.endpoint, request);

export const { mails, clearMails } = mailsAt(deployment.mailsEndpoint);

/**
 * Calls an AWS API that we have no client for. MiniStack reads the caller and the service
 * from the credential, and does not check the signature.
 */
export async function aws(
  service: string,
  path: string,
  options: { readonly target?: string; readonly body?: unknown } = {},
): Promise<Response> {
  const { target, body } = options;
  const response = await fetch(new URL(path, deployment.endpoint), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Authorization:
        `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, ` +
        'SignedHeaders=host, Signature=0',
      ...(target !== undefined && {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': target,
      }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${service} ${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

const functionsSchema = z.object({
  Functions: z.array(
    z.object({
      FunctionName: z.string(),
      FunctionArn: z.string(),
      Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
    }),
  ),
});

export interface DeployedFunction {
  readonly name: string;
  readonly arn: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Finds a function by its construct ids. CDK starts the function's generated name with
 * them.
 *
 * @throws {Error} if there is no such function
 */
export async function deployedFunction(constructIds: string): Promise<DeployedFunction> {
  const { Functions } = functionsSchema.parse(
    await (await aws('lambda', '/2015-03-31/functions/')).json(),
  );
  const found = Functions.find(({ FunctionName }) =>
    FunctionName.startsWith(`OpenDoor-${constructIds}`),
  );
  if (found === undefined) throw new Error(`No function ${constructIds} is deployed.`);
  return {
    name: found.FunctionName,
    arn: found.FunctionArn,
    environment: found.Environment.Variables,
  };
}

/**
 * Invokes a function and waits for its end.
 *
 * @throws {Error} if the function fails
 */
export async function invoke({ name }: DeployedFunction, event: unknown): Promise<void> {
  const response = await aws('lambda', `/2015-03-31/functions/${name}/invocations`, {
    body: event,
  });
  const answer = await response.text();
  if (response.headers.has('x-amz-function-error')) throw new Error(`${name} failed: ${answer}`);
}
