import * as z from 'zod';

/** The routes of the curve: the first page, and what a person waits for. */
export const memoryRoutes = ['form', 'ask', 'review', 'confirm'] as const;

const routeTimes = z.object({
  /** Medians of the time that passes, in ms, without the wait of the answer floor. */
  coldMs: z.number(),
  warmMs: z.number(),
  /** Medians of the time that is billed, with that wait. */
  coldBilledMs: z.number(),
  warmBilledMs: z.number(),
});

export const memorySchema = z.object({
  at: z.string(),
  commit: z.string(),
  /** How the CPU was limited. */
  method: z.string(),
  sizes: z.array(
    z.object({ megabytes: z.number(), routes: z.record(z.enum(memoryRoutes), routeTimes) }),
  ),
});
export type MemoryCurve = z.infer<typeof memorySchema>;

/**
 * The memory at which a function has one core, in MB.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
export const ONE_CORE_MB = 1769;

/** The price of so many ms at this size, in US dollars for a million requests. */
export const dollarsPerMillion = (
  billedMs: number,
  megabytes: number,
  dollarsPerGigabyteSecond: number,
): number =>
  // Lambda rounds the duration up to the next ms.
  ((Math.ceil(billedMs) / 1000) * megabytes * dollarsPerGigabyteSecond * 1_000_000) / 1024;
