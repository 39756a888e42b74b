// biome-ignore lint/correctness/noUndeclaredDependencies: what the SDK itself imports
import { loadConfig as sdkLoadConfig } from '@smithy/core/config';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  loadConfig,
  NODE_REGION_CONFIG_OPTIONS,
  resolveDefaultsModeConfig,
} from '../../lib/environment-config.ts';

// As on Lambda, there are no files of settings.
beforeEach(() => {
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const strict = (value: string | undefined): boolean | undefined => {
  if (value === undefined || value === 'true' || value === 'false')
    return value && value === 'true';
  throw new Error(`Cannot load env AS_BOOLEAN: ${value}`);
};

describe.each([undefined, '', 'true', 'false', 'TRUE', 'x', '0'])('the variable is %j', (value) => {
  const kinds: Parameters<typeof loadConfig<unknown>>[0][] = [
    { environmentVariableSelector: (env) => env['SETTING'], default: 'fallback' },
    { environmentVariableSelector: (env) => env['SETTING'] || undefined, default: undefined },
    { environmentVariableSelector: (env) => strict(env['SETTING']), default: false },
    { environmentVariableSelector: (env) => env['SETTING'], default: () => 'computed' },
    { environmentVariableSelector: (env) => env['SETTING'], default: async () => 'later' },
    {
      environmentVariableSelector: (_env, options) => options?.signingName,
      default: () => Promise.resolve('unsigned'),
    },
  ];

  test.each(kinds)(
    'when the SDK loads a setting, then it gets what its own loader gives',
    async (kind) => {
      vi.stubEnv('SETTING', value);
      for (const options of [{}, { signingName: 'ses' }]) {
        const theirs = sdkLoadConfig({ ...kind, configFileSelector: () => undefined }, options);
        expect(await loadConfig(kind, options)()).toEqual(await theirs());
      }
    },
  );
});

test('when a setting is asked for again, then it has the value of the first time', async () => {
  vi.stubEnv('SETTING', 'first');
  const setting = loadConfig({
    environmentVariableSelector: (env) => env['SETTING'],
    default: '',
  });
  expect(await setting()).toBe('first');
  vi.stubEnv('SETTING', 'second');
  expect(await setting()).toBe('first');
});

test('when the region is not set, then the error says so', async () => {
  vi.stubEnv('AWS_REGION', undefined);
  await expect(loadConfig(NODE_REGION_CONFIG_OPTIONS)()).rejects.toThrow('Region is missing');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  expect(await loadConfig(NODE_REGION_CONFIG_OPTIONS)()).toBe('eu-west-1');
});

test('when the SDK asks for its defaults, then they are those without a setting', async () => {
  expect(await resolveDefaultsModeConfig()()).toBe('legacy');
});
