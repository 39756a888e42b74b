import ICAL from 'ical.js';
import { parse } from 'node-html-parser';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { setUpContactPages } from '../support/contact-pages.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { uniqueCandidate } from '../support/fixtures.ts';
import { declineTo } from '../support/harness.ts';
import { get, postForm } from '../support/requests.ts';

/** The start of the only event, epoch ms, by the definitions in the file. */
const startOf = (file: string): number => {
  const [event, ...others] = ICAL.Component.fromString(file).getAllSubcomponents('vevent');
  expect(others).toEqual([]);
  return new ICAL.Event(event).startDate.toUnixTime() * 1000;
};

describe.each(availableEmulators())('the files of a candidate on %s', (kind) => {
  const pages = setUpContactPages(kind);
  const fileAt = async (path: string, headers = {}): Promise<string> =>
    (await pages.product.fetch(get(path, 'GET', headers))).text();

  test.each([
    ['en', ',', 'Write to'],
    ['es', ';', 'Escribir a'],
  ] as const)(
    'when the page is in %s, then its links lead to files in this language',
    async (language, separator, summary) => {
      const candidateEmail = uniqueCandidate();
      await declineTo(pages.wired, { candidateEmail, recruiterName: 'Dana; Lee, "D"' });
      const path = await pages.grantLink(candidateEmail);
      const page = parse(await pages.htmlAt(`${path}?lang=${language}`));
      const links = page.querySelectorAll('a[download]').map((link) => link.getAttribute('href'));
      expect(links).toHaveLength(4);
      // The browser prefers the other language.
      const other = { 'accept-language': language === 'en' ? 'es' : 'en' };
      const files = await Promise.all(links.map((link) => fileAt(link ?? '', other)));
      const [csv = '', vcf = '', ics = ''] = files;
      expect(csv).toMatch(new RegExp(`^\\uFEFF?name${separator}greeting${separator}address`));
      expect(csv).not.toContain('sep=');
      const { data } = Papa.parse<string[]>(csv, { delimiter: separator, skipEmptyLines: true });
      expect(data).toHaveLength(2);
      expect(data[1]?.[0]).toBe('Dana; Lee, "D"');
      expect(vcf).toContain('VERSION:3.0\r\n');
      expect(vcf).toContain('N:;Dana\\; Lee\\, "D";;;\r\n');
      expect(ics).toContain(`SUMMARY:${summary} Dana`);
    },
  );

  test('when a link has no lang parameter, then the language of the browser decides', async () => {
    const candidateEmail = uniqueCandidate();
    await declineTo(pages.wired, { candidateEmail });
    const csv = `${await pages.grantLink(candidateEmail)}/export.csv`;
    expect(await fileAt(csv)).toContain('name,greeting');
    expect(await fileAt(csv, { 'accept-language': 'es-MX,en;q=0.5' })).toContain('name;greeting');
    expect(await fileAt(csv, { 'accept-language': 'de' })).toContain('name,greeting');
    expect(await fileAt(`${csv}?lang=es`)).toContain('name;greeting');
  });

  test('when a time zone is known, then each calendar has the entry at nine there', async () => {
    for (const [timeZone, nine] of [
      ['Europe/Madrid', '2027-12-03T08:00Z'],
      ['America/Santiago', '2027-12-03T12:00Z'],
    ] as const) {
      const candidateEmail = uniqueCandidate();
      const { link } = await declineTo(
        pages.wired,
        { candidateEmail, timeZone },
        { reconnectOn: '2027-12-03' },
      );
      const path = await pages.grantLink(candidateEmail);
      for (const file of [`${path}/export.ics`, `/letters/${link.id}.${link.secret}/reminder.ics`])
        expect([file, startOf(await fileAt(file))]).toEqual([file, Date.parse(nine)]);
    }
  });

  test('when no time zone is known, then the entry is at nine in every zone', async () => {
    const candidateEmail = uniqueCandidate();
    await declineTo(pages.wired, { candidateEmail }, { reconnectOn: '2027-12-03' });
    const path = await pages.grantLink(candidateEmail);
    expect(await fileAt(`${path}/export.ics`)).toContain('\r\nDTSTART:20271203T090000\r\n');
  });

  test('when a contact has no reminder, then only its calendar is empty', async () => {
    const candidateEmail = uniqueCandidate();
    const recruiterEmail = 'dana@northwind.example';
    await declineTo(pages.wired, { candidateEmail, recruiterEmail });
    const path = await pages.grantLink(candidateEmail);
    await pages.submit(postForm(await pages.htmlAt(path), '/stop'));
    expect(await fileAt(`${path}/export.ics`)).not.toContain('VEVENT');
    expect(await fileAt(`${path}/export.csv`)).toContain(recruiterEmail);
    expect(await fileAt(`${path}/export.vcf`)).toContain(recruiterEmail);
  });

  test('when there are no contacts, then every file is valid and empty', async () => {
    const path = await pages.grantLink(uniqueCandidate());
    expect((await fileAt(`${path}/export.csv?lang=es`)).trim().split('\r\n')).toHaveLength(1);
    expect(await fileAt(`${path}/export.vcf`)).toBe('');
    const calendar = ICAL.Component.fromString(await fileAt(`${path}/export.ics`));
    expect(calendar.getAllSubcomponents('vevent')).toEqual([]);
    expect(JSON.parse(await fileAt(`${path}/export.json`))).toMatchObject({ contacts: [] });
  });
});
