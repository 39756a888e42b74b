import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { readSettings, SettingError } from '../../local/settings.ts';
import { freePort } from '../support/free-port.ts';

const freePorts = async () => ({
  PORT: String(await freePort()),
  INBOX_PORT: String(await freePort()),
});
/** The message of the error about these variables. */
const errorOf = async (variables: Record<string, string>): Promise<string> => {
  const error: unknown = await readSettings(variables).catch((thrown: unknown) => thrown);
  if (!(error instanceof SettingError)) throw new Error('There is no such error.');
  return error.message;
};

test.each([
  [{ PORT: 'http' }, 'PORT is "http", which is not a port.'],
  [{ PORT: '0' }, 'PORT is "0", which is not a port.'],
  [{ DAYS_AHEAD: 'soon' }, 'DAYS_AHEAD is "soon". Use a whole number of days'],
  [{ DAYS_AHEAD: '-1' }, 'DAYS_AHEAD is "-1".'],
  [{ DAYS_AHEAD: '1.5' }, 'DAYS_AHEAD is "1.5".'],
  [{ DAYS_AHEAD: '3651' }, 'DAYS_AHEAD is "3651".'],
  [{ PORT: '4000', INBOX_PORT: '4000' }, 'PORT and INBOX_PORT are both 4000.'],
])('when the settings are %j, then the error says what is wrong', async (variables, message) => {
  expect(await errorOf({ ...(await freePorts()), ...variables })).toContain(message);
});

test.for([
  ['PORT', 'the form', '127.0.0.1'],
  ['INBOX_PORT', 'the inbox', '127.0.0.1'],
  // A browser that opens `localhost` would show the other program.
  ['PORT', 'the form', '::1'],
] as const)(
  'when %s, for %s, is taken on %s, then the error names a port that is free',
  async ([name, pages, host], { skip, onTestFinished }) => {
    const blocker = createServer();
    onTestFinished(() => {
      blocker.close();
    });
    try {
      const listening = once(blocker, 'listening');
      blocker.listen(0, host);
      await listening;
    } catch {
      skip('This machine has no IPv6.');
    }
    const address = blocker.address();
    const taken = typeof address === 'object' ? Number(address?.port) : 0;
    const ports = { ...(await freePorts()), [name]: String(taken) };
    const message = await errorOf(ports);
    expect(message).toContain(`Port ${taken}, for ${pages}, is taken`);
    const choice = new RegExp(`${name}=(\\d+) npm start`).exec(message)?.[1] ?? '';
    expect((await readSettings({ ...ports, [name]: choice })).port).toBeGreaterThan(0);
  },
);

test.each([
  ['1', true],
  ['true', true],
  ['', false],
  ['0', false],
  ['verbose', false],
])('when LOG is %j, then the log is shown: %j', async (value, showsLog) => {
  expect(await readSettings({ ...(await freePorts()), LOG: value })).toMatchObject({ showsLog });
});
