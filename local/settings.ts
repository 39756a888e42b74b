import { once } from 'node:events';
import { createServer } from 'node:net';

/** A setting of the local product is wrong; the message says what to do. */
export class SettingError extends Error {}

type Variables = Readonly<Record<string, string | undefined>>;
type PortName = 'PORT' | 'INBOX_PORT';

/** @param otherwise the port if the variable is not set */
export function readPort(variables: Variables, name: PortName, otherwise: number): number {
  const given = variables[name];
  if (given === undefined || given === '') return otherwise;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SettingError(
      `${name} is "${given}", which is no port. Use a number from 1 to 65535: ` +
        `${name}=${otherwise} npm start`,
    );
  }
  return port;
}

/** Checks a port before anything starts, so that the message can say what to do. */
export async function requireFreePort(name: PortName, port: number): Promise<void> {
  const probe = createServer();
  try {
    const listening = once(probe, 'listening');
    probe.listen(port, '127.0.0.1');
    await listening;
  } catch {
    throw new SettingError(
      `Port ${port} is taken or not allowed. Stop what uses it, or choose another one: ` +
        `${name}=${port + 1} npm start`,
    );
  }
  const closed = once(probe, 'close');
  probe.close();
  await closed;
}

/** By how many days the clock is set ahead. */
export function readDaysAhead(variables: Variables): number {
  const given = variables['DAYS_AHEAD'] || '0';
  const days = Number(given);
  if (!Number.isInteger(days) || days < 0 || days > 3650) {
    throw new SettingError(
      `DAYS_AHEAD is "${given}". Use a whole number of days, at most 3650: ` +
        'DAYS_AHEAD=400 npm start',
    );
  }
  return days;
}
