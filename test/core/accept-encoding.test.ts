import { describe, expect, test } from 'vitest';
import { chooseEncoding } from '../../lambdas/core/accept-encoding.ts';

describe('the content coding of an answer', () => {
  test.each([
    ['no header', undefined, 'identity'],
    ['an empty header', '', 'identity'],
    ['spaces only', '  ', 'identity'],
    ['what browsers send', 'gzip, deflate, br, zstd', 'br'],
    ['what browsers send over http', 'gzip, deflate', 'gzip'],
    ['br alone', 'br', 'br'],
    ['gzip alone', 'gzip', 'gzip'],
    ['the old name of gzip', 'x-gzip', 'gzip'],
    ['capitals', 'GZIP;Q=0.5, BR;Q=0.4', 'gzip'],
    ['deflate, which we do not have', 'deflate', 'identity'],
    ['zstd, which we do not have', 'zstd, compress', 'identity'],
    ['a lower weight for br', 'br;q=0.5, gzip;q=0.8', 'gzip'],
    ['equal weights', 'gzip;q=0.5, br;q=0.5', 'br'],
    ['three decimals', 'br;q=0.001, gzip;q=0.002', 'gzip'],
    ['the weight 1.000', 'gzip;q=1.000, br;q=0.999', 'gzip'],
    ['the weight 0.', 'br;q=0., gzip', 'gzip'],
    ['br refused', 'br;q=0, gzip', 'gzip'],
    ['br and gzip refused', 'br;q=0, gzip;q=0', 'identity'],
    ['br and gzip refused with decimals', 'br;q=0.0, gzip;q=0.000', 'identity'],
    ['identity preferred', 'identity, br;q=0.5', 'identity'],
    ['identity less preferred', 'identity;q=0.5, gzip;q=0.6', 'gzip'],
    ['identity and gzip alike', 'identity, gzip', 'gzip'],
    ['identity refused, gzip accepted', 'identity;q=0, gzip', 'gzip'],
    ['a small weight', 'gzip;q=0.001', 'gzip'],
    ['anything', '*', 'br'],
    ['anything but br', '*, br;q=0', 'gzip'],
    ['anything but br and gzip', 'br;q=0, gzip;q=0, *', 'identity'],
    ['anything, gzip more', '*;q=0.5, gzip', 'gzip'],
    ['anything, identity more', '*;q=0.5, identity', 'identity'],
    ['anything but identity', 'identity;q=0, *', 'br'],
    ['gzip only', 'gzip, *;q=0', 'gzip'],
    ['identity only', 'identity, *;q=0', 'identity'],
    ['spaces and tabs', '\tgzip ;\tq=0.5 ,\t br ; q=0.1', 'gzip'],
    ['no spaces', 'gzip;q=0.5,br;q=0.1', 'gzip'],
    ['empty items', ',, gzip,,', 'gzip'],
    ['a weight above 1', 'br;q=2, gzip', 'gzip'],
    ['a negative weight', 'br;q=-1, gzip', 'gzip'],
    ['a weight that is no number', 'br;q=x, gzip', 'gzip'],
    ['four decimals', 'br;q=0.0001, gzip', 'gzip'],
    ['another parameter', 'br;level=5, gzip', 'gzip'],
    ['a coding named twice', 'br, gzip, br;q=0', 'gzip'],
    ['what is no coding', 'br gzip', 'identity'],
    ['a name of Object', 'constructor, __proto__', 'identity'],
    ['a header beyond ASCII', 'gžip, bř', 'identity'],
    ['a very long header', `${'x,'.repeat(300)}br`, 'identity'],
  ])('when it has %s, then it is chosen by name and weight', (_what, header, chosen) => {
    expect(chooseEncoding(header)).toBe(chosen);
  });

  test.each([
    'identity;q=0',
    '*;q=0',
    'identity;q=0, deflate',
    'br;q=0, gzip;q=0, identity;q=0',
    '*;q=0, zstd',
    '*, br;q=0, gzip;q=0, identity;q=0',
  ])('when the client refuses each coding with %s, then none is chosen', (header) => {
    expect(chooseEncoding(header)).toBeUndefined();
  });
});
