import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSupervised } from '../support/supervised-process.ts';

/** The timeout for its first answer. It takes 3 s on two idle cores. */
const startTimeoutMs = 60_000;

export interface RunningMinistack {
  /** The end of its output. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Starts MiniStack: an empty AWS account that checks IAM permissions. We use it as the
 * root user.
 *
 * @param options `python`: an interpreter with MiniStack. `node`: the program that runs
 *   the functions. `sesEndpoint`: the functions use this endpoint as SES
 * @throws {Error} if it does not answer within the timeout
 */
export async function startMinistack(options: {
  readonly python: string;
  readonly node: string;
  readonly port: number;
  readonly sesEndpoint: string;
}): Promise<RunningMinistack> {
  const { python, node, port, sesEndpoint } = options;
  const endpoint = `http://127.0.0.1:${port}`;
  // MiniStack unpacks the functions there, and does not delete them.
  const scratch = await mkdtemp(join(tmpdir(), 'open-door-ministack-'));
  const server = startSupervised(python, ['-m', 'ministack'], {
    // The functions inherit these variables, besides their own. So the list must have no
    // other variable of ours.
    env: {
      ...inherited('HOME', 'SystemRoot'),
      // MiniStack runs the first `node` of the path.
      PATH: [dirname(node), process.env['PATH']].join(delimiter),
      TMPDIR: scratch,
      TEMP: scratch,
      TMP: scratch,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      AUTH: 'true',
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_SES: sesEndpoint,
    },
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  };
  const deadline = Date.now() + startTimeoutMs;
  while (!(await isReady(endpoint))) {
    if (server.ended() || Date.now() > deadline) {
      await stop();
      throw new Error(`MiniStack did not start on port ${port}. Its output:\n${server.output()}`);
    }
    await sleep(100);
  }
  return { output: server.output, stop };
}

function inherited(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

async function isReady(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_ministack/ready`, {
      signal: AbortSignal.timeout(2000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
