import { SESClient } from '@aws-sdk/client-ses';
import { expect, test } from 'vitest';
import { Crc32, Sha256 } from '../../lib/native-checksum.ts';

/** The class that the SDK uses where nothing is replaced. */
const { sha256: SdkSha256 } = new SESClient({ region: 'eu-west-1' }).config;

const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
const data = [
  ...['', 'a', 'año 🚀', 'x'.repeat(100_000)].map((text) => Buffer.from(text)),
  ...[new Uint8Array(0), bytes, bytes.subarray(7, 99)],
];
const secrets = [undefined, 'AWS4key', 'año', bytes, bytes.subarray(5, 37), bytes.buffer];

const hex = async (hash: { digest: () => Promise<Uint8Array> }): Promise<string> =>
  Buffer.from(await hash.digest()).toString('hex');

test('when the SDK hashes or signs any data, then it gets what its own class gives', async () => {
  for (const secret of secrets) {
    for (const one of data) {
      const [ours, theirs] = [new Sha256(secret), new SdkSha256(secret)];
      for (const part of [one, bytes]) {
        ours.update(part);
        theirs.update(part);
      }
      expect(await hex(ours)).toBe(await hex(theirs));
    }
  }
});

test('when a hash is reset, then it begins anew with the same secret', async () => {
  for (const secret of secrets) {
    const [used, fresh] = [new Sha256(secret), new Sha256(secret)];
    used.update('before');
    await used.digest();
    used.reset();
    expect(await hex(used)).toBe(await hex(fresh));
  }
});

test('when a command wants a CRC-32, then the error says where it was left out', () => {
  expect(() => new Crc32()).toThrow('lib/native-checksum.ts');
});
