import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { formatDay } from '../../lambdas/core/time/format-date.ts';
import { textOf } from '../journey/http-driver.ts';
import { cardOf, confirmed, grantContactsLink } from '../support/contacts.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { uniqueCandidate } from '../support/fixtures.ts';
import { wireProduct } from '../support/harness.ts';
import { storeContacts } from '../support/many-contacts.ts';
import { get, post, postForm } from '../support/requests.ts';

const NOW = Date.parse('2027-05-25T10:00:00Z');

describe.each(availableEmulators())('the lines of contacts on %s', (kind) => {
  let table: TestTable;
  beforeAll(async () => {
    table = await createTestTable(kind);
  });
  afterAll(() => table.close());

  /** Stores contacts, and gives a link to them. @param days their days to write again */
  async function listOf(
    days: readonly (string | undefined)[],
    changesOf: (index: number) => object = () => ({}),
  ) {
    const candidateEmail = uniqueCandidate();
    const addresses: string[] = [];
    await storeContacts(table, days.length, {
      candidateEmail,
      changesOf: (index, address) => {
        addresses[index] = address;
        return {
          person: { name: `Person ${index}`, address },
          company: `Company ${index}`,
          reconnectOn: days[index],
          ...changesOf(index),
        };
      },
    });
    const expiresAt = NOW + 3_600_000;
    const path = await grantContactsLink(table, candidateEmail, { expiresAt });
    const { web } = wireProduct({ ...table, now: () => NOW });
    const htmlAt = async (url: string): Promise<string> => {
      const answer = await web.fetch(get(url));
      expect([url, answer.status]).toEqual([url, 200]);
      return answer.text();
    };
    const linkTo = (index: number) =>
      grantContactsLink(table, candidateEmail, { expiresAt, person: addresses[index] ?? '' });
    return { path, web, htmlAt, addresses, linkTo };
  }

  /** The groups of a page: the heading, and the line of each person. */
  const groupsIn = (html: string) =>
    parse(html)
      .querySelectorAll('section.group')
      .map((group) => [
        textOf(group.querySelector('h2')?.innerHTML ?? ''),
        ...group.querySelectorAll('.person > summary').map((line) => textOf(line.innerHTML)),
      ]);
  const openCards = (html: string) =>
    parse(html)
      .querySelectorAll('details.person[open] > article')
      .map(({ id }) => id);

  test('when a search is shown in the other language, then it is the same search', async () => {
    const { path, htmlAt } = await listOf(Array.from({ length: 12 }, () => undefined));
    const search = 'words=Company+1%26&filter=open&from=0';
    const found = await htmlAt(`${path}?lang=en&${search}`);
    const other = parse(found).querySelector('header a[hreflang]')?.getAttribute('href') ?? '';
    const shown = parse(await htmlAt(`${path}${other}`));
    expect(shown.querySelector('html')?.getAttribute('lang')).toBe('es');
    expect(shown.querySelector('#words')?.getAttribute('value')).toBe('Company 1&');
    const chosen = shown.querySelector('#filter option[selected]')?.getAttribute('value');
    expect(chosen).toBe('open');
  });

  const fourDays = ['2028-01-10', '2027-06-03', undefined, '2027-05-25', '2027-05-21'];

  test.each([
    [
      'en',
      [
        ['Say hello now 2', 'Person 4 Company 4 since May 21', 'Person 3 Company 3 today'],
        ['This year 1', 'Person 1 Company 1 June 3'],
        ['Later 1', 'Person 0 Company 0 January 2028'],
        ['No reminder 1', 'Person 2 Company 2'],
      ],
    ],
    [
      'es',
      [
        ['Es momento de saludar 2', 'Person 4 Company 4 del 21 de mayo', 'Person 3 Company 3 hoy'],
        ['Este año 1', 'Person 1 Company 1 3 de junio'],
        ['Más adelante 1', 'Person 0 Company 0 enero de 2028'],
        ['Sin recordatorio 1', 'Person 2 Company 2'],
      ],
    ],
  ])(
    'when the list is opened in %s, then each person is a line in a group',
    async (lang, groups) => {
      const { path, htmlAt } = await listOf(fourDays);
      const html = await htmlAt(`${path}?lang=${lang}`);
      expect(groupsIn(html)).toEqual(groups);
      expect(openCards(html)).toEqual([]);
    },
  );

  test('when there is one contact, then its card is open', async () => {
    const { path, htmlAt, addresses } = await listOf(['2027-06-03']);
    expect(openCards(await htmlAt(path))).toEqual([`contact-${addressKey(addresses[0] ?? '')}`]);
  });

  test('when the contacts are open, then "Your contacts" leads to them', async () => {
    const { path, htmlAt } = await listOf(['2027-06-03']);
    const link = parse(await htmlAt(path)).querySelector('.top nav a');
    expect([link?.getAttribute('href'), link?.getAttribute('aria-current')]).toEqual([
      `${path}?lang=en`,
      'page',
    ]);
  });

  test.each([
    [9, false],
    [10, true],
  ])('when there are %i contacts, then there is a search: %s', async (count, isThere) => {
    const { path, htmlAt } = await listOf(Array.from({ length: count }, () => '2027-06-03'));
    const searchOn = async (query: string) =>
      parse(await htmlAt(`${path}?${query}`)).querySelector('form input[type=search]') !== null;
    expect(await searchOn('')).toBe(isThere);
    // What was searched for must be seen and changed.
    expect(await searchOn('words=nobody')).toBe(true);
    expect(await searchOn('filter=closed')).toBe(true);
  });

  test('when there are several pages, then a group says how many it has in all', async () => {
    const days = Array.from({ length: 70 }, (_, index) => (index < 60 ? '2027-06-03' : undefined));
    const { path, htmlAt } = await listOf(days);
    const headings = async (from: number) =>
      groupsIn(await htmlAt(`${path}?from=${from}`)).map(([heading]) => heading);
    expect(await headings(0)).toEqual(['This year 50 of 60']);
    expect(await headings(50)).toEqual(['This year 10 of 60', 'No reminder 10']);
  });

  test('when they wrote, then the card says what is next, and how to change it', async () => {
    const { path, web, htmlAt, addresses } = await listOf(fourDays);
    const person = addresses[4] ?? '';
    const card = cardOf(await htmlAt(path), person);
    expect(textOf(card)).toContain('I wrote to Person');
    const answer = await web.fetch(postForm(card, '/done'));
    const id = `contact-${addressKey(person)}`;
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, location]).toEqual([303, expect.stringMatching(new RegExp(`#${id}$`))]);
    const html = await htmlAt(location);
    expect(openCards(html)).toEqual([id]);
    const said = parse(cardOf(html, person)).querySelector('[role=status]');
    expect(textOf(said?.innerHTML ?? '')).toBe(
      `Good. We'll remind you again on ${formatDay('2027-11-25', 'en')}. Choose another day`,
    );
    expect(groupsIn(html).find(([heading]) => heading === 'This year 2')).toContain(
      'Person 4 Company 4 November 25',
    );
    // The link opens the card, and in it what it leads to, without a script.
    const change = (said?.querySelector('a')?.getAttribute('href') ?? '').replaceAll('&amp;', '&');
    const changing = parse(cardOf(await htmlAt(change), person));
    const target = changing.querySelector(`#${new URL(change, 'http://x').hash.slice(1)}`);
    expect([target?.tagName, target?.hasAttribute('open')]).toEqual(['DETAILS', true]);
    expect(target?.querySelector('form[action*="/snooze"]')).not.toBeNull();
    expect(changing.querySelector('[role=status]')).toBeNull();
  });

  test('when reminders are stopped, then the card offers to set one after all', async () => {
    const { path, web, htmlAt, addresses } = await listOf(fourDays);
    const person = addresses[1] ?? '';
    const answer = await web.fetch(postForm(cardOf(await htmlAt(path), person), '/stop'));
    const html = await htmlAt(answer.headers.get('location') ?? '');
    expect(textOf(cardOf(html, person))).toContain(
      "We won't remind you about this person again. Set a reminder after all",
    );
    expect(groupsIn(html).at(-1)?.[0]).toBe('No reminder 2');
  });

  test('when the reminder’s link was used, then its page says it, too', async () => {
    const { web, htmlAt, linkTo, addresses } = await listOf(fourDays);
    const path = await linkTo(4);
    expect(parse(await htmlAt(path)).querySelector('h1')?.text).toBe(
      'Time to say hello to Person 4',
    );
    const answer = await web.fetch(post(`${path}/done`, confirmed(path, addresses[4])));
    const html = await htmlAt(answer.headers.get('location') ?? '');
    expect(textOf(html)).toContain(`We'll remind you again on November 25, 2027. Choose another`);
    expect(parse(html).querySelector('h1')?.text.trim()).toBe('Person 4');
    const href = parse(html).querySelector('[role=status] a')?.getAttribute('href') ?? '';
    expect(href).toMatch(/#snooze$/);
  });

  test('when the changed contact is on another page now, then it comes first here', async () => {
    const days = Array.from({ length: 60 }, () => '2027-06-03');
    const { path, htmlAt, addresses, web } = await listOf(days);
    const person = addresses[0] ?? '';
    const fields = { ...confirmed(path, person), date: '2031-06-03' };
    const answer = await web.fetch(post(`${path}/date`, fields));
    const html = await htmlAt(answer.headers.get('location') ?? '');
    const id = `contact-${addressKey(person)}`;
    expect(openCards(html)).toEqual([id]);
    expect(textOf(cardOf(html, person))).toContain("We'll remind you on June 3, 2031.");
    expect(parse(html).querySelectorAll('article')[0]?.id).toBe(id);
    expect(parse(html).querySelectorAll(`[id="${id}"]`)).toHaveLength(1);
  });

  test('when a person complained, then no card helps to write or to be reminded', async () => {
    const { path, htmlAt, addresses } = await listOf(fourDays, (index) =>
      index === 2 ? { deliveryProblem: 'complained', status: 'closed' } : {},
    );
    const id = addressKey(addresses[2] ?? '');
    const html = await htmlAt(`${path}?flash=stop&flashContactId=${id}&open=snooze`);
    const card = cardOf(html, addresses[2] ?? '');
    expect(textOf(card)).toContain('marked as unwanted');
    expect(card).not.toMatch(/mailto:|\/snooze|\/done|<textarea[^>]*readonly|open=snooze/);
  });

  test('when there is nobody, then the page says who will be, and keeps erasing', async () => {
    const { path, htmlAt } = await listOf([]);
    const html = await htmlAt(path);
    const links = parse(html)
      .querySelectorAll('main a')
      .map((link) => (link.getAttribute('href') ?? '').replace(path, ''));
    expect(links).toEqual([
      '/?lang=en',
      '/export.json?lang=en',
      '/export?lang=en',
      '/erase?lang=en',
    ]);
    expect(html).toContain('class="wall"');
    expect(groupsIn(html)).toEqual([]);
  });

  test('when a page is opened, then names and hellos are not translated', async () => {
    const { path, htmlAt, addresses } = await listOf(fourDays);
    const page = parse(await htmlAt(path));
    for (const text of ['Person 1', 'Company 1', addresses[1] ?? '']) {
      const elements = page
        .querySelectorAll('main *')
        .filter(
          ({ children, text: own }) =>
            children.every(({ tagName }) => tagName === 'WBR') && own.trim() === text,
        );
      expect([text, elements.length > 0]).toEqual([text, true]);
      for (const element of elements)
        expect([text, element.getAttribute('translate')]).toEqual([text, 'no']);
    }
    for (const hello of page.querySelectorAll('textarea[readonly]'))
      expect(hello.getAttribute('translate')).toBe('no');
  });
});
