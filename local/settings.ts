import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';

/** A setting of the local product is wrong. The message says what to do. */
export class SettingError extends Error {}

/** How the local product runs. */
export interface LocalSettings {
  /** The port of the pages. */
  readonly port: number;
  readonly inboxPort: number;
  /**
   * The folder for letters and contacts, absolute. If it is undefined, memory holds them.
   */
  readonly dataFolder?: string | undefined;
  /** By how many days the clock is set ahead. */
  readonly daysAhead: number;
}

type Variables = Readonly<Record<string, string | undefined>>;
type PortName = 'PORT' | 'INBOX_PORT';

/**
 * Reads a port from a variable.
 *
 * @param fallback the port if the variable is not set
 * @throws {SettingError} if the value is not a port
 */
function readPort(variables: Variables, name: PortName, fallback: number): number {
  const given = variables[name];
  if (given === undefined || given === '') return fallback;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SettingError(
      `${name} is "${given}", which is not a port. Use a number from 1 to 65535: ` +
        `${name}=${fallback} npm start`,
    );
  }
  return port;
}

/**
 * Checks that a port is free, before anything starts on it, so that the error can say
 * what to do.
 *
 * @throws {SettingError} if the port is taken or not allowed
 */
async function requireFreePort(name: PortName, port: number): Promise<void> {
  const probe = createServer();
  try {
    const listening = once(probe, 'listening');
    probe.listen(port, '127.0.0.1');
    await listening;
  } catch {
    throw new SettingError(
      `Port ${port} is taken or not allowed. Stop the program that uses it, or choose another ` +
        `port: ${name}=${port + 1} npm start`,
    );
  }
  const closed = once(probe, 'close');
  probe.close();
  await closed;
}

/**
 * Reads by how many days to set the clock ahead: 0 if the variable is not set.
 *
 * @throws {SettingError} if the value is not a whole number from 0 to 3650
 */
function readDaysAhead(variables: Variables): number {
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

/**
 * Reads the settings from the variables `PORT`, `INBOX_PORT`, `OPEN_DOOR_DATA` and
 * `DAYS_AHEAD`.
 *
 * @throws {SettingError} if a variable is wrong, or a port is taken
 */
export async function readSettings(variables: Variables): Promise<LocalSettings> {
  const daysAhead = readDaysAhead(variables);
  const port = readPort(variables, 'PORT', 3000);
  const inboxPort = readPort(variables, 'INBOX_PORT', 8005);
  if (port === inboxPort) {
    throw new SettingError(`PORT and INBOX_PORT are both ${port}. Give them different ports.`);
  }
  await requireFreePort('PORT', port);
  await requireFreePort('INBOX_PORT', inboxPort);
  const data = variables['OPEN_DOOR_DATA'];
  return { port, inboxPort, dataFolder: data ? resolve(data) : undefined, daysAhead };
}
