import * as z from 'zod';
import { ratios, type Spread } from './statistics.ts';

/** What one run of the benchmark measured. `docs/performance.md` is generated from it. */
export const resultsSchema = z.object({
  /** ISO time of the run. */
  at: z.string(),
  /** `git describe` of each checkout, by the product's name. */
  commits: z.record(z.string(), z.string()),
  machine: z.object({
    node: z.string(),
    cpu: z.string(),
    cores: z.number(),
    /** The busy processes in the minute before the run, and in its last minute. */
    load: z.tuple([z.number(), z.number()]),
  }),
  /** What a function loads: the sizes of the files, in bytes. */
  loaded: z.record(z.string(), z.object({ files: z.number(), bytes: z.number() })),
  /** The calls of a request by subject and route, in stages one after the other. */
  calls: z.record(z.string(), z.record(z.string(), z.array(z.array(z.string())))),
  /** By subject and route; one value for each round, in ms. */
  cold: z.record(z.string(), z.object({ cpuMs: z.array(z.number()), wallMs: z.array(z.number()) })),
  warm: z.record(
    z.string(),
    z.object({
      /** CPU time of a request, one after the other, and 16 at once; by round. */
      cpuMs: z.array(z.number()),
      cpuMs16: z.array(z.number()),
      perSecond1: z.array(z.number()),
      perSecond16: z.array(z.number()),
      /** Of the time of a request, one after the other, in ms. */
      p50: z.number(),
      p99: z.number(),
      requests: z.number(),
    }),
  ),
  /** Lighthouse's points for the performance of a page, 0 to 100; one for each round. */
  pages: z.optional(z.record(z.string(), z.array(z.number()))),
});
export type Results = z.infer<typeof resultsSchema>;

/** What the issue "Fast and lean" allows. */
export interface Budget {
  readonly name: string;
  /** What the figure is, in words. */
  readonly unit: '×' | 'KB' | 'calls';
  readonly limit: number;
  readonly stretch?: number;
  /** Undefined: this run did not measure it. */
  readonly figure: (results: Results, product: string) => Spread | number | undefined;
  /** The figure must be above the limit. */
  readonly isLeast?: true;
}

const coldRatio =
  (route: string, base: string) =>
  ({ cold }: Results, product: string): Spread | undefined => {
    const sameAs = product === 'Open Door' ? base : base.replace('same', `same as ${product}`);
    const [measured, by] = [cold[`${product} ${route}`], cold[sameAs]];
    return measured && by && ratios(measured.cpuMs, by.cpuMs);
  };

const warmRatio =
  (route: string, base: string, key: 'cpuMs' | 'perSecond16' = 'cpuMs') =>
  ({ warm }: Results, product: string): Spread | undefined => {
    const sameAs = product === 'Open Door' ? base : base.replace('same', `same as ${product}`);
    const [measured, by] = [warm[`${product} ${route}`], warm[sameAs]];
    return measured && by && ratios(measured[key], by[key]);
  };

const loadedKb =
  (name: string) =>
  ({ loaded }: Results, product: string): number | undefined => {
    const found = loaded[`${product} ${name}`];
    return found && found.bytes / 1024;
  };

const stages =
  (route: string) =>
  ({ calls }: Results, product: string): number | undefined =>
    calls[product]?.[route]?.length;
const countOf =
  (route: string) =>
  ({ calls }: Results, product: string): number | undefined =>
    calls[product]?.[route]?.flat().length;

/** Issue 13, point 2. A ratio is of CPU times, if the name does not say another thing. */
export const budgets: readonly Budget[] = [
  {
    name: '`GET /` cold, to the floor',
    unit: '×',
    limit: 0.5,
    stretch: 0.35,
    figure: coldRatio('form', 'floor init'),
  },
  {
    name: '`POST /preview` cold, to the floor',
    unit: '×',
    limit: 0.7,
    stretch: 0.5,
    figure: coldRatio('preview', 'floor init'),
  },
  { name: 'what `GET /` loads', unit: 'KB', limit: 80, stretch: 65, figure: loadedKb('form') },
  {
    name: 'what `POST /preview` loads',
    unit: 'KB',
    limit: 80,
    stretch: 65,
    figure: loadedKb('preview'),
  },
  {
    name: 'ask cold, to `same`',
    unit: '×',
    limit: 1.25,
    stretch: 1,
    figure: coldRatio('ask', 'same ask'),
  },
  {
    name: 'confirm cold, to `same`',
    unit: '×',
    limit: 1.2,
    stretch: 1,
    figure: coldRatio('confirm', 'same confirm'),
  },
  {
    name: 'review of a letter with a note cold, to `same`',
    unit: '×',
    limit: 1.35,
    stretch: 1.1,
    figure: coldRatio('review', 'same review'),
  },
  {
    name: 'review of a letter without a note cold, to `same`',
    unit: '×',
    limit: 1.35,
    stretch: 1.1,
    figure: coldRatio('review-plain', 'same review'),
  },
  {
    name: 'contacts cold, to `same`',
    unit: '×',
    limit: 1.35,
    stretch: 1.1,
    figure: coldRatio('contacts', 'same contacts'),
  },
  {
    name: 'ask, to `same`',
    unit: '×',
    limit: 1.4,
    stretch: 1.2,
    figure: warmRatio('ask', 'same ask'),
  },
  {
    name: 'confirm, to `same`',
    unit: '×',
    limit: 1.6,
    stretch: 1.3,
    figure: warmRatio('confirm', 'same confirm'),
  },
  {
    name: 'review, to `same`',
    unit: '×',
    limit: 2.6,
    stretch: 1.8,
    figure: warmRatio('review', 'same review'),
  },
  {
    name: "form, to better-auth's ask",
    unit: '×',
    limit: 0.2,
    figure: warmRatio('form', 'better-auth ask'),
  },
  {
    name: "preview, to better-auth's ask",
    unit: '×',
    limit: 0.2,
    figure: warmRatio('preview-note', 'better-auth ask'),
  },
  {
    name: 'confirm, to Auth.js',
    unit: '×',
    limit: 1,
    figure: warmRatio('confirm', 'Auth.js confirm'),
  },
  {
    name: 'confirm, to better-auth',
    unit: '×',
    limit: 1,
    figure: warmRatio('confirm', 'better-auth confirm'),
  },
  {
    name: 'confirm in requests/s, to Auth.js',
    unit: '×',
    limit: 1,
    isLeast: true,
    figure: warmRatio('confirm', 'Auth.js confirm', 'perSecond16'),
  },
  {
    name: 'confirm in requests/s, to better-auth',
    unit: '×',
    limit: 1,
    isLeast: true,
    figure: warmRatio('confirm', 'better-auth confirm', 'perSecond16'),
  },
  { name: 'ask, to Auth.js', unit: '×', limit: 1, figure: warmRatio('ask', 'Auth.js ask') },
  { name: 'reads of review', unit: 'calls', limit: 1, figure: countOf('review') },
  { name: 'stages of confirm', unit: 'calls', limit: 4, figure: stages('confirm') },
  {
    name: 'what send loads before its first answer',
    unit: 'KB',
    limit: 340,
    stretch: 300,
    figure: loadedKb('confirm'),
  },
];

export type Verdict = 'reached the stretch' | 'met' | 'missed by less than a tenth' | 'missed';

/** Whether a figure is within its budget. */
export function verdictOf(budget: Budget, figure: Spread | number): Verdict {
  const value = typeof figure === 'number' ? figure : figure.median;
  const { limit, stretch, isLeast } = budget;
  if (isLeast)
    return value >= limit ? 'met' : value >= limit * 0.9 ? 'missed by less than a tenth' : 'missed';
  if (stretch !== undefined && value <= stretch) return 'reached the stretch';
  if (value <= limit) return 'met';
  return value <= limit * 1.1 ? 'missed by less than a tenth' : 'missed';
}
