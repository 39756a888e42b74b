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
}

const attribute = z.object({ S: z.string() });
const key = z.object({ pk: attribute });
const bodySchema = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  Key: key.optional(),
  Item: key.optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).optional(),
});

const consumedSchema = z.object({
  ConsumedCapacity: z.object({ CapacityUnits: z.number() }),
});

/**
 * The partition key of a request.
 *
 * @throws {Error} for an action that this does not know, such as a batch
 */
function keyOf(action: string, body: z.infer<typeof bodySchema>): string | undefined {
  switch (action) {
    case 'DescribeTable':
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
  const calls = new Map<string, TableCall>();
  const units = { read: 0, write: 0 };
  const record = (action: string, body: string): string => {
    const parsed = bodySchema.parse(JSON.parse(body));
    const [table = '', by = ''] = parsed.TableName.split('--');
    const pk = keyOf(action, parsed);
    const { IndexName: index } = parsed;
    const call = { by, action, ...(index && { index }), ...(pk !== undefined && { key: pk }) };
    calls.set(JSON.stringify(call), call);
    if (action === 'DescribeTable') return JSON.stringify({ TableName: table });
    return JSON.stringify({
      ...z.record(z.string(), z.unknown()).parse(JSON.parse(body)),
      TableName: table,
      ReturnConsumedCapacity: 'TOTAL',
    });
  };
  const answer = async (request: IncomingMessage) => {
    const target = String(request.headers['x-amz-target']);
    const action = target.split('.')[1] ?? '';
    const body = record(action, await text(request));
    const { authorization = '' } = request.headers;
    const answered = await fetch(dynamoDb, {
      method: 'POST',
      body,
      headers: {
        authorization,
        'x-amz-target': target,
        'x-amz-date': String(request.headers['x-amz-date']),
        'content-type': 'application/x-amz-json-1.0',
      },
    });
    const answerBody = await answered.text();
    if (answered.ok && action !== 'DescribeTable') {
      const { ConsumedCapacity } = consumedSchema.parse(JSON.parse(answerBody));
      const isRead = action === 'GetItem' || action === 'Query';
      // A read that finds nothing takes half a unit at DynamoDB. dynalite says none.
      const least = isRead ? 0.5 : 1;
      units[isRead ? 'read' : 'write'] += Math.max(ConsumedCapacity.CapacityUnits, least);
    }
    return { status: answered.status, body: answerBody };
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
    /** Each call once. */
    calls: (): readonly TableCall[] => [...calls.values()],
    /** The request units so far. A write that was refused is not counted. */
    units: () => ({ ...units }),
    /** What went wrong in the proxy itself. */
    errors,
  };
}
