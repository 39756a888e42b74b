import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestAddress } from '../../lambdas/core/address-typo.ts';
import { parseEmailAddress } from '../../lambdas/core/email-address.ts';
import { ownAddresses } from '../../lambdas/core/own-address.ts';
import { takeAddress } from '../../lambdas/core/typed-address.ts';

describe('a text with one address', () => {
  test.each([
    'dana@x.example',
    ' dana@x.example\u00A0',
    'Dana <dana@x.example>',
    '"Lee, Dana" <dana@x.example>',
    'Lee, Dana <dana@x.example>;',
    'PayPal Security <dana@x.example>',
    'Dana<dana@x.example>',
    '<dana@x.example>',
    '<dana@x.example',
    'mailto:dana@x.example',
    'MAILTO:dana@x.example?subject=Hello%20there&body=Bye',
    'mailto:dana%40x.example',
    'mailto://dana@x.example',
    'mailto: dana@x.example',
    '<mailto:dana@x.example>',
    '[dana@x.example](mailto:dana@x.example)',
    '<a href="mailto:dana@x.example">dana@x.example</a>',
    '"dana@x.example"',
    '“dana@x.example”',
    '«dana@x.example»',
    '‘dana@x.example’',
    "'dana@x.example'",
    '(dana@x.example)',
    '[dana@x.example]',
    '*dana@x.example*',
    '`dana@x.example`',
    'dana@x.example,',
    'dana@x.example;',
    'dana@x.example.',
    'dana@x.example…',
    'dana@x.example!',
    'dana@x.example (Dana)',
    'Dana Lee (dana@x.example)',
    'Dana Lee – dana@x.example',
    'Dana Lee | dana@x.example | +34 600',
    'Dana Lee, dana@x.example',
    'Dana Lee dana@x.example',
    'Dana Lee\tdana@x.example',
    'dana@x.example\nDana',
    'Email: dana@x.example',
    'E-mail:dana@x.example',
    'Correo electrónico: dana@x.example',
    'SMTP:dana@x.example',
    '- dana@x.example',
    'dana @ x.example',
    'dana＠ｘ．example',
    'dana@x。example',
    '\uFFFCdana@x.example',
    'dana\u200B@x.example\u200E',
    '\u2068dana@x.example\u2069',
    'dana@x.example <dana@X.example>',
    // From a link, from HTML, or from the cell of a table.
    '%20dana@x.example',
    'dana@x.example%20',
    '%3Cdana@x.example%3E',
    'dana%40x.example',
    'mailto%3Adana%40x.example',
    '&lt;dana@x.example&gt;',
    '&nbsp;dana&#64;x.example',
    '|dana@x.example',
    '|dana@x.example|',
    '| dana@x.example |',
    '/dana@x.example',
    '\\dana@x.example',
    '?dana@x.example',
    '&dana@x.example',
    '#dana@x.example',
    ',dana@x.example',
    "'dana@x.example",
    '>dana@x.example',
    'dana@x.example/',
    'dana@x.example|',
    'dana@x.example#',
    'dana@x.example>',
    'dana@x.example?subject=hi',
    'dana@x.example?subject=Hello there',
    'dana@x.example?subject=hi&cc=bob@y.example',
    'mailto:dana@x.example/',
    '<mailto:dana@x.example?subject=Hi%20there>',
    'mailto:dana@x.example?body=Ask%20bob%40y.example',
    'email dana@x.example',
    'Email address: dana@x.example',
    'my email is dana@x.example',
    'My email is: dana@x.example.',
    'Mi correo es dana@x.example',
    'correo electrónico dana@x.example',
    'email=dana@x.example',
    'E-mail : dana@x.example',
  ])('when it is %j, then the address is taken out', (typed) => {
    expect(takeAddress(typed)).toEqual({ kind: 'one', address: 'dana@x.example' });
  });

  test.each([
    ['o’brien@x.example', "o'brien@x.example"],
    ['o´brien@x.example', "o'brien@x.example"],
    ['oʼbrien@x.example', "o'brien@x.example"],
    ['mailto:o%27brien@x.example', "o'brien@x.example"],
    ['dana‑lee@x.example', 'dana-lee@x.example'],
    ['dana–lee@x.example', 'dana-lee@x.example'],
    ['Dana Lee dana.lee+jobs@x.example', 'dana.lee+jobs@x.example'],
    ['Northwind jobs@northwind.example', 'jobs@northwind.example'],
    ["d.o'neill+jobs@mail.example", "d.o'neill+jobs@mail.example"],
    ["o'brien@x.example", "o'brien@x.example"],
    ['+tag@x.example', '+tag@x.example'],
    ['=x@x.example', '=x@x.example'],
    ['~team@x.example', '~team@x.example'],
    ['-dana@x.example', '-dana@x.example'],
    ['_dana@x.example', '_dana@x.example'],
    ['{dana}@x.example', '{dana}@x.example'],
    ['user%host@x.example', 'user%host@x.example'],
    ['dana%2Blee@x.example', 'dana+lee@x.example'],
  ])('when it is %j, then the address is %s', (typed, address) => {
    expect(takeAddress(typed)).toEqual({ kind: 'one', address });
  });
});

test.each([
  'a@x.example, b@x.example',
  'a@x.example;b@x.example',
  'a@x.example b@x.example',
  'a@x.example and b@x.example',
  'A <a@x.example>, B <b@x.example>',
  'a@x.example <b@x.example>',
  'mailto:a@x.example,b@x.example',
  'a@x.example\r\nBcc: b@x.example',
  'dana@acme.example via dana@x.example',
  'dana@x.com dana@x.com.mx',
  'dana@x.example%0D%0ABcc: b@x.example',
  'email a@x.example or b@x.example',
])('when the text is %j, then it holds several addresses', (typed) => {
  expect(takeAddress(typed)).toEqual({ kind: 'several' });
});

test.each([
  '',
  'dana',
  '@x.example',
  'dana@',
  'dana@x',
  // A part of a longer address is another person's address.
  'da na@x.example',
  'dana. lee@x.example',
  'dana,lee@x.example',
  'jose maria@x.example',
  'ana mariana@x.example',
  '"dana lee"@x.example',
  'dana(comment)@x.example',
  'dána@x.example',
  'dana@x.co uk',
  'dana@x,example',
  'a@b@x.example',
  'dana@x.example/path',
  'dana@x.example?x=1',
  'dana%20lee@x.example',
  'dana%00@x.example',
  'https://x.example/?to=dana@x.example',
  // Words that may be a part of the address.
  'the dana@x.example',
  'dana email@x.example',
  'dana@[127.0.0.1]',
  `${'x'.repeat(2001)}@x.example`,
  // A mark within the local part: it may be a mistyped `dana.lee@x.example`.
  'dana>lee@x.example',
  'dana<lee@x.example',
  'dana"lee@x.example',
  'dana.\nlee@x.example',
  'dana\tlee@x.example',
])('when the text is %j, then it holds no address that is surely meant', (typed) => {
  expect(takeAddress(typed)).toEqual({ kind: 'none' });
});

test('when a text holds an address, then it is one that is read as itself', () => {
  const unit = fc.oneof(
    fc.emailAddress(),
    fc.constantFrom(' ', '<', '>', ',', ';', '"', "'", '’', 'mailto:', '%40', '@', '(', ')', '\n'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 6 }), (units) => {
      const read = takeAddress(units.join(''));
      if (read.kind === 'one') expect(parseEmailAddress(read.address)).toBe(read.address);
    }),
    { numRuns: 3000 },
  );
});

describe('the addresses of Open Door itself', () => {
  const isOwn = ownAddresses({
    lettersAddress: 'letters@school.example',
    reviewAddress: 'review@school.example',
  });
  test.each([
    ['letters@school.example', true],
    ['review@school.example', true],
    ['Letters@School.example', true],
    ['letters+dana@school.example', true],
    ['REVIEW+@school.example', true],
    ['dana@school.example', false],
    ['letters.team@school.example', false],
    ['letter@school.example', false],
    ['letters@sub.school.example', false],
    ['letters@other.example', false],
    ['dana+letters@school.example', false],
  ])('when the identity is a domain, then %s is one of them: %s', (address, own) => {
    expect(isOwn(address)).toBe(own);
  });

  test('when the identity is one address, then its owner may write and be written to', () => {
    const address = 'sam@school.example';
    const isOwnAddress = ownAddresses({ lettersAddress: address, reviewAddress: address });
    expect(isOwnAddress(address)).toBe(false);
  });
});

describe('a mistyped domain', () => {
  test.each([
    ['gmial.com', 'gmail.com'],
    ['gamil.com', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['gmil.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gnail.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.cm', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmail.comm', 'gmail.com'],
    ['gmail.ocm', 'gmail.com'],
    ['gmail.es', 'gmail.com'],
    ['gmail.com.mx', 'gmail.com'],
    ['gmial.con', 'gmail.com'],
    ['hotnail.com', 'hotmail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['hotmai.com', 'hotmail.com'],
    ['hotmal.es', 'hotmail.es'],
    ['hotmail.con', 'hotmail.com'],
    ['outlok.com', 'outlook.com'],
    ['outloook.es', 'outlook.es'],
    ['yaho.es', 'yahoo.es'],
    ['yahooo.com', 'yahoo.com'],
    ['yahoo.com.mz', 'yahoo.com.mx'],
    ['iclod.com', 'icloud.com'],
    ['icloud.con', 'icloud.com'],
    ['protonmial.com', 'protonmail.com'],
    ['gmail.om', 'gmail.com'],
    ['gmail.c0m', 'gmail.com'],
    ['gmail.com.com', 'gmail.com'],
    ['gmial.cm', 'gmail.com'],
    ['outlok.es', 'outlook.es'],
    ['hotmial.es', 'hotmail.es'],
    ['hotmail.cm', 'hotmail.com'],
    ['hotmail.con.mx', 'hotmail.com.mx'],
    ['yahoo.con', 'yahoo.com'],
    ['proton.em', 'proton.me'],
    // A short name, of which only the ending can be mistyped.
    ['aol.con', 'aol.com'],
    ['aol.cm', 'aol.com'],
    ['live.con', 'live.com'],
    ['live.cm', 'live.com'],
    ['live.com.mz', 'live.com.mx'],
    ['msn.ocm', 'msn.com'],
    ['gmx.con', 'gmx.com'],
    ['gmx.ed', 'gmx.de'],
    ['mail.con', 'mail.com'],
    ['me.con', 'me.com'],
    // An ending that no domain has.
    ['northwind.con', 'northwind.com'],
    ['northwind.comm', 'northwind.com'],
    ['jobs.northwind.vom', 'jobs.northwind.com'],
    ['comcast.nte', 'comcast.net'],
    ['school.ogr', 'school.org'],
  ])('when it is %s, then %s is suggested', (typed, meant) => {
    expect(suggestAddress(`Dana.Lee@${typed}`)).toBe(`Dana.Lee@${meant}`);
  });

  test.each([
    'gmail.com',
    'googlemail.com',
    'gmx.com',
    'ymail.com',
    'mail.com',
    'email.com',
    'hotmail.es',
    'hotmail.co.uk',
    'live.com.mx',
    'outlook.es',
    'yahoo.com.mx',
    'yahoo.co.uk',
    'me.com',
    'cloud.com',
    'proton.me',
    'fastmail.fm',
    'northwind.example',
    'school.edu',
    'company.com',
    'small.com',
    'globalmail.com',
    'out.com',
    'gmx.de',
    'gmx.net',
    'gmx.co.uk',
    'aol.com',
    'aol.co.uk',
    'live.com',
    'live.co',
    'live.co.uk',
    'live.nl',
    'msn.com',
    'mac.com',
    'mail.ru',
    'mail.cm',
    'email.co',
    'me.co',
    'olive.com',
    'alive.com',
    'sol.com',
    'aon.com',
    'orange.fr',
    'northwind.co',
    'northwind.cm',
    'northwind.om',
    'northwind.coop',
    'northwind.cam',
    'northwind.ne',
  ])('when it is %s, then nothing is suggested', (domain) => {
    expect(suggestAddress(`dana@${domain}`)).toBeUndefined();
  });

  test('when an address is suggested, then it is valid, and nothing is suggested for it', () => {
    const domain = fc.constantFrom('gmail.com', 'hotmail.es', 'yahoo.com.mx', 'icloud.com');
    fc.assert(
      fc.property(domain, fc.nat(12), fc.constantFrom('', 'x', 'm'), (real, at, letter) => {
        const suggestion = suggestAddress(`d@${real.slice(0, at)}${letter}${real.slice(at + 1)}`);
        if (suggestion === undefined) return;
        expect(parseEmailAddress(suggestion)).toBe(suggestion);
        expect(suggestAddress(suggestion)).toBeUndefined();
      }),
    );
  });
});

test.each([
  'Dana<dana@x.example>',
  'Dana Lee<dana@x.example>,',
  '"Dana Lee"<dana@x.example>',
  'Dana Lee\tdana@x.example',
  'Dana Lee\nTalent Team, Northwind\ndana@x.example',
  'Email:\ndana@x.example',
  'Dana\r\ndana@x.example',
])('when the address stands beside a name or a label in %j, then it is taken', (typed) => {
  expect(takeAddress(typed)).toEqual({ kind: 'one', address: 'dana@x.example' });
});
