import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HttpDriver, textOf } from '../journey/http-driver.ts';
import { journeys, linkIn, runJourney } from '../journey/journey.ts';
import { freePort } from '../support/free-port.ts';
import { spawnProduct, startLocalProduct } from '../support/local-product.ts';

const [journey] = journeys;
if (journey === undefined) throw new Error('There is no journey.');

test('npm start serves the journey, says where to click, and ends cleanly', async () => {
  const product = await startLocalProduct();
  onTestFinished(async () => {
    await product.stop();
  });
  expect(product.output()).toContain(`${product.origin}/`);
  expect(product.output()).toContain(`${product.inbox}/`);
  expect(product.output()).toContain('Nothing is kept');
  await runJourney(journey, new HttpDriver({ ...product, fetch }));
  expect(await product.stop()).toBe(0);
  expect(product.output()).toContain('Open Door is closed.');
  // What it logs is codes and ids.
  expect(product.output()).toContain("event: 'send-accepted'");
  for (const typed of [...Object.values(journey.form), 'letters/']) {
    if (typed.length > 6) expect(product.output()).not.toContain(typed);
  }
});

test('OPEN_DOOR_DATA keeps the letters', async () => {
  const data = await mkdtemp(join(tmpdir(), 'open-door-'));
  onTestFinished(() => rm(data, { recursive: true }));
  const first = await startLocalProduct({ OPEN_DOOR_DATA: data });
  const driver = new HttpDriver({ ...first, fetch });
  await driver.openForm('en');
  await driver.submitForm(journey.form);
  const { pathname } = new URL(linkIn(await first.mails()));
  expect(await first.stop()).toBe(0);

  const second = await startLocalProduct({ OPEN_DOOR_DATA: data });
  onTestFinished(async () => {
    await second.stop();
  });
  expect(textOf(await (await fetch(`${second.origin}${pathname}`)).text())).toContain('Review your letter');
});

test.each(['PORT', 'INBOX_PORT'])('a taken %s is told, with what to do', async (name) => {
  const blocker = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    blocker.close();
  });
  await once(blocker, 'listening');
  const address = blocker.address();
  const taken = typeof address === 'object' ? address?.port : undefined;
  const ports = {
    PORT: String(await freePort()),
    INBOX_PORT: String(await freePort()),
    [name]: String(taken),
  };
  const { output, exited } = spawnProduct(ports);
  const [code] = await exited;
  expect(code).toBe(1);
  expect(output()).toContain(`Port ${taken} is taken`);
  expect(output()).toContain(`${name}=`);
  expect(output()).not.toMatch(/^ +at /m);
});

test.each([
  [{ PORT: 'http' }, 'PORT is "http", which is no port.'],
  [{ PORT: '0' }, 'PORT is "0", which is no port.'],
  [{ PORT: '4000', INBOX_PORT: '4000' }, 'PORT and INBOX_PORT are both 4000.'],
])('%j is told', async (environment, message) => {
  const { output, exited } = spawnProduct(environment);
  expect(await exited).toEqual([1, null]);
  expect(output()).toContain(message);
});
