import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { actionNonce, tokenOf } from '../../lambdas/core/magic-link.ts';
import { textOf } from '../journey/http-driver.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import {
  type Draft,
  englishForm,
  type FormValues,
  lettersAddress,
  sesEvent,
  uniqueCandidate,
} from '../support/fixtures.ts';
import {
  declineTo,
  MINUTE_MS,
  storeDraft,
  type WiredProduct,
  wireProduct,
} from '../support/harness.ts';
import { get, json, post, postForm } from '../support/requests.ts';
import { allItems, setLetterAttributes } from '../support/table.ts';

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const dana = 'dana@northwind.example';

describe.each(availableEmulators())('the send door on %s', (kind) => {
  let table: TestTable;
  let product: WiredProduct;
  let now: number;
  const letters = () => product.mails.filter(({ from }) => from.address === lettersAddress);
  const stateOf = async ({ decline }: Draft) => (await product.store.find(decline.id))?.state;
  beforeEach(async () => {
    now = Date.parse('2026-11-26T12:00:00Z');
    table = await createTestTable(kind);
    product = wireProduct({
      ...table,
      now: () => now,
      letters: { perRecruiter: 10, perDomain: 50 },
    });
    return () => table.close();
  });
  afterAll(() => table.close());

  const draftTo = (recruiterEmail = dana) =>
    storeDraft(product, { createdAt: now, recruiterEmail, candidateEmail: uniqueCandidate() });
  const sendTo = async (recruiterEmail = dana) => {
    const draft = await draftTo(recruiterEmail);
    const { kind: outcome } = await product.send(draft.link, draft.decline.letterHash);
    return { draft, outcome };
  };
  const pathOf = ({ link }: Draft) => `/letters/${tokenOf(link)}`;
  /** Confirms a letter on its page, as a browser does. */
  const confirm = async (draft: Draft, language = 'en') => {
    const page = await product.app.fetch(get(`${pathOf(draft)}?lang=${language}`));
    return product.app.fetch(postForm(await page.text(), '/send'));
  };

  describe('limits', () => {
    test('when a recruiter has had 10 letters, then the next one stays a draft', async () => {
      for (let count = 0; count < 10; count += 1) {
        // All spellings of one mailbox share its limit.
        expect((await sendTo(`dana+${count}@northwind.example`)).outcome).toBe('settled');
        now += 14 * MINUTE_MS;
      }
      const draft = await draftTo();
      const before = await allItems(table);
      const answer = await confirm(draft);
      expect(answer.status).toBe(429);
      const retryAfter = Number(answer.headers.get('Retry-After'));
      expect(now + retryAfter * 1000).toBe(Date.parse('2026-11-27T12:00:00Z'));
      expect(textOf(await answer.text())).toContain(
        'You can send yours from Friday, November 27 at 12:00 PM (UTC)',
      );
      expect(textOf(await (await confirm(draft, 'es')).text())).toContain(
        'a partir del viernes 27 de noviembre a las 12:00 (UTC)',
      );
      expect(letters()).toHaveLength(10);
      // What was refused left nothing.
      expect(await allItems(table)).toEqual(before);
      now += retryAfter * 1000;
      expect((await confirm(draft)).status).toBe(200);
      expect(letters()).toHaveLength(11);
      expect((await sendTo()).outcome).toBe('full');
    });

    test.each([
      ['before the link expires, then the page says only when', 20, false],
      ['after that, then it also says that a new link is needed', 30, true],
    ])('when a place is free %s', async (_, hours, isTooLate) => {
      const draft = await draftTo();
      now += hours * HOUR_MS;
      for (let count = 0; count < 10; count += 1) await sendTo();
      for (const [language, text] of [
        ['en', 'Your link will have expired by then'],
        ['es', 'Para entonces tu enlace habrá caducado'],
      ]) {
        const page = await confirm(draft, language);
        expect(textOf(await page.text()).includes(text ?? '')).toBe(isTooLate);
      }
    });

    test('when a script sends to a full recruiter, then JSON says when to come back', async () => {
      for (let count = 0; count < 10; count += 1) await sendTo();
      const draft = await draftTo();
      const html = await (await product.app.fetch(get(pathOf(draft)))).text();
      const form = postForm(html, '/send');
      const fields = Object.fromEntries(new URLSearchParams(await form.text()));
      const answer = await product.app.fetch(json(`${pathOf(draft)}/send`, fields));
      expect(answer.status).toBe(429);
      expect(answer.headers.get('Retry-After')).toBe(String(24 * 60 * 60));
      expect(await answer.json()).toMatchObject({ state: 'draft', errors: [{ field: '' }] });
    });

    test('when a domain has had 50 letters, then no other recruiter of it gets one', async () => {
      for (let count = 0; count < 50; count += 1) {
        expect((await sendTo(`r${count}@northwind.example`)).outcome).toBe('settled');
      }
      expect((await sendTo('new@northwind.example')).outcome).toBe('full');
      expect((await sendTo('new@southwind.example')).outcome).toBe('settled');
      for (let count = 0; count < 51; count += 1) {
        expect((await sendTo(`recruiter${count}@gmail.com`)).outcome).toBe('settled');
      }
    });

    test('when 500 sends of one link race, then they take one slot', async () => {
      const draft = await draftTo();
      const page = await product.app.fetch(get(pathOf(draft)));
      const body = await postForm(await page.text(), '/send').text();
      const fields = Object.fromEntries(new URLSearchParams(body));
      const answers = await Promise.all(
        Array.from({ length: 500 }, () => product.app.fetch(post(`${pathOf(draft)}/send`, fields))),
      );
      for (const { status } of answers) expect([200, 202]).toContain(status);
      expect(letters()).toHaveLength(1);
      for (let count = 0; count < 9; count += 1) expect((await sendTo()).outcome).toBe('settled');
      expect((await sendTo()).outcome).toBe('full');
    });

    test('when 30 letters to one recruiter race, then exactly 10 leave', async () => {
      const drafts = await Promise.all(Array.from({ length: 30 }, () => draftTo()));
      const outcomes = await Promise.all(
        drafts.map(({ link, decline }) => product.send(link, decline.letterHash)),
      );
      expect(outcomes.filter(({ kind: outcome }) => outcome === 'settled')).toHaveLength(10);
      expect(letters()).toHaveLength(10);
    });

    test('when the claim is lost, then the slot is given back', async () => {
      for (let count = 0; count < 9; count += 1) await sendTo();
      const draft = await draftTo();
      const { slots } = product.sendDoor;
      const { look } = slots;
      // The candidate cancels between the slot and the claim.
      slots.look = async (request) => {
        const seen = await look.call(slots, request);
        const take = async () => {
          const taking = await seen.take();
          await product.cancel(draft.link);
          return taking;
        };
        return { ...seen, take };
      };
      const outcome = await product.send(draft.link, draft.decline.letterHash);
      slots.look = look;
      expect(outcome).toMatchObject({ kind: 'settled', decline: { state: 'cancelled' } });
      expect((await sendTo()).outcome).toBe('settled');
      expect((await sendTo()).outcome).toBe('full');
    });

    test('when a request sends nothing, then it takes no slot', async () => {
      const draft = await draftTo();
      const { link, decline } = draft;
      await product.send(link, decline.letterHash, false);
      await product.send(link, 'another letter');
      await product.send({ ...link, secret: 'x'.repeat(43) }, decline.letterHash);
      now += 49 * HOUR_MS;
      await product.send(link, decline.letterHash);
      const items = [...(await allItems(table)).values()];
      expect(items.filter((item) => String(item['pk']).startsWith('LIMIT#domain'))).toEqual([]);
    });

    test('when a letter waits, then no limit touches it any more', async () => {
      const busy = wireProduct({
        ...table,
        now: () => now,
        letters: { perRecruiter: 1, perDomain: 1 },
        answer: async () => ({ kind: 'not-sent', retry: 'backoff', code: 'Throttling' }),
      });
      const draft = await draftTo();
      await busy.send(draft.link, draft.decline.letterHash);
      expect(await stateOf(draft)).toBe('retry');
      now += 10 * MINUTE_MS;
      await product.sweep();
      expect(await stateOf(draft)).toBe('sent');
      expect(
        [...(await allItems(table)).values()].filter((item) => item['slots'] !== undefined),
      ).toHaveLength(1);
    });
  });

  describe('blocks', () => {
    const complaint = ({ decline }: Draft, ...named: readonly string[]) =>
      sesEvent('Complaint', decline.id, {
        at: now,
        detail: {
          complaint: {
            timestamp: new Date(now).toISOString(),
            complainedRecipients: named.map((emailAddress) => ({ emailAddress })),
          },
        },
      });

    test('when a recruiter complains, then no further letter reaches any spelling', async () => {
      const { draft } = await sendTo('Dana+hr@northwind.example');
      await product.recordEvent(complaint(draft, 'dana+hr@northwind.example'));
      const { draft: next } = await sendTo();
      expect(letters()).toHaveLength(1);
      expect(await product.store.find(next.decline.id)).toMatchObject({
        state: 'failed',
        failure: 'RecruiterBlocked',
      });
      const mails = product.mails.length;
      now += MINUTE_MS;
      await product.sendNotices();
      // Both candidates are informed: about the complaint, and that nothing left.
      const notices = product.mails.slice(mails);
      expect(notices.map(({ subject }) => subject).sort()).toEqual([
        'Marked as unwanted: your letter to Dana Lee at Northwind (Data Engineer)',
        'Not sent: your letter to Dana Lee at Northwind (Data Engineer)',
      ]);
      const told = notices.find(({ to }) => to === next.decline.input.candidateEmail);
      expect(`${told?.subject} ${told?.text}`).not.toMatch(/block|complain/i);
      const page = await product.app.fetch(get(pathOf(next)));
      expect(textOf(await page.text())).not.toMatch(/block|complain/i);
      expect((await sendTo('lee@northwind.example')).outcome).toBe('settled');
      expect(letters()).toHaveLength(2);
    });

    test.each([
      ['the candidate as well', (email: string) => [dana, email]],
      ['the candidate only', (email: string) => [email]],
      ['a spelling of the candidate', (email: string) => [dana, email.replace('@', '+x@')]],
    ])('when a complaint names %s, then it blocks nobody', async (_, named) => {
      const { draft } = await sendTo();
      await product.recordEvent(complaint(draft, ...named(draft.decline.input.candidateEmail)));
      await sendTo();
      expect(letters()).toHaveLength(2);
    });

    test.each([
      ['a person to whom it was forwarded', ['boss@northwind.example']],
      ['nobody', []],
    ])('when a complaint names %s, then it blocks the recruiter', async (_, named) => {
      const { draft } = await sendTo();
      await product.recordEvent(complaint(draft, ...named));
      await product.recordEvent(complaint(draft, ...named));
      await sendTo();
      expect(letters()).toHaveLength(1);
    });

    test.each([
      ['the addressee', 'dana@northwind.example', true],
      ['somebody else', 'alex@candidates.example', false],
    ])(
      'when the letter was erased, and %s complains, then letters stop: %s',
      async (_, to, stops) => {
        const { draft } = await sendTo();
        await product.store.erase(draft.decline.id);
        const event = sesEvent('Complaint', draft.decline.id, { at: now, to });
        const { detail } = event;
        const commonHeaders = { to: ['Dana Lee <dana@northwind.example>'] };
        const mail = { ...detail.mail, commonHeaders };
        await product.recordEvent({ ...event, detail: { ...detail, mail } });
        expect(await stateOf((await sendTo()).draft)).toBe(stops ? 'failed' : 'sent');
      },
    );

    test('when the letters of a blocked candidate fail, then they take no slot', async () => {
      const candidateEmail = uniqueCandidate();
      await product.sendDoor.blocks.add('candidate', candidateEmail, {
        by: 'operator',
        since: now,
      });
      for (let count = 0; count < 12; count += 1) {
        const draft = await storeDraft(product, { candidateEmail, createdAt: now });
        await product.send(draft.link, draft.decline.letterHash);
        expect(await stateOf(draft)).toBe('failed');
      }
      expect(await stateOf((await sendTo()).draft)).toBe('sent');
    });

    test('when a letter waits for a retry, then a block stops it, with a notice', async () => {
      let isBusy = true;
      const busy = wireProduct({
        ...table,
        now: () => now,
        answer: async () =>
          isBusy
            ? { kind: 'not-sent', retry: 'backoff', code: 'Throttling' }
            : { kind: 'accepted', messageId: 'm' },
      });
      const draft = await draftTo();
      await busy.send(draft.link, draft.decline.letterHash);
      isBusy = false;
      await product.sendDoor.blocks.add('recruiter', dana, { by: 'operator', since: now });
      const mails = busy.mails.length;
      now += 10 * MINUTE_MS;
      await busy.sweep();
      expect(busy.mails).toHaveLength(mails);
      expect(await stateOf(draft)).toBe('failed');
      await busy.sendNotices();
      expect(busy.mails.at(-1)?.subject).toMatch(/^Not sent: your letter to Dana Lee/);
    });

    test('when the blocks cannot be read, then a confirmed letter waits', async () => {
      const { find } = product.sendDoor.blocks;
      product.sendDoor.blocks.find = async () => {
        throw new Error('The table is away.');
      };
      const { draft } = await sendTo();
      expect(await stateOf(draft)).toBe('retry');
      product.sendDoor.blocks.find = find;
      now += 10 * MINUTE_MS;
      await product.sweep();
      expect(await stateOf(draft)).toBe('sent');
    });

    test('when a candidate is blocked, then nothing is mailed, and answers agree', async () => {
      const { draft } = await sendTo();
      const { candidateEmail } = draft.decline.input;
      const blocked = await draftTo();
      const { candidateEmail: other } = blocked.decline.input;
      await product.sendDoor.blocks.add('candidate', other, { by: 'operator', since: now });
      const mails = product.mails.length;
      const linkOf = async (address: string) => {
        const answer = await product.app.fetch(json('/contacts/link', { candidateEmail: address }));
        return { status: answer.status, body: (await answer.text()).replaceAll(address, '…') };
      };
      const [mailed, held] = [await linkOf(candidateEmail), await linkOf(other)];
      expect(held).toEqual(mailed);
      expect(product.mails).toHaveLength(mails + 1);
      // Not by a link from before the block either.
      await product.send(blocked.link, blocked.decline.letterHash);
      expect(await stateOf(blocked)).toBe('failed');
      now += DAY_MS;
      await product.sendNotices();
      await product.sendReminders();
      expect(product.mails.filter(({ to }) => to === other)).toEqual([]);
    });
  });

  describe('the link for the recruiter', () => {
    let withLink: WiredProduct;
    beforeEach(() => {
      withLink = wireProduct({ ...table, now: () => now, hasNoLettersLink: true });
    });
    /** Makes a draft by the form. Returns the path of its page. */
    const draftByForm = async (values: FormValues = {}) => {
      const form = { ...englishForm, candidateEmail: uniqueCandidate(), ...values };
      expect((await withLink.app.fetch(json('/declines', form))).status).toBe(202);
      const [path] = /\/letters\/[\w.-]{66}/.exec(withLink.mails.at(-1)?.text ?? '') ?? [];
      if (path === undefined) throw new Error('No link was mailed.');
      return path;
    };
    const pathIn = (text: string): string => {
      const [path] = /\/no-letters\/[\w.-]{66}/.exec(text) ?? [];
      if (path === undefined) throw new Error(`There is no link in the letter: ${text}`);
      return path;
    };
    const sendByForm = async (values: FormValues = {}) => {
      const path = await draftByForm(values);
      const page = await (await withLink.app.fetch(get(path))).text();
      // The candidate reviews the letter with its link.
      const reviewed = pathIn(page);
      expect((await withLink.app.fetch(postForm(page, '/send'))).status).toBe(200);
      const sent = withLink.mails.at(-1);
      return { path, sent, noLetters: reviewed };
    };
    const choose = async (path: string, language = 'en') => {
      const page = await (await withLink.app.fetch(get(`${path}?lang=${language}`))).text();
      return withLink.app.fetch(postForm(page, path.slice(-20)));
    };
    const reaches = async (values: FormValues = {}) => {
      const { sent } = await sendByForm(values);
      return sent?.tags['kind'] === 'letter';
    };

    test('when a recruiter stops all letters, then the candidate cannot undo it', async () => {
      const { sent, noLetters } = await sendByForm();
      expect(pathIn(sent?.text ?? '')).toBe(noLetters);
      expect(pathIn(sent?.html ?? '')).toBe(noLetters);
      const before = await allItems(table);
      for (const method of ['GET', 'HEAD']) await withLink.app.fetch(get(noLetters, method));
      expect(await allItems(table)).toEqual(before);

      expect(textOf(await (await choose(noLetters, 'es')).text())).toContain('No te llegarán más');
      expect(await reaches()).toBe(false);
      expect(await reaches({ recruiterEmail: 'Dana+x@northwind.example' })).toBe(false);
      expect(await reaches({ recruiterEmail: 'lee@northwind.example' })).toBe(true);
      const page = await (await withLink.app.fetch(get(noLetters))).text();
      expect(textOf(page)).toContain("You'll get no more letters");
      expect(page).not.toContain('<form');
      const [, secret = ''] = noLetters.split('/').at(-1)?.split('.') ?? [];
      const nonce = actionNonce(secret, 'no-letters');
      await withLink.app.fetch(post(noLetters, { sure: 'yes', letters: 'allow', nonce }));
      expect(await reaches()).toBe(false);
    });

    test.each([
      ['nothing', {}],
      ['a box', { sure: 'yes' }],
      ['a wrong nonce', { sure: 'yes', nonce: 'x' }],
    ])('when a scanner posts %s, then nothing happens', async (_, fields) => {
      const { noLetters } = await sendByForm();
      const before = await allItems(table);
      const answer = await withLink.app.fetch(post(noLetters, fields));
      expect([409, 422]).toContain(answer.status);
      const page = await (await withLink.app.fetch(get(noLetters))).text();
      const form = postForm(page, noLetters.slice(-20), { sure: '' });
      expect((await withLink.app.fetch(form)).status).toBe(422);
      expect(await allItems(table)).toEqual(before);
      expect(await reaches()).toBe(true);
    });

    test('when a letter has not left, then its link opens nothing', async () => {
      const path = await draftByForm();
      const link = pathIn(await (await withLink.app.fetch(get(path))).text());
      for (const request of [get(link), post(link, { sure: 'yes' })]) {
        expect((await withLink.app.fetch(request)).status).toBe(404);
      }
      const { noLetters } = await sendByForm();
      const wrong = [
        noLetters.replace(/.{43}$/, 'x'.repeat(43)),
        noLetters.replace(/^(.*)(.{22})(\..*)$/, `$1${'y'.repeat(22)}$3`),
        path.replace('letters', 'no-letters'),
        noLetters.replace('no-letters', 'letters'),
        '/no-letters/x',
      ];
      for (const other of wrong) {
        expect([other, (await withLink.app.fetch(get(other))).status]).toEqual([other, 404]);
      }
    });

    test('when somebody else made the block, then this link does not show it', async () => {
      const first = await sendByForm();
      const second = await sendByForm({ role: 'Another Role' });
      await choose(first.noLetters);
      const page = await (await withLink.app.fetch(get(second.noLetters))).text();
      expect(textOf(page)).toContain('No more letters?');
      expect(textOf(await (await choose(second.noLetters)).text())).toContain('no more letters');
      expect(await reaches()).toBe(false);
    });

    test('when a letter was sent by hand, failed or is lost, its link opens nothing', async () => {
      const path = await draftByForm();
      const page = await (await withLink.app.fetch(get(path))).text();
      const link = pathIn(page);
      // A letter that is sent by hand is not sent with Open Door, so it has no such line.
      const [, , byHand = ''] =
        /<textarea id="letter-copy"(.*?)>(.*?)<\/textarea>/s.exec(page) ?? [];
      expect(byHand).toContain('Alex Rivera');
      expect(byHand).not.toContain('Open Door');
      const file = await (await withLink.app.fetch(get(`${path}/letter.eml`))).text();
      const [, base64 = ''] = file.split('\r\n\r\n');
      expect(Buffer.from(base64, 'base64').toString()).not.toContain('Open Door');
      expect(page).toMatch(/mailto:dana@/);
      expect(/href="(mailto:.*?)"/.exec(page)?.[1]).not.toContain('Open%20Door');
      await withLink.app.fetch(postForm(page, '/self-sent'));
      expect((await withLink.app.fetch(get(link))).status).toBe(404);
      for (const state of ['unknown', 'failed', 'sending'] as const) {
        const draft = await draftByForm();
        const text = await (await withLink.app.fetch(get(draft))).text();
        const id = draft.split('/')[2]?.split('.')[0] ?? '';
        await setLetterAttributes(table, id, { state });
        expect((await withLink.app.fetch(get(pathIn(text)))).status).toBe(404);
      }
    });

    test('when the candidate erases everything, then the block stays', async () => {
      const candidateEmail = uniqueCandidate();
      const { noLetters } = await sendByForm({ candidateEmail });
      await choose(noLetters);
      await withLink.app.fetch(json('/contacts/link', { candidateEmail }));
      const [contacts = ''] =
        /\/contacts\/[\w.-]{66}/.exec(withLink.mails.at(-1)?.text ?? '') ?? [];
      const page = await (await withLink.app.fetch(get(`${contacts}/erase`))).text();
      expect(textOf(page)).toContain('not the address, only a code made from it');
      expect((await withLink.app.fetch(postForm(page, '/erase'))).status).toBe(200);
      const left = JSON.stringify([...(await allItems(table))]);
      expect(left).not.toContain(candidateEmail);
      expect(left).not.toContain(englishForm.recruiterEmail);
      expect(await reaches()).toBe(false);
    });

    test('when the draft is changed, then the letter has another link', async () => {
      const path = await draftByForm();
      const old = pathIn(await (await withLink.app.fetch(get(path))).text());
      const form = await (await withLink.app.fetch(get(`${path}/edit`))).text();
      await withLink.app.fetch(postForm(form, '/edit', { role: 'Another Role' }));
      const page = await (await withLink.app.fetch(get(path))).text();
      await withLink.app.fetch(postForm(page, '/send'));
      expect((await withLink.app.fetch(get(old))).status).toBe(404);
      expect((await withLink.app.fetch(get(pathIn(page)))).status).toBe(200);
    });

    test('when the operator has not turned it on, then the letter has no link', async () => {
      const { draft } = await sendTo();
      expect(letters()[0]?.text).not.toContain('no-letters');
      expect(draft.decline.noLettersHash).toBeUndefined();
    });
  });

  describe('the kill switch', () => {
    test('when sending is stopped, then a confirmed letter stays a draft', async () => {
      const draft = await draftTo();
      await product.sendDoor.killSwitch.turn(true);
      const before = await allItems(table);
      const page = await product.app.fetch(get(pathOf(draft)));
      expect(textOf(await page.text())).toContain('Sending is paused at the moment');
      const answer = await confirm(draft);
      expect(answer.status).toBe(503);
      expect(answer.headers.get('Retry-After')).toBe('600');
      expect(textOf(await answer.text())).toContain('Sending is paused at the moment');
      expect(textOf(await (await confirm(draft, 'es')).text())).toContain('está en pausa');
      expect(await allItems(table)).toEqual(before);
      expect(product.mails).toEqual([]);
      await product.sendDoor.killSwitch.turn(false);
      expect((await confirm(draft)).status).toBe(200);
      expect(letters()).toHaveLength(1);
    });

    test('when sending is stopped for days, then all waits, and nothing fails', async () => {
      let answers: 'throttles' | 'accepts' = 'throttles';
      const busy = wireProduct({
        ...table,
        now: () => now,
        answer: async ({ tags }) =>
          answers === 'throttles' && tags['kind'] === 'letter'
            ? { kind: 'not-sent', retry: 'backoff', code: 'Throttling' }
            : { kind: 'accepted', messageId: `m-${now}` },
      });
      const waiting = await draftTo();
      await busy.send(waiting.link, waiting.decline.letterHash);
      const bounced = await declineTo(product, { createdAt: now, recruiterEmail: 'a@b.example' });
      await product.recordEvent(
        sesEvent('Bounce', bounced.decline.id, { at: now, to: 'a@b.example' }),
      );
      answers = 'accepts';
      await product.sendDoor.killSwitch.turn(true);
      const [mails, ours] = [busy.mails.length, product.mails.length];
      for (let hour = 0; hour < 72; hour += 1) {
        now += HOUR_MS;
        await busy.sweep();
        await busy.sendNotices();
        await busy.sendReminders();
      }
      expect(busy.mails).toHaveLength(mails);
      expect(product.mails).toHaveLength(ours);
      expect(await stateOf(waiting)).toBe('retry');
      await product.sendDoor.killSwitch.turn(false);
      now += 10 * MINUTE_MS;
      await busy.sweep();
      await busy.sendNotices();
      expect(await stateOf(waiting)).toBe('sent');
      expect(busy.mails.slice(mails).map(({ tags }) => tags['kind'])).toContain('notice');
    });

    test('when sending is stopped, then links are refused, and the form is kept', async () => {
      await product.sendDoor.killSwitch.turn(true);
      const before = await allItems(table);
      const answer = await product.app.fetch(
        json('/contacts/link', { candidateEmail: uniqueCandidate() }),
      );
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(await answer.text()).toContain('All emails are paused');
      expect(product.mails).toEqual([]);
      // The salt of the day is for all networks.
      const after = await allItems(table);
      for (const key of after.keys()) if (key.startsWith('SALT#')) after.delete(key);
      for (const key of before.keys()) if (key.startsWith('SALT#')) before.delete(key);
      expect(after).toEqual(before);
    });

    test('when it is turned on after the claim, then the letter leaves later', async () => {
      const draft = await draftTo();
      const { read } = product.sendDoor.killSwitch;
      let reads = 0;
      product.sendDoor.killSwitch.read = async () => {
        reads += 1;
        return reads > 1 ? { isOn: true, resumedAt: now } : { isOn: false, resumedAt: 0 };
      };
      await product.send(draft.link, draft.decline.letterHash);
      expect(await stateOf(draft)).toBe('retry');
      expect(letters()).toEqual([]);
      product.sendDoor.killSwitch.read = read;
      now += 10 * MINUTE_MS;
      await product.sweep();
      expect(await stateOf(draft)).toBe('sent');
    });
  });
});
