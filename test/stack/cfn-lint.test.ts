import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configurations } from '../lib/configurations.ts';
import { appOf } from '../lib/synthesise.ts';
import { run } from '../support/command.ts';
import { findCfnLint } from './programs.ts';

/**
 * The rules of cfn-lint that the templates break, and why.
 * - W3005: CDK lets a function wait for its role twice, which is harmless.
 * - W8003: the rule that refuses to deploy such a stack is always false.
 */
const ignored = ['W3005', 'W8003'];

/** Regions whose resources differ. */
const regions = ['us-east-1', 'eu-west-1', 'ap-southeast-2'];

const lint = 'from cfnlint.runner.cli import main; main()';

/** What cfn-lint says of a template. It ends with an error if it says anything. */
async function findingsOf(python: string, template: string, ignore: string[]): Promise<string> {
  const options = ['--format', 'parseable', '--regions', ...regions];
  const ignoring = ignore.length > 0 ? ['--ignore-checks', ...ignore] : [];
  try {
    const { stdout } = await run(python, ['-c', lint, ...options, ...ignoring, '--', template]);
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && error.stdout) return String(error.stdout);
    throw error;
  }
}

describe('cfn-lint', async () => {
  const found = await findCfnLint();
  if (!found.found) throw new Error(`cfn-lint cannot run: ${found.reason}.`);

  test.each(Object.entries(configurations))(
    'when there is %s, then it finds nothing',
    async (_name, settings) => {
      const folder = mkdtempSync(join(tmpdir(), 'open-door-lint-'));
      try {
        const { app, stack } = appOf(settings, folder);
        app.synth();
        const template = join(folder, stack.templateFile);
        expect(await findingsOf(found.python, template, ignored)).toBe('');
        // Otherwise the list above would have more than is needed.
        expect(await findingsOf(found.python, template, [])).toMatch(/W3005/);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
