import { Resolver } from 'node:dns/promises';
import { type Answer, look } from './look.ts';

/** What the DNS says. A name or a record that does not exist is an empty list. */
export interface Dns {
  readonly txt: (name: string) => Promise<Answer<readonly string[]>>;
  readonly cname: (name: string) => Promise<Answer<readonly string[]>>;
  readonly mx: (name: string) => Promise<Answer<readonly MailServer[]>>;
  /** Whether there is such a name at all (no NXDOMAIN). */
  readonly exists: (name: string) => Promise<Answer<boolean>>;
}

export interface MailServer {
  readonly exchange: string;
  readonly priority: number;
}

/** How long one server may take, in ms; each is asked twice. */
const SERVER_TIMEOUT_MS = 2000;

const hostName = (name: string): string => name.toLowerCase().replace(/\.$/, '');
const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/**
 * Asks the DNS servers of this machine, or others. Those of a company may show another
 * DNS than the internet sees, and some networks let nobody ask a public server: so the
 * operator chooses. A server may remember for a while that a record did not exist.
 *
 * @param servers addresses, with a port if it is not 53
 * @throws {TypeError} if one is not an address
 */
export function createDns(servers: readonly string[] = []): Dns {
  const resolver = new Resolver({ timeout: SERVER_TIMEOUT_MS, tries: 2 });
  if (servers.length > 0) resolver.setServers(servers);

  /** `ENOTFOUND`: there is no such name. `ENODATA`: it has no record of this type. */
  const records = <T>(name: string, ask: () => Promise<readonly T[]>) =>
    look(`the DNS of ${name}`, async () => {
      try {
        return await ask();
      } catch (error) {
        if (codeOf(error) === 'ENOTFOUND' || codeOf(error) === 'ENODATA') return [];
        throw error;
      }
    });
  return {
    txt: (name) =>
      records(name, async () => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))),
    cname: (name) =>
      records(name, async () => (await resolver.resolveCname(name)).map((host) => hostName(host))),
    mx: (name) =>
      records(name, async () =>
        (await resolver.resolveMx(name)).map(({ exchange, priority }) => ({
          exchange: hostName(exchange),
          priority,
        })),
      ),
    exists: (name) =>
      look(`the DNS of ${name}`, async () => {
        try {
          await resolver.resolveSoa(name);
          return true;
        } catch (error) {
          if (codeOf(error) === 'ENODATA') return true;
          if (codeOf(error) === 'ENOTFOUND') return false;
          throw error;
        }
      }),
  };
}
