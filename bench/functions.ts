import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { certificateFile, type Emulator } from './emulators/wire.ts';

/** A function that can be started: its handler, and its environment variables. */
export interface Bundle {
  readonly handlerFile: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What the functions share in one run of the benchmark. */
export interface Platform {
  /** The Node that Lambda runs. */
  readonly node: string;
  readonly dynamoDb: Emulator;
  readonly ses: Emulator;
  /** Outside of the repository: its `package.json` would make `.js` an ES module. */
  readonly folder: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'open-door-bench-'));

/** Transpiles the file that runs in the process of each function. */
export function buildLambdaProcess(folder: string): void {
  buildSync({
    absWorkingDir: root,
    entryPoints: ['bench/lambda-process.ts'],
    outfile: join(folder, 'lambda-process.mjs'),
    platform: 'node',
    format: 'esm',
    target: 'node22',
  });
}

/** Bundles a subject as most people would: one minified file, with all of the SDK. */
export function buildSubject(entry: string, folder: string): string {
  const outfile = join(folder, 'handler.js');
  buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'error',
  });
  return outfile;
}

/**
 * The handler in a folder that `bundle` wrote, as the runtime finds it: `handler.js`,
 * `handler.mjs` or `handler.cjs`.
 *
 * @throws {Error} if there is none
 */
export function findHandler(folder: string): string {
  const files = readdirSync(folder);
  const found = ['handler.js', 'handler.mjs', 'handler.cjs'].find((name) => files.includes(name));
  if (found === undefined) throw new Error(`No handler in ${folder}: ${files.join(', ')}`);
  return join(folder, found);
}

const environmentOf = (platform: Platform, { environment }: Bundle): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  NODE_ENV: 'production',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'x'.repeat(700),
  AWS_ENDPOINT_URL_DYNAMODB: platform.dynamoDb.endpoint,
  AWS_ENDPOINT_URL_SES: platform.ses.endpoint,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  NODE_EXTRA_CA_CERTS: certificateFile,
  ...environment,
});

const answerSchema = z.object({
  statusCode: z.number(),
  headers: z.optional(z.record(z.string(), z.string())),
  cookies: z.optional(z.array(z.string())),
  body: z.string().default(''),
});
/** The answer of a function behind an HTTP API. */
export type Answer = z.infer<typeof answerSchema>;

const coldSchema = z.object({
  initMs: z.number(),
  initCpuMs: z.number(),
  totalMs: z.number(),
  totalCpuMs: z.number(),
  waitedMs: z.number(),
  /** The files that were loaded, if `listsFiles` was set. */
  files: z.array(z.string()),
  answer: z.optional(answerSchema),
});
export type ColdStart = z.infer<typeof coldSchema>;

export interface ColdOptions {
  /** The first event. Without it only the init is measured. */
  readonly event?: object;
  /** The file for a CPU profile. */
  readonly profile?: string;
  /** Whether to list the files that are loaded. Do not time such a start. */
  readonly listsFiles?: boolean;
  /** Runs the process under this command, for example in a cgroup. */
  readonly under?: readonly string[];
}

/**
 * Starts a function in a fresh process, and invokes it once.
 *
 * @throws {Error} if it fails
 */
export async function coldStart(
  platform: Platform,
  bundle: Bundle,
  { under = [], ...options }: ColdOptions = {},
): Promise<ColdStart> {
  const jobFile = join(platform.folder, 'job.json');
  writeFileSync(jobFile, JSON.stringify({ handlerFile: bundle.handlerFile, ...options }));
  const script = join(platform.folder, 'lambda-process.mjs');
  const [command = platform.node, ...args] = [...under, platform.node, script, jobFile];
  const child = spawn(command, args, {
    env: environmentOf(platform, bundle),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , errors, result] = child.stdio;
  if (errors === null || !result || !('read' in result)) throw new Error('No pipe to the process.');
  const [measured, error, [code]] = await Promise.all([
    text(result),
    text(errors),
    once(child, 'close'),
  ]);
  if (code !== 0 || measured === '') {
    throw new Error(`${bundle.handlerFile} ended with the code ${code}: ${error}`);
  }
  return coldSchema.parse(JSON.parse(measured));
}

const batchSchema = z.union([
  z.object({
    wallMs: z.number(),
    cpuMs: z.number(),
    durationsMs: z.array(z.number()),
    waitedMs: z.number(),
    answers: z.array(answerSchema),
  }),
  z.object({ error: z.string() }),
]);
type BatchResult = Exclude<z.infer<typeof batchSchema>, { error: string }>;

/** A function whose process stays. */
export interface WarmFunction {
  /** @throws {Error} if an invocation throws */
  readonly run: (
    events: readonly object[],
    options?: { readonly concurrency?: number; readonly profile?: string },
  ) => Promise<BatchResult>;
  /** The id of its process. */
  readonly pid: () => Promise<number>;
  readonly stop: () => void;
}

/** A function whose process starts with its first events. */
export function lazyFunction(platform: Platform, bundle: Bundle): WarmFunction {
  let started: Promise<WarmFunction> | undefined;
  return {
    run: async (...batch) => {
      started ??= startFunction(platform, bundle);
      return (await started).run(...batch);
    },
    pid: async () => {
      started ??= startFunction(platform, bundle);
      return (await started).pid();
    },
    stop: () => {
      started?.then(
        (running) => running.stop(),
        () => {},
      );
    },
  };
}

/** Starts a function in a process that waits for events. */
async function startFunction(platform: Platform, bundle: Bundle): Promise<WarmFunction> {
  const child = fork(join(platform.folder, 'lambda-process.mjs'), [], {
    execPath: platform.node,
    execArgv: [],
    env: environmentOf(platform, bundle),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit').then(([code]): never => {
    throw new Error(`${bundle.handlerFile} ended with the code ${code}.`);
  });
  exited.catch(() => {});
  const ask = async (message: object): Promise<unknown> => {
    const answered = once(child, 'message').then(([answer]): unknown => answer);
    child.send(message);
    return Promise.race([answered, exited]);
  };
  z.object({ ready: z.literal(true) }).parse(await ask({ handlerFile: bundle.handlerFile }));
  return {
    run: async (events, { concurrency = 1, profile } = {}) => {
      const result = batchSchema.parse(await ask({ events, concurrency, profile }));
      if ('error' in result) throw new Error(`${bundle.handlerFile}: ${result.error}`);
      return result;
    },
    pid: async () => {
      if (child.pid === undefined) throw new Error(`${bundle.handlerFile} did not start.`);
      return child.pid;
    },
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}
