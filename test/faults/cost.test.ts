import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { pageLanguages } from '../../lambdas/core/choices.ts';
import { lengths } from '../../lambdas/core/decline/form-fields.ts';
import { createNoteHints, MAX_NOTE_LENGTH } from '../../lambdas/core/vague/note-hints.ts';
import { compileWordList, patternsOf } from '../../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../../lambdas/files/template-files.ts';
import { englishForm, origin, pageFields, spanishForm } from '../support/fixtures.ts';
import { type CostlyProduct, costOf, leastCpuMs, startCostlyProduct } from './costly-product.ts';

/**
 * What one hostile request may cost. The limits are far above what is measured (see ADR
 * 20), so that only a cost that grows faster than the body can reach them. CPU time is
 * that of this process alone, so a busy machine hardly changes it.
 */
const MAX_CPU_MS = 50;
/**
 * Thousands of requests take a minute, but many times that on a machine with other work.
 */
const NO_LIMIT_MS = 600_000;
const maxAnswerBytes = (bodyBytes: number): number => 64 * 1024 + 6 * bodyBytes;

/** The limit of a body in `lambdas/site/site.ts`. */
const BODY_BYTES = 32 * 1024;
/** The limit of an HTTP API for the request line and all headers. */
const HEAD_BYTES = 10_240;

/** Texts that are repeated until a field, or the body, is full. */
const units = [
  ...['a', 'aa,', 'a ', 'a-', 'a.', 'a_', 'a@', '@a.', 'x/', 'Etc/', 'a at ', 'a dot ', 'Dr. '],
  ...['.', '-', ' ', ',', '(', '(at)', '{{a}}', '+', '=', '?', '\\', '1 ', '00', '1990-', '€'],
  ...['&', '<', '"', "'", '%41', '\n', '\r\n', ' \n', 'a\n', '> \n', '…', '—'],
  ...['http://', 'www.', 'mailto:', 'a.io/', '[a](http://b)\n'],
  ...['Sorry. ', 'Sorry"". ', 'because ', 'becuase ', 'lo siento ', 'other offer, '],
  // Accents as marks, in an order that normalising changes; stacks of marks; NFKC makes
  // 18 letters of one; letters whose lower case or folding has another length.
  ...['e\u0301', '\u0301\u0323', `a${'\u0301'.repeat(12)}`, '\uFDFA', 'İ', 'ß', '\u212A'],
  // Invisible characters, marks of direction, other digits, half a character.
  ...['\u200B', '\u200D', '\u00AD', '\u202E', '\u2028', '\u0661', '\uD800'],
  ...['ñ', '李', '\u1100\u1161', '😀x', '👨‍👩‍👧', '🇪🇸'],
];

type Fields = Readonly<Record<string, string>>;
type Encoding = 'form' | 'JSON';
type Body = string | Uint8Array<ArrayBuffer>;
const contentTypes = { form: 'application/x-www-form-urlencoded', JSON: 'application/json' };

const encode = (fields: Fields, encoding: Encoding): string =>
  encoding === 'JSON' ? JSON.stringify(fields) : new URLSearchParams(fields).toString();

/** A body with as many units in a field as it can have, at most `maxUnits`. */
function bodyFullOf(
  fields: Fields,
  name: string,
  unit: string,
  encoding: Encoding,
  maxUnits: number,
): string {
  const bodyWith = (count: number): string =>
    encode({ ...fields, [name]: unit.repeat(count) }, encoding);
  const emptyBytes = Buffer.byteLength(bodyWith(0));
  const unitBytes = (Buffer.byteLength(bodyWith(64)) - emptyBytes) / 64;
  return bodyWith(Math.min(maxUnits, Math.floor((BODY_BYTES - emptyBytes) / unitBytes)));
}

/**
 * How many characters a field may have; other fields are tried with a few hundred, too.
 */
const allowed: Readonly<Record<string, number>> = {
  candidateName: lengths.name,
  recruiterName: lengths.name,
  company: lengths.company,
  role: lengths.role,
  peopleToThank: lengths.peopleToThank * lengths.name,
  note: lengths.contactNote,
};

interface Door {
  /** The path of the POST; `L` is the path of a letter, `C` the path of the contacts. */
  readonly path: string;
  readonly fields: Fields;
  /** The fields that are filled, one at a time. */
  readonly names: readonly string[];
}

const allFields = [
  ...new Set([
    ...Object.keys(englishForm),
    ...Object.keys(spanishForm),
    'timeZone',
    'recruiterGreeting',
    'unknown',
  ]),
];
const live = { ...englishForm, live: 'yes' };
/** The fields that the page's forms have; `withKnown` replaces these values. */
const contact = { contact: 'CONTACT', nonce: 'NONCE OF CONTACT' };
const all = { nonce: 'NONCE OF ALL' };

const doors: readonly Door[] = [
  { path: '/preview', fields: englishForm, names: [...allFields, ...pageFields] },
  {
    path: '/preview?lang=es',
    fields: live,
    names: ['personalNote', 'takeNote', 'company', 'role'],
  },
  { path: '/declines', fields: englishForm, names: [...allFields, ...pageFields] },
  {
    path: '/read',
    fields: { ...englishForm, message: 'Hi' },
    names: [...allFields, ...pageFields],
  },
  { path: 'L/edit', fields: englishForm, names: [...allFields, ...pageFields] },
  {
    path: 'L/send',
    fields: { letter: 'x', nonce: 'x', sure: 'yes' },
    names: ['letter', 'nonce', 'sure', 'unknown'],
  },
  { path: 'L/cancel', fields: {}, names: ['nonce', 'sure'] },
  { path: 'L/self-sent', fields: {}, names: ['nonce', 'sure'] },
  { path: 'L/copy', fields: {}, names: ['nonce', 'copy'] },
  { path: 'L/fresh-link', fields: {}, names: ['nonce', 'sure'] },
  { path: 'C/note', fields: contact, names: ['note', 'contact', 'nonce', 'unknown'] },
  { path: 'C/date', fields: contact, names: ['date', 'contact'] },
  { path: 'C/snooze', fields: contact, names: ['months', 'contact'] },
  { path: 'C/done', fields: contact, names: ['contact', 'sure'] },
  { path: 'C/stop', fields: contact, names: ['contact', 'sure'] },
  { path: 'C/delete', fields: contact, names: ['contact', 'sure'] },
  { path: 'C/erase', fields: all, names: ['sure', 'nonce'] },
  { path: 'C/time-zone', fields: all, names: ['timeZone', 'nonce'] },
  { path: 'C/unsubscribe', fields: {}, names: ['List-Unsubscribe'] },
  { path: '/contacts/link', fields: {}, names: ['candidateEmail', 'unknown'] },
];

const inTwoMonths = new Date(Date.now() + 60 * 24 * 60 * 60_000).toISOString().slice(0, 10);
/** What a person may fill in, so that the POST is accepted. */
const accepted: readonly (readonly [path: string, fields: Fields, status: number])[] = [
  ['/preview', englishForm, 200],
  ['/read', { ...englishForm, message: 'From: Dana Lee <dana@northwind.example>' }, 200],
  ['/declines', englishForm, 200],
  ['L/edit', englishForm, 303],
  ['C/note', { ...contact, note: 'Likes climbing.' }, 303],
  ['C/date', { ...contact, date: inTwoMonths }, 303],
  ['C/snooze', { ...contact, months: '3' }, 303],
  ['C/time-zone', { ...all, timeZone: 'Madrid' }, 303],
  ['/contacts/link', { candidateEmail: englishForm.candidateEmail }, 200],
];

let product: CostlyProduct;
const urlOf = (path: string): URL =>
  new URL(path.replace(/^L/, product.letterPath).replace(/^C/, product.contactsPath), origin);
/** The fields with the values that only the running product has. */
const withKnown = (fields: Fields): Fields => {
  const known: Fields = {
    CONTACT: product.contactId,
    'NONCE OF CONTACT': product.nonces.contact,
    'NONCE OF ALL': product.nonces.all,
  };
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, known[value] ?? value]),
  );
};
const postOf = (path: string, body: Body, headers: Fields) => (): Request =>
  new Request(urlOf(path), { method: 'POST', body, headers });

beforeAll(async () => {
  product = await startCostlyProduct();
  // Warm: the word lists are compiled, and the runtime has compiled what runs often.
  for (const encoding of ['form', 'JSON'] as const) {
    for (const form of [englishForm, spanishForm]) {
      const headers = { 'content-type': contentTypes[encoding] };
      const request = postOf('/preview', encode(form, encoding), headers);
      for (let run = 0; run < 20; run += 1) await costOf(product, request, MAX_CPU_MS);
    }
  }
});

/** What is wrong with the cost of a request, if anything is. */
async function excessOf(request: () => Request, bodyBytes: number): Promise<string | undefined> {
  const { status, cpuMs, answerBytes } = await costOf(product, request, MAX_CPU_MS);
  if (status >= 500) return `answered ${status}`;
  if (cpuMs > MAX_CPU_MS) return `took ${cpuMs.toFixed(0)} ms of CPU`;
  return answerBytes > maxAnswerBytes(bodyBytes) ? `answered ${answerBytes} bytes` : undefined;
}

describe('a request', () => {
  // Otherwise a test below could measure only how fast a POST is refused.
  test.each(accepted)(
    'when %s is filled in well, then it is accepted',
    async (path, fields, status) => {
      const body = encode(withKnown(fields), 'form');
      const request = postOf(path, body, { 'content-type': contentTypes.form });
      expect((await product.fetch(request())).status).toBe(status);
    },
  );

  test.each(doors)(
    'when a field of $path is full of anything, then it costs little',
    async ({ path, fields, names }) => {
      const excesses: string[] = [];
      let count = 0;
      for (const name of names) {
        for (const unit of units) {
          for (const [encoding, accept, maxUnits] of [
            ['form', 'text/html', BODY_BYTES],
            ['JSON', 'application/json', BODY_BYTES],
            ['form', 'text/html', allowed[name] ?? lengths.personalNote],
            ['form', 'text/html', Math.floor(MAX_NOTE_LENGTH / unit.length)],
            // JSON is the shorter body, and a page is the longer answer.
            ['JSON', 'text/html', Math.floor(MAX_NOTE_LENGTH / unit.length)],
          ] as const) {
            const body = bodyFullOf(withKnown(fields), name, unit, encoding, maxUnits);
            const headers = { 'content-type': contentTypes[encoding], accept };
            const request = postOf(path, body, headers);
            const excess = await excessOf(request, Buffer.byteLength(body));
            const what = `${name}: ${JSON.stringify(unit)} as ${encoding}, ${body.length} bytes`;
            if (excess !== undefined) excesses.push(`${what}: ${excess}`);
            count += 1;
          }
        }
      }
      expect(count).toBe(names.length * units.length * 5);
      expect(excesses).toEqual([]);
    },
    NO_LIMIT_MS,
  );

  const repeated = (unit: string, bytes: number): string =>
    unit.repeat(Math.floor(bytes / Buffer.byteLength(unit)));
  /** As many different names as fit, each with a value. */
  const manyFields = (separator: string, nameOf: (index: number) => string): string => {
    let text = '';
    for (let index = 0; text.length < BODY_BYTES - 16; index += 1)
      text += `${index === 0 ? '' : separator}${nameOf(index)}`;
    return text;
  };
  const form = new URLSearchParams(englishForm).toString();
  const longList = JSON.stringify(Array.from({ length: 8000 }, () => 'a'));
  const manyNames = JSON.stringify(Array.from({ length: 5000 }, (_, index) => `n${index}`));
  const half = BODY_BYTES / 2 - 32;
  const bodies: readonly (readonly [string, Encoding | 'multipart', Body])[] = [
    ['thousands of fields', 'form', manyFields('&', (index) => `${index.toString(36)}=1`)],
    ['thousands of fields without values', 'form', manyFields('&', (index) => index.toString(36))],
    ['thousands of escaped names', 'form', manyFields('&', (index) => `%26%3C%22${index}`)],
    ['one field thousands of times', 'form', repeated('role=a&', BODY_BYTES)],
    ['a field after thousands of others', 'form', `${repeated('a=&', half)}&${form}`],
    ['only separators', 'form', '&'.repeat(BODY_BYTES)],
    ['only equals signs', 'form', '='.repeat(BODY_BYTES)],
    ['only percent signs', 'form', `role=${'%'.repeat(half)}`],
    ['percent-encoded bytes that are not UTF-8', 'form', `role=${repeated('%FF', half)}`],
    ['a huge name', 'form', `${'a'.repeat(BODY_BYTES - 2)}=1`],
    ['a huge name of markup', 'form', `${repeated('%22', BODY_BYTES - 2)}=1`],
    ['a huge name', 'JSON', `{"${'<'.repeat(BODY_BYTES - 16)}":1}`],
    ['a name of halves of characters', 'JSON', `{"${repeated('\\ud800', BODY_BYTES - 16)}":1}`],
    ['deep lists', 'JSON', `{"role":${'['.repeat(half)}${']'.repeat(half)}}`],
    ['deep objects', 'JSON', `{"role":${repeated('{"a":', half)}1${'}'.repeat(half / 5)}}`],
    ['deep lists that do not end', 'JSON', '['.repeat(BODY_BYTES)],
    ['deep objects that do not end', 'JSON', repeated('{"a":', BODY_BYTES)],
    ['thousands of names', 'JSON', `{${manyFields(',', (index) => `"${index.toString(36)}":1`)}}`],
    ['numbers as names', 'JSON', `{${manyFields(',', (index) => `"${index * 7919}":1`)}}`],
    ['one name thousands of times', 'JSON', `{${repeated('"role":1,', BODY_BYTES - 16)}"a":1}`],
    ['names of prototypes', 'JSON', `{${repeated('"__proto__":{},', half)}"constructor":1}`],
    ['a huge number', 'JSON', `{"role":${'9'.repeat(BODY_BYTES - 16)}}`],
    ['a list of thousands of people', 'JSON', `{"peopleToThank":${longList}}`],
    ['thousands of different people', 'JSON', `{"peopleToThank":${manyNames.slice(0, 32_000)}"]}`],
    ['escapes', 'JSON', `{"role":"${repeated('\\u0041', BODY_BYTES - 16)}"}`],
    ['white space', 'JSON', `{${' '.repeat(BODY_BYTES - 2)}}`],
    ['a list', 'JSON', longList],
    ['a text', 'JSON', JSON.stringify('a'.repeat(BODY_BYTES - 2))],
    ['bytes that are not UTF-8', 'JSON', new Uint8Array(BODY_BYTES).fill(0xff)],
    ['zero bytes', 'form', new Uint8Array(BODY_BYTES)],
    ['a compressed body', 'form', new Uint8Array(gzipSync(Buffer.alloc(8_000_000)))],
    ['a body over the limit', 'form', 'a'.repeat(BODY_BYTES + 1)],
    ['many parts', 'multipart', repeated('--x\r\nContent-Disposition: form-data\r\n\r\n', half)],
  ];
  test.each(bodies)('when the body is %s (%s), then it costs little', async (_, kind, body) => {
    const type = kind === 'multipart' ? 'multipart/form-data; boundary=x' : contentTypes[kind];
    const bytes = typeof body === 'string' ? Buffer.byteLength(body) : BODY_BYTES;
    const excesses: string[] = [];
    for (const { path } of doors) {
      for (const accept of ['text/html', 'application/json']) {
        const headers = { 'content-type': type, accept, 'content-encoding': 'gzip' };
        const excess = await excessOf(postOf(path, body, headers), bytes);
        if (excess !== undefined) excesses.push(`${path}, ${accept}: ${excess}`);
      }
    }
    expect(excesses).toEqual([]);
  });

  const paths = [
    '/',
    '/preview',
    '/read',
    '/contacts',
    '/letters/x',
    'L',
    'L/edit',
    'C',
    '/assets/x',
  ];
  const segmentOf = (unit: string): string =>
    encodeURIComponent(repeated(unit, HEAD_BYTES / 3).toWellFormed()).slice(0, HEAD_BYTES - 300);
  const heads: readonly (readonly [string, (unit: string) => [string, Fields]])[] = [
    ['path', (unit) => [`/${segmentOf(unit)}`, {}]],
    ['token', (unit) => [`/${segmentOf(unit)}/edit`, {}]],
    ['path of segments', () => [repeated('/a', HEAD_BYTES), {}]],
    ...['lang', 'words', 'filter', 'from', 'flash', 'flashContactId'].map(
      (name): (typeof heads)[number] => [
        `parameter ${name}`,
        (unit) => [`?${new URLSearchParams({ [name]: repeated(unit, HEAD_BYTES / 3) })}`, {}],
      ],
    ),
    ['parameters', () => [`?${repeated('a&lang=es&', HEAD_BYTES)}`, {}]],
    ...['accept', 'accept-language', 'cookie', 'origin', 'content-type', 'user-agent'].map(
      (name): (typeof heads)[number] => [
        `header ${name}`,
        (unit) => ['', { [name]: repeated(unit.replace(/[^\x20-\x7E]/g, 'x'), HEAD_BYTES) }],
      ],
    ),
  ];
  const headUnits = [
    ...['a', 'a,', 'es;q=0.1,', 'text/html;q=0.9,', '*/*,', ';', ',', '=', '"', 'a="\\",', 'q=;'],
    ...[...units.filter((unit) => unit.isWellFormed()), '../', '%25', '1', '%'],
  ];
  test.each(heads)('when a %s is long, then it costs little', async (_, headOf) => {
    const excesses: string[] = [];
    for (const path of paths) {
      for (const unit of headUnits) {
        const [end, headers] = headOf(unit);
        const request = () => new Request(urlOf(`${path}${end}`.replace('//', '/')), { headers });
        const excess = await excessOf(request, HEAD_BYTES);
        if (excess !== undefined) excesses.push(`${path}, ${JSON.stringify(unit)}: ${excess}`);
      }
    }
    expect(excesses).toEqual([]);
  });

  test('when each time zone is typed, in any spelling, then it costs little', async () => {
    const excesses: string[] = [];
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
      for (const timeZone of [zone, zone.toLowerCase(), city.toUpperCase()]) {
        const interviewDate = `${spanishForm.interviewDate}T10:00`;
        const body = encode({ ...spanishForm, interviewDate, timeZone }, 'form');
        const request = postOf('/preview', body, { 'content-type': contentTypes.form });
        const excess = await excessOf(request, Buffer.byteLength(body));
        if (excess !== undefined) excesses.push(`${timeZone}: ${excess}`);
      }
    }
    expect(excesses).toEqual([]);
  });
});

describe('the vague guard', () => {
  test.each(pageLanguages)(
    'when a note repeats the words of a pattern (%s), then it costs little',
    (language) => {
      const hintsOf = createNoteHints(vagueFiles);
      const all = patternsOf(compileWordList(vagueFiles(language).list));
      expect(all.length).toBeGreaterThan(400);
      const excesses = all.flatMap((pattern) => {
        const words = [...new Set(pattern.vocabulary())].slice(0, 20).join(' ');
        const note = `${words} ${words} x ${words}, `.repeat(400).slice(0, MAX_NOTE_LENGTH);
        const ms = leastCpuMs(() => hintsOf(note, language), MAX_CPU_MS);
        return ms > MAX_CPU_MS ? [`${pattern.source}: ${ms.toFixed(0)} ms`] : [];
      });
      expect(excesses).toEqual([]);
    },
  );
});
