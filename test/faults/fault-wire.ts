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
import { acceptMail, refuseWith, type SesResponder } from '../support/ses-wire.ts';

/** What can go wrong with one request on its way, as the columns of the grid. */
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

/**
 * Whose requests these are, and what is to go wrong with them. Its name is the end of the
 * table's name.
 */
export interface WireProcess {
  readonly name: string;
  readonly letterId: string;
  /** The requests seen so far, by what they do. */
  readonly seen: string[];
  /**
   * What goes wrong, at the first request of this label or at each; undefined where
   * nothing does.
   */
  readonly plan?:
    | { readonly label: string; readonly fault: WireFault; readonly isLasting: boolean }
    | undefined;
  /** How SES answers where nothing is planned. */
  readonly ses: SesAnswer;
  hits: number;
  dead: boolean;
  /** The process ends here. */
  readonly kill: () => void;
  /** Runs the same invocation again, from the start to the end. */
  readonly again: () => Promise<void>;
}

export type SesAnswer = 'accepts' | 'throttles' | 'rejects' | 'breaks after';

const SLOW_MS = 60;

const attribute = z.object({ S: z.string().optional() });
const callSchema = z.object({
  TableName: z.string().optional(),
  Key: z.object({ pk: attribute }).optional(),
  UpdateExpression: z.string().optional(),
  ExpressionAttributeValues: z.record(z.string(), attribute).optional(),
});

/** What a call to DynamoDB does, in the grid's words. */
function labelOf(action: string, call: z.infer<typeof callSchema>): string {
  const values = call.ExpressionAttributeValues ?? {};
  switch (action) {
    case 'Query':
      return `query ${values[':shard']?.S?.split('#')[0]}`;
    case 'GetItem':
      return 'read letter';
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
    // Whoever has gone away has no use for an answer.
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

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

export interface FaultWire {
  readonly dynamoDbEndpoint: string;
  readonly sesEndpoint: string;
  /** Mails of a letter that were taken, by its id and kind (`letter`, `notice`). */
  readonly taken: ReadonlyMap<string, number>;
  /** Those that SES was given, whatever became of them. */
  readonly given: ReadonlyMap<string, number>;
  register(process: WireProcess): void;
  forget(process: WireProcess): void;
  stop(): Promise<void>;
}

/**
 * DynamoDB behind a wire on which things go wrong, and an SES that counts what it takes.
 */
export async function startFaultWire(dynamoDb: string): Promise<FaultWire> {
  const processes = new Map<string, WireProcess>();
  const byLetter = new Map<string, WireProcess>();
  const taken = new Map<string, number>();
  const given = new Map<string, number>();
  const hung = new Map<WireProcess, ServerResponse[]>();
  const agent = new Agent({ keepAlive: true });

  const hang = (process: WireProcess, response: ServerResponse): void => {
    hung.set(process, [...(hung.get(process) ?? []), response]);
  };

  /** What is to happen to this request. */
  const faultOf = (process: WireProcess, label: string): WireFault | undefined => {
    process.seen.push(label);
    const { plan } = process;
    if (plan?.label !== label || (process.hits > 0 && !plan.isLasting)) return undefined;
    process.hits += 1;
    return plan.fault;
  };

  /**
   * Lets one request meet its fault; `apply` is what would have happened, `answer` passes
   * on what came of it.
   */
  async function meet<T>(
    process: WireProcess,
    fault: WireFault | undefined,
    response: ServerResponse,
    on: {
      readonly apply: () => Promise<T>;
      readonly answer: (applied: T) => void;
      readonly refuse: (why: 'throttle' | '4xx' | '5xx') => void;
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
        await pause(SLOW_MS);
        return on.answer(await on.apply());
      case 'twice':
        await process.again();
        return on.answer(await on.apply());
      case undefined:
        return on.answer(await on.apply());
    }
  }

  const dynamo = await listen(async (request, response) => {
    const asked = await text(request);
    const call = callSchema.parse(JSON.parse(asked));
    const [tableName = '', name = ''] = call.TableName?.split('--') ?? [];
    const process = processes.get(name);
    const fail = (status: number, type: string): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(
        JSON.stringify({
          __type: `com.amazonaws.dynamodb.v20120810#${type}`,
          message: 'a fault',
        }),
      );
    };
    // Of a process that is no more.
    if (process === undefined) return fail(400, 'ValidationException');
    if (process.dead) return hang(process, response);
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = asked.replace(`"TableName":"${call.TableName}"`, `"TableName":"${tableName}"`);
    await meet(process, faultOf(process, labelOf(action, call)), response, {
      apply: () =>
        new Promise<{ readonly status: number; readonly body: string }>((resolve, reject) => {
          const {
            host: _host,
            'content-length': _length,
            connection: _connection,
            ...headers
          } = request.headers;
          const onward = forward(dynamoDb, {
            method: 'POST',
            agent,
            headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          });
          onward.once('error', reject);
          onward.once('response', (answer: IncomingMessage) => {
            text(answer).then(
              (answered) => resolve({ status: answer.statusCode ?? 500, body: answered }),
              reject,
            );
          });
          onward.end(body);
        }),
      answer: ({ status, body: answered }) => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(answered);
      },
      refuse: (why) => {
        if (why === 'throttle') fail(400, 'ProvisionedThroughputExceededException');
        else if (why === '4xx') fail(400, 'AccessDeniedException');
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
    count(given);
    const take = async (): Promise<void> => count(taken);
    const answer = (with_: SesResponder) => with_(response);
    const fault = faultOf(process, `SES ${kind}`);
    if (fault === undefined && process.ses !== 'accepts' && kind === 'letter') {
      if (process.ses === 'throttles')
        return answer(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
      if (process.ses === 'rejects') return answer(refuseWith('MessageRejected', 'Not verified.'));
      await take();
      response.socket?.destroy();
      return;
    }
    await meet(process, fault, response, {
      apply: take,
      answer: () => answer(acceptMail),
      refuse: (why) => {
        if (why === 'throttle') answer(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
        else if (why === '4xx') answer(refuseWith('MessageRejected', 'Not verified.'));
        else answer(refuseWith('InternalFailure', 'a fault', 500));
      },
    });
  });

  return {
    dynamoDbEndpoint: dynamo.endpoint,
    sesEndpoint: ses.endpoint,
    taken,
    given,
    register: (process) => {
      processes.set(process.name, process);
      byLetter.set(process.letterId, process);
    },
    forget: (process) => {
      processes.delete(process.name);
      for (const response of hung.get(process) ?? []) response.socket?.destroy();
      hung.delete(process);
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
  seen: [],
  ses: 'accepts',
  hits: 0,
  dead: true,
  kill: () => {},
  again: async () => {},
};
