import type { Route, Subject } from './flows.ts';
import {
  type ColdOptions,
  type ColdStart,
  coldStart,
  type Platform,
  type WarmFunction,
} from './functions.ts';

/** A subject with its processes that stay, which prepare what a route needs. */
export interface RunningSubject extends Subject {
  readonly functions: { readonly web: WarmFunction; readonly send: WarmFunction };
}

export const routeOf = ({ name, routes }: Subject, wanted: Route['name']): Route => {
  const route = routes.find((candidate) => candidate.name === wanted);
  if (route === undefined) throw new Error(`${name} has no route ${wanted}.`);
  return route;
};

/**
 * Lets visitors use all routes that this one needs.
 *
 * @throws {Error} if an answer is not the expected one
 */
export async function prepare(
  subject: RunningSubject,
  { needs }: Route,
  visitors: readonly number[],
): Promise<void> {
  if (needs === undefined) return;
  const route = routeOf(subject, needs);
  await prepare(subject, route, visitors);
  const { answers } = await subject.functions[route.by].run(visitors.map(route.event));
  for (const answer of answers) route.check(answer);
  await route.after?.(visitors, answers);
}

/** One cold start of a subject: its init alone, or with the first answer of a route. */
export interface ColdCase {
  readonly subject: RunningSubject;
  readonly part: 'web' | 'send';
  /** Undefined: the init alone. */
  readonly route?: Route;
}

export const coldName = ({ subject, part, route }: ColdCase): string =>
  `${subject.name} ${route?.name ?? (part === 'send' ? 'init of send' : 'init')}`;

/** In ms: the CPU time of the process, and the time that passed. Without a wait. */
export interface ColdTimes {
  readonly cpuMs: number;
  readonly wallMs: number;
}

const timesOf = ({ initMs, initCpuMs, totalMs, totalCpuMs }: ColdStart, isInit: boolean) =>
  isInit ? { cpuMs: initCpuMs, wallMs: initMs } : { cpuMs: totalCpuMs, wallMs: totalMs };

/**
 * Measures each case once in each round, in another order each time, so that a load of
 * the machine meets all of them.
 *
 * @returns for each case its times, one for each round
 */
export async function measureCold(
  platform: Platform,
  cases: readonly ColdCase[],
  {
    rounds,
    nextVisitor,
    onProgress,
  }: {
    readonly rounds: number;
    readonly nextVisitor: () => number;
    readonly onProgress: (round: number) => void;
  },
): Promise<ReadonlyMap<string, readonly ColdTimes[]>> {
  const times = new Map<string, ColdTimes[]>(cases.map((one) => [coldName(one), []]));
  for (let round = 0; round < rounds; round += 1) {
    onProgress(round);
    for (let place = 0; place < cases.length; place += 1) {
      const one = cases[(place + round) % cases.length];
      if (one === undefined) continue;
      const started = await startOnce(platform, one, nextVisitor());
      times.get(coldName(one))?.push(timesOf(started, one.route === undefined));
    }
  }
  return times;
}

/** Makes one cold start, and checks its answer. */
export async function startOnce(
  platform: Platform,
  { subject, part, route }: ColdCase,
  visitor: number,
  options: ColdOptions = {},
): Promise<ColdStart> {
  const bundle = subject.bundles[part] ?? subject.bundles.web;
  if (route === undefined) return coldStart(platform, bundle, options);
  await prepare(subject, route, [visitor]);
  const started = await coldStart(platform, bundle, { event: route.event(visitor), ...options });
  if (started.answer === undefined) throw new Error(`${subject.name} gave no answer.`);
  route.check(started.answer);
  // Nobody follows the link of this visitor.
  await platform.ses.take();
  return started;
}
