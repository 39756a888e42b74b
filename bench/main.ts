import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type ColdCase, coldName, measureCold, routeOf, startOnce } from './cold.ts';
import type { RouteName } from './flows.ts';
import { measureMemory } from './memory.ts';
import { measurePages } from './pages.ts';
import { summarise } from './profile.ts';
import type { Results } from './results.ts';
import { recordPeer, type Session, startSession } from './session.ts';
import { quantile } from './statistics.ts';
import {
  budgetRows,
  callRows,
  coldRows,
  loadedRows,
  memoryRows,
  pageRows,
  textTable,
  warmRows,
} from './tables.ts';
import { measureWarm, type WarmCase, warmName } from './warm.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const usage = `Measures Open Door beside what people would use instead: cold starts and warm
requests on the Node that Lambda runs, over TLS, against emulators in processes of
their own.

  npm run bench                      everything, about ten minutes
  npm run bench -- --quick           fewer rounds, under two minutes
  npm run bench -- guard             the vague guard beside rendering a letter
  npm run bench -- memory            cold and warm at the CPU share of each memory size

  --rounds N       rounds of cold starts, and of warm batches; 11 by default
  --only PARTS     of cold, warm, calls and pages, with commas
  --without-peers  without Auth.js and better-auth (nothing is installed)
  --product WHAT   what is measured: a commit, or the folder of a checkout; this one by default
  --against WHAT   another one, such as an earlier commit, in the same rounds
  --results FILE   bench/results/latest.json by default; none with --quick or --only
  --cpu-prof DIR   writes CPU profiles of init and of each route, and a summary of each
  --help

The first run installs the peers below bench/peers, about 60 MB. The times depend on the
machine, so compare the ratios: they are of measurements in the same round.
npm run docs:performance writes docs/performance.md from the results.
`;

// The SDK warns that it will drop Node 20, on which this process may run.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string' },
    'without-peers': { type: 'boolean', default: false },
    product: { type: 'string', default: root },
    against: { type: 'string' },
    results: { type: 'string' },
    'cpu-prof': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** Lighthouse opens a page for ten seconds, and its points differ little. */
const MOST_PAGE_ROUNDS = 3;

const isTerminal = process.stderr.isTTY;
/** Progress goes to stderr, so that stdout has the tables only. */
function say(text: string): void {
  process.stderr.write(isTerminal ? `\r\u001B[2K${text}` : `${text}\n`);
}

/** The commit of a checkout. @param given a folder, or a commit */
function commitOf(given: string): string {
  try {
    const isFolder = existsSync(given);
    const parts = isFolder ? ['describe', '--always', '--dirty'] : ['rev-parse', '--short', given];
    const options = { cwd: isFolder ? given : root, encoding: 'utf8' } as const;
    return execFileSync('git', parts, options).trim();
  } catch {
    return 'unknown';
  }
}

const rounded = (numbers: readonly number[]): number[] =>
  numbers.map((number) => Math.round(number * 1000) / 1000);

const coldRoutes: readonly RouteName[] = [
  'form',
  'preview',
  'preview-note',
  'ask',
  'review',
  'review-plain',
  'confirm',
  'contacts',
];
const warmRoutes: readonly RouteName[] = [
  'form',
  'preview-note',
  'preview-hints',
  'ask',
  'review',
  'confirm',
  'contacts',
];

function coldCases({ floor, products, peers }: Session): readonly ColdCase[] {
  return [
    { subject: floor, part: 'web' },
    ...products.flatMap(({ subject, same }): ColdCase[] => [
      { subject, part: 'web' },
      { subject, part: 'send' },
      ...coldRoutes.map((name): ColdCase => {
        const route = routeOf(subject, name);
        return { subject, part: route.by, route };
      }),
      ...same.routes.map((route): ColdCase => ({ subject: same, part: 'web', route })),
    ]),
    ...peers.flatMap((subject): ColdCase[] => [
      { subject, part: 'web' },
      ...subject.routes.map((route): ColdCase => ({ subject, part: 'web', route })),
    ]),
  ];
}

function warmCases({ products, peers }: Session): readonly WarmCase[] {
  return [
    ...products.flatMap(({ subject, same }): WarmCase[] => [
      ...warmRoutes.map((name) => ({ subject, route: routeOf(subject, name) })),
      ...same.routes.map((route) => ({ subject: same, route })),
    ]),
    ...peers.flatMap((subject) => subject.routes.map((route) => ({ subject, route }))),
  ];
}

async function loadedFiles(session: Session): Promise<Results['loaded']> {
  const loaded: Results['loaded'] = {};
  for (const one of coldCases(session)) {
    const options = { listsFiles: true };
    const { files } = await startOnce(session.platform, one, session.nextVisitor(), options);
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    loaded[coldName(one)] = { files: files.length, bytes };
  }
  return loaded;
}

async function callsOf(session: Session): Promise<Results['calls']> {
  const calls: Results['calls'] = {};
  const namesOf = (recorded: object): Record<string, string[][]> =>
    Object.fromEntries(
      Object.entries(recorded).map(([route, { names }]) => [route, structuredClone(names)]),
    );
  for (const { subject, recording } of session.products) calls[subject.name] = namesOf(recording);
  for (const peer of session.peers) calls[peer.name] = namesOf(await recordPeer(session, peer));
  return calls;
}

/** Writes profiles of each cold start, and of each route in a warm process. */
async function profile(session: Session, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const fileOf = (name: string): string =>
    join(resolve(folder), `${name.replaceAll(/\W+/g, '-').toLowerCase()}.cpuprofile`);
  const files: string[] = [];
  for (const one of coldCases(session)) {
    const file = fileOf(`cold ${coldName(one)}`);
    say(`profile: ${coldName(one)}`);
    await startOnce(session.platform, one, session.nextVisitor(), { profile: file });
    files.push(file);
  }
  for (const one of warmCases(session)) {
    say(`profile: ${warmName(one)}`);
    const file = fileOf(`warm ${warmName(one)}`);
    await measureWarm([one], {
      rounds: 1,
      requests: 100,
      warmUp: 60,
      nextVisitor: session.nextVisitor,
      emulators: [session.platform.dynamoDb, session.platform.ses],
      onProgress: () => {},
      profile: file,
    });
    files.push(file);
  }
  say('');
  for (const file of files) process.stdout.write(`${summarise(file)}\n`);
}

/** Writes the memory curve, and prints it. */
async function memory(): Promise<void> {
  const { product } = values;
  const session = await startSession({ product, against: undefined, hasPeers: false, say });
  try {
    const rounds = Number(values.rounds ?? 11);
    const curve = await measureMemory(session, { rounds, commit: commitOf(product), say });
    say('');
    process.stdout.write(`${textTable(memoryRows(curve))}\n`);
    writeResults(values.results ?? join(root, 'bench/results/memory.json'), curve);
  } finally {
    session.stop();
  }
}

function writeResults(file: string, results: object): void {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
  say(`Written: ${file}\n`);
}

async function main(): Promise<void> {
  const { quick: isQuick, product, against } = values;
  const rounds = Number(values.rounds ?? (isQuick ? 3 : 11));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number.');
  const all = ['cold', 'warm', 'calls', 'pages'];
  const parts = values.only?.split(',') ?? (isQuick ? all.slice(0, 3) : all);
  const unknown = parts.find((part) => !all.includes(part));
  if (unknown !== undefined) throw new Error(`--only does not know "${unknown}". See --help.`);
  const [load = 0] = loadavg();
  const session = await startSession({
    product,
    against,
    hasPeers: !values['without-peers'],
    say,
  });
  const { platform, nextVisitor } = session;
  try {
    const profiles = values['cpu-prof'];
    if (profiles !== undefined) {
      await profile(session, profiles);
      return;
    }
    say('Counting the calls …');
    const results: Results = {
      at: new Date().toISOString(),
      commits: {
        'Open Door': commitOf(product),
        ...(against !== undefined && { against: commitOf(against) }),
      },
      machine: {
        node: execFileSync(platform.node, ['--version'], { encoding: 'utf8' }).trim(),
        cpu: cpus()[0]?.model ?? 'unknown',
        cores: cpus().length,
        load: [load, 0],
      },
      loaded: parts.includes('cold') ? await loadedFiles(session) : {},
      calls: parts.includes('calls') ? await callsOf(session) : {},
      cold: {},
      warm: {},
    };
    if (parts.includes('cold')) {
      const cases = coldCases(session);
      const cold = await measureCold(platform, cases, {
        rounds,
        nextVisitor,
        onProgress: (round) => say(`cold: round ${round + 1} of ${rounds}`),
      });
      for (const [name, times] of cold) {
        results.cold[name] = {
          cpuMs: rounded(times.map(({ cpuMs }) => cpuMs)),
          wallMs: rounded(times.map(({ wallMs }) => wallMs)),
        };
      }
    }
    if (parts.includes('warm')) {
      const warm = await measureWarm(warmCases(session), {
        rounds,
        requests: isQuick ? 24 : 50,
        warmUp: isQuick ? 32 : 150,
        nextVisitor,
        emulators: [platform.dynamoDb, platform.ses],
        onProgress: (text) => say(`warm: ${text}`),
      });
      for (const [name, { durationsMs, ...times }] of warm) {
        results.warm[name] = {
          cpuMs: rounded(times.cpuMs),
          cpuMs16: rounded(times.cpuMs16),
          perSecond1: rounded(times.perSecond1),
          perSecond16: rounded(times.perSecond16),
          p50: quantile(durationsMs, 0.5),
          p99: quantile(durationsMs, 0.99),
          requests: durationsMs.length,
        };
      }
    }
    if (parts.includes('pages')) {
      results.pages = await measurePages({ rounds: Math.min(rounds, MOST_PAGE_ROUNDS), say });
    }
    results.machine.load = [load, loadavg()[0] ?? 0];
    say('');
    const tables = [
      ...(parts.includes('calls') ? [callRows(results)] : []),
      ...(parts.includes('cold') ? [loadedRows(results), coldRows(results)] : []),
      ...(parts.includes('warm') ? [warmRows(results)] : []),
      ...(parts.includes('pages') ? [pageRows(results)] : []),
      budgetRows(results).filter((row) => row.at(-1) !== 'not measured'),
    ];
    process.stdout.write(`${tables.map(textTable).join('\n\n')}\n`);
    const file =
      values.results ??
      (isQuick || values.only !== undefined ? undefined : join(root, 'bench/results/latest.json'));
    if (file !== undefined) writeResults(file, results);
  } finally {
    session.stop();
  }
}

if (values.help) process.stdout.write(usage);
else if (positionals[0] === 'guard') await import('./guard.ts');
else if (positionals[0] === 'memory') await memory();
else if (positionals.length > 0) throw new Error(`Unknown: ${positionals.join(' ')}. See --help.`);
else await main();
