import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port that is free now. It is for a server that does not report the port it has
 * chosen, so the port cannot be 0. Another process may take the port before the server
 * does.
 */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const closed = once(server, 'close');
  server.close();
  await closed;
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
