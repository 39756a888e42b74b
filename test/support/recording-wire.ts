import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { serviceOf } from '../../local/emulators.ts';

/** One kind of call to DynamoDB. */
export interface TableCall {
  /** The function that made it. */
  readonly by: string;
  /** Such as `GetItem`. */
  readonly action: string;
  /** The index of a query. */
  readonly index?: string;
  /** The partition key of the request; for the query of an index, the index's own. */
  readonly key?: string;
  /** The partition keys of a batch. */
  readonly keys?: readonly string[];
}

const attribute = z.object({ S: z.string() });
const key = z.object({ pk: attribute });
const bodySchema = z.object({
  TableName: z.string().optional(),
  RequestItems: z.record(z.string(), z.object({ Keys: z.array(key) })).optional(),
  IndexName: z.string().optional(),
  Key: key.optional(),
  Item: key.optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).optional(),
});

const unitsSchema = z.object({ CapacityUnits: z.number() });
const consumedSchema = z.object({
  ConsumedCapacity: z.union([unitsSchema, z.array(unitsSchema)]),
  Responses: z.record(z.string(), z.array(z.unknown())).optional(),
});

/**
 * The partition key of a request.
 *
 * @returns undefined if the request has none, or several
 * @throws {Error} for an action that this does not know
 */
function keyOf(action: string, body: z.infer<typeof bodySchema>): string | undefined {
  switch (action) {
    case 'DescribeTable':
    case 'BatchGetItem':
      return undefined;
    case 'PutItem':
      return body.Item?.pk.S;
    case 'GetItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return body.Key?.pk.S;
    case 'Query': {
      const placeholder = /^#?\w+ = (:\w+)/.exec(body.KeyConditionExpression ?? '')?.[1] ?? '';
      return attribute.parse(body.ExpressionAttributeValues?.[placeholder]).S;
    }
    default:
      throw new Error(`A function called ${action}. Add it to test/support/recording-wire.ts.`);
  }
}

/**
 * Starts a proxy in front of DynamoDB that records the calls of each function. A function
 * gives its name at the end of its table's name, `<table>--<function>`: the SDK reads one
 * endpoint for the whole process.
 */
export async function startRecordingWire(dynamoDb: string) {
  const log: TableCall[] = [];
  const units = { read: 0, write: 0 };
  const record = (action: string, body: string) => {
    const parsed = bodySchema.parse(JSON.parse(body));
    const [batch] = Object.entries(parsed.RequestItems ?? {});
    const called = batch?.[0] ?? parsed.TableName ?? '';
    const [table = '', by = ''] = called.split('--');
    const pk = keyOf(action, parsed);
    const keys = batch?.[1].Keys.map((one) => one.pk.S);
    const { IndexName: index } = parsed;
    const call = {
      by,
      action,
      ...(index && { index }),
      ...(pk !== undefined && { key: pk }),
      ...(keys && { keys }),
    };
    log.push(call);
    const forwarded = body.replace(`"${called}"`, `"${table}"`);
    const answered = (text: string) => text.replace(`"${table}"`, `"${called}"`);
    if (action === 'DescribeTable') return { body: forwarded, answered, asked: 1 };
    const request = z.record(z.string(), z.unknown()).parse(JSON.parse(forwarded));
    const withUnits = JSON.stringify({ ...request, ReturnConsumedCapacity: 'TOTAL' });
    return { body: withUnits, answered, asked: keys?.length ?? 1 };
  };
  const answer = async (request: IncomingMessage) => {
    const target = String(request.headers['x-amz-target']);
    const action = target.split('.')[1] ?? '';
    const { body, answered, asked } = record(action, await text(request));
    const { authorization = '' } = request.headers;
    const response = await fetch(dynamoDb, {
      method: 'POST',
      body,
      headers: {
        authorization,
        'x-amz-target': target,
        'x-amz-date': String(request.headers['x-amz-date']),
        'content-type': 'application/x-amz-json-1.0',
      },
    });
    const answerBody = await response.text();
    if (response.ok && action !== 'DescribeTable') {
      const { ConsumedCapacity, Responses = {} } = consumedSchema.parse(JSON.parse(answerBody));
      const isRead = ['GetItem', 'BatchGetItem', 'Query'].includes(action);
      const used = [ConsumedCapacity].flat().reduce((sum, one) => sum + one.CapacityUnits, 0);
      // A read that finds nothing takes a unit at DynamoDB too. dynalite says none.
      const found = Object.values(Responses).flat().length;
      const notFound = action === 'BatchGetItem' ? asked - found : 0;
      const least = action === 'Query' ? 0.5 : 1;
      units[isRead ? 'read' : 'write'] += Math.max(used + notFound, least);
    }
    return { status: response.status, body: answered(answerBody) };
  };
  const errors: unknown[] = [];
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body),
      (error: unknown) => {
        errors.push(error);
        response.destroy();
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...serviceOf(server),
    /** All calls, in the order in which they came. */
    log: (): readonly TableCall[] => log,
    /** Each call once. */
    calls: (): readonly TableCall[] => [
      ...new Map(log.map((call) => [JSON.stringify(call), call])).values(),
    ],
    /** The request units so far. A write that was refused is not counted. */
    units: () => ({ ...units }),
    /** What went wrong in the proxy itself. */
    errors,
  };
}
