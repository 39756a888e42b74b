import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { cachedFolder } from './cache.ts';
import { npm, run } from './command.ts';
import { freePort } from './free-port.ts';
import { firstLine, type Lookup } from './lookup.ts';
import { startSupervised } from './supervised-process.ts';

/**
 * AWS's DynamoDB Local comes from npm like all else, inside a package of which we want
 * the jar only: installed the usual way its dependencies bring 300 MB more, so the
 * tarball is fetched by itself and its hash is checked here.
 */
const simulator = {
  name: 'amplify-dynamodb-simulator',
  version: '2.9.30',
  /** `npm view amplify-dynamodb-simulator@2.9.30 dist.integrity` */
  sha512:
    'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==',
};

const oldestJava = 17;
const installJava =
  'install Java 17 or newer (Debian: apt-get install openjdk-17-jre-headless; macOS: brew ' +
  'install openjdk)';

/** Longest we wait for its first answer; it takes some 2 s on two idle cores. */
const startTimeoutMs = 60_000;

/**
 * The major version in what `java -version` prints.
 *
 * @returns undefined when there is none in it; 8 for the old numbering, `1.8.0_402`
 */
export function parseJavaVersion(printed: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(printed) ?? [];
  if (first === undefined) return undefined;
  return Number(first === '1' ? second : first);
}

async function findJava(): Promise<Lookup<{ java: string }>> {
  const home = process.env['JAVA_HOME'];
  const candidates = [...(home === undefined ? [] : [join(home, 'bin', 'java')]), 'java'];
  let reason = 'there is no Java';
  for (const java of candidates) {
    try {
      const { stdout, stderr } = await run(java, ['-version']);
      const version = parseJavaVersion(stdout + stderr);
      if (version !== undefined && version >= oldestJava) return { found: true, java };
      reason = `${java} is Java ${version ?? 'of an unknown version'}, DynamoDB Local wants ${oldestJava}`;
    } catch {
      // Not there, or macOS's stand-in that only says where to get one.
    }
  }
  return { found: false, reason, remedy: installJava };
}

async function fetchSimulator(folder: string): Promise<void> {
  await npm([
    'pack',
    `${simulator.name}@${simulator.version}`,
    '--silent',
    '--ignore-scripts',
    `--pack-destination=${folder}`,
  ]);
  const tarball = `${simulator.name}-${simulator.version}.tgz`;

  const hash = createHash('sha512');
  await pipeline(createReadStream(join(folder, tarball)), hash);
  const sha512 = hash.digest('base64');
  if (sha512 !== simulator.sha512) {
    throw new Error(
      `${tarball} is not the file that was pinned: its sha512 is ${sha512}. See where it comes ` +
        'from (npm config get registry).',
    );
  }
  // A relative name in its own folder: tar takes "C:" for the name of a host.
  await run('tar', ['-xzf', tarball], { cwd: folder });
  await rm(join(folder, tarball));
}

/** Where Java and the jar are; the jar is fetched on first use (57 MB). */
export async function findDynamoDbLocal(): Promise<
  Lookup<{ java: string; emulatorFolder: string }>
> {
  const java = await findJava();
  if (!java.found) return java;
  try {
    const folder = await cachedFolder(`dynamodb-local/${simulator.version}`, fetchSimulator);
    return { found: true, java: java.java, emulatorFolder: join(folder, 'package', 'emulator') };
  } catch (error) {
    return {
      found: false,
      reason: `${simulator.name} could not be fetched: ${firstLine(error)}`,
      remedy: 'make the npm registry reachable, once',
    };
  }
}

/**
 * Starts DynamoDB Local, in memory.
 *
 * @throws {Error} when it is not to be had here, or does not answer
 */
export async function startDynamoDbLocal(): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const local = await findDynamoDbLocal();
  if (!local.found) {
    throw new Error(`DynamoDB Local cannot run: ${local.reason}. To mend it: ${local.remedy}.`);
  }
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = startSupervised(
    local.java,
    [
      '-Djava.library.path=./DynamoDBLocal_lib',
      '-jar',
      'DynamoDBLocal.jar',
      '-port',
      String(port),
      '-inMemory',
      '-sharedDb',
      '-disableTelemetry',
    ],
    { cwd: local.emulatorFolder },
  );

  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(endpoint))) {
    if (server.ended() || Date.now() > deadline) {
      await server.stop();
      throw new Error(`DynamoDB Local did not start on port ${port}. It said:\n${server.output()}`);
    }
    await sleep(50);
  }
  return { endpoint, stop: server.stop };
}

/**
 * Whether a server speaks HTTP there; an unsigned request gets an error of its own, and
 * that will do.
 */
async function answers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
