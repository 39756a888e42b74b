import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { run } from './command.ts';

const answerSchema = z.object({
  messages: z.array(
    z.object({
      type: z.string(),
      url: z.string(),
      message: z.string(),
      extract: z.string().default(''),
      hiliteStart: z.number().default(0),
      hiliteLength: z.number().optional(),
    }),
  ),
});

/**
 * What is no fault of our pages. JSX writes `<br/>`, and each attribute has its quotes. A
 * letter has a subject and no heading, and so has a message at the top of a page.
 */
const ignored = [/^Trailing slash on void elements/, /^(?:Article|Section) lacks heading/];

/**
 * Checks HTML documents with the Nu HTML checker, in one run of Java.
 *
 * @param documents by the names that the faults have
 * @returns a line for each kind of error and warning: the element, and where it was found
 */
export async function checkHtml(
  { java, jar }: { readonly java: string; readonly jar: string },
  documents: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  if (documents.size === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), 'open-door-html-'));
  const names = [...documents.keys()];
  try {
    for (const [index, html] of [...documents.values()].entries()) {
      await writeFile(join(folder, `${index}.html`), html);
    }
    const options = ['--format', 'json', '--stdout', '--exit-zero-always'];
    const timeoutMs = 10 * 60_000;
    const { stdout } = await run(java, ['-jar', jar, ...options, folder], { timeoutMs });
    const found = new Map<string, Set<string>>();
    for (const one of answerSchema.parse(JSON.parse(stdout)).messages) {
      if (ignored.some((pattern) => pattern.test(one.message))) continue;
      const end = one.hiliteLength === undefined ? undefined : one.hiliteStart + one.hiliteLength;
      const element = one.extract.slice(one.hiliteStart, end).replaceAll(/\s+/g, ' ');
      const line = `${one.type}: ${one.message} ${element.replaceAll(/"[\w-]{43}"/g, '"…"')}`;
      const name = names[Number(basename(one.url, '.html'))] ?? one.url;
      found.set(line, (found.get(line) ?? new Set()).add(name));
    }
    return [...found].map(([line, where]) => `${line} (${where.size} times: ${[...where][0]})`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
