import { defineConfig } from 'vitest/config';
import { writeAssets } from './lib/assets.ts';

// The functions look for the built assets in the root of the repository.
writeAssets(import.meta.dirname);

/**
 * The AWS environment of every tier but `stack`: keys of no AWS account, and an endpoint
 * where no server listens. If a test forgets to configure a client for an emulator, the
 * connection is refused, and the client cannot reach the developer's own account. The
 * stack tier starts its own AWS emulator and sets the variables itself.
 */
const noAws = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  // The SDK warns in every test file that it will drop Node 20, the oldest that we
  // support.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

const SECOND_MS = 1000;

/** `test/run.ts` reads the test counts from this file. */
const reportFile = process.env['OPEN_DOOR_TEST_REPORT'];

export default defineConfig({
  test: {
    // The functions log each step. Only the log lines of a failed test are useful.
    silent: 'passed-only',
    reporters:
      reportFile === undefined ? ['default'] : ['default', ['json', { outputFile: reportFile }]],
    // One process per core runs one test file after the other. A file that imports a
    // module, or uses an emulator, of an earlier file gets the same one. Each file
    // creates its own table.
    isolate: false,
    // CommonJS modules are imported as Node imports them.
    deps: { interopDefault: false },
    maxWorkers: '100%',
    // A poll ends as soon as its condition holds. The default limit is 1 s.
    expect: { poll: { timeout: 30 * SECOND_MS } },
    hookTimeout: 60 * SECOND_MS,
    // A test takes about a second, but many times that on a machine with other work.
    testTimeout: 60 * SECOND_MS,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/{integration,browser,stack,faults,hostile}/**'],
          env: noAws,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.{ts,tsx}'],
          globalSetup: 'test/support/integration-setup.ts',
          env: noAws,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          env: noAws,
          hookTimeout: 120 * SECOND_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: 'test/support/integration-setup.ts',
          env: noAws,
          // With `--full` a proof takes many minutes.
          testTimeout: (process.env['FAULT_RUNS'] === undefined ? 120 : 7200) * SECOND_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'hostile',
          include: ['test/hostile/**/*.test.ts'],
          env: noAws,
          // All cases run in a hook. With `--full` they take a quarter of an hour, and many
          // times that on a machine with other work.
          hookTimeout: 7200 * SECOND_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'stack',
          include: ['test/stack/**/*.test.{ts,tsx}'],
          // A test may deploy two or three times.
          testTimeout: 600 * SECOND_MS,
          hookTimeout: 300 * SECOND_MS,
        },
      },
    ],
  },
});
