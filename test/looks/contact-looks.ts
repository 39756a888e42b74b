import { randomBytes } from 'node:crypto';
import { hashSecret, newSecret, tokenOf } from '../../lambdas/core/magic-link.ts';
import { addDays, utcDay } from '../../lambdas/core/time/calendar-day.ts';
import { grantContactsLink } from '../support/contacts.ts';
import { storeContacts } from '../support/many-contacts.ts';
import { setContactAttributes } from '../support/table.ts';
import type { Look } from './looks.ts';
import { candidateAddress, type Stage } from './stage.ts';

const people = [
  'Dana Lee',
  'María José Peña',
  'Teo Vidal',
  'Anneliese Freifrau von Hohenstein-Rosenberg',
  'Bo',
  'Kim Vale',
];
const companies = [
  'Northwind & Sons',
  'Café del Norte',
  'Faro',
  'The International Consortium for Applied Lighthouse Engineering',
  'Southwind',
];

/** A contact of a long list: each with another day, and some without one. */
const contactOf = (index: number, address: string) => {
  const day = addDays(utcDay(new Date()), [-3, 0, 5, 20, 60, 120, 200, 400, 700][index % 9] ?? 30);
  const isClosed = index % 6 === 5;
  return {
    person: { name: people[index % people.length] ?? 'Dana Lee', address },
    company: companies[index % companies.length],
    role: index % 2 === 0 ? 'Senior Data Engineer' : 'Head of Operations',
    declinedOn: addDays(utcDay(new Date()), -index * 11),
    declinedAt: Date.now() - index * 11 * 24 * 60 * 60_000,
    timeZone: 'Europe/Madrid',
    ...(isClosed ? { status: 'closed', reconnectOn: undefined } : { reconnectOn: day }),
    ...(index % 4 === 1 && { note: 'Likes climbing.\nAsk about Lisbon.' }),
    ...(index % 5 === 2 && { status: 'reconnected', wroteOn: '2026-07-01' }),
    ...(index % 3 === 0 && {
      thread: { inReplyTo: '<1@x.example>', references: [], subject: 'RE: Your application' },
    }),
  };
};

async function showContacts(stage: Stage, count: number, query = ''): Promise<string> {
  const candidateEmail = candidateAddress();
  if (count > 0) await storeContacts(stage.table, count, { candidateEmail, changesOf: contactOf });
  const path = await grantContactsLink(stage.table, candidateEmail);
  await stage.open(`${path}${query}`);
  return path;
}

/** Opens the page of a reminder's link, which is about one contact. */
async function showReminded(stage: Stage, changes: object = {}): Promise<string> {
  const candidateEmail = candidateAddress();
  let person = '';
  await storeContacts(stage.table, 1, {
    candidateEmail,
    changesOf: (_index, address) => {
      person = address;
      return {
        person: { name: 'Dana Lee', address },
        pageLanguage: stage.language,
        language: stage.language,
        reconnectOn: utcDay(new Date()),
        timeZone: 'Europe/Madrid',
        ...changes,
      };
    },
  });
  const path = await grantContactsLink(stage.table, candidateEmail, { person });
  await setContactAttributes(stage.table, person, { note: 'Likes climbing.' });
  await stage.open(path);
  return path;
}

/** Opens the card of one contact and posts a form of it. */
const post =
  (action: string, values: Readonly<Record<string, string>> = {}) =>
  async (stage: Stage) => {
    await showContacts(stage, 1);
    await stage.submit(`/${action}`, values);
  };

/** Opens "Not you?" from the email that the form causes. */
async function openNotYou(stage: Stage): Promise<void> {
  const { origin } = stage.product;
  const values = stage.formValues;
  await fetch(`${origin}/declines?lang=${stage.language}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(values),
  });
  const mails = await stage.product.mails();
  const mail = mails.findLast(({ to }) => to.includes(values['candidateEmail'] ?? ''));
  const link = /http\S+(\/not-you\/[\w.-]+)/.exec(mail?.text ?? '')?.[1];
  if (link === undefined) throw new Error('No email has a link to "Not you?".');
  await stage.open(link);
}

/** Opens the recruiter's page that stops all letters. */
async function openNoLetters(stage: Stage): Promise<void> {
  const letter = await stage.sentLetter();
  const link = { id: letter.link.id, secret: newSecret(randomBytes) };
  await stage.set(letter, { noLettersHash: hashSecret(link.secret) });
  await stage.open(`/no-letters/${tokenOf(link)}`);
}

/** The contacts, the links to them, and what stops emails. */
export const contactLooks: readonly Look[] = [
  { name: 'contacts-ask', show: (stage) => stage.open('/contacts') },
  {
    name: 'contacts-ask-error',
    status: 422,
    show: async (stage) => {
      await stage.open('/contacts');
      await stage.submit('/contacts/link', { candidateEmail: 'nobody' });
    },
  },
  {
    name: 'contacts-mailed',
    show: async (stage) => {
      await stage.open('/contacts');
      await stage.submit('/contacts/link', { candidateEmail: candidateAddress() });
    },
  },
  {
    name: 'contacts-mailed-question',
    show: async (stage) => {
      await stage.open('/contacts');
      await stage.submit('/contacts/link', {
        candidateEmail: candidateAddress().replace('candidates.example', 'gmial.com'),
      });
    },
  },
  {
    name: 'contacts-link-gone',
    status: 410,
    show: (stage) => stage.open('/contacts/none'),
  },
  {
    name: 'contacts-link-gone-note',
    status: 410,
    show: async (stage) => {
      await showContacts(stage, 1);
      await stage.unfold();
      // The link has expired since the page was opened.
      await stage.page.evaluate(`
        document.querySelector('[action*="/note"]').action =
          '/contacts/none/note?lang=' + document.documentElement.lang;
      `);
      await stage.page.locator('[name="note"]').fill('Likes climbing. Ask about Oslo.');
      const loaded = stage.page.waitForEvent('load');
      await stage.page.locator('form:has([name="note"]) button').click();
      await loaded;
    },
  },
  { name: 'contacts-empty', show: (stage) => showContacts(stage, 0) },
  { name: 'contacts-one', show: (stage) => showContacts(stage, 1) },
  {
    name: 'contacts-one-unfolded',
    show: async (stage) => {
      await showContacts(stage, 1);
      await stage.unfold();
    },
  },
  { name: 'contacts-30', show: (stage) => showContacts(stage, 30) },
  {
    name: 'contacts-30-one-open',
    show: async (stage) => {
      await showContacts(stage, 30);
      await stage.page.locator('main details').first().locator('summary').first().click();
    },
  },
  { name: 'contacts-search', show: (stage) => showContacts(stage, 30, '?words=dana') },
  { name: 'contacts-search-nobody', show: (stage) => showContacts(stage, 3, '?words=trombone') },
  { name: 'contacts-due', show: (stage) => showContacts(stage, 12, '?filter=due') },
  { name: 'contact-done', show: post('done', { sure: 'yes' }) },
  { name: 'contact-done-not-ticked', status: 422, show: post('done') },
  { name: 'contact-snoozed', show: post('snooze', { months: '3' }) },
  { name: 'contact-snooze-not-chosen', status: 422, show: post('snooze') },
  { name: 'contact-day-past', status: 422, show: post('date', { date: '2020-01-01' }) },
  {
    name: 'contact-noted',
    show: post('note', {
      note: `Plays the cello.\nhttps://cello.example/${'long'.repeat(20)}`,
    }),
  },
  { name: 'contact-stopped', show: post('stop', { sure: 'yes' }) },
  { name: 'contact-delete-not-ticked', status: 422, show: post('delete') },
  { name: 'contact-deleted', show: post('delete', { sure: 'yes' }) },
  {
    name: 'contacts-zone-unknown',
    status: 422,
    show: post('time-zone', { timeZone: 'Atlantis' }),
  },
  { name: 'reminder', show: (stage) => showReminded(stage) },
  {
    name: 'reminder-thread',
    show: (stage) =>
      showReminded(stage, {
        thread: {
          inReplyTo: '<1@mail.northwind.example>',
          references: [],
          subject: `Interview: Senior Data Engineer (ref. ${'R-1234'.repeat(20)})`,
        },
      }),
  },
  {
    name: 'reminder-unfolded',
    show: async (stage) => {
      await showReminded(stage);
      await stage.unfold();
    },
  },
  {
    name: 'reminder-wrote',
    show: async (stage) => {
      await showReminded(stage);
      await stage.submit('/done', { sure: 'yes' });
    },
  },
  {
    name: 'unsubscribe',
    show: async (stage) => stage.open(`${await showReminded(stage)}/unsubscribe`),
  },
  {
    name: 'unsubscribed',
    show: async (stage) => {
      await stage.open(`${await showReminded(stage)}/unsubscribe`);
      await stage.submit('/unsubscribe');
    },
  },
  {
    name: 'export',
    show: async (stage) => stage.open(`${await showContacts(stage, 2)}/export?format=csv`),
  },
  { name: 'erase', show: async (stage) => stage.open(`${await showContacts(stage, 2)}/erase`) },
  {
    name: 'erase-not-ticked',
    status: 422,
    show: async (stage) => {
      await stage.open(`${await showContacts(stage, 2)}/erase`);
      await stage.submit('/erase');
    },
  },
  {
    name: 'erased',
    show: async (stage) => {
      await stage.open(`${await showContacts(stage, 2)}/erase`);
      await stage.submit('/erase', { sure: 'yes' });
    },
  },
  { name: 'not-you', show: openNotYou },
  {
    name: 'not-you-not-ticked',
    status: 422,
    show: async (stage) => {
      await openNotYou(stage);
      await stage.submit(new URL(stage.page.url()).pathname);
    },
  },
  {
    name: 'not-you-stopped',
    show: async (stage) => {
      await openNotYou(stage);
      await stage.submit(new URL(stage.page.url()).pathname, { sure: 'yes' });
    },
  },
  { name: 'no-letters', show: openNoLetters },
  {
    name: 'no-letters-not-ticked',
    status: 422,
    show: async (stage) => {
      await openNoLetters(stage);
      await stage.submit(new URL(stage.page.url()).pathname);
    },
  },
  {
    name: 'no-letters-stopped',
    show: async (stage) => {
      await openNoLetters(stage);
      await stage.submit(new URL(stage.page.url()).pathname, { sure: 'yes' });
    },
  },
];
