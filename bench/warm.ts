import { prepare, type RunningSubject } from './cold.ts';
import type { Emulator } from './emulators/wire.ts';
import type { Route } from './flows.ts';

/** One route of a subject, measured in a process that is warm. */
export interface WarmCase {
  readonly subject: RunningSubject;
  readonly route: Route;
}

export const warmName = ({ subject, route }: WarmCase): string => `${subject.name} ${route.name}`;

/** What was measured, one value for each round. */
export interface WarmTimes {
  /** CPU time of a request, in ms. */
  readonly cpuMs: number[];
  /** The time of each request, one after the other, in ms; of all rounds together. */
  readonly durationsMs: number[];
  /** Requests a second, one after the other. */
  readonly perSecond1: number[];
  /** Requests a second, 16 at once. */
  readonly perSecond16: number[];
  readonly cpuMs16: number[];
}

interface WarmOptions {
  readonly rounds: number;
  /** Requests of one route in a round. */
  readonly requests: number;
  /** Requests before the first round, which are not measured. */
  readonly warmUp: number;
  readonly nextVisitor: () => number;
  readonly emulators: readonly Emulator[];
  readonly onProgress: (text: string) => void;
  /** The file for a CPU profile of the requests one after the other. */
  readonly profile?: string;
}

const AT_ONCE = 16;

/**
 * The share of requests that a batch begins with and does not measure. While the others
 * had their turn, the process was idle for seconds: its memory is no longer in the
 * processor's caches, and V8 may have dropped compiled code.
 */
const UNMEASURED_SHARE = 0.4;

/** Measures each case in each round, in another order each time. */
export async function measureWarm(
  cases: readonly WarmCase[],
  { rounds, requests, warmUp, nextVisitor, emulators, onProgress, profile }: WarmOptions,
): Promise<ReadonlyMap<string, WarmTimes>> {
  const times = new Map<string, WarmTimes>(
    cases.map((one) => [
      warmName(one),
      { cpuMs: [], durationsMs: [], perSecond1: [], perSecond16: [], cpuMs16: [] },
    ]),
  );
  const run = async (one: WarmCase, count: number, concurrency: number, file?: string) => {
    const { subject, route } = one;
    const visitors = Array.from({ length: count }, nextVisitor);
    await prepare(subject, route, visitors);
    // The emulators keep what nobody takes.
    for (const emulator of emulators) await emulator.take();
    const events = visitors.map(route.event);
    const options = { concurrency, ...(file !== undefined && { profile: file }) };
    const result = await subject.functions[route.by].run(events, options);
    for (const answer of result.answers) route.check(answer);
    return result;
  };
  for (const one of cases) {
    onProgress(`warm-up: ${warmName(one)}`);
    await run(one, warmUp, 1);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < cases.length; place += 1) {
      const one = cases[(place + round) % cases.length];
      if (one === undefined) continue;
      onProgress(`round ${round + 1} of ${rounds}: ${warmName(one)}`);
      await run(one, Math.ceil(requests * UNMEASURED_SHARE), 1);
      const single = await run(one, requests, 1, profile);
      const many = await run(one, Math.max(requests, 2 * AT_ONCE), AT_ONCE);
      const into = times.get(warmName(one));
      into?.cpuMs.push(single.cpuMs / single.answers.length);
      into?.durationsMs.push(...single.durationsMs);
      into?.perSecond1.push((1000 * single.answers.length) / single.wallMs);
      into?.perSecond16.push((1000 * many.answers.length) / many.wallMs);
      into?.cpuMs16.push(many.cpuMs / many.answers.length);
    }
  }
  return times;
}
