import * as z from 'zod';
import { launchBrowser } from './browser.ts';
import { run } from './command.ts';
import { freePort } from './free-port.ts';

type LighthouseCategory = 'accessibility' | 'best-practices' | 'performance';

const reportSchema = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  categories: z.record(
    z.string(),
    z.object({
      score: z.number().nullable(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.record(z.string(), z.object({ title: z.string(), score: z.number().nullable() })),
});

interface LighthouseReport {
  /** From 0 to 100, by category. */
  readonly scores: Readonly<Partial<Record<LighthouseCategory, number>>>;
  /** What costs points: `category: the title of the audit`. */
  readonly faults: readonly string[];
}

/** Opens pages in a Chromium of its own, on an emulated phone. */
export interface Lighthouse {
  readonly open: (
    url: string,
    categories: readonly LighthouseCategory[],
  ) => Promise<LighthouseReport>;
  readonly close: () => Promise<void>;
}

/** @param cli the file that `node` runs as `lighthouse` */
export async function startLighthouse(cli: string): Promise<Lighthouse> {
  const port = await freePort();
  const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
  return {
    close: () => browser.close(),
    open: async (url, categories) => {
      const options = [
        `--port=${port}`,
        `--only-categories=${categories.join(',')}`,
        '--output=json',
        '--output-path=stdout',
        '--quiet',
        '--no-enable-error-reporting',
      ];
      const { stdout } = await run(process.execPath, [cli, url, ...options], {
        timeoutMs: 10 * 60_000,
      });
      const report = reportSchema.parse(JSON.parse(stdout));
      if (report.runtimeError !== undefined) throw new Error(report.runtimeError.message);
      const scores: Partial<Record<LighthouseCategory, number>> = {};
      const faults: string[] = [];
      for (const category of categories) {
        const { score = null, auditRefs = [] } = report.categories[category] ?? {};
        scores[category] = Math.round((score ?? 0) * 100);
        for (const { id, weight } of auditRefs) {
          const audit = report.audits[id];
          if (weight > 0 && audit && audit.score !== null && audit.score < 1) {
            faults.push(`${category}: ${audit.title}`);
          }
        }
      }
      return { scores, faults };
    },
  };
}
