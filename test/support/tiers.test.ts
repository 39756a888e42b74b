import { describe, expect, it } from 'vitest';
import { countTests, failureReason, parseOnly, summarise } from './tiers.ts';

const report = (...files: { status: string; tests: string[] }[]): string =>
  JSON.stringify({
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((test) => ({ status: test })),
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

describe('parseOnly', () => {
  it('when tiers are in one value or several, then they are returned in running order', () => {
    expect(parseOnly(['integration, unit', 'check'])).toEqual(['check', 'unit', 'integration']);
  });

  it('when a tier is unknown, then the error lists all tiers', () => {
    expect(() => parseOnly(['unti'])).toThrow(
      '--only: there is no tier "unti". Name one or more of check, unit, integration, browser, ' +
        'faults, stack.',
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
