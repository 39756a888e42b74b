import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './command.ts';
import {
  chooseTiers,
  countTests,
  failureReason,
  failureWithout,
  listFailedTests,
  summarise,
} from './tiers.ts';

const report = (...files: { status: string; tests: string[] }[]): string =>
  JSON.stringify({
    testResults: files.map(({ status, tests }) => ({
      name: '/project/test/a.test.ts',
      status,
      message: tests.length === 0 ? 'SyntaxError: here' : '',
      assertionResults: tests.map((test) => ({
        status: test,
        fullName: `group ${test}`,
        failureMessages: test === 'failed' ? [`Error: 1\n    is not 2 ${'.'.repeat(900)}`] : [],
      })),
    })),
  });

describe('countTests', () => {
  it('when a report has several files, then their tests are added', () => {
    const text = report(
      { status: 'passed', tests: ['passed', 'passed', 'skipped', 'todo'] },
      { status: 'failed', tests: ['passed', 'failed'] },
    );
    expect(countTests(text)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('when a file did not load or its set-up failed, then it counts as a failure', () => {
    const text = report({ status: 'failed', tests: [] }, { status: 'failed', tests: ['skipped'] });
    expect(countTests(text)).toEqual({ passed: 0, failed: 2, skipped: 1 });
  });
});

describe('listFailedTests', () => {
  it('when tests failed, then each has one bounded line with its file, name and error', () => {
    const text = report({ status: 'failed', tests: ['passed', 'failed', 'failed'] });
    const lines = listFailedTests(text, '/project');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^test\/a\.test\.ts: group failed: Error: 1 is not 2 \.+$/);
    expect(lines[0]).toHaveLength(300);
  });

  it('when a file did not load, then its line says why', () => {
    expect(listFailedTests(report({ status: 'failed', tests: [] }), '/project')).toEqual([
      'test/a.test.ts: SyntaxError: here',
    ]);
  });

  it('when there is no report, then no test is named', () => {
    expect(listFailedTests(undefined, '/project')).toEqual([]);
  });
});

describe('failureReason', () => {
  it.each([
    ['no report', 'no test ran', countTests(), 0],
    ['a program that did not start', 'no test ran, and it ended with exit code 1', countTests(), 1],
    ['only skipped tests', 'no test ran', { passed: 0, failed: 0, skipped: 4 }, 0],
    [
      'an error outside the tests',
      'every test passed, but it ended with exit code 1',
      { passed: 4, failed: 0, skipped: 0 },
      1,
    ],
    ['failed tests, which are listed', undefined, { passed: 4, failed: 1, skipped: 0 }, 1],
    ['passed tests', undefined, { passed: 4, failed: 0, skipped: 1 }, 0],
  ])('when a tier has %s, then its failure is %j', (_result, reason, counts, exitCode) => {
    expect(failureReason(counts, exitCode)).toBe(reason);
  });
});

describe('chooseTiers', () => {
  it('when tiers are in one value or several, then they are returned in running order', () => {
    const only = ['integration, unit,', 'check'];
    expect(chooseTiers({ only, all: false })).toEqual(['check', 'unit', 'integration']);
  });

  it('when --only is absent, then no tier is named', () => {
    expect(chooseTiers({ only: [], all: false })).toEqual([]);
    expect(chooseTiers({ only: [], all: true })).toEqual([]);
  });

  it('when a tier is unknown, then the error lists all tiers', () => {
    expect(() => chooseTiers({ only: ['unti'], all: false })).toThrow(
      '--only: there is no tier "unti". Name one or more of check, unit, integration, browser, ' +
        'faults, hostile, stack.',
    );
  });

  it.each(['', ' ', ','])('when --only is %j, then the error lists all tiers', (value) => {
    expect(() => chooseTiers({ only: [value], all: false })).toThrow(
      '--only: say which tiers: check, unit, integration, browser, faults, hostile, stack.',
    );
  });

  it('when --only and --all are given, then that is an error', () => {
    expect(() => chooseTiers({ only: ['unit'], all: true })).toThrow(
      '--only and --all contradict each other. Give one of them.',
    );
  });

  it('when npm has kept --all, then the error says what to write', () => {
    const message = 'npm test -- --all, or npm test -- --only unit.';
    expect(() => chooseTiers({ only: [], all: false }, 'true')).toThrow(message);
    expect(() => chooseTiers({ only: ['unit'], all: false }, 'true')).toThrow(message);
    expect(chooseTiers({ only: [], all: true }, 'true')).toEqual([]);
    expect(chooseTiers({ only: ['unit'], all: false }, '')).toEqual(['unit']);
  });
});

describe('failureWithout', () => {
  const missing = { part: 'stack', reason: 'there is no Python', remedy: 'install Python' };
  const failure = 'stack: there is no Python. To run: install Python.';

  it.each([
    ['a part of a tier', { isWholeTier: false, isNamed: false, isCi: false }, undefined],
    ['a part of a named tier', { isWholeTier: false, isNamed: true, isCi: false }, undefined],
    ['a part of a tier on CI', { isWholeTier: false, isNamed: false, isCi: true }, failure],
    ['a part of a named tier on CI', { isWholeTier: false, isNamed: true, isCi: true }, failure],
    ['a tier', { isWholeTier: true, isNamed: false, isCi: false }, undefined],
    ['a named tier', { isWholeTier: true, isNamed: true, isCi: false }, failure],
    ['a tier on CI', { isWholeTier: true, isNamed: false, isCi: true }, failure],
  ])('when %s cannot run, then for %j the failure is %j', (_what, circumstances, expected) => {
    expect(failureWithout(missing, circumstances)).toBe(expected);
  });
});

describe('the runners without Java', () => {
  const runWithoutJava = (args: readonly string[], env: NodeJS.ProcessEnv) =>
    run(process.execPath, [fileURLToPath(import.meta.resolve('tsx/cli')), ...args], {
      env: {
        ...process.env,
        PATH: '',
        JAVA_HOME: undefined,
        // These are set for the run that this test is a part of.
        OPEN_DOOR_TEST_REPORT: undefined,
        npm_config_all: undefined,
        ...env,
      },
    });

  it.each(['integration', 'faults'])(
    'when %s has no DynamoDB Local on CI, then it fails and says what to install',
    async (tier) => {
      await expect(
        runWithoutJava(['test/run.ts', '--only', tier], { CI: 'true' }),
      ).rejects.toMatchObject({
        code: 1,
        stdout: expect.stringMatching(
          `FAILED: ${tier} on DynamoDB Local: there is no Java. To run: install Java 17`,
        ),
      });
    },
  );

  it('when the proofs run on dynalite alone, then the last line says so', async () => {
    const { stdout } = await runWithoutJava(['test/faults/run.ts', 'mutation-list'], {
      CI: undefined,
      OPEN_DOOR_DYNAMODB_LOCAL: undefined,
    }).catch((error: unknown) => {
      // The error's message has only the command.
      throw new Error(JSON.stringify(error).slice(0, 5000), { cause: error });
    });
    expect(stdout).toMatch(
      /\nLeft out: the tests on DynamoDB Local: there is no Java\. To run: .*\.\n$/,
    );
  });
});

describe('summarise', () => {
  const passed = { passed: 2, failed: 0, skipped: 0 };
  const none = { passed: 0, failed: 0, skipped: 0 };

  it('when a part is left out, then the last lines say how to run it, and the totals', () => {
    const { lines, ok } = summarise(
      [
        { tier: 'check', ran: true, counts: none, milliseconds: 4000 },
        {
          tier: 'unit',
          ran: true,
          counts: { passed: 40, failed: 0, skipped: 1 },
          milliseconds: 1234,
        },
        { tier: 'integration', ran: true, counts: passed, milliseconds: 900 },
        { tier: 'stack', ran: false },
      ],
      [
        {
          part: 'integration on DynamoDB Local',
          reason: 'there is no Java',
          remedy: 'install Java 17 (apt-get install openjdk-17-jre-headless)',
        },
        { part: 'stack', reason: 'it takes minutes', remedy: 'npm test -- --all' },
      ],
    );
    expect(ok).toBe(true);
    expect(lines).toEqual([
      'check        passed (4.0 s)',
      'unit         40 passed, 0 failed, 1 skipped (1.2 s)',
      'integration  2 passed, 0 failed (0.9 s)',
      'stack        left out',
      '',
      'Left out:',
      '- integration on DynamoDB Local: there is no Java. To run: install Java 17 (apt-get ' +
        'install openjdk-17-jre-headless).',
      '- stack: it takes minutes. To run: npm test -- --all.',
      '',
      '42 passed, 0 failed, 1 skipped',
    ]);
  });

  it('when a test failed, then the run failed', () => {
    const { lines, ok } = summarise(
      [{ tier: 'unit', ran: true, counts: { passed: 1, failed: 2, skipped: 0 }, milliseconds: 0 }],
      [],
    );
    expect(ok).toBe(false);
    expect(lines).toEqual([
      'unit         FAILED: 1 passed, 2 failed (0.0 s)',
      '',
      '1 passed, 2 failed',
    ]);
  });

  it('when many tests failed, then the first are named, and the others are counted', () => {
    const failedTests = Array.from({ length: 23 }, (_, index) => `a.test.ts: test ${index}`);
    const counts = { passed: 0, failed: 23, skipped: 0 };
    const { lines } = summarise(
      [{ tier: 'unit', ran: true, counts, failedTests, milliseconds: 0 }],
      [],
    );
    expect(lines.slice(1, 4)).toEqual(['', 'Failed:', '- a.test.ts: test 0']);
    expect(lines.slice(-4)).toEqual([
      '- a.test.ts: test 19',
      '- and 3 more',
      '',
      '0 passed, 23 failed',
    ]);
  });

  it('when a tier failed without a failed test, then it counts as one failure', () => {
    const { lines, ok } = summarise(
      [
        { tier: 'check', ran: true, counts: none, failure: 'exit code 1', milliseconds: 0 },
        { tier: 'unit', ran: true, counts: passed, milliseconds: 0 },
      ],
      [],
    );
    expect(ok).toBe(false);
    expect(lines[0]).toBe('check        FAILED: exit code 1 (0.0 s)');
    expect(lines.at(-1)).toBe('2 passed, 1 failed');
  });
});
