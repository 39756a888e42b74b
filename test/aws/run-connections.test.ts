import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { createServer as createTlsServer, request as httpsRequest } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runConnections } from '../../lambdas/aws/run-connections.ts';

/** TLS without certificates: both sides know a key. */
const tls = {
  ciphers: 'PSK',
  maxVersion: 'TLSv1.2',
  pskCallback: () => ({ psk: Buffer.alloc(32, 7), identity: 'test' }),
  checkServerIdentity: () => undefined,
} as const;

const isAddress = (address: ReturnType<Server['address']>): address is AddressInfo =>
  typeof address === 'object' && address !== null;

describe.each(['http', 'https'] as const)('connections of a run over %s', (protocol) => {
  const open = new Set<object>();
  let opened = 0;
  let port = 0;
  /** While it is set, answers wait for it. */
  let held: Promise<void> | undefined;
  const answer = async (response: { end: (text: string) => void }) => {
    await held;
    response.end('ok');
  };
  const server: Server =
    protocol === 'http'
      ? createServer((_request, response) => void answer(response))
      : createTlsServer(
          {
            ciphers: 'PSK',
            maxVersion: 'TLSv1.2',
            pskCallback: () => Buffer.alloc(32, 7),
          },
          (_request, response) => void answer(response),
        );
  beforeAll(async () => {
    if ('keepAliveTimeout' in server) server.keepAliveTimeout = 0;
    server.on(protocol === 'http' ? 'connection' : 'secureConnection', (socket: Server) => {
      opened += 1;
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = isAddress(address) ? address.port : 0;
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(() => {
    opened = 0;
    held = undefined;
  });

  /** A run whose clock the test sets, in ms, and that makes requests. */
  function startRun() {
    const clock = { now: 1_000_000 };
    const run = runConnections(() => clock.now);
    const ask = async () => {
      const options = { host: '127.0.0.1', port, method: 'POST' };
      const { httpAgent, httpsAgent } = run.agents;
      const request =
        protocol === 'http'
          ? httpRequest({ ...options, agent: httpAgent })
          : httpsRequest({ ...options, ...tls, agent: httpsAgent });
      const [response] = await once(request.end(), 'response');
      expect(await text(response)).toBe('ok');
      // Node gives the connection back right after the answer.
      await new Promise(setImmediate);
    };
    return {
      clock,
      run,
      ask,
      askAtOnce: (count: number) => Promise.all(Array.from({ length: count }, ask)),
    };
  }
  const allClosed = () => vi.waitFor(() => expect(open.size).toBe(0), { timeout: 10_000 });

  test('when requests follow each other, then they share one connection', async () => {
    const { run, clock, ask } = startRun();
    for (let count = 0; count < 5; count += 1) {
      await ask();
      clock.now += 2000;
    }
    expect(opened).toBe(1);
    run.end();
    await allClosed();
  });

  test.each([
    ['idle for longer than 2 s', 2001],
    ['idle for 6 s', 6000],
    ['idle for a day', 86_400_000],
    ['used at a time that the clock has not reached yet', -1],
  ])('when the connection was %s, then the next request opens another one', async (_, ms) => {
    const { run, clock, ask } = startRun();
    await ask();
    clock.now += ms;
    await ask();
    expect(opened).toBe(2);
    clock.now += 1;
    await ask();
    expect(opened).toBe(2);
    run.end();
    await allClosed();
  });

  test('when requests are made at once, then as many connections are used again', async () => {
    const { run, askAtOnce, ask, clock } = startRun();
    await askAtOnce(8);
    await askAtOnce(8);
    expect(opened).toBe(8);
    // One is used all the time. The other seven get too old.
    for (let count = 0; count < 4; count += 1) {
      clock.now += 700;
      await ask();
    }
    expect(opened).toBe(8);
    await vi.waitFor(() => expect(open.size).toBe(1), { timeout: 10_000 });
    await askAtOnce(2);
    expect(opened).toBe(9);
    run.end();
    await allClosed();
  });

  test('when the clock is set back among several, then none of unknown age is used', async () => {
    const { run, askAtOnce, ask, clock } = startRun();
    await askAtOnce(2);
    clock.now += 5;
    await ask();
    clock.now -= 3;
    await ask();
    expect(opened).toBe(3);
    run.end();
    await allClosed();
  });

  test('when the run ends, then idle connections close, and a used one later', async () => {
    const { run, askAtOnce, ask } = startRun();
    await askAtOnce(3);
    let answerNow = () => {};
    held = new Promise((resolve) => {
      answerNow = resolve;
    });
    const last = ask();
    run.end();
    await vi.waitFor(() => expect(open.size).toBe(1), { timeout: 10_000 });
    answerNow();
    await last;
    await allClosed();
    // What is asked after the end has a connection of its own.
    opened = 0;
    await ask();
    await ask();
    expect(opened).toBe(2);
    await allClosed();
  });
});
