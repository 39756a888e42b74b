import { defineConfig } from 'vitest/config';

/**
 * What every tier but `stack` runs with: keys that no AWS account knows and an endpoint
 * where nobody listens, so a client that was not told its emulator is refused on the spot
 * and never reaches an account of whoever runs the tests. The stack tier starts its own
 * AWS and says so itself.
 */
const noAws = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  // Node 20 is the oldest we support; the SDK warns of its end in every test file.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

const seconds = 1000;

/**
 * `test/run.ts` reads the counts from here, also of a vitest that test/stack/run.ts
 * starts.
 */
const reportFile = process.env['OPEN_DOOR_TEST_REPORT'];

export default defineConfig({
  test: {
    // The functions log each step; only a failed test's lines are worth reading.
    silent: 'passed-only',
    reporters:
      reportFile === undefined ? ['default'] : ['default', ['json', { outputFile: reportFile }]],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/{integration,browser,stack,faults}/**'],
          env: noAws,
          // Bundling and synthesising the stack take seconds, on two busy cores many.
          testTimeout: 60 * seconds,
          hookTimeout: 60 * seconds,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.{ts,tsx}'],
          globalSetup: 'test/support/integration-setup.ts',
          env: noAws,
          testTimeout: 60 * seconds,
          hookTimeout: 60 * seconds,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: 'test/support/integration-setup.ts',
          env: noAws,
          // A proof at its full size takes minutes, and hours under load.
          testTimeout: (process.env['FAULT_RUNS'] === undefined ? 120 : 7200) * seconds,
          hookTimeout: 60 * seconds,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          env: noAws,
          // One at a time: each file has its own product and its own Chromium, and two
          // cores are all CI has.
          maxWorkers: 1,
          testTimeout: 60 * seconds,
          hookTimeout: 120 * seconds,
        },
      },
      {
        extends: true,
        test: {
          name: 'stack',
          include: ['test/stack/**/*.test.{ts,tsx}'],
          // One deployed stack for all.
          maxWorkers: 1,
          testTimeout: 120 * seconds,
          hookTimeout: 300 * seconds,
        },
      },
    ],
  },
});
