import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { eraseCandidate, eraseContact } from '../../lambdas/web/erase.ts';
import { grantContactsLink } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import {
  answerByName,
  belongsTo,
  type CandidateData,
  candidateEmailOf,
  letterInputOf,
  letterPath,
  newTag,
  recruiterEmailOf,
  setUpErasing,
} from '../support/erasing.ts';
import { type Draft, englishForm, sesEvent } from '../support/fixtures.ts';
import { declineTo, storeDraft, type WiredProduct, wireProduct } from '../support/harness.ts';
import { post } from '../support/requests.ts';
import { allItems, itemsAsText } from '../support/table.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How many races run at the same time: enough to keep the table busy. */
const LANES = 8;
/** Each batch is one test, so that no test takes more than some seconds. */
const BATCHES = 25;

const setOf = (value: unknown): ReadonlySet<unknown> => (value instanceof Set ? value : new Set());

describe.each(availableEmulators())('erasing while something else happens, on %s', (kind) => {
  const suite = setUpErasing(kind);

  /**
   * The product on a client that runs `interrupt` right before its command number `at`.
   */
  const interrupted = (at: number, interrupt: () => Promise<void>) => {
    const client = new DynamoDBClient({ endpoint: suite.product.dynamoDb.endpoint });
    let commands = 0;
    client.middlewareStack.add(
      (next) => async (call) => {
        commands += 1;
        if (commands === at) await interrupt();
        return next(call);
      },
      { step: 'initialize' },
    );
    return {
      on: wireProduct({
        client,
        tableName: suite.product.dynamoDb.tableName,
        answer: answerByName,
      }),
      wasReached: () => commands >= at,
      stop: () => client.destroy(),
    };
  };

  interface Operation {
    /** Creates what the operation needs. */
    readonly prepare: (tag: string) => Promise<Draft>;
    readonly run: (on: WiredProduct, letter: Draft, tag: string) => Promise<unknown>;
    /**
     * The candidate asks for it. If it runs after the erasing, it may create something
     * new, which the next erasing removes.
     */
    readonly isRequested: boolean;
  }
  const drafting = (name: string) => (tag: string) =>
    storeDraft(suite.wired, letterInputOf(tag, name));
  const sent = (tag: string) => declineTo(suite.wired, letterInputOf(tag, 'sent'));
  const recordAgain = async (on: WiredProduct, { decline }: Draft) => {
    const item = await on.store.find(decline.id);
    if (item) await on.contacts.record({ ...contactFor(item) });
  };
  const contactFor = ({ id, input }: Draft['decline']) => ({
    candidateEmail: input.candidateEmail,
    candidateName: input.candidateName,
    pageLanguage: 'en' as const,
    person: { name: input.recruiterName, address: input.recruiterEmail },
    thanked: [],
    company: input.company,
    role: input.role,
    stage: input.stage,
    language: input.letterLanguage,
    declinedAt: Date.now(),
    declinedOn: '2026-11-25',
    declineId: id,
  });
  const onPath =
    (action: string, values = {}) =>
    async (on: WiredProduct, _letter: Draft, tag: string) => {
      const path = await grantContactsLink(suite.product.dynamoDb, candidateEmailOf(tag));
      const contact = addressKey(recruiterEmailOf(tag, 'sent'));
      await on.web.fetch(post(`${path}/${action}`, { contact, ...values }));
    };
  const operations: Readonly<Record<string, Operation>> = {
    'a draft': {
      prepare: drafting('before'),
      run: (on, _letter, tag) => storeDraft(on, letterInputOf(tag, 'draft')),
      isRequested: true,
    },
    'a change to another person': {
      prepare: drafting('draft'),
      run: (on, letter, tag) =>
        Promise.resolve(
          on.web.fetch(
            post(`${letterPath(letter)}/edit`, {
              ...englishForm,
              company: tag,
              recruiterEmail: recruiterEmailOf(tag, 'new'),
            }),
          ),
        ),
      isRequested: true,
    },
    'a fresh link': {
      prepare: (tag) =>
        storeDraft(suite.wired, {
          ...letterInputOf(tag, 'draft'),
          createdAt: Date.now() - 3 * DAY_MS,
        }),
      run: (on, letter) =>
        Promise.resolve(on.web.fetch(post(`${letterPath(letter)}/fresh-link`, {}))),
      isRequested: true,
    },
    'a link to the contacts': {
      prepare: sent,
      run: (on, _letter, tag) =>
        Promise.resolve(
          on.web.fetch(post('/contacts/link', { candidateEmail: candidateEmailOf(tag) })),
        ),
      isRequested: true,
    },
    sending: {
      prepare: drafting('sent'),
      run: (on, { link, decline }) => on.send(link, decline.letterHash),
      isRequested: false,
    },
    'sending by hand': {
      prepare: drafting('sent'),
      run: (on, { link }) => on.selfSend(link),
      isRequested: false,
    },
    'the second record of a contact': { prepare: sent, run: recordAgain, isRequested: false },
    'a bounce': {
      prepare: sent,
      run: async (on, { decline }) => {
        await on.recordEvent(sesEvent('Bounce', decline.id, { to: decline.letter.to }));
        await on.sendNotices();
      },
      isRequested: false,
    },
    'a letter that waited': {
      prepare: async (tag) => {
        const letter = await storeDraft(suite.wired, letterInputOf(tag, 'sent'));
        await suite.wired.store.apply(letter.decline.id, {
          transition: 'claim',
          patch: { attempts: 1 },
        });
        await suite.wired.store.apply(letter.decline.id, {
          transition: 'postpone',
          patch: { dueAt: Date.now() - 1 },
        });
        return letter;
      },
      run: (on) => on.sweep(),
      isRequested: false,
    },
    'a reminder': { prepare: sent, run: (on) => on.sendReminders(), isRequested: false },
    'a note': { prepare: sent, run: onPath('note', { note: 'zq' }), isRequested: false },
    'a snooze': { prepare: sent, run: onPath('snooze', { months: '3' }), isRequested: false },
    'a time zone': {
      prepare: sent,
      run: onPath('time-zone', { timeZone: 'madrid' }),
      isRequested: false,
    },
  };

  test.each(Object.entries(operations))(
    'when everything is erased before any step of %s, then nothing is left',
    async (_name, { prepare, run, isRequested }) => {
      let steps = 0;
      for (let isReached = true; isReached; ) {
        const tag = newTag();
        const letter = await prepare(tag);
        const erased: string[] = [];
        const { on, wasReached, stop } = interrupted(steps + 1, async () => {
          erased.push(
            await eraseCandidate(suite.dependencies(), addressKey(candidateEmailOf(tag))),
          );
        });
        await run(on, letter, tag);
        stop();
        isReached = wasReached();
        if (isReached) steps += 1;
        // The test itself creates links.
        const isBroughtBack = (item: string): boolean => !item.includes('"sk":"LINK#');
        if (!isRequested && erased[0] === 'erased') {
          expect([
            steps,
            (await suite.itemsOf({ tag, letters: [letter] })).filter(isBroughtBack),
          ]).toEqual([steps, []]);
        }
        await suite.eraseAll(tag);
        expect([steps, await suite.itemsOf({ tag, letters: [letter] })]).toEqual([steps, []]);
      }
      expect(steps).toBeGreaterThan(0);
    },
  );

  test.each(Object.entries(operations))(
    'when %s happens before any step of erasing, then that erasing or the next leaves nothing',
    async (_name, { prepare, run, isRequested }) => {
      let steps = 0;
      for (let isReached = true; isReached; ) {
        const tag = newTag();
        const letter = await prepare(tag);
        const { on, wasReached, stop } = interrupted(steps + 1, async () => {
          await run(suite.wired, letter, tag);
        });
        const erased = await eraseCandidate(
          suite.dependencies(on),
          addressKey(candidateEmailOf(tag)),
        );
        stop();
        isReached = wasReached();
        if (isReached) steps += 1;
        if (!isRequested && erased === 'erased') {
          const left = (await suite.itemsOf({ tag, letters: [letter] })).filter(
            (item) => !item.includes('"sk":"LINK#'),
          );
          expect([steps, left]).toEqual([steps, []]);
        }
        await suite.eraseAll(tag);
        expect([steps, await suite.itemsOf({ tag, letters: [letter] })]).toEqual([steps, []]);
      }
      expect(steps).toBeGreaterThan(1);
    },
  );

  /**
   * Expects that each letter has its place: erasing finds letters by their places, and a
   * letter without one would create no contact.
   */
  const expectPlaces = async (tag: string) => {
    const items = [...(await allItems(suite.product.dynamoDb)).values()];
    for (const { decline } of await lettersIn(tag)) {
      const place = items.find(
        ({ pk, sk }) =>
          pk === `CANDIDATE#${addressKey(candidateEmailOf(tag))}` && sk === `LETTER#${decline.id}`,
      );
      expect([...setOf(place?.['contacts'])]).toContain(addressKey(decline.input.recruiterEmail));
    }
  };
  const lettersIn = async (tag: string) => {
    const found = [...(await allItems(suite.product.dynamoDb)).values()].filter(
      (item) =>
        item['sk'] === 'LETTER' && JSON.stringify(item['input']).includes(candidateEmailOf(tag)),
    );
    const declines = await Promise.all(
      found.map(({ pk }) => suite.wired.store.find(String(pk).slice('LETTER#'.length))),
    );
    return declines.flatMap((decline) => (decline ? [{ decline }] : []));
  };

  test('when a draft returns to a deleted person, then it has its place or is gone', async () => {
    const change = (on: WiredProduct, letter: Draft, tag: string, name: string) =>
      on.web.fetch(
        post(`${letterPath(letter)}/edit`, {
          ...englishForm,
          recruiterEmail: recruiterEmailOf(tag, name),
        }),
      );
    for (const isErasingOutside of [true, false]) {
      for (let steps = 1, isReached = true; isReached; steps += 1) {
        const tag = newTag();
        const letter = await storeDraft(suite.wired, letterInputOf(tag, 'one'));
        await change(suite.wired, letter, tag, 'other');
        const erase = (on: WiredProduct) =>
          eraseContact(
            suite.dependencies(on),
            addressKey(candidateEmailOf(tag)),
            addressKey(recruiterEmailOf(tag, 'one')),
          );
        const back = (on: WiredProduct) => change(on, letter, tag, 'one');
        const { on, wasReached, stop } = interrupted(steps, async () => {
          await (isErasingOutside ? back(suite.wired) : erase(suite.wired));
        });
        await (isErasingOutside ? erase(on) : back(on));
        stop();
        isReached = wasReached();
        await expectPlaces(tag);
        await suite.eraseAll(tag);
        expect([steps, await suite.itemsOf({ tag, letters: [letter] })]).toEqual([steps, []]);
      }
    }
  });

  describe(`${BATCHES * LANES} races of erasing with every other operation`, () => {
    let leaving = 0;

    /** One candidate: every operation and the erasing start at about the same time. */
    const race = async (turn: number): Promise<CandidateData> => {
      // In 65 s receipts are due, and the sweep looks again at letters that were just
      // sent. No lease has expired by then.
      const later = wireProduct({
        ...suite.product.dynamoDb,
        now: () => Date.now() + 65_000,
        answer: answerByName,
      });
      const { wired } = suite;
      const signal = () => {
        let give = (): void => {};
        const given = new Promise<void>((resolve) => {
          give = resolve;
        });
        return { give, given };
      };
      const [isSending, isErased] = [signal(), signal()];
      // In a third of the races SES answers when the erasing has ended.
      const slow = wireProduct({
        ...suite.product.dynamoDb,
        answer: async (mail) => {
          isSending.give();
          if (turn % 3 === 1) await isErased.given;
          return answerByName(mail);
        },
      });
      const tag = newTag();
      const [one, two, three] = [
        await storeDraft(wired, letterInputOf(tag, 'one')),
        await storeDraft(wired, letterInputOf(tag, 'two')),
        await storeDraft(wired, letterInputOf(tag, 'three')),
      ];
      const four = await declineTo(wired, letterInputOf(tag, 'four'));
      const letters = [one, two, three, four];
      const edited = { ...englishForm, company: tag, recruiterEmail: recruiterEmailOf(tag, 'new') };
      const hasLeft = signal();
      const operations: (() => unknown)[] = [
        async () => {
          await slow.send(one.link, one.decline.letterHash);
          hasLeft.give();
        },
        () => wired.selfSend(two.link),
        () => suite.product.fetch(post(`${letterPath(three)}/edit`, edited)),
        async () => letters.push(await storeDraft(wired, letterInputOf(tag, 'five'))),
        // These two process all candidates, those of the other races included.
        ...(turn % 4 === 0 ? [() => later.sweep(), () => later.sendReminders()] : []),
        async () => {
          await wired.recordEvent(
            sesEvent('Bounce', four.decline.id, { to: four.decline.letter.to }),
          );
          await later.sendNotices();
        },
      ];
      const erase = async () => {
        // In a third of the races the erasing starts when the letter has left, in another
        // third when SES has it. In the others it starts up to 16 ms later than the
        // sending, so each side is first in some.
        const starts = [() => hasLeft.given, () => isSending.given, () => sleep((turn % 5) * 4)];
        await starts[turn % 3]?.();
        const erased = await eraseCandidate(
          suite.dependencies(),
          addressKey(candidateEmailOf(tag)),
        );
        isErased.give();
        if (erased === 'leaving') leaving += 1;
      };
      await Promise.all([...operations.map((operation) => operation()), erase()]);
      await suite.eraseAll(tag);
      return { tag, letters };
    };

    test.each(Array.from({ length: BATCHES }, (_, batch) => batch + 1))(
      `when ${LANES} races run at once, then nothing of them is left: batch %i of ${BATCHES}`,
      async (batch) => {
        const erased = await Promise.all(
          Array.from({ length: LANES }, (_, lane) => race(batch * LANES + lane)),
        );
        const dump = await itemsAsText(suite.product.dynamoDb);
        expect(erased).toHaveLength(LANES);
        expect(erased.flatMap((belongings) => dump.filter(belongsTo(belongings)))).toEqual([]);
      },
    );

    test('when all races have run, then a letter was being sent in some, and in some not', () => {
      expect(leaving).toBeGreaterThan(0);
      expect(leaving).toBeLessThan(BATCHES * LANES);
    });
  });
});
