import type FileSystem from 'node:fs';
import type { Session } from 'node:inspector/promises';
import nodeModule, { createRequire } from 'node:module';
import type Timers from 'node:timers/promises';
import type Urls from 'node:url';

/**
 * The runtime's client loads Node's modules by `require`, and these before the function,
 * so their cost is not the function's. An `import` of `node:http` would load undici, and
 * with it `crypto`, `http2` and `zlib`: 20 ms that each function then had for nothing.
 *
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/client/rapid-client.ts
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/worker/ignition.ts
 */
const require = createRequire(import.meta.url);
for (const name of ['http', 'net', 'path', 'util', 'worker_threads', 'async_hooks'])
  require(`node:${name}`);
const { readFileSync, writeFileSync, writeSync }: typeof FileSystem = require('node:fs');
const { fileURLToPath, pathToFileURL }: typeof Urls = require('node:url');
const timers: typeof Timers = require('node:timers/promises');

/**
 * The process of one function, on the Node that Lambda runs. It loads the handler by
 * `import()`, as the runtime does, and invokes it.
 *
 * With a file as its argument it does one cold start: it reads the job, loads the
 * handler, invokes it once if the job has an event, and writes the measurement to file
 * descriptor 3. Without one it waits for batches of events from the parent process.
 */

/** The result of a handler behind an HTTP API. */
interface Answer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body: string;
}
type Handler = (event: unknown, context: unknown) => Promise<Answer>;

/** What `cold.ts` and `warm.ts` send, see `ColdJob` and `Batch`. */
interface Job {
  readonly handlerFile: string;
  readonly event?: unknown;
  readonly listsFiles?: boolean;
  readonly profile?: string;
}
interface Batch {
  readonly events: readonly unknown[];
  readonly concurrency: number;
  readonly profile?: string;
}

// The answer floor waits so that the time of an answer tells nothing. The process does
// nothing meanwhile, so we count the wait and do not wait.
let waitedMs = 0;
Object.assign(timers, {
  setTimeout: async (ms: number) => {
    waitedMs += ms;
  },
});

// The runtime writes what a function logs as one line of JSON. Node's own console would
// format each object for people, and load 2 ms of code for the first one:
// https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/logging/formatter.ts
console.info = (message: unknown) => {
  const entry = { timestamp: new Date().toISOString(), level: 'INFO', requestId: '', message };
  writeSync(1, `${JSON.stringify(entry)}\n`);
};

const context = {
  awsRequestId: '8476a536-e9f4-11e8-9739-2dfe598c3fcd',
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'bench',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:bench',
  logGroupName: 'bench',
  logStreamName: 'bench',
  memoryLimitInMB: '1024',
  getRemainingTimeInMillis: () => 15_000,
};

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function startProfile(path: string | undefined): Promise<() => Promise<void>> {
  if (path === undefined) return async () => {};
  const { Session: InspectorSession } = await import('node:inspector/promises');
  const session: Session = new InspectorSession();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  return async () => {
    const { profile } = await session.post('Profiler.stop');
    writeFileSync(path, JSON.stringify(profile));
    session.disconnect();
  };
}

async function load(handlerFile: string): Promise<Handler> {
  const { handler } = await import(pathToFileURL(handlerFile).href);
  if (typeof handler !== 'function') throw new Error(`${handlerFile} exports no handler.`);
  return handler;
}

/** The types are those of Node 20, which does not have this function. */
interface Hooks {
  registerHooks(hooks: {
    load: (
      url: string,
      loading: unknown,
      next: (url: string, loading: unknown) => unknown,
    ) => unknown;
  }): void;
}
function hooksOf(module: object): Hooks {
  const hasHooks = (_module: object): _module is Hooks => 'registerHooks' in module;
  if (!hasHooks(module)) throw new Error('This Node cannot list the files that it loads.');
  return module;
}

async function coldStart({ handlerFile, event, listsFiles, profile }: Job): Promise<void> {
  const files: string[] = [];
  if (listsFiles) {
    hooksOf(nodeModule).registerHooks({
      load: (url, loading, next) => {
        if (url.startsWith('file:')) files.push(fileURLToPath(url));
        return next(url, loading);
      },
    });
  }
  const stopProfile = await startProfile(profile);
  const [startedAt, startCpu] = [performance.now(), cpuMs()];
  const handler = await load(handlerFile);
  const [loadedAt, loadedCpu] = [performance.now(), cpuMs()];
  const answer = event === undefined ? undefined : await handler(event, context);
  // The runtime writes each answer as JSON.
  JSON.stringify(answer);
  const [endedAt, endCpu] = [performance.now(), cpuMs()];
  await stopProfile();
  const measured = {
    initMs: loadedAt - startedAt,
    initCpuMs: loadedCpu - startCpu,
    totalMs: endedAt - startedAt,
    totalCpuMs: endCpu - startCpu,
    waitedMs,
    files: [...new Set(files)],
    answer,
  };
  writeSync(3, JSON.stringify(measured));
  process.exit();
}

async function runBatch(handler: Handler, { events, concurrency, profile }: Batch) {
  const stopProfile = await startProfile(profile);
  const answers: Answer[] = [];
  const durationsMs: number[] = [];
  let next = 0;
  waitedMs = 0;
  const worker = async (): Promise<void> => {
    while (next < events.length) {
      const index = next;
      next += 1;
      const startedAt = performance.now();
      const answer = await handler(events[index], context);
      JSON.stringify(answer);
      durationsMs[index] = performance.now() - startedAt;
      answers[index] = answer;
    }
  };
  const [startedAt, startCpu] = [performance.now(), cpuMs()];
  await Promise.all(Array.from({ length: concurrency }, worker));
  const [endedAt, endCpu] = [performance.now(), cpuMs()];
  await stopProfile();
  return {
    wallMs: endedAt - startedAt,
    cpuMs: endCpu - startCpu,
    durationsMs,
    waitedMs,
    answers,
  };
}

const [, , jobFile] = process.argv;
if (jobFile !== undefined) {
  await coldStart(JSON.parse(readFileSync(jobFile, 'utf8')));
} else {
  let handler: Handler | undefined;
  process.on('message', async (message: Batch | Pick<Job, 'handlerFile'>) => {
    try {
      if ('handlerFile' in message) {
        handler = await load(message.handlerFile);
        process.send?.({ ready: true });
      } else {
        if (handler === undefined) throw new Error('No handler was loaded.');
        process.send?.(await runBatch(handler, message));
      }
    } catch (error) {
      process.send?.({ error: String(error instanceof Error ? error.stack : error) });
    }
  });
  process.once('disconnect', () => process.exit());
}
