import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { addDays, addMonths, isLocalDate } from '../../lambdas/core/time/calendar-day.ts';
import { formatDay, zoneName } from '../../lambdas/core/time/format-date.ts';
import { formOf, inHtml, textOf } from '../journey/http-driver.ts';
import { expectSecurityHeaders, setUpContactPages } from '../support/contact-pages.ts';
import { cardOf, confirmed } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { uniqueCandidate } from '../support/fixtures.ts';
import { declineTo } from '../support/harness.ts';
import { draftThroughForm } from '../support/letters.ts';
import { json, post, postForm } from '../support/requests.ts';
import { allItems } from '../support/table.ts';

const today = (): string => new Date().toISOString().slice(0, 10);
const hasText = (text: string) => expect.stringContaining(text);

describe.each(availableEmulators())('the contacts on %s', (kind) => {
  const pages = setUpContactPages(kind);

  describe('the list', () => {
    test('when there are four contacts, then all are listed by the day to write', async () => {
      const candidateEmail = uniqueCandidate();
      const people = [
        ['later', '2027-09-01'],
        ['soonest', '2026-12-01'],
        ['never', undefined],
        ['sooner', '2027-03-01'],
      ] as const;
      for (const [name, day] of people) {
        await declineTo(
          pages.wired,
          {
            candidateEmail,
            recruiterEmail: `${name}@northwind.example`,
            recruiterName: `Person ${name}`,
            company: `Company ${name}`,
            role: `Role ${name}`,
            stage: 'final',
            peopleToThank: ['Sam Ortiz'],
          },
          day === undefined ? { reconnect: 'never' } : { reconnect: day, reconnectOn: day },
        );
      }
      // `declineTo` gives every letter a day to write again, also with `never`. So this
      // removes the day.
      const path = await pages.grantLink(candidateEmail);
      await pages.submit(
        postForm(cardOf(await pages.htmlAt(path), 'never@northwind.example'), '/stop'),
      );
      const html = await pages.htmlAt(path);
      const names = [...textOf(html).matchAll(/Person (\w+) Company/g)].map(([, name]) => name);
      expect(names).toEqual(['soonest', 'sooner', 'later', 'never']);
      const card = textOf(`<main>${cardOf(html, 'sooner@northwind.example')}</main>`);
      for (const fact of [
        'Next reminder March 1, 2027',
        `On ${formatDay(today(), 'en')} you declined the Role sooner role at Company sooner .`,
        'Stage after the final round',
        'Also thanked Sam Ortiz',
        'sooner@northwind.example',
      ]) {
        expect(card).toContain(fact);
      }
    });

    test('when a letter is sent, then its contact shows the reason and takes a note', async () => {
      const candidateEmail = uniqueCandidate();
      const { path: letter, confirmation } = await draftThroughForm(pages.product, {
        candidateEmail,
      });
      const path = await pages.grantLink(candidateEmail);
      expect(textOf(await pages.htmlAt(path))).toContain('Nobody here yet');
      await pages.product.fetch(post(`${letter}/send`, confirmation));
      const html = await pages.htmlAt(path);
      const card = cardOf(html, 'dana@northwind.example');
      expect(textOf(`<main>${card}</main>`)).toMatch(/Your reason \(only for you\) \S/);
      const note = 'Met at the fair.\n\nLikes lighthouses: https://lights.example/dana';
      const noted = await pages.submit(postForm(card, '/note', { note }));
      expect(textOf(noted)).toContain('The note is saved.');
      const { values } = formOf(cardOf(noted, 'dana@northwind.example'), '/note');
      expect(values['note']).toBe(note);
      expect(noted).not.toContain('href="https://lights.example');
      const withoutNote = await pages.submit(
        postForm(cardOf(noted, 'dana@northwind.example'), '/note', { note: ' \n ' }),
      );
      expect(withoutNote).not.toContain('lighthouses');
      expect(await pages.contactItem(candidateEmail, 'dana@northwind.example')).not.toHaveProperty(
        'note',
      );
    });

    test('when letters spell one address in three cases, then it is one contact', async () => {
      const candidateEmail = uniqueCandidate();
      const letters = [
        ['dana@northwind.example', 'First Role', 'staying'],
        ['Dana@Northwind.example', 'Second Role', 'recuperate'],
        ['DANA@NORTHWIND.EXAMPLE', 'Third Role', undefined],
      ] as const;
      for (const [recruiterEmail, role, reason] of letters) {
        await declineTo(
          pages.wired,
          { candidateEmail: candidateEmail.toUpperCase(), recruiterEmail, role },
          reason === undefined ? {} : { reason },
        );
      }
      const html = await pages.htmlAt(await pages.grantLink(candidateEmail));
      expect(parse(html).querySelectorAll('article.contact')).toHaveLength(1);
      const card = cardOf(html, 'dana@northwind.example');
      const text = textOf(`<main>${card}</main>`);
      expect(text).toContain('History (3)');
      expect(text).toMatch(/Third Role.*Third Role.*Second Role.*First Role/);
      // Two of the three letters have a reason. The third must not show the reason of
      // another letter.
      expect(card.match(/Your reason/g)).toHaveLength(2);
    });

    test('when it is searched by words or status, then only matches are listed', async () => {
      const candidateEmail = uniqueCandidate();
      for (const [name, company] of [
        ['José Núñez', 'Café del Norte'],
        ['Dana Lee', 'Northwind'],
        ['Kim Contact', 'Southwind'],
      ] as const) {
        const recruiterEmail = `${company.replace(/\W/g, '').toLowerCase()}@search.example`;
        await declineTo(pages.wired, {
          candidateEmail,
          recruiterName: name,
          company,
          recruiterEmail,
        });
      }
      const path = await pages.grantLink(candidateEmail);
      await pages.submit(
        postForm(cardOf(await pages.htmlAt(path), 'northwind@search.example'), '/done'),
      );
      await pages.submit(
        postForm(cardOf(await pages.htmlAt(path), 'southwind@search.example'), '/stop'),
      );
      const found = async (query: Record<string, string>) =>
        [
          ...(await pages.htmlAt(`${path}?${new URLSearchParams(query)}`)).matchAll(
            /<h3 class="who" id="name-[^"]*" translate="no">([^<]+)/g,
          ),
        ]
          .map(([, name = '']) => name)
          .sort((one, other) => one.localeCompare(other));
      expect(await found({})).toEqual(['Dana Lee', 'José Núñez', 'Kim Contact']);
      expect(await found({ words: 'jose nunez' })).toEqual(['José Núñez']);
      expect(await found({ words: 'WIND' })).toEqual(['Dana Lee', 'Kim Contact']);
      expect(await found({ words: 'wind kim' })).toEqual(['Kim Contact']);
      expect(await found({ words: 'nobody' })).toEqual([]);
      expect(await found({ filter: 'reconnected' })).toEqual(['Dana Lee']);
      expect(await found({ filter: 'closed' })).toEqual(['Kim Contact']);
      expect(await found({ filter: 'open' })).toEqual(['José Núñez']);
      expect(await found({ filter: 'due' })).toEqual([]);
      expect(await found({ filter: 'open', words: 'wind' })).toEqual([]);
      expect(await found({ filter: 'x', words: '.*' })).toEqual([]);
      const submitted = '"><script>alert(1)</script>';
      const html = await pages.htmlAt(
        `${path}?${new URLSearchParams({ words: submitted, filter: submitted })}`,
      );
      expect(html).not.toContain('<script>alert');
      expect(formOf(html, path).values).toMatchObject({ words: submitted, filter: 'all' });
      expect(textOf(html)).toContain('Nobody here matches that.');
    });
  });

  describe('an action', () => {
    const person = 'dana@northwind.example';
    /** Creates a contact, and a link to the page with it. */
    const createContact = async (input = {}) => {
      const candidateEmail = uniqueCandidate();
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: person, ...input });
      return {
        candidateEmail,
        path: await pages.grantLink(candidateEmail),
        item: () => pages.contactItem(candidateEmail, person),
      };
    };
    const readReminder = async (item: () => Promise<Record<string, unknown> | undefined>) => {
      const { reconnectOn, dueAt, due, status } = (await item()) ?? {};
      return { reconnectOn: String(reconnectOn), dueAt, due, status };
    };

    test('when the candidate has written, then the next day is in half a year', async () => {
      const { path, item } = await createContact();
      const html = await pages.submit(postForm(cardOf(await pages.htmlAt(path), person), '/done'));
      const { reconnectOn, dueAt, due, status } = await readReminder(item);
      expect(textOf(html)).toContain(
        `Good. We'll remind you again on ${formatDay(reconnectOn, 'en')}.`,
      );
      expect(textOf(html)).toContain(`You wrote on ${formatDay(today(), 'en')}`);
      expect(textOf(html)).toContain('Reconnected');
      expect([status, due]).toEqual(['reconnected', hasText('contacts#')]);
      expect(dueAt).toBe(Date.parse(`${reconnectOn}T09:00Z`));
      expect(
        reconnectOn >= addMonths(today(), 6) && reconnectOn <= addDays(addMonths(today(), 6), 2),
      ).toBe(true);
    });

    test.each([
      ['1', 'en', "We'll remind you on"],
      ['3', 'es', 'Te lo recordaremos el'],
      ['6', 'en', "We'll remind you on"],
    ] as const)(
      'when it is a snooze of %s months in %s, then the new day is a workday',
      async (months, lang, message) => {
        const { path, item } = await createContact();
        const card = cardOf(await pages.htmlAt(`${path}?lang=${lang}`), person);
        expect(card).toContain(`<option value="${months}">`);
        const html = await pages.submit(postForm(card, '/snooze', { months }));
        const { reconnectOn, dueAt } = await readReminder(item);
        expect(textOf(html)).toContain(`${message} ${formatDay(reconnectOn, lang)}.`);
        expect(dueAt).toBe(Date.parse(`${reconnectOn}T09:00Z`));
        const earliest = addMonths(today(), Number(months));
        expect(reconnectOn >= earliest && reconnectOn <= addDays(earliest, 3)).toBe(true);
        expect([0, 6]).not.toContain(new Date(reconnectOn).getUTCDay());
      },
    );

    test('when the chosen day is a Saturday, then the reminder is on the Monday', async () => {
      const { path, item } = await createContact();
      const html = await pages.submit(
        postForm(cardOf(await pages.htmlAt(path), person), '/date', { date: '2027-05-01' }),
      );
      expect(textOf(html)).toContain("We'll remind you on May 3, 2027.");
      expect(await readReminder(item)).toMatchObject({ reconnectOn: '2027-05-03' });
    });

    test('when reminders are stopped, then the contact stays, and a snooze opens it', async () => {
      const { path, item } = await createContact();
      const stopped = await pages.submit(
        postForm(cardOf(await pages.htmlAt(path), person), '/stop'),
      );
      expect(textOf(stopped)).toContain("We won't remind you about this person again.");
      expect(textOf(stopped)).toContain('Reminders stopped');
      expect(textOf(stopped)).toContain('Next reminder No reminder');
      for (const attribute of ['due', 'dueAt', 'reconnectOn', 'receiptFor'])
        expect(await item()).not.toHaveProperty(attribute);
      const html = await pages.submit(
        postForm(cardOf(stopped, person), '/snooze', { months: '1' }),
      );
      expect(textOf(html)).toContain('Door open');
      expect(await item()).toHaveProperty('due');
    });

    test('when a contact is deleted, then the page says so and the item is gone', async () => {
      const { path, item } = await createContact();
      const html = await pages.submit(
        postForm(cardOf(await pages.htmlAt(path), person), '/delete'),
      );
      expect(textOf(html)).toContain('Deleted.');
      expect(textOf(html)).toContain('Nobody here yet');
      expect(await item()).toBeUndefined();
    });

    test('when it is posted as JSON, then the answer is JSON with the new day', async () => {
      const { path, item } = await createContact();
      const contact = addressKey(person);
      for (const [action, body] of [
        ['done', {}],
        ['snooze', { months: '3' }],
        ['date', { date: '2027-05-05' }],
      ] as const) {
        const answer = await pages.product.fetch(
          json(`${path}/${action}`, { ...confirmed(path, person), ...body }),
        );
        expectSecurityHeaders(answer);
        const reconnectOn = (await item())?.['reconnectOn'];
        expect(isLocalDate(String(reconnectOn))).toBe(true);
        expect([answer.status, await answer.json()]).toEqual([200, { contact, reconnectOn }]);
      }
      for (const action of ['stop', 'note', 'delete']) {
        const answer = await pages.product.fetch(
          json(`${path}/${action}`, { ...confirmed(path, person), note: 'x' }),
        );
        expect([answer.status, await answer.json()]).toEqual([
          200,
          expect.objectContaining({ contact }),
        ]);
      }
      for (const action of ['done', 'snooze', 'date', 'stop', 'note']) {
        expect((await pages.product.fetch(json(`${path}/${action}`, { contact }))).status).toBe(
          404,
        );
      }
    });

    const soon = addDays(today(), 3);
    test.each([
      ['date', 'en', '31.12.2027', 'Please enter a date, like 2027-03-31.'],
      ['date', 'es', '2027-02-30', 'Escribe una fecha, como 2027-03-31.'],
      ['date', 'en', '', 'Please enter a date, like 2027-03-31.'],
      ['date', 'en', '2027-05-05T09:00', 'Please enter a date, like 2027-03-31.'],
      ['date', 'en', '2020-01-01', 'This day has passed. Please check the date.'],
      ['date', 'es', today(), 'Ese día está muy cerca.'],
      ['date', 'es', soon, 'Ese día está muy cerca.'],
      ['date', 'en', '9999-12-31', 'That date is too far away. Please check the year.'],
      ['date', 'en', '<img src=x>', 'Please enter a date, like 2027-03-31.'],
      ['note', 'en', 'x'.repeat(1001), 'This is too long. Please shorten it a little.'],
      ['note', 'es', 'á'.repeat(1001), 'Es demasiado largo. Acórtalo un poco, por favor.'],
      [
        'note',
        'en',
        'Likes \uE000tea',
        "A character here can't be read: the 7th character, before “tea”",
      ],
      [
        'note',
        'es',
        '</textarea><b>\u0007',
        'Hay un carácter que no se puede leer: el carácter 15, después de ',
      ],
    ] as const)(
      'when a %s is invalid, then the page in %s shows the error at the field (%#)',
      async (action, lang, submitted, message) => {
        const { path, item } = await createContact();
        const before = await item();
        const request = postForm(
          cardOf(await pages.htmlAt(`${path}?lang=${lang}`), person),
          `/${action}`,
          {
            [action]: submitted,
          },
        );
        const answer = await pages.product.fetch(request);
        expectSecurityHeaders(answer);
        expect(answer.status).toBe(422);
        const html = await answer.text();
        expect(html).toContain(`<html lang="${lang}">`);
        const card = cardOf(html, person);
        expect(card).toMatch(
          new RegExp(`<p class="problem" id="${action}-[\\w-]+-error">${inHtml(message)}`),
        );
        expect(card).toMatch(new RegExp(`aria-describedby="[^"]*${action}-[\\w-]+-error"`));
        // A page may not contain control characters: it shows U+FFFD instead.
        const shown = submitted.replace('\u0007', '\uFFFD');
        expect(formOf(card, `/${action}`).values[action]).toBe(shown);
        expect(html).not.toContain('<img');
        expect(html).not.toContain('</textarea><b>');
        const asJson = await pages.product.fetch(
          json(`${path}/${action}?lang=${lang}`, {
            contact: addressKey(person),
            [action]: submitted,
          }),
        );
        expect([asJson.status, await asJson.json()]).toEqual([
          422,
          { errors: [{ field: action, message: hasText(message) }] },
        ]);
        expect(await item()).toEqual(before);
      },
    );

    test('when months are not on the list, then the page refuses them and says why', async () => {
      const { path, item } = await createContact();
      const before = await item();
      for (const months of ['', '2', '-1', '1e3', '__proto__']) {
        const answer = await pages.product.fetch(
          postForm(cardOf(await pages.htmlAt(path), person), '/snooze', { months }),
        );
        expect(answer.status).toBe(422);
        expect(textOf(await answer.text())).toContain('Please choose one from the list.');
      }
      expect(await item()).toEqual(before);
    });

    test('when a note, a name or a company has markup, then it is shown as text', async () => {
      const hostile = [
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        '</textarea></main><a href="https://evil.example">x</a>',
        '&lt;b&gt;&quot;',
        'javascript:alert(1)',
        '{{link}} %{link}',
      ];
      const countMarkup = (html: string) => ({
        elements: [...html.matchAll(/<[a-z][^\s/>]*/g)].length,
        hrefs: [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) =>
          href.replace(/\?.*/s, ''),
        ),
        scripts: [...html.matchAll(/<script/g)].length,
        handlers: /<[^>]* on\w+=(?:"|')?alert/.test(html),
      });
      const showText = async (text: string) => {
        const { path } = await createContact({
          recruiterName: text,
          company: text,
          role: text,
          candidateName: text,
          peopleToThank: [text],
        });
        const html = await pages.submit(
          postForm(cardOf(await pages.htmlAt(path), person), '/note', { note: text }),
        );
        const token = path.split('/').at(-1) ?? '';
        return { html, markup: countMarkup(html.replaceAll(token, 'TOKEN')) };
      };
      const plain = await showText('Plain text');
      expect(plain.markup.handlers).toBe(false);
      for (const text of hostile) {
        const { html, markup } = await showText(text);
        expect([text, markup]).toEqual([text, plain.markup]);
        expect(formOf(cardOf(html, person), '/note').values['note']).toBe(text);
        expect(textOf(html)).toContain(text.replaceAll(/\s+/g, ' '));
      }
    });

    test('when it names no contact of the candidate, then nothing changes', async () => {
      const mine = await createContact();
      const theirs = await createContact({ recruiterEmail: 'kim@theirs.example' });
      const before = await allItems(pages.product.dynamoDb);
      const ids = [
        addressKey('kim@theirs.example'),
        `${addressKey(person)}x`,
        '',
        '../CONTACT',
        'x'.repeat(3000),
        '\u0000',
        '\uD800',
        `CONTACT#${addressKey(person)}`,
      ];
      for (const contact of ids) {
        for (const action of ['done', 'snooze', 'date', 'stop', 'note', 'delete']) {
          const values = { contact, months: '1', date: '2027-05-05', note: 'x' };
          const answer = await pages.product.fetch(post(`${mine.path}/${action}`, values));
          expect([contact, action, answer.status]).toEqual([contact, action, 303]);
          const asJson = await pages.product.fetch(json(`${mine.path}/${action}`, values));
          expect([contact, action, asJson.status < 500]).toEqual([contact, action, true]);
        }
      }
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
      // Two candidates have the same person as a contact, so the contact ids are equal. A
      // link acts only on the contact of its own candidate.
      const samePerson = await createContact();
      await pages.product.fetch(
        post(`${samePerson.path}/delete`, confirmed(samePerson.path, person)),
      );
      expect(await samePerson.item()).toBeUndefined();
      expect(await mine.item()).toBeDefined();
      expect(await theirs.item()).toBeUndefined();
    });

    test('when a time zone is saved, then all reminders move to its local time', async () => {
      const { path, candidateEmail, item } = await createContact();
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: 'kim@northwind.example' });
      for (const [submitted, zone, hour] of [
        ['madrid', 'Europe/Madrid', '07:00'],
        ['America/New_York', 'America/New_York', '13:00'],
        [' Mexico City ', 'America/Mexico_City', '15:00'],
      ] as const) {
        const html = await pages.submit(
          postForm(await pages.htmlAt(path), '/time-zone', { timeZone: submitted }),
        );
        expect(textOf(html)).toContain('The time zone is saved.');
        expect(textOf(html)).toContain(`At nine in the morning (${zoneName(zone, 'en')})`);
        // The field is not filled in: saving it again must be a choice.
        expect(formOf(html, '/time-zone').values['timeZone']).toBe('');
        for (const contact of [
          await item(),
          await pages.contactItem(candidateEmail, 'kim@northwind.example'),
        ]) {
          // The day to write again in `newDraft` is 1 June 2027.
          expect(contact).toMatchObject({
            timeZone: zone,
            dueAt: Date.parse(`2027-06-01T${hour}Z`),
          });
        }
      }
    });

    test.each([
      ['en', 'Atlantis', "This place isn't in our list."],
      ['es', '"><b>x', 'Ese lugar no está en nuestra lista.'],
      ['en', '', "This place isn't in our list."],
      ['es', '../../etc/passwd', 'Ese lugar no está en nuestra lista.'],
      ['en', 'x'.repeat(20_000), "This place isn't in our list."],
    ])(
      'when a time zone is unknown, then the page in %s shows it as submitted (%#)',
      async (lang, submitted, message) => {
        const { path, item } = await createContact();
        const before = await item();
        const answer = await pages.product.fetch(
          postForm(await pages.htmlAt(`${path}?lang=${lang}`), '/time-zone', {
            timeZone: submitted,
          }),
        );
        expectSecurityHeaders(answer);
        expect(answer.status).toBe(422);
        const html = await answer.text();
        expect(html).toMatch(
          new RegExp(`<p class="problem" id="timeZone-error">${inHtml(message)}`),
        );
        expect(formOf(html, '/time-zone').values['timeZone']).toBe(submitted);
        expect(html).not.toContain('<b>x');
        const asJson = await pages.product.fetch(
          json(`${path}/time-zone?lang=${lang}`, { timeZone: submitted }),
        );
        expect([asJson.status, await asJson.json()]).toEqual([
          422,
          { errors: [{ field: 'timeZone', message: hasText(message) }] },
        ]);
        expect(await item()).toEqual(before);
      },
    );

    test.each(['en', 'es'])(
      'when nothing can be stored (%s), then the page has what was typed',
      async (lang) => {
        const { path, item } = await createContact();
        const before = await item();
        const fetch = async (request: Request) => pages.wired.web.fetch(request);
        const html = await pages.htmlAt(`${path}?lang=${lang}`);
        const typed = { note: ' Plays\n\nchess ', date: '2027-09-01', months: '3' };
        const zone = { ...confirmed(path), timeZone: 'Madrid' };
        const { middlewareStack } = pages.product.dynamoDb.client;
        const failing = (commands: RegExp) =>
          middlewareStack.add(
            (next, { commandName = '' }) =>
              async (args) => {
                if (commands.test(commandName)) throw new Error('Throttled.');
                return next(args);
              },
            { step: 'initialize', name: 'failing', override: true },
          );
        failing(/^(?:Put|Update|Transact)/);
        try {
          for (const [action, field] of [
            ['note', 'note'],
            ['date', 'date'],
            ['snooze', 'months'],
          ] as const) {
            const answer = await fetch(
              postForm(cardOf(html, person), `/${action}`, { [field]: typed[field] }),
            );
            expect([action, answer.status]).toEqual([action, 500]);
            const page = await answer.text();
            expect(textOf(page)).toContain(lang === 'en' ? 'Something went wrong' : 'Algo falló');
            const shown = cardOf(page, person);
            expect(formOf(shown, `/${action}`).values[field]).toBe(typed[field]);
            expect(shown).not.toContain('aria-invalid');
            // A reload leads to the same card, not to the form that was posted.
            const address = `${path}?lang=${lang}&flashContactId=${addressKey(person)}`;
            expect(parse(page).querySelector('body')?.getAttribute('data-address')).toBe(address);
          }
          const answer = await fetch(post(`${path}/time-zone?lang=${lang}`, zone));
          expect(answer.status).toBe(500);
          expect(formOf(await answer.text(), '/time-zone').values['timeZone']).toBe('Madrid');
          const asJson = await fetch(
            json(`${path}/note`, { ...confirmed(path, person), note: typed.note }),
          );
          expect([asJson.status, await asJson.json()]).toMatchObject([500, { errors: [{}] }]);
          // Without the table there is no page of contacts, but still the note.
          failing(/./);
          const alone = await fetch(postForm(cardOf(html, person), '/note', { note: typed.note }));
          expect(alone.status).toBe(500);
          const kept = parse(await alone.text()).querySelector('#typed-note');
          expect(kept?.textContent).toBe(typed.note);
        } finally {
          middlewareStack.remove('failing');
        }
        expect(await item()).toEqual(before);
      },
    );

    test('when the contact has no day, then the message on the page names none', async () => {
      const { path } = await createContact();
      await pages.submit(postForm(cardOf(await pages.htmlAt(path), person), '/stop'));
      for (const flash of ['done', 'snooze']) {
        for (const contactId of ['', addressKey(person), 'nobody']) {
          expect(
            textOf(await pages.htmlAt(`${path}?flash=${flash}&flashContactId=${contactId}`)),
          ).not.toMatch(/on \./);
        }
      }
    });
  });
});
