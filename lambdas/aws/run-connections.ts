import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/**
 * The longest time, in ms, that a connection may have been idle when it is used again.
 * Emails of one run follow each other faster. It is shorter than the 5 s after which many
 * servers close an idle connection (the default of Node's own server).
 */
const MAX_IDLE_MS = 2000;

/** The connections that the emails of one run share. */
export interface RunConnections {
  readonly agents: { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent };
  /** Closes the idle connections. One that is still in use closes after its answer. */
  end(): void;
}

/**
 * Connections that are used again within one run of a job, and never after a pause. The
 * age is checked by the clock when a request looks for a connection: while a process is
 * suspended, no timer runs, and what the server sent is not read. A request that is
 * written to a connection that the server has closed gets no answer, and we could not
 * know whether SES accepted the email. Lambda closes idle connections, too
 * (https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html).
 *
 * @param now epoch ms
 */
export function runConnections(now: () => number = Date.now): RunConnections {
  const idleSince = new WeakMap<object, number>();
  let isOver = false;

  /** If the clock was set back, the age is not known: then it counts as too old. */
  function isTooOld(socket: object): boolean {
    const idleMs = now() - (idleSince.get(socket) ?? 0);
    return isOver || idleMs < 0 || idleMs > MAX_IDLE_MS;
  }

  /** Closes what is too old. A list has the connection that is idle for longest first. */
  function closeOld({ freeSockets }: HttpAgent): void {
    for (const sockets of Object.values(freeSockets)) {
      const newestOld = sockets?.findLastIndex(isTooOld) ?? -1;
      for (const socket of sockets?.slice(0, newestOld + 1) ?? []) socket.destroy();
    }
  }

  /** Overrides two methods that Node documents, and that it calls at these moments. */
  function limitReuse<Agent extends HttpAgent>(agent: Agent): Agent {
    const keepSocketAlive = agent.keepSocketAlive.bind(agent);
    const getName = agent.getName.bind(agent);
    // When a request has its answer. If it returns false, Node closes the connection.
    agent.keepSocketAlive = (socket) => {
      idleSince.set(socket, now());
      const isKept: unknown = keepSocketAlive(socket);
      return isKept !== false && !isOver;
    };
    // When a request looks for a connection. Node skips the closed ones.
    agent.getName = (options) => {
      closeOld(agent);
      return getName(options);
    };
    return agent;
  }

  const httpAgent = limitReuse(new HttpAgent({ keepAlive: true }));
  const httpsAgent = limitReuse(new HttpsAgent({ keepAlive: true }));
  return {
    agents: { httpAgent, httpsAgent },
    end: () => {
      isOver = true;
      for (const agent of [httpAgent, httpsAgent]) closeOld(agent);
    },
  };
}
