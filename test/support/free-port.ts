import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections (Linux from 32768 on, others
 * from 49152 on): no connection of another process can take such a port meanwhile.
 */
const PORTS = { from: 20_000, to: 32_000 } as const;
const MAX_TRIES = 50;

/** Whether a server can listen on this port now. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return false;
  }
  const closed = once(server, 'close');
  server.close();
  await closed;
  return true;
}

/**
 * A port that is free now. It is for a server that does not report the port it has
 * chosen, so the port cannot be 0.
 *
 * @throws {Error} if it finds none
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${PORTS.from} to ${PORTS.to} is free.`);
}
