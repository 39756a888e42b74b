import type { Log } from '../core/log.ts';

/** One JSON line an entry, which CloudWatch Logs Insights reads as fields. */
export const jsonLog: Log = (entry) => {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
};
