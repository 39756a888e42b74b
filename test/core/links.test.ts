import { describe, expect, test } from 'vitest';
import { linksIn } from '../../lambdas/core/links.ts';
import { contactDetailsIn } from '../../lambdas/core/vague/contact-details.ts';

const wordsWithLinks = (text: string): string[] =>
  linksIn(text).map(({ start, end }) => text.slice(start, end));

/** Titles, companies and notes that people write. */
const real = [
  'Node.js/React',
  'the Node.js/React talk',
  'Angular.js/Vue.js/React.js',
  'D3.js/WebGL',
  'next.js/vercel',
  'ASP.NET/C#',
  'asp.net/c#',
  'C#/.NET',
  '.NET/Azure',
  'C#/F#/VB.NET',
  'VB.NET/ADO.NET',
  'Socket.io/Redis',
  'Amazon.com/AWS',
  'Amazon.com/AWS, remote',
  'Monday.com/Jira',
  'Booking.com',
  '(Booking.com)',
  'Do you know Booking.com?',
  '¿Booking.com?',
  'Thank you, Booking.com, for the tour.',
  'Booking.com: 3 years',
  'Booking.com / Expedia',
  'Notion.so',
  'Vue.js',
  'Yahoo! Inc.',
  'Acme Inc./LLC',
  'and/or',
  'CI/CD',
  'TCP/IP',
  'UX/UI',
  'PL/SQL',
  'C/C++',
  'I/O',
  '24/7',
  'N/A',
  'Sr. Engineer/Manager',
  'Sr.Engineer/Manager',
  '1.Backend/Frontend',
  "St. John's/London",
  'U.S./Canada',
  'EE.UU./México',
  'RR.HH./Administración',
  'CC.AA./Estado',
  'e.g./i.e.',
  'a.m./p.m.',
  '9.30/10.00',
  'Ph.D./M.D.',
  'B.Sc./M.Sc.',
  'M.Sc./Ph.D.',
  'S.A./S.L.',
  'S.Coop./S.L.',
  'Cía.Ltda./S.A.',
  'macOS 10.15/11.0',
  'Web3.0/Blockchain',
  'v1.2.3.4',
  'Data@Scale',
  'Data @ Northwind',
  '@dana',
  'JavaScript: the good parts',
  'Data: Engineer',
  'Tel: yes',
  'Level 3 (of 5)',
  'Node.js∕React',
  'the Node.js⁄React talk',
  'ASP.NET⁄C#',
  'ASP．NET／C#',
  'B.Sc.⧸M.Sc.',
  '1⁄2 time',
  'Col·lega/Amic',
  'トム・クルーズ/俳優',
  'ノート/メモ',
  'Ratio 3∶2',
];

/** What a mail program would turn into a link or an address, or nearly so. */
const hostile = [
  'https://evil.example',
  'HTTP://EVIL.EXAMPLE',
  'hxxp://evil.com',
  'custom://x',
  'http:evil.com',
  'www.evil.example',
  'WWW.evil.example',
  'www2.evil.example',
  'ｗｗｗ．evil.example',
  'mailto:x',
  'javascript:alert(1)',
  'vbscript:x',
  'data:text/html,x',
  'tel:+34600000000',
  'whatsapp:x',
  'evil.com/x',
  'evil.com/Login',
  'Evil.com/Pay',
  'EVIL.COM/X',
  'evil.com./x',
  'evil.com//x',
  '(evil.com/x)',
  '-evil.com/x',
  'a,evil.com/x',
  'evil.com/é',
  'evil.com\\x',
  'evil.com?x=1',
  'evil.com?x',
  'evil.com#x',
  'evil.com&x=1',
  'evil.com%2Fx',
  'evil.com:8080',
  'evil.com:8080/x',
  'sub.evil.co.uk/x',
  'node.js.evil.com/x',
  't.me/x',
  't.me/Abc',
  'bit.ly/x',
  'notion.so/x',
  'Notion.so/Page',
  'еvil.com/x',
  'münchen.example/x',
  'пример.рф/x',
  '例子.中国/x',
  'xn--pple-43d.com',
  'ｅｖｉｌ．ｃｏｍ／ｘ',
  'evil。com/x',
  'evil｡com/x',
  'evil․com/x',
  // Other slashes, dots, colons and letters that are read as those of a link.
  'evil.com⁄x',
  'evil.com∕x',
  'evil.com⧸x',
  'evil.com／x',
  'evil.com╱x',
  'evil.com⟋x',
  'evil.com〳x',
  'evil.comノx',
  'evil.com丿x',
  'evil.com∖x',
  'evil.com⧵x',
  'evil.com﹨x',
  'evil．com⁄x',
  'evil。com∕x',
  'evil｡com⧸x',
  'evil﹒com/x',
  'evil︒com/x',
  'evilꓸcom/x',
  'evil.com∶8080',
  'evil.com：8080',
  'evil.com﹖x=1',
  'evil.com？x=1',
  'evil.com﹟x',
  'evil.com＃x',
  'evil.com﹠x=1',
  'ⓔⓥⓘⓛ.ⓒⓞⓜ/x',
  'evil.ⅽoⅿ/x',
  'evil.ᶜᵒᵐ/x',
  '𝐞𝐯𝐢𝐥.𝐜𝐨𝐦/x',
  'https∶⁄⁄evil',
  'https:∕∕evil',
  'http꞉evil.com',
  'ｍａｉｌｔｏ：x',
  'a﹫b.example',
  '⁄⁄evil.com',
  'evil[.]com',
  'evil(.)com',
  'evil[dot]com',
  'evil(punto)com',
  '1.2.3.4/x',
  '1.2.3.4:80',
  '//evil.com',
  '\\\\evil.com\\x',
  'a@b.example',
  'a＠b.example',
  'a@b。example',
  'a@münchen.example',
  '"dana lee"@b.example',
  'a@[1.2.3.4]',
  'a@1.2.3.4',
  'user@evil.com',
  'PayPal Security <security@paypal.com>',
  '@user@evil.com',
  'amazon.com/AWS?x=1',
  'amazon.com/AWS/evil',
  'amazon.com/Evil.com',
  'asp.net/x',
  'St.Com/Pay',
];

describe('one rule for links', () => {
  test.each(real)('when a person writes %j, then it is no link', (text) => {
    expect(wordsWithLinks(text)).toEqual([]);
    expect(wordsWithLinks(`I liked ${text} a lot`)).toEqual([]);
  });

  test.each(hostile)('when the text is %j, then it is a link, also within a sentence', (text) => {
    expect(linksIn(text)).not.toEqual([]);
    expect(linksIn(`Please see ${text} today.`)).not.toEqual([]);
    expect(linksIn(`First line\n${text}\nLast line`)).not.toEqual([]);
  });

  test('when the preview shows a note, then it hints at exactly what the form refuses', () => {
    for (const text of hostile) {
      const links = linksIn(text);
      const details = contactDetailsIn(text);
      for (const { start } of links) {
        expect([text, details.some((detail) => detail.start <= start)]).toEqual([text, true]);
      }
    }
    // A handle and a number may be contact details, but they are no links.
    for (const text of real.filter((text) => !/^@|\d\.\d/.test(text))) {
      expect([text, contactDetailsIn(text)]).toEqual([text, []]);
    }
  });

  test('when a text has several links, then each word that has one is found once', () => {
    expect(wordsWithLinks('a@b.example, www.x.example/y@z.example and evil.com/x.')).toEqual([
      'a@b.example,',
      'www.x.example/y@z.example',
      'evil.com/x.',
    ]);
  });
});
