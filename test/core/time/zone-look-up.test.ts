import { expect, test } from 'vitest';
import { readTimeZone } from '../../../lambdas/core/decline/field-readers.ts';
import { lookUpTimeZone } from '../../../lambdas/core/time/find-time-zone.ts';
import { zoneLookUpFor } from '../../../lambdas/core/time/zone-look-up.ts';

const named = [
  ...Intl.supportedValuesOf('timeZone'),
  ...['Asia/Kolkata', 'Europe/Kyiv', 'US/Pacific', 'Etc/GMT+5', 'America/Port-au-Prince'],
];

test('when a text is a name as browsers send it, then it is read as with the table', async () => {
  for (const name of named) {
    const lookUp = await zoneLookUpFor([name, '']);
    expect([name, readTimeZone(name, lookUp)]).toEqual([name, readTimeZone(name, lookUpTimeZone)]);
  }
});

test.each([
  ...[
    'Madrid',
    'madrid',
    'Europe/Nowhere',
    'europe/madrid',
    ' Europe/Madrid',
    'Europe/Madrid ',
    ' ',
  ],
  ...['\u200B', 'Europe/\u200BMadrid', 'Europe\u2215Madrid', 'BST', 'EST', 'UTC', 'GMT+2', 'Cork'],
  ...[
    'Ciudad de México',
    'springfield',
    'a/B',
    '/Z',
    'x'.repeat(5000),
    'Europe/Madrid\n',
    '__proto__',
  ],
])('when a text is %j, then it is read as with the table', async (text) => {
  for (const texts of [[text], ['Europe/Madrid', text], [text, 'America/Bogota']]) {
    const lookUp = await zoneLookUpFor(texts);
    for (const each of texts) {
      expect(readTimeZone(each, lookUp)).toEqual(readTimeZone(each, lookUpTimeZone));
    }
  }
});

test('when a look-up is asked for another text than its own, then it does not guess', async () => {
  const lookUp = await zoneLookUpFor(['Europe/Madrid']);
  expect(() => lookUp('Madrid')).toThrow('was not among');
});
