import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { createTable } from '../local/emulators.ts';
import { findLambdaNode } from '../test/support/lambda-node.ts';
import { prepare, type RunningSubject, routeOf } from './cold.ts';
import { certificateFile, startEmulator, type WireCall } from './emulators/wire.ts';
import {
  authJsSubject,
  betterAuthSubject,
  contactsRoute,
  csrfEvent,
  csrfIn,
  productSubject,
  type Recording,
  type Route,
  recordedRoutes,
  type Subject,
  sameSubject,
} from './flows.ts';
import {
  type Bundle,
  buildLambdaProcess,
  buildSubject,
  lazyFunction,
  type Platform,
  temporaryFolder,
} from './functions.ts';
import { buildProduct } from './product.ts';
import { type RecordedRoute, recordedRoute } from './recording.ts';

const peersFolder = fileURLToPath(new URL('peers', import.meta.url));

/**
 * The folder of a checkout.
 *
 * @param given a folder, or a commit of this repository. A commit is unpacked, and gets
 *   the packages of this checkout
 * @param folder where to unpack it
 */
function checkoutOf(given: string, folder: string): string {
  if (existsSync(given)) return resolve(given);
  const root = fileURLToPath(new URL('..', import.meta.url));
  const archive = execFileSync('git', ['archive', given], {
    cwd: root,
    maxBuffer: 256 * 1024 * 1024,
  });
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** All subjects of a run, started. */
export interface Session {
  readonly platform: Platform;
  /** `Open Door`, and with `--against` also `against`. */
  readonly products: readonly Product[];
  readonly floor: RunningSubject;
  readonly peers: readonly RunningSubject[];
  /** A visitor that no other request has. */
  readonly nextVisitor: () => number;
  readonly stop: () => void;
}

interface Product {
  readonly subject: RunningSubject;
  /** The bare script that makes the calls of this product. */
  readonly same: RunningSubject;
  readonly recording: Recording;
}

export interface SessionOptions {
  /** The checkout whose product is measured: a folder, or a commit. */
  readonly product: string;
  /** Another one, which is measured in the same run. */
  readonly against: string | undefined;
  readonly hasPeers: boolean;
  readonly say: (text: string) => void;
}

/**
 * Installs the peers beside their sources, if they are not there. They are never
 * dependencies of the product.
 */
function installPeers(say: SessionOptions['say']): void {
  if (!existsSync(join(peersFolder, 'node_modules', '.package-lock.json'))) {
    say('Installing Auth.js and better-auth below bench/peers (once, about 60 MB) …');
    const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
    execFileSync('npm', install, {
      cwd: peersFolder,
      stdio: ['ignore', 'inherit', 'inherit'],
      // On Windows npm is a batch file, which only a shell can run.
      shell: process.platform === 'win32',
    });
  }
  say('Checking the types of bench/peers …');
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  execFileSync(process.execPath, [tsc, '--project', peersFolder], { stdio: 'inherit' });
}

const key = (name: string, type: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType: type });
const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const });

/** The tables of the peers, as their adapters need them. */
const peerTables: readonly CreateTableCommandInput[] = [
  {
    TableName: 'auth-js',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'GSI1PK', 'GSI1SK'].map(text),
    KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'GSI1',
        KeySchema: [key('GSI1PK', 'HASH'), key('GSI1SK', 'RANGE')],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
  {
    TableName: 'better-auth',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [text('pk')],
    KeySchema: [key('pk', 'HASH')],
  },
];

/** How long an answer is held while calls are recorded, see `stagesOf`, in ms. */
const HOLD_MS = 150;

/** Starts the emulators and all subjects. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const { product, against, hasPeers, say } = options;
  if (hasPeers) installPeers(say);
  say("Finding Lambda's Node …");
  const lookup = await findLambdaNode();
  if (!lookup.found) throw new Error(`${lookup.reason}. To do: ${lookup.remedy}.`);
  const folder = temporaryFolder();
  buildLambdaProcess(folder);
  const [dynamoDb, ses] = await Promise.all([startEmulator('dynamodb'), startEmulator('ses')]);
  const platform: Platform = { node: lookup.node, dynamoDb, ses, folder };
  const client = new DynamoDBClient({
    endpoint: dynamoDb.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    requestHandler: { httpsAgent: { ca: readFileSync(certificateFile) } },
  });
  const stops: (() => void)[] = [];
  let visitors = 0;
  const nextVisitor = (): number => {
    visitors += 1;
    return visitors;
  };

  const run = (subject: Subject): RunningSubject => {
    const web = lazyFunction(platform, subject.bundles.web);
    const send = subject.bundles.send ? lazyFunction(platform, subject.bundles.send) : web;
    stops.push(web.stop, send.stop);
    return { ...subject, functions: { web, send } };
  };
  const make = (name: string, entry: string, environment = {}): Bundle => {
    const target = join(folder, name);
    mkdirSync(target, { recursive: true });
    return { handlerFile: buildSubject(entry, target), environment };
  };

  /** Takes the calls of both emulators. */
  const takeCalls = async (request = {}): Promise<readonly WireCall[]> => {
    const [table, mail] = await Promise.all([dynamoDb.take(request), ses.take(request)]);
    return [...table, ...mail];
  };

  /** Records the calls of one request at each route. The processes are warm. */
  async function record(subject: RunningSubject, routes: readonly Route[]): Promise<Recording> {
    const calls = new Map<string, RecordedRoute>();
    for (const isRecorded of [false, true]) {
      const visitor = nextVisitor();
      for (const route of routes) {
        await takeCalls({ keepsBodies: true, holdMs: isRecorded ? HOLD_MS : 0 });
        const { answers } = await subject.functions[route.by].run([route.event(visitor)]);
        for (const answer of answers) route.check(answer);
        const seen = await takeCallsKeptFor(route, visitor, answers);
        calls.set(route.name, recordedRoute(seen));
      }
    }
    await takeCalls({ keepsBodies: false, holdMs: 0 });
    const of = (name: string): RecordedRoute =>
      calls.get(name) ?? { stages: [], names: [], statuses: [] };
    return {
      ask: of('ask'),
      review: of('review'),
      confirm: of('confirm'),
      contacts: of('contacts'),
    };
  }

  /** Takes the calls, and lets the route follow the emails among them. */
  async function takeCallsKeptFor(
    route: Route,
    visitor: number,
    answers: Parameters<NonNullable<Route['after']>>[1],
  ): Promise<readonly WireCall[]> {
    const seen = await takeCalls();
    replay = seen.filter(({ service }) => service === 'ses');
    await route.after?.([visitor], answers);
    replay = [];
    return seen;
  }
  let replay: readonly WireCall[] = [];
  /** SES's calls, with those that a recording has taken already. */
  const replayedSes = {
    ...ses,
    take: async (...request: Parameters<typeof ses.take>) => [
      ...replay,
      ...(await ses.take(...request)),
    ],
  };

  async function startProduct(name: string, checkout: string): Promise<Product> {
    say(`Bundling ${name} (${checkout}) …`);
    const tableName = name.toLowerCase().replaceAll(' ', '-');
    const sources = checkoutOf(checkout, join(folder, 'checkouts', tableName));
    await createTable(client, tableName);
    const bundles = await buildProduct(sources, join(folder, tableName), tableName);
    const started = run(productSubject(name, bundles, replayedSes));
    say(`Writing the letters of ${name} …`);
    const contacts = await contactsRoute(started.functions, ses, visitors + 1);
    visitors += 100;
    const subject = { ...started, routes: [...started.routes, contacts] };
    const recorded = recordedRoutes.map((route) => routeOf(subject, route));
    const recording = await record(subject, recorded);
    const bare = make(`same-${tableName}`, 'bench/subjects/same.ts');
    const sameName = name === 'Open Door' ? 'same' : `same as ${name}`;
    return { subject, same: run(sameSubject(sameName, bare, recording)), recording };
  }

  const products = [await startProduct('Open Door', product)];
  if (against !== undefined) products.push(await startProduct('against', against));
  const floorBundle = make('floor', 'bench/subjects/floor.ts');
  const floor = run({ name: 'floor', bundles: { web: floorBundle }, routes: [] });

  const peers: RunningSubject[] = [];
  if (hasPeers) {
    say('Bundling Auth.js and better-auth …');
    for (const table of peerTables) await client.send(new CreateTableCommand(table));
    const authJs = make('auth-js', 'bench/peers/auth-js.ts', { TABLE_NAME: 'auth-js' });
    const page = lazyFunction(platform, authJs);
    const { answers } = await page.run([csrfEvent]);
    page.stop();
    const [answer] = answers;
    if (answer === undefined) throw new Error('Auth.js gave no answer.');
    peers.push(run(authJsSubject(authJs, ses, csrfIn(answer))));
    const betterAuth = make('better-auth', 'bench/peers/better-auth.ts', {
      TABLE_NAME: 'better-auth',
    });
    peers.push(run(betterAuthSubject(betterAuth, ses)));
  }
  client.destroy();

  return {
    platform,
    products,
    floor,
    peers,
    nextVisitor,
    stop: () => {
      for (const stop of stops) stop();
      dynamoDb.stop();
      ses.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The calls of a peer's request, each with its name, in stages. */
export async function recordPeer(
  { platform: { dynamoDb, ses }, nextVisitor }: Session,
  subject: RunningSubject,
): Promise<Readonly<Record<string, RecordedRoute>>> {
  const recorded: Record<string, RecordedRoute> = {};
  for (const route of subject.routes) {
    // The first request opens the connections.
    await prepareAndRun(subject, route, nextVisitor());
    const visitor = nextVisitor();
    await prepare(subject, route, [visitor]);
    await Promise.all([
      dynamoDb.take({ keepsBodies: true, holdMs: HOLD_MS }),
      ses.take({ holdMs: HOLD_MS }),
    ]);
    const { answers } = await subject.functions[route.by].run([route.event(visitor)]);
    for (const answer of answers) route.check(answer);
    const calls = await Promise.all([
      dynamoDb.take({ keepsBodies: false, holdMs: 0 }),
      ses.take({ holdMs: 0 }),
    ]);
    recorded[route.name] = recordedRoute(calls.flat());
  }
  return recorded;
}

async function prepareAndRun(subject: RunningSubject, route: Route, visitor: number) {
  await prepare(subject, route, [visitor]);
  await subject.functions[route.by].run([route.event(visitor)]);
}
