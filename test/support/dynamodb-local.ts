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
 * The npm package that contains AWS's DynamoDB Local. We need only its jar. `npm install`
 * would also install 300 MB of dependencies, so we fetch only the tarball with
 * `npm pack`. The lockfile does not cover a tarball fetched this way, so we check its
 * hash ourselves.
 */
const simulator = {
  name: 'amplify-dynamodb-simulator',
  version: '2.9.30',
  /** `npm view amplify-dynamodb-simulator@2.9.30 dist.integrity` */
  sha512:
    'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==',
};

const minimumJava = 17;
const javaRemedy =
  'install Java 17 or newer (Debian: apt-get install openjdk-17-jre-headless; macOS: brew ' +
  'install openjdk)';

/**
 * The timeout for its first HTTP answer. On two idle cores it answers after about 2 s.
 */
const startTimeoutMs = 60_000;

/**
 * The major version of Java in the output of `java -version`.
 *
 * @returns undefined if the output contains no version; for the old numbering, such as
 *   `1.8.0_402`, the second number: 8
 */
export function parseJavaVersion(printed: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(printed) ?? [];
  if (first === undefined) return undefined;
  return Number(first === '1' ? second : first);
}

/** Java 17 or newer, which DynamoDB Local and the HTML checker need. */
export async function findJava(): Promise<Lookup<{ java: string }>> {
  const home = process.env['JAVA_HOME'];
  const candidates = [...(home === undefined ? [] : [join(home, 'bin', 'java')]), 'java'];
  let reason = 'there is no Java';
  for (const java of candidates) {
    try {
      const { stdout, stderr } = await run(java, ['-version']);
      const version = parseJavaVersion(stdout + stderr);
      if (version !== undefined && version >= minimumJava) return { found: true, java };
      reason =
        `${java} is Java ${version ?? 'of an unknown version'}, and the tests need ` +
        `${minimumJava} or newer`;
    } catch {
      // Java is not installed here, or it is macOS's placeholder, which only prints where
      // to download Java.
    }
  }
  return { found: false, reason, remedy: javaRemedy };
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
      `${tarball} is not the expected file: its sha512 is ${sha512}. Check your npm registry ` +
        '(npm config get registry).',
    );
  }
  // The name is relative, because tar reads the "C:" of a Windows path as a host name.
  await run('tar', ['-xzf', tarball], { cwd: folder });
  await rm(join(folder, tarball));
}

/**
 * The paths of Java and of the folder of the jar. The first call fetches the jar, 57 MB.
 */
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
      remedy: 'connect to the npm registry once',
    };
  }
}

/**
 * Starts DynamoDB Local on a free port. It keeps its tables in memory.
 *
 * @throws {Error} if Java or the jar is missing, or if it does not answer within 60 s
 */
export async function startDynamoDbLocal(): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const local = await findDynamoDbLocal();
  if (!local.found) {
    throw new Error(`DynamoDB Local cannot run: ${local.reason}. To fix it: ${local.remedy}.`);
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
  while (!(await speaksHttp(endpoint))) {
    if (server.ended() || Date.now() > deadline) {
      await server.stop();
      throw new Error(
        `DynamoDB Local did not start on port ${port}. Its output:\n${server.output()}`,
      );
    }
    await sleep(50);
  }
  return { endpoint, stop: server.stop };
}

/**
 * Whether a server answers HTTP requests at this URL. DynamoDB Local answers an unsigned
 * request with an error, and that also proves that it has started.
 */
async function speaksHttp(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
