import { afterEach, expect, test, vi } from 'vitest';
import { defaultProvider } from '../../lib/environment-credentials.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('when Lambda sets the credentials, then they are given with the session token', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', 'token');
  expect(await defaultProvider()()).toEqual({
    accessKeyId: 'key',
    secretAccessKey: 'secret',
    sessionToken: 'token',
  });
});

test('when the session token is empty, then it is left out', async () => {
  // The SDK would sign requests with an empty session token.
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', '');
  expect(await defaultProvider()()).toEqual({ accessKeyId: 'key', secretAccessKey: 'secret' });
});

test('when a client asks again, then the same credentials are given', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', '');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  const provide = defaultProvider();
  await expect(provide()).rejects.toThrow('No AWS credentials');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  const credentials = await provide();
  expect(credentials).toMatchObject({ accessKeyId: 'key', secretAccessKey: 'secret' });
  expect(await provide()).toBe(credentials);
});

test('when a variable is missing, then the error names the variables', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', '');
  await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
});
