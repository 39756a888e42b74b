import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { acceptMail, acceptRawMail, refuseWith, type SesResponder } from '../support/ses-wire.ts';

/**
 * The faults of one request on the wire, one for each column of the grid. `before` and
 * `after` say whether the fault happens before or after the request is applied. `twice`:
 * a second invocation runs to its end before this request is applied.
 */
export const wireFaults = [
  'throttle',
  '4xx',
  '5xx before',
  '5xx after',
  'reset before',
  'reset after',
  'hang before',
  'hang after',
  'slow',
  'crash before',
  'crash after',
  'twice',
] as const;
export type WireFault = (typeof wireFaults)[number];

/** One invocation of a function: its requests, and the fault that they meet. */
export interface WireProcess {
  /** The suffix of its table name. It identifies the process's requests to DynamoDB. */
  readonly name: string;
  /** Identifies the process's requests to SES. */
  readonly letterId: string;
  /** The labels of its requests so far. A label says what a request does. */
  readonly requestLabels: string[];
  /**
   * The fault, and the label of the request that meets it: each request with this label
   * if `isLasting`, otherwise only the first. Undefined if no fault happens.
   */
  readonly plannedFault?:
    | { readonly label: string; readonly fault: WireFault; readonly isLasting: boolean }
    | undefined;
  /** How SES answers a letter that meets no fault. */
  readonly sesAnswer: SesAnswer;
  /** How many requests met the fault. */
  faultCount: number;
  isDead: boolean;
  /** Ends the process. */
  readonly kill: () => void;
  /** Runs a second invocation with the same arguments to its end. */
  readonly runSecondInvocation: () => Promise<void>;
}

export type SesAnswer = 'accepts' | 'throttles' | 'rejects' | 'breaks after';

const SLOW_MS = 60;

const attribute = z.object({ S: z.string().optional() });
const callSchema = z.object({
  TableName: z.string().optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
  Key: z.object({ pk: attribute }).optional(),
  UpdateExpression: z.string().optional(),
  ExpressionAttributeValues: z.record(z.string(), attribute).optional(),
});

/** The label of a request to DynamoDB, which the grid prints as the name of a row. */
function labelOf(action: string, call: z.infer<typeof callSchema>): string {
  const values = call.ExpressionAttributeValues ?? {};
  switch (action) {
    case 'Query':
      return `query ${values[':shard']?.S?.split('#')[0]}`;
    case 'GetItem':
      return 'read letter';
    case 'BatchGetItem':
      return 'read all';
    case 'PutItem':
      return 'create';
  }
  if (call.Key?.pk.S?.startsWith('CANDIDATE#')) return 'write contact';
  const update = call.UpdateExpression ?? '';
  const state = /#state = (:v\d+)/.exec(update)?.[1];
  if (state !== undefined) return `write ${values[state]?.S}`;
  return update.includes('#linkHash') ? 'claim notice' : 'write due';
}

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
) {
  const server = createServer((request, response) => {
    // The client has closed the connection: it does not need an answer.
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The proxy listens on no port.');
  return { server, endpoint: `http://127.0.0.1:${address.port}` };
}

const stopServer = async (server: Server): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
};

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

export interface FaultWire {
  readonly dynamoDbEndpoint: string;
  readonly sesEndpoint: string;
  /**
   * How many emails SES accepted, by the letter's id and the kind of email: `<id> letter`
   * or `<id> notice`.
   */
  readonly acceptedMails: ReadonlyMap<string, number>;
  /** How many emails SES got, by the same keys, whether it accepted them or not. */
  readonly receivedMails: ReadonlyMap<string, number>;
  /** From now on the requests of this process are handled. */
  register(process: WireProcess): void;
  /**
   * From now on DynamoDB refuses the requests of this process. Closes its open
   * connections.
   */
  forget(process: WireProcess): void;
  stop(): Promise<void>;
}

/**
 * Starts a proxy of DynamoDB that causes faults, and an SES that causes faults and counts
 * the emails that it accepts.
 */
export async function startFaultWire(dynamoDb: string): Promise<FaultWire> {
  const processes = new Map<string, WireProcess>();
  const byLetter = new Map<string, WireProcess>();
  const acceptedMails = new Map<string, number>();
  const receivedMails = new Map<string, number>();
  const openResponses = new Map<WireProcess, ServerResponse[]>();
  const agent = new Agent({ keepAlive: true });

  const hang = (process: WireProcess, response: ServerResponse): void => {
    openResponses.set(process, [...(openResponses.get(process) ?? []), response]);
  };

  /** Notes the request, and returns the fault that it meets. */
  const faultOf = (process: WireProcess, label: string): WireFault | undefined => {
    process.requestLabels.push(label);
    const { plannedFault } = process;
    if (plannedFault?.label !== label || (process.faultCount > 0 && !plannedFault.isLasting))
      return undefined;
    process.faultCount += 1;
    return plannedFault.fault;
  };

  /**
   * Handles one request with its fault.
   *
   * @param on `apply` applies the request, `answer` sends its result to the client, and
   *   `refuse` answers with an error
   */
  async function applyFault<T>(
    process: WireProcess,
    fault: WireFault | undefined,
    response: ServerResponse,
    on: {
      readonly apply: () => Promise<T>;
      readonly answer: (applied: T) => void;
      readonly refuse: (error: 'throttle' | '4xx' | '5xx') => void;
    },
  ): Promise<void> {
    switch (fault) {
      case 'throttle':
      case '4xx':
        return on.refuse(fault);
      case '5xx before':
        return on.refuse('5xx');
      case '5xx after':
        await on.apply();
        return on.refuse('5xx');
      case 'reset before':
        response.socket?.destroy();
        return;
      case 'reset after':
        await on.apply();
        response.socket?.destroy();
        return;
      case 'hang before':
        return hang(process, response);
      case 'hang after':
        await on.apply();
        return hang(process, response);
      case 'crash before':
        hang(process, response);
        return process.kill();
      case 'crash after':
        await on.apply();
        hang(process, response);
        return process.kill();
      case 'slow':
        await sleep(SLOW_MS);
        return on.answer(await on.apply());
      case 'twice':
        await process.runSecondInvocation();
        return on.answer(await on.apply());
      case undefined:
        return on.answer(await on.apply());
    }
  }

  const dynamo = await listen(async (request, response) => {
    const requestBody = await text(request);
    const call = callSchema.parse(JSON.parse(requestBody));
    const called = Object.keys(call.RequestItems ?? {})[0] ?? call.TableName ?? '';
    const [tableName = '', name = ''] = called.split('--');
    const process = processes.get(name);
    const fail = (status: number, type: string): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(
        JSON.stringify({
          __type: `com.amazonaws.dynamodb.v20120810#${type}`,
          message: 'a fault',
        }),
      );
    };
    // The process has ended.
    if (process === undefined) return fail(400, 'ValidationException');
    if (process.isDead) return hang(process, response);
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = requestBody.replace(`"${called}"`, `"${tableName}"`);
    await applyFault(process, faultOf(process, labelOf(action, call)), response, {
      apply: () =>
        new Promise<{ readonly status: number; readonly body: string }>((resolve, reject) => {
          const {
            host: _host,
            'content-length': _length,
            connection: _connection,
            ...headers
          } = request.headers;
          const forwarded = forward(dynamoDb, {
            method: 'POST',
            agent,
            headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          });
          forwarded.once('error', reject);
          forwarded.once('response', (answer: IncomingMessage) => {
            text(answer).then(
              (answerBody) =>
                resolve({
                  status: answer.statusCode ?? 500,
                  // The answer to a batch names the table.
                  body: answerBody.replace(`"${tableName}"`, `"${called}"`),
                }),
              reject,
            );
          });
          forwarded.end(body);
        }),
      answer: ({ status, body: answerBody }) => {
        response
          .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
          .end(answerBody);
      },
      refuse: (error) => {
        if (error === 'throttle') fail(400, 'ProvisionedThroughputExceededException');
        else if (error === '4xx') fail(400, 'AccessDeniedException');
        else fail(500, 'InternalServerError');
      },
    });
  });

  const ses = await listen(async (request, response) => {
    const parameters = new URLSearchParams(await text(request));
    const id = parameters.get('Tags.member.1.Value') ?? '';
    const kind = parameters.get('Tags.member.2.Value') ?? '';
    const process = byLetter.get(id);
    if (process === undefined) return hang({ ...noProcess, letterId: id }, response);
    const count = (counts: Map<string, number>): void => {
      counts.set(`${id} ${kind}`, (counts.get(`${id} ${kind}`) ?? 0) + 1);
    };
    count(receivedMails);
    const accept = async (): Promise<void> => count(acceptedMails);
    const answer = (writeAnswer: SesResponder) => writeAnswer(response);
    const accepted = parameters.get('Action') === 'SendRawEmail' ? acceptRawMail : acceptMail;
    const fault = faultOf(process, `SES ${kind}`);
    if (fault === undefined && process.sesAnswer !== 'accepts' && kind === 'letter') {
      if (process.sesAnswer === 'throttles')
        return answer(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
      if (process.sesAnswer === 'rejects')
        return answer(refuseWith('MessageRejected', 'Not verified.'));
      await accept();
      response.socket?.destroy();
      return;
    }
    await applyFault(process, fault, response, {
      apply: accept,
      answer: () => answer(accepted),
      refuse: (error) => {
        if (error === 'throttle')
          answer(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
        else if (error === '4xx') answer(refuseWith('MessageRejected', 'Not verified.'));
        else answer(refuseWith('InternalFailure', 'a fault', 500));
      },
    });
  });

  return {
    dynamoDbEndpoint: dynamo.endpoint,
    sesEndpoint: ses.endpoint,
    acceptedMails,
    receivedMails,
    register: (process) => {
      processes.set(process.name, process);
      byLetter.set(process.letterId, process);
    },
    forget: (process) => {
      processes.delete(process.name);
      for (const response of openResponses.get(process) ?? []) response.socket?.destroy();
      openResponses.delete(process);
    },
    stop: async () => {
      agent.destroy();
      await Promise.all([stopServer(dynamo.server), stopServer(ses.server)]);
    },
  };
}

const noProcess: WireProcess = {
  name: '',
  letterId: '',
  requestLabels: [],
  sesAnswer: 'accepts',
  faultCount: 0,
  isDead: true,
  kill: () => {},
  runSecondInvocation: async () => {},
};
