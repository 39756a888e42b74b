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
  /** Whether the terminal shows the logs of the functions; default: no. */
  readonly showsLog?: boolean;
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

/** Whether a server can listen on this port, or the code of the error. */
async function tryPort(port: number, host: string): Promise<string | undefined> {
  const probe = createServer();
  try {
    const listening = once(probe, 'listening');
    probe.listen({ port, host, exclusive: true });
    await listening;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
  const closed = once(probe, 'close');
  probe.close();
  await closed;
  return undefined;
}

/**
 * Why a port cannot be used. A browser opens `localhost` at `::1` first: if another
 * program has only that one, the browser shows that program. A machine without IPv6 has
 * no `::1`.
 */
async function whyNotUsable(port: number): Promise<'taken' | 'not-allowed' | undefined> {
  const codes = [await tryPort(port, '127.0.0.1'), await tryPort(port, '::1')];
  if (codes.includes('EADDRINUSE')) return 'taken';
  return codes[0] === undefined ? undefined : 'not-allowed';
}

/** The next port that is free. Undefined if the next twenty are not. */
async function freePortAfter(port: number, other: number): Promise<number | undefined> {
  for (let next = port + 1; next <= Math.min(port + 20, 65_535); next += 1) {
    if (next !== other && (await whyNotUsable(next)) === undefined) return next;
  }
  return undefined;
}

const pages = { PORT: 'the form', INBOX_PORT: 'the inbox' } as const;

/**
 * Checks that a port is free, before anything starts on it, so that the error can say
 * what to do.
 *
 * @param other the other port of the product
 * @throws {SettingError} if the port is taken or not allowed
 */
async function requireFreePort(name: PortName, port: number, other: number): Promise<void> {
  const problem = await whyNotUsable(port);
  if (problem === undefined) return;
  const free = (await freePortAfter(problem === 'taken' ? port : 3000, other)) ?? 3001;
  const choice = `${name}=${free} npm start`;
  throw new SettingError(
    problem === 'taken'
      ? `Port ${port}, for ${pages[name]}, is taken by another program (perhaps Open Door in ` +
          `another terminal). Stop that program, or choose another port: ${choice}`
      : `Port ${port}, for ${pages[name]}, is not allowed on this machine. Choose another port: ` +
          choice,
  );
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

/** `LOG` is a common name: a value that another program means switches nothing on. */
const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

/**
 * Reads the settings from the variables `PORT`, `INBOX_PORT`, `OPEN_DOOR_DATA`,
 * `DAYS_AHEAD` and `LOG`.
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
  await requireFreePort('PORT', port, inboxPort);
  await requireFreePort('INBOX_PORT', inboxPort, port);
  const data = variables['OPEN_DOOR_DATA'];
  return {
    port,
    inboxPort,
    dataFolder: data ? resolve(data) : undefined,
    daysAhead,
    showsLog: isOn(variables['LOG']),
  };
}
