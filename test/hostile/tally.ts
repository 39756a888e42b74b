import * as z from 'zod';

/** What a run counts. Each process writes its own tally, and `run.ts` adds them. */

/** What must never happen: each must be 0. */
export const counterNames = [
  '5xx answers',
  'extra recipients',
  'extra headers',
  'extra elements',
  'extra links',
  'outputs that a parser refuses',
  'items stored on refusal',
  'emails on refusal',
  'requests over the CPU budget',
  'answers over the size budget',
  'requests over the budget of items',
  'requests over the budget of stored bytes',
] as const;
export type CounterName = (typeof counterNames)[number];

const faultSchema = z.object({ count: z.number(), at: z.string(), example: z.string() });
export const tallySchema = z.object({
  /** Hostile cases, and requests of them. */
  cases: z.number(),
  requests: z.number(),
  emails: z.number(),
  counters: z.partialRecord(z.enum(counterNames), z.number()),
  /** The highest cost of one request, and which request had it. */
  peaks: z.record(z.string(), z.object({ value: z.number(), request: z.string() })),
  /** Each different fault, with the first case that has it. */
  faults: z.record(z.string(), faultSchema),
  /** How often each answer was seen, `POST /declines 202`, and each kind of output. */
  seen: z.record(z.string(), z.number()),
});
export type Tally = z.infer<typeof tallySchema>;

export const emptyTally = (): Tally => ({
  cases: 0,
  requests: 0,
  emails: 0,
  counters: {},
  peaks: {},
  faults: {},
  seen: {},
});

export function addTo(total: Tally, { cases, requests, emails, ...more }: Tally): void {
  total.cases += cases;
  total.requests += requests;
  total.emails += emails;
  for (const name of counterNames)
    total.counters[name] = (total.counters[name] ?? 0) + (more.counters[name] ?? 0);
  for (const [name, peak] of Object.entries(more.peaks)) notePeak(total, name, peak);
  for (const [text, fault] of Object.entries(more.faults)) noteFault(total, text, fault);
  for (const [name, count] of Object.entries(more.seen))
    total.seen[name] = (total.seen[name] ?? 0) + count;
}

export function notePeak({ peaks }: Tally, name: string, peak: Tally['peaks'][string]): void {
  if (peak.value > (peaks[name]?.value ?? -1)) peaks[name] = peak;
}

export function noteFault({ faults }: Tally, text: string, fault: Tally['faults'][string]): void {
  const found = faults[text];
  faults[text] = found === undefined ? fault : { ...found, count: found.count + fault.count };
}

/** How many different faults a run describes. It counts all of them. */
const MAX_DESCRIBED = 30;

/** The lines at the end of a run. */
export function linesOf(tally: Tally): readonly string[] {
  const { cases, requests, emails, counters, peaks, faults } = tally;
  const described = Object.entries(faults).slice(0, MAX_DESCRIBED);
  return [
    `${cases} cases, ${requests} requests, ${emails} emails`,
    ...Object.entries(peaks).map(
      ([name, { value, request }]) => `  highest ${name}: ${value} (${request})`,
    ),
    ...counterNames.map((name) => `  ${name}: ${counters[name] ?? 0}`),
    ...described.flatMap(([text, { count, at, example }]) => [
      `${text}: ${count} times, first in ${at}`,
      ...(example === '' ? [] : [`    ${example}`]),
    ]),
  ];
}
