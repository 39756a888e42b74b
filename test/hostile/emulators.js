/**
 * The emulators in a process of their own, so that the CPU time of the test's process is
 * that of the product. Both are tapped: the parent asks what came over the wire.
 */
import { once } from 'node:events';
import ses from 'aws-ses-v2-local';
import dynalite from 'dynalite';

/** Since the last question: each successful write, each email, and the commands. */
let wire = { writes: [], mails: [], commands: 0 };

/** Calls `record` with each request and its body, if it is answered with 200. */
function tap(server, record) {
  const [handle] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    const { end } = response;
    // Before the last byte of the answer: the product must not be faster than the record.
    response.end = (...args) => {
      if (response.statusCode === 200) record(request, Buffer.concat(chunks).toString());
      return end.apply(response, args);
    };
    handle(request, response);
  });
}

const keyOf = ({ pk, sk }) => ({ pk: pk.S, sk: sk.S });

/** The keys that a successful command wrote. */
function keysWritten(command, { Key, Item, RequestItems }) {
  if (command === 'PutItem') return [keyOf(Item)];
  if (command === 'UpdateItem' || command === 'DeleteItem') return [keyOf(Key)];
  if (command !== 'BatchWriteItem') return [];
  return Object.values(RequestItems)
    .flat()
    .map(({ PutRequest, DeleteRequest }) => keyOf(PutRequest?.Item ?? DeleteRequest.Key));
}

const table = dynalite({ createTableMs: 0 });
table.keepAliveTimeout = 0;
tap(table, ({ headers }, body) => {
  const command = String(headers['x-amz-target']).split('.')[1];
  wire.commands += 1;
  wire.writes.push(...keysWritten(command, JSON.parse(body)));
});
table.listen(0, '127.0.0.1');
await once(table, 'listening');

const inbox = await ses.default({ host: '127.0.0.1', port: 0 });
inbox.keepAliveTimeout = 0;
tap(inbox, ({ method, url }, body) => {
  if (method === 'POST' && url === '/') wire.mails.push(body);
});

process.on('message', () => {
  process.send(wire);
  wire = { writes: [], mails: [], commands: 0 };
});
process.on('disconnect', () => process.exit());
process.send({ table: table.address().port, inbox: inbox.address().port });
