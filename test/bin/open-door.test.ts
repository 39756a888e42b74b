import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'open-door-app-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the CDK app as `cdk synth -c …` does, without bundling the functions. */
function synth(context: Record<string, string>) {
  const outdir = mkdtempSync(join(folder, 'out-'));
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'bin', 'open-door.ts')],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        CDK_OUTDIR: outdir,
        CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [] }),
      },
    },
  );
  return { status, stderr, files: readdirSync(outdir) };
}

/** The path of a file with these settings. */
function fileOf(name: string, settings: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(settings));
  return path;
}

const careers = {
  mailIdentity: 'school.test',
  allowedCandidates: ['school.test'],
  stackName: 'Careers',
};

// Loading CDK takes seconds, so there is one run of each kind. All the values are in
// test/lib/config.test.ts.
test('when -c names a file, then its settings are used, and other -c override them', () => {
  const settings = fileOf('careers.json', careers);
  const { status, files } = synth({ settings, stackName: 'Alumni' });
  expect(status).toBe(0);
  expect(files).toContain('Alumni.template.json');
});

test('when a setting of the file is wrong, then the app says where and what, and stops', () => {
  const settings = fileOf('wrong.json', { ...careers, mailIdentity: 'you@gmail.com' });
  const { status, stderr, files } = synth({ settings });
  expect(status).toBe(1);
  expect(stderr).toContain('"mailIdentity" is "you@gmail.com": Open Door cannot send as gmail.com');
  expect(stderr).toContain(`Correct it in ${settings} `);
  // No stack trace: the operator can do nothing about it.
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(files.filter((file) => file.endsWith('.template.json'))).toEqual([]);
});
