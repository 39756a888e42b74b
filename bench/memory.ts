import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coldName, prepare, routeOf, startOnce } from './cold.ts';
import { lazyFunction } from './functions.ts';
import { type MemoryCurve, memoryRoutes, ONE_CORE_MB } from './memory-curve.ts';
import type { Session } from './session.ts';
import { median } from './statistics.ts';

const sizes = [128, 256, 512, 768, 1024, 1280, 1536, 1769];

/**
 * The time in which a process may use its share, in µs. AWS does not document its own. A
 * short one spreads the share evenly: with Linux's 100 ms, most requests would never meet
 * the limit.
 */
const PERIOD_US = 20_000;

/** A group of processes with a limit on the CPU. */
interface CpuLimit {
  readonly method: string;
  /** The file to which a process writes its id to join the group. */
  readonly joinFile: string;
  /** @param share of one core, 0 to 1 */
  readonly set: (share: number) => void;
  readonly remove: () => void;
}

/**
 * Makes a group by Linux's cgroups, version 2 or 1. This needs root.
 *
 * @throws {Error} that says what is missing
 */
function createCpuLimit(): CpuLimit {
  const roots = [
    { path: '/sys/fs/cgroup', version: 2, marker: 'cgroup.controllers' },
    { path: '/sys/fs/cgroup/cpu', version: 1, marker: 'cpu.cfs_quota_us' },
  ] as const;
  const root = roots.find(({ path, marker }) => existsSync(join(path, marker)));
  if (root === undefined) throw new Error('There are no cgroups here: run it on Linux.');
  const group = join(root.path, `open-door-bench-${process.pid}`);
  const write = (file: string, text: string): void => writeFileSync(join(group, file), text);
  try {
    mkdirSync(group);
  } catch (error) {
    throw new Error('The CPU cannot be limited: run it as root.', { cause: error });
  }
  return {
    method: `cgroup v${root.version}, a period of ${PERIOD_US / 1000} ms`,
    joinFile: join(group, 'cgroup.procs'),
    set: (share) => {
      const quota = String(Math.round(share * PERIOD_US));
      if (root.version === 2) write('cpu.max', `${quota} ${PERIOD_US}`);
      else {
        write('cpu.cfs_period_us', String(PERIOD_US));
        write('cpu.cfs_quota_us', quota);
      }
    },
    remove: () => {
      try {
        rmdirSync(group);
      } catch {
        // A process that has just ended may still be in it. An empty group does no harm.
      }
    },
  };
}

/** Measures cold starts and warm requests at the CPU share of each memory size. */
export async function measureMemory(
  { platform, products, nextVisitor }: Session,
  { rounds, commit, say }: { rounds: number; commit: string; say: (text: string) => void },
): Promise<MemoryCurve> {
  const [product] = products;
  if (product === undefined) throw new Error('No product to measure.');
  const { subject } = product;
  const limit = createCpuLimit();
  const under = ['sh', '-c', `echo $$ > ${limit.joinFile} && exec "$@"`, 'sh'];
  try {
    const curve: MemoryCurve['sizes'] = [];
    for (const megabytes of sizes) {
      limit.set(megabytes / ONE_CORE_MB);
      const routes: Partial<MemoryCurve['sizes'][number]['routes']> = {};
      for (const name of memoryRoutes) {
        const route = routeOf(subject, name);
        const one = { subject, part: route.by, route };
        say(`${megabytes} MB: ${coldName(one)}`);
        const cold = [];
        for (let round = 0; round < rounds; round += 1) {
          cold.push(await startOnce(platform, one, nextVisitor(), { under }));
        }
        // Prepared by the processes that have no limit, warmed up without one, too.
        const limited = lazyFunction(platform, subject.bundles[route.by] ?? subject.bundles.web);
        const run = async (count: number) => {
          const visitors = Array.from({ length: count }, nextVisitor);
          await prepare(subject, route, visitors);
          await platform.ses.take();
          await platform.dynamoDb.take();
          const result = await limited.run(visitors.map(route.event));
          for (const answer of result.answers) route.check(answer);
          return result;
        };
        await run(60);
        writeFileSync(limit.joinFile, String(await limited.pid()));
        const warm = await run(3 * rounds);
        limited.stop();
        await platform.ses.take();
        const waited = warm.waitedMs / warm.answers.length;
        routes[name] = {
          coldMs: median(cold.map(({ totalMs }) => totalMs)),
          warmMs: median(warm.durationsMs),
          coldBilledMs: median(cold.map(({ totalMs, waitedMs }) => totalMs + waitedMs)),
          warmBilledMs: median(warm.durationsMs) + waited,
        };
      }
      const { form, ask, review, confirm } = routes;
      if (form && ask && review && confirm) {
        curve.push({ megabytes, routes: { form, ask, review, confirm } });
      }
    }
    return { at: new Date().toISOString(), commit, method: limit.method, sizes: curve };
  } finally {
    limit.remove();
  }
}
