import { describe, expect, test } from 'vitest';
import { clientAddress, networkOf } from '../../../lambdas/core/limits/network.ts';

describe('the network of an address', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['192.0.2.001', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:C000:0201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:c000:201', '192.0.2.1'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:3:4:192.0.2.1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
  ])('when it is %j, then it is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['192.0.2.1', '192.0.2.2'],
  ])('when the addresses are %s and %s, then it is not the same', (one, other) => {
    expect(networkOf(one)).not.toBe(networkOf(other));
  });

  test.each([
    '',
    'unknown',
    '192.0.2.256',
    '192.0.2',
    '192.0.2.1:443',
    '0x7f000001',
    '2001:db8::1::2',
    '[2001:db8::1]',
    '::1/64',
    '@evil.example',
    ':'.repeat(10_000),
  ])('when the text is %j, then there is none', (text) => {
    expect(networkOf(text)).toBeUndefined();
  });
});

describe('the address of the client', () => {
  const [client, proxy, forged] = ['198.51.100.7', '203.0.113.1', '192.0.2.66'];
  test.each([
    ['no proxy is trusted', proxy, `${forged}`, 0, proxy],
    ['there is no header', proxy, undefined, 1, proxy],
    ['one proxy is trusted', proxy, `${client}`, 1, client],
    ['the client forged an address before it', proxy, `${forged}, ${client}`, 1, client],
    ['API Gateway appended the proxy', proxy, `${forged}, ${client}, ${proxy}`, 1, client],
    ['two proxies are trusted', proxy, `${forged},${client},10.0.0.1`, 2, client],
    ['the header has no address there', proxy, 'unknown', 1, proxy],
    ['the header is too short', proxy, `${client}`, 2, proxy],
    ['the header is long', proxy, `${forged},`.repeat(50_000) + client, 1, client],
    ['the source is unknown', undefined, client, 1, undefined],
  ])('when %s, then it is right', (_what, source, header, hops, address) => {
    expect(clientAddress(source, header, hops)).toBe(address);
  });
});
