import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({
        functionName: z.string(),
        url: z.string(),
        lineNumber: z.number(),
        columnNumber: z.number(),
      }),
    }),
  ),
  samples: z.array(z.number()),
  /** Microseconds since the sample before. */
  timeDeltas: z.array(z.number()),
});
export type CpuProfile = z.infer<typeof profileSchema>;

/**
 * Where the time of a profile went: self time by the place that `placeOf` gives, largest
 * first, in ms.
 */
export function selfTimes(
  { nodes, samples, timeDeltas }: CpuProfile,
  placeOf: (frame: CpuProfile['nodes'][number]['callFrame']) => string,
): readonly (readonly [place: string, ms: number])[] {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const place = places.get(id) ?? 'unknown';
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  }
  return [...times].sort(([, a], [, b]) => b - a);
}

/** A package, or a file of ours, by the path of a source. */
export function packageOf(source: string): string {
  const inPackages = source.split('node_modules/').at(-1) ?? '';
  if (!source.includes('node_modules/')) return source.replace(/^(\.\.\/)+/, '');
  return inPackages.split('/', inPackages.startsWith('@') ? 2 : 1).join('/');
}

const sourceMaps = new Map<string, SourceMap | undefined>();

/** The source map beside a bundle. */
function sourceMapOf(file: string): SourceMap | undefined {
  if (!sourceMaps.has(file)) {
    const map = `${file}.map`;
    sourceMaps.set(
      file,
      existsSync(map) ? new SourceMap(JSON.parse(readFileSync(map, 'utf8'))) : undefined,
    );
  }
  return sourceMaps.get(file);
}

/** The package or the file of a function, by the source map of its bundle. */
function sourceOf(frame: CpuProfile['nodes'][number]['callFrame']): string {
  const { url, functionName, lineNumber, columnNumber } = frame;
  if (url === '') return functionName === '' ? 'V8' : functionName;
  if (!url.startsWith('file:') && !url.startsWith('/')) return url;
  const file = url.startsWith('file:') ? fileURLToPath(url) : url;
  const entry = sourceMapOf(file)?.findEntry(lineNumber, columnNumber);
  const source = entry && 'originalSource' in entry ? entry.originalSource : basename(file);
  return packageOf(source);
}

const column = (value: number, width: number, digits: number): string =>
  value.toFixed(digits).padStart(width);

/** Waiting, and the work of the profiler itself. */
const notWork = ['(idle)', 'node:inspector', 'node:inspector/promises'];

/**
 * The largest self times of a profile, as text. The profiler measures time that passes,
 * so on a busy machine the writing to sockets looks larger than it is: other processes
 * run then.
 */
export function summarise(file: string): string {
  const profile = profileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const times = selfTimes(profile, sourceOf).filter(([place]) => !notWork.includes(place));
  const total = times.reduce((sum, [, ms]) => sum + ms, 0);
  const lines = times
    .slice(0, 15)
    .map(([place, ms]) => `${column(ms, 8, 1)} ms ${column((100 * ms) / total, 3, 0)} %  ${place}`);
  return [`${basename(file)}: ${total.toFixed(1)} ms of work`, ...lines, ''].join('\n');
}
