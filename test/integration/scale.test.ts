import { describe, expect, onTestFinished, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { actionNonce, sendNonce, tokenOf } from '../../lambdas/core/magic-link.ts';
import { print } from '../faults/figures.ts';
import { textOf } from '../journey/http-driver.ts';
import { confirmed, grantContactsLink } from '../support/contacts.ts';
import { availableEmulators, createTestTable } from '../support/dynamodb.ts';
import { englishForm, sampleThread, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo, storeDraft, wireProduct } from '../support/harness.ts';
import { storeContacts } from '../support/many-contacts.ts';
import { meteredClient } from '../support/metered-client.ts';
import { get, post } from '../support/requests.ts';

/**
 * The number of contacts of other candidates in the table. DynamoDB Local writes one in
 * about 1 ms. dynalite is slower, so it gets fewer.
 */
const MANY = { dynalite: 10_000, 'dynamodb-local': 100_000 } as const;
const FEW = 10;
describe.each(availableEmulators())('capacity units on %s', (kind) => {
  const many = MANY[kind];
  test(`when there are ${many} other contacts, then each use costs as with ${FEW}`, async () => {
    const dynamoDb = await createTestTable(kind);
    onTestFinished(() => dynamoDb.close());
    const { client, meter } = meteredClient(dynamoDb.endpoint);
    onTestFinished(() => client.destroy());
    const { tableName } = dynamoDb;
    const plain = wireProduct(dynamoDb);
    const metered = wireProduct({ client, tableName });

    const costOf = async (work: () => Promise<unknown>): Promise<number> => {
      meter.units = 0;
      await work();
      return meter.units;
    };
    const expectPage = async (request: Request, text: string): Promise<void> => {
      const answer = await metered.web.fetch(request);
      expect([answer.status, textOf(await answer.text())]).toEqual([
        200,
        expect.stringContaining(text),
      ]);
    };
    const expectAnswer = async (request: Request): Promise<void> => {
      const { status } = await metered.app.fetch(request);
      expect([request.url, status]).toEqual([request.url, expect.toSatisfy((code) => code < 400)]);
    };
    const costsOf = async (path: string, ends: readonly string[]) => {
      const costs: Record<string, number> = {};
      for (const end of ends)
        costs[`GET …${end}`] = await costOf(() => expectAnswer(get(path + end)));
      return costs;
    };
    const one = (path: string) => confirmed(path, 'one@northwind.example');
    const nextYear = (): string => `${new Date().getFullYear() + 1}-05-20`;

    /** The capacity units of everything that is done with a letter. */
    const measureLetters = async () => {
      const candidateEmail = uniqueCandidate();
      const form = { ...englishForm, candidateEmail };
      const costs: Record<string, number> = {};
      for (const path of ['/', '/contacts', '/healthz', '/assets/open-door.css'])
        costs[path] = await costOf(() => expectAnswer(get(path)));
      costs['preview'] = await costOf(() => expectAnswer(post('/preview', form)));
      costs['ask'] = await costOf(() => expectAnswer(post('/declines', form)));
      const ends = ['edit', 'cancel', 'self-sent', 'send', 'fresh-link'] as const;
      for (const end of ends) {
        const recruiterEmail = `${end}@northwind.example`;
        const { link, decline } = await storeDraft(plain, { candidateEmail, recruiterEmail });
        const path = `/letters/${tokenOf(link)}`;
        if (end === 'edit')
          Object.assign(costs, await costsOf(path, ['', '/edit', '/letter.eml', '/another']));
        const confirmation = { nonce: actionNonce(link.secret, link.id), sure: 'yes' };
        const values = {
          edit: { ...form, recruiterEmail, company: 'Southwind' },
          cancel: confirmation,
          'self-sent': confirmation,
          send: {
            letter: decline.letterHash,
            nonce: sendNonce(link.secret, decline.letterHash),
            sure: 'yes',
          },
          'fresh-link': {},
        }[end];
        costs[end] = await costOf(() => expectAnswer(post(`${path}/${end}`, values)));
        if (end === 'send') Object.assign(costs, await costsOf(path, ['?sent', '/again']));
      }
      // Their receipts would be due in the next measurement.
      await plain.contacts.removeAll(addressKey(candidateEmail), () => true);
      return costs;
    };
    /**
     * The capacity units of each use by a candidate who has one draft and three contacts
     * whose receipts are due.
     */
    const measure = async (): Promise<Record<string, number>> => {
      const candidateEmail = uniqueCandidate();
      for (const name of ['one', 'two', 'three']) {
        await declineTo(plain, {
          candidateEmail,
          recruiterEmail: `${name}@northwind.example`,
          thread: sampleThread,
        });
      }
      await storeDraft(plain, { candidateEmail, recruiterEmail: 'four@northwind.example' });
      const path = await grantContactsLink(dynamoDb, candidateEmail);
      const reminder = await grantContactsLink(dynamoDb, candidateEmail, {
        person: 'one@northwind.example',
      });
      return {
        'open a reminder’s link': await costOf(() => expectPage(get(reminder), 'Dana Lee')),
        list: await costOf(() => expectPage(get(path), 'Later 3')),
        'due query': await costOf(() => metered.contacts.dueContacts(Date.now(), 50)),
        'a run of reminders': await costOf(() => metered.sendReminders()),
        ...(await measureLetters()),
        'ask for the contacts': await costOf(() =>
          expectAnswer(post('/contacts/link', { candidateEmail })),
        ),
        ...(await costsOf(path, [
          '?words=dana&filter=due',
          '/export',
          '/export.json',
          '/export.csv',
          '/export.vcf',
          '/export.ics',
          `/hello.eml?contact=${addressKey('one@northwind.example')}`,
          '/erase',
          '/unsubscribe',
        ])),
        'a note': await costOf(() =>
          expectAnswer(post(`${path}/note`, { ...one(path), note: 'x' })),
        ),
        done: await costOf(() => expectAnswer(post(`${path}/done`, one(path)))),
        snooze: await costOf(() =>
          expectAnswer(post(`${path}/snooze`, { ...one(path), months: '3' })),
        ),
        date: await costOf(() =>
          expectAnswer(post(`${path}/date`, { ...one(path), date: nextYear() })),
        ),
        'a time zone': await costOf(() =>
          expectAnswer(
            post(`${path}/time-zone`, { ...confirmed(path), timeZone: 'Europe/Madrid' }),
          ),
        ),
        'stop one': await costOf(() => expectAnswer(post(`${path}/stop`, one(path)))),
        'stop all': await costOf(() => expectAnswer(post(`${path}/unsubscribe`, {}))),
        'delete one': await costOf(() => expectAnswer(post(`${path}/delete`, one(path)))),
        erase: await costOf(() =>
          expectPage(post(`${path}/erase`, confirmed(path)), 'Everything is erased'),
        ),
      };
    };

    await storeContacts(dynamoDb, FEW);
    // The first form of a day writes the day's salt.
    await expectAnswer(post('/declines', { ...englishForm, candidateEmail: uniqueCandidate() }));
    const withFew = await measure();
    const startedAt = performance.now();
    await storeContacts(dynamoDb, many - FEW);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const withMany = await measure();

    const width = Math.max(...Object.keys(withFew).map((name) => name.length));
    print(
      `capacity units on ${kind}, with ${FEW} and ${many} contacts of others (written in ` +
        `${seconds} s):`,
    );
    for (const [name, units] of Object.entries(withFew)) {
      print(
        `  ${name.padEnd(width)}  ${units}  ` +
          `${Object.entries(withMany).find(([other]) => other === name)?.[1]}`,
      );
    }
    const used = [...meter.commands].map(([name, times]) => `${name} ${times}`).join(', ');
    print(`  commands: ${used}`);

    expect(withMany).toEqual(withFew);
    const free = Object.keys(withFew).filter((name) => withFew[name] === 0);
    expect(free).toEqual(['/', '/contacts', '/healthz', '/assets/open-door.css', 'preview']);
    expect([...meter.commands.keys()]).toContain('QueryCommand');
    expect(used).not.toMatch(/Scan/);

    // This checks the meter: in July 2036 all contacts are due, so the same query reads
    // the contacts of others, and costs more.
    const in2036 = wireProduct({ client, tableName, now: () => 2_100_000_000_000 });
    const due = await costOf(() => in2036.contacts.dueContacts(2_100_000_000_000, 50));
    expect(due).toBeGreaterThan(withFew['due query'] ?? 0);
  }, 300_000);
});
