import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerFloor } from '../../lambdas/web/answer-floor.ts';
import { textOf } from '../journey/http-driver.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { englishForm, sesEvent, uniqueForm } from '../support/fixtures.ts';
import { wireProduct } from '../support/harness.ts';
import { ampleLinks } from '../support/link-door.ts';
import { ampleQuota } from '../support/pace.ts';
import { get, json, post } from '../support/requests.ts';
import { allItems } from '../support/table.ts';

const FLOOR_MS = 500;
const allowed = 'single@private.example,school.example';

/** All items but the limits, which count every request. */
const itemsOfPeople = async (table: TestTable) =>
  [...(await allItems(table))].filter(([key]) => !/^(?:LIMIT|SALT)#/.test(key));

/** The addresses: on the list by their domain, by themselves, and not at all. */
const byDomain = 'ana@school.example';
const byAddress = 'single@private.example';
const notAllowed = [
  'eve@elsewhere.example',
  'Other@private.example',
  'single@sub.private.example',
  'single+tag@private.example',
  'ana@sub.school.example',
  'ana@notschool.example',
  'ana@xn--schol-jua.example',
];

describe.each(availableEmulators())('an address that is not on the allow-list, on %s', (kind) => {
  let table: TestTable;
  beforeAll(async () => {
    table = await createTestTable(kind);
  });
  afterAll(() => table.close());

  /** The product with a clock on which the table takes 0 ms, and SES takes 180 ms. */
  const privateProduct = () => {
    const clock = { ms: Date.now() };
    const sleep = async (ms: number) => {
      clock.ms += ms;
    };
    const product = wireProduct({
      ...table,
      allowed,
      now: () => clock.ms,
      holdAnswer: answerFloor({ now: () => clock.ms, sleep }, FLOOR_MS),
      answer: async () => {
        await sleep(180);
        return { kind: 'accepted', messageId: `m-${clock.ms}` };
      },
    });
    /** The answer to a request, with the time that it took, and with what it left. */
    const answerTo = async (request: Request, address: string) => {
      const [startedAt, mailsBefore] = [clock.ms, product.mails.length];
      const itemsBefore = await itemsOfPeople(table);
      const response = await product.web.fetch(request);
      const body = await response.text();
      const itemsAfter = await itemsOfPeople(table);
      return {
        answer: {
          status: response.status,
          headers: [...response.headers],
          body: body.replaceAll('<wbr/>', '').replaceAll(address, 'ADDRESS'),
          ms: clock.ms - startedAt,
        },
        text: textOf(body),
        mailed: product.mails.length - mailsBefore,
        isStored: JSON.stringify(itemsAfter) !== JSON.stringify(itemsBefore),
      };
    };
    return { ...product, clock, answerTo };
  };

  const doors = [
    ['POST /declines', 'en', /You should get our email at|a link is on its way/],
    ['POST /declines', 'es', /debería llegarte nuestro correo|va un enlace en camino/],
    ['POST /contacts/link', 'en', /You should get our email at|a link is on its way/],
    ['POST /contacts/link', 'es', /debería llegarte nuestro correo|va un enlace en camino/],
  ] as const;

  test.each(
    doors.flatMap(([door, lang, text]) =>
      ([post, json] as const).map((send) => [door, lang, send, text] as const),
    ),
  )(
    'when %s in %s gets it, then the answer is the one of a mailed and of a held-back link',
    async (door, lang, send, text) => {
      const { answerTo } = privateProduct();
      const request = (candidateEmail: string, company: string) =>
        door === 'POST /declines'
          ? send(`/declines?lang=${lang}`, { ...englishForm, candidateEmail, company })
          : send(`/contacts/link?lang=${lang}`, { candidateEmail });
      const company = `${lang} ${send.name}`;
      const first = `${lang}-${send.name}-${byDomain}`;
      const mailed = await answerTo(request(first, company), first);
      const heldBack = await answerTo(request(first, company), first);
      expect([mailed.mailed, mailed.isStored]).toEqual([1, true]);
      expect(heldBack.mailed).toBe(0);
      expect(mailed.text).toMatch(text);
      expect(mailed.answer.ms).toBe(FLOOR_MS);
      expect(mailed.answer.status).toBe(send === json ? 202 : 200);
      expect(heldBack.answer).toEqual(mailed.answer);
      for (const address of notAllowed) {
        const refused = await answerTo(request(address, company), address);
        expect([address, refused.mailed, refused.isStored]).toEqual([address, 0, false]);
        expect(refused.answer).toEqual(mailed.answer);
        const again = await answerTo(request(address, company), address);
        expect([again.answer, again.mailed, again.isStored]).toEqual([mailed.answer, 0, false]);
      }
    },
  );

  describe('when a limit is used up', () => {
    const statuses = { mailbox: 429, network: 429, deployment: 503 } as const;
    const settings = {
      mailbox: { links: { ...ampleLinks, perMailboxDay: 20 } },
      network: { links: { ...ampleLinks, perNetworkHour: 2 } },
      // Two of them are for links, and one of those at once.
      deployment: { quota: { ...ampleQuota, dailyQuota: 10 } },
    } as const;

    /** The answers to several forms, some of them posted again, on a table of its own. */
    async function answersTo(
      address: string,
      path: string,
      send: typeof post | typeof json,
      limit: keyof typeof settings,
    ) {
      const own = await createTestTable(kind);
      const clock = { ms: Date.parse('2026-11-26T12:00:00Z') };
      const sleep = async (ms: number) => {
        clock.ms += ms;
      };
      const product = wireProduct({
        ...own,
        allowed,
        now: () => clock.ms,
        sleep,
        holdAnswer: answerFloor({ now: () => clock.ms, sleep }, FLOOR_MS),
        answer: async () => {
          await sleep(180);
          return { kind: 'accepted', messageId: `m-${clock.ms}` };
        },
        ...settings[limit],
      });
      // A link that is held back takes nothing of the share: others have used it up.
      for (let time = 0; limit === 'deployment' && time < 4; time += 1) {
        const form = { ...uniqueForm(), candidateEmail: `other${time}@school.example` };
        await product.web.fetch(json('/declines', form));
      }
      const mailed = product.mails.length;
      const answers = [];
      for (const company of ['A', 'B', 'A', 'C', 'D', 'E', 'D', 'A', 'later', 'A', 'E', 'F']) {
        if (company === 'later') clock.ms += 70_000;
        const startedAt = clock.ms;
        const form = { ...englishForm, candidateEmail: address, company };
        const response = await product.web.fetch(send(path, form));
        answers.push({
          company,
          status: response.status,
          headers: [...response.headers],
          body: (await response.text()).replaceAll('<wbr/>', '').replaceAll(address, 'ADDRESS'),
          ms: clock.ms - startedAt,
        });
      }
      own.close();
      return { answers, mailed: product.mails.length - mailed };
    }

    test.each(
      (['mailbox', 'network', 'deployment'] as const).flatMap((limit) =>
        ['/declines?lang=en', '/contacts/link?lang=es'].flatMap((path) =>
          ([post, json] as const).map((send) => [limit, path, send] as const),
        ),
      ),
    )(
      'then that of a %s answers each address the same at %s, with %o',
      async (limit, path, send) => {
        const listed = await answersTo(byDomain, path, send, limit);
        const found = listed.answers.map(({ status }) => status);
        if (limit !== 'deployment') expect(found[0]).toBe(send === json ? 202 : 200);
        // The limit of contacts' links answers as if the link was mailed.
        if (limit === 'mailbox' && path.startsWith('/contacts')) {
          expect(new Set(found).size).toBe(1);
          expect(listed.mailed).toBe(2);
        } else {
          expect(found).toContain(statuses[limit]);
        }
        for (const address of [byAddress, ...notAllowed.slice(0, 2)]) {
          const other = await answersTo(address, path, send, limit);
          expect([address, other.answers]).toEqual([address, listed.answers]);
          expect(other.mailed).toBe(address === byAddress ? listed.mailed : 0);
        }
      },
    );
  });

  test('when a form is invalid or asks something, then it does so for each address', async () => {
    const { web } = privateProduct();
    const answers = async (changes: object) =>
      Promise.all(
        [byDomain, byAddress, ...notAllowed].map(async (candidateEmail) => {
          const form = { ...englishForm, ...changes, candidateEmail };
          const page = await web.fetch(post('/declines?lang=en', form));
          const asJson = await web.fetch(json('/declines', form));
          return JSON.stringify([
            page.status,
            (await page.text()).replaceAll('<wbr/>', '').replaceAll(candidateEmail, 'ADDRESS'),
            asJson.status,
            (await asJson.text()).replaceAll('<wbr/>', '').replaceAll(candidateEmail, 'ADDRESS'),
          ]);
        }),
      );
    for (const changes of [{ stage: 'none' }, { company: '' }, { candidateName: 'a@b' }]) {
      const [first = '', ...others] = await answers(changes);
      expect(first).toMatch(/^\[422,/);
      expect(new Set([first, ...others]).size).toBe(1);
    }
    // The question about the recruiter's address comes before the allow-list is read.
    const asked = await Promise.all(
      [byDomain, 'eve@elsewhere.example'].map(async (candidateEmail) => {
        const form = { ...englishForm, candidateEmail, recruiterEmail: 'dana@gmial.com' };
        return (await web.fetch(post('/declines', form))).status;
      }),
    );
    expect(asked).toEqual([422, 422]);
  });

  test('when its link bounced, then only an address whose domain is shown is told', async () => {
    const { answerTo, mails, recordEvent } = privateProduct();
    const statusAfterBounce = async (candidateEmail: string) => {
      const form = { ...englishForm, candidateEmail, company: 'Bounced' };
      await answerTo(json('/declines', form), candidateEmail);
      const letter = mails.at(-1)?.tags?.['letter'] ?? '';
      await recordEvent(sesEvent('Bounce', letter, { to: candidateEmail, tag: 'review' }));
      return (await answerTo(json('/declines', form), candidateEmail)).answer.status;
    };
    expect(await statusAfterBounce(byDomain)).toBe(422);
    expect(await statusAfterBounce(byAddress)).toBe(202);
  });

  test('when a page is shown, then it names the domains, and never a single address', async () => {
    const { web } = privateProduct();
    const requests = ['en', 'es'].flatMap((lang) => [
      get(`/?lang=${lang}`),
      get(`/contacts?lang=${lang}`),
      post(`/preview?lang=${lang}`, { ...englishForm, candidateEmail: 'eve@elsewhere.example' }),
      post(`/declines?lang=${lang}`, { ...englishForm, candidateEmail: 'eve@elsewhere.example' }),
      post(`/contacts/link?lang=${lang}`, { candidateEmail: 'eve@elsewhere.example' }),
      post(`/contacts/link?lang=${lang}`, { candidateEmail: '' }),
    ]);
    for (const request of requests) {
      const text = textOf(await (await web.fetch(request)).text());
      expect([request.url, text]).toEqual([
        request.url,
        expect.stringMatching(
          /only for addresses at school\.example, and for|de school\.example, y para algunas/,
        ),
      ]);
      expect(text).not.toMatch(/private\.example/);
    }
  });

  test('when the table fails, then each address gets the same answer', async () => {
    const { clock, mails } = privateProduct();
    const broken = wireProduct({
      client: table.client,
      tableName: 'no-such-table',
      allowed,
      now: () => clock.ms,
    });
    for (const address of [byDomain, byAddress, ...notAllowed]) {
      for (const request of [
        json('/declines', { ...englishForm, candidateEmail: address }),
        json('/contacts/link', { candidateEmail: address }),
      ]) {
        expect([address, (await broken.web.fetch(request)).status]).toEqual([address, 500]);
      }
    }
    expect(mails).toEqual([]);
  });
});
