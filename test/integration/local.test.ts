import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HttpDriver, textOf } from '../journey/http-driver.ts';
import { journeys, linkIn, runContactsJourney, runJourney } from '../journey/journey.ts';
import { freePort } from '../support/free-port.ts';
import { npmStart, spawnNpmStart } from '../support/npm-start.ts';

const [journey] = journeys;
if (journey === undefined) throw new Error('There is no journey.');

test('npm start serves the journey, says where to click, and ends cleanly', async () => {
  const product = await npmStart();
  onTestFinished(async () => {
    await product.stop();
  });
  expect(product.output()).toContain(`${product.origin}/`);
  expect(product.output()).toContain(`${product.inbox}/`);
  expect(product.output()).toContain('Letters and contacts are lost when it stops');
  const driver = new HttpDriver({ ...product, fetch });
  await runJourney(journey, driver);
  await runContactsJourney(journey, driver);
  expect(await product.stop()).toBe(0);
  expect(product.output()).toContain('Open Door has stopped.');
  // What it logs is codes and ids.
  expect(product.output()).toContain("event: 'send-accepted'");
  expect(product.output()).toContain("event: 'candidate-erased'");
  for (const typed of [...Object.values(journey.form), 'letters/', 'contacts/']) {
    if (typed.length > 6) expect(product.output()).not.toContain(typed);
  }
});

test('OPEN_DOOR_DATA keeps the letters', async () => {
  const data = await mkdtemp(join(tmpdir(), 'open-door-'));
  onTestFinished(() => rm(data, { recursive: true }));
  const first = await npmStart({ OPEN_DOOR_DATA: data });
  const driver = new HttpDriver({ ...first, fetch });
  await driver.openForm('en');
  await driver.submitForm(journey.form);
  const { pathname } = new URL(linkIn(await first.mails()));
  expect(await first.stop()).toBe(0);

  const second = await npmStart({ OPEN_DOOR_DATA: data });
  onTestFinished(async () => {
    await second.stop();
  });
  expect(textOf(await (await fetch(`${second.origin}${pathname}`)).text())).toContain(
    'Review your letter',
  );
});

test('DAYS_AHEAD brings a reminder today, with a hello to send and links to what comes after', async () => {
  const data = await mkdtemp(join(tmpdir(), 'open-door-'));
  onTestFinished(() => rm(data, { recursive: true }));
  const first = await npmStart({ OPEN_DOOR_DATA: data });
  const before = new HttpDriver({ ...first, fetch });
  await before.openForm('en');
  await before.submitForm({ ...journey.form, reconnect: '3-months' });
  await before.openLink(linkIn(await first.mails()));
  await before.send({ ticked: true });
  expect(await first.stop()).toBe(0);

  const later = await npmStart({ OPEN_DOOR_DATA: data, DAYS_AHEAD: '95' });
  onTestFinished(async () => {
    await later.stop();
  });
  const year = new Date(Date.now() + 95 * 24 * 60 * 60_000).getFullYear();
  expect(later.output()).toMatch(new RegExp(`The clock is set to .*${year}`));
  await expect.poll(async () => (await later.mails()).length, { timeout: 10_000 }).toBe(1);
  const [reminder] = await later.mails();
  expect(reminder).toMatchObject({
    to: [journey.form['candidateEmail']],
    subject: 'It may be time to write to Dana Lee',
  });
  const text = reminder?.text ?? '';
  expect(text).toContain('Hi Dana,');
  expect(reminder?.html).toContain('"mailto:dana@northwind.example?subject=');
  expect(text).not.toContain('overqualified');
  const links = ['wrote', 'snooze', 'stop'].map(
    (part) => new RegExp(`http\\S+(?=#${part}\\b)`).exec(text)?.[0],
  );
  expect(new Set(links).size).toBe(1);

  const driver = new HttpDriver({ ...later, fetch });
  const contact = await driver.openLink(links[0] ?? '');
  expect(contact.text).toContain('Now (planned for');
  expect((await driver.submit('/done', {})).text).toContain('Good. We will remind you');
  expect(await later.mails()).toHaveLength(1);
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
  const { output, exited } = spawnNpmStart(ports);
  const [code] = await exited;
  expect(code).toBe(1);
  expect(output()).toContain(`Port ${taken} is taken`);
  expect(output()).toContain(`${name}=`);
  expect(output()).not.toMatch(/^ +at /m);
});

test.each([
  [{ PORT: 'http' }, 'PORT is "http", which is not a port.'],
  [{ PORT: '0' }, 'PORT is "0", which is not a port.'],
  [{ DAYS_AHEAD: 'soon' }, 'DAYS_AHEAD is "soon". Use a whole number of days'],
  [{ DAYS_AHEAD: '-1' }, 'DAYS_AHEAD is "-1".'],
  [{ DAYS_AHEAD: '1.5' }, 'DAYS_AHEAD is "1.5".'],
  [{ DAYS_AHEAD: '3651' }, 'DAYS_AHEAD is "3651".'],
  [{ PORT: '4000', INBOX_PORT: '4000' }, 'PORT and INBOX_PORT are both 4000.'],
])('%j is told', async (environment, message) => {
  const { output, exited } = spawnNpmStart(environment);
  expect(await exited).toEqual([1, null]);
  expect(output()).toContain(message);
});
