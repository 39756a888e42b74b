import { contactFromDecline } from '../../lambdas/core/contact/contact.ts';
import type { Decline } from '../../lambdas/core/decline/decline.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { tokenOf } from '../../lambdas/core/magic-link.ts';
import { takeAddress } from '../../lambdas/core/typed-address.ts';
import { formOf } from '../journey/http-driver.ts';
import { confirmed, grantContactsLink } from '../support/contacts.ts';
import {
  englishForm,
  newDraft,
  sesEvent,
  spanishForm,
  spanishTuForm,
} from '../support/fixtures.ts';
import { keepDraft } from '../support/harness.ts';
import { grantNotYouLink } from '../support/link-door.ts';
import { threadValues } from '../support/thread.ts';
import { actionNames, type Case, headerNames } from './cases.ts';
import type { Exchange, HostileProduct, SentRequest } from './hostile-product.ts';
import {
  type Addresses,
  type Reading,
  readAnswerHeaders,
  readCalendar,
  readCards,
  readEml,
  readJson,
  readMail,
  readPage,
  readTable,
} from './outputs.ts';

interface KeptContact {
  readonly addresses: Addresses;
  readonly path: string;
}
interface KeptDraft extends KeptContact {
  readonly decline: Decline;
}

/** What came of a case. */
export interface Visit {
  readonly exchanges: Exchange[];
  readonly readings: Reading[];
}

type Fields = Readonly<Record<string, unknown>>;

/** The harmless requests that a case changes. */
const forms: readonly Fields[] = [
  englishForm,
  spanishForm,
  { ...spanishTuForm, live: 'yes' },
  { ...englishForm, stage: 'offer', tone: 'formal', live: 'yes' },
  // The live preview shows the hints elsewhere than the page.
  { ...englishForm, personalNote: 'Sorry, I took another job. Call me: 600 123 456.', live: 'yes' },
  { ...spanishTuForm, interviewDate: spanishForm.interviewDate, timeZone: 'Madrid' },
  // The review page has a link for the thread, and one for the hints.
  { ...englishForm, ...threadValues, personalNote: 'Sorry, I took another job.' },
  { ...spanishForm, ...threadValues, live: 'yes' },
  { ...englishForm, ...threadValues, ownSubject: 'yes' },
  {},
];

/** Of texts to send by hand: their letters have no form that sends them. */
const handForms: readonly Fields[] = [
  { ...englishForm, channel: 'linkedin' },
  { ...spanishForm, channel: 'whatsapp', live: 'yes' },
];

const inTwoMonths = new Date(Date.now() + 60 * 24 * 60 * 60_000).toISOString().slice(0, 10);
const contactFields = { note: 'Likes climbing.', date: inTwoMonths, months: '3', timeZone: 'Rome' };
/** The action that reads a field. The others are read by every action. */
const actionOf: Readonly<Record<string, string>> = {
  note: 'note',
  date: 'date',
  months: 'snooze',
  timeZone: 'time-zone',
};

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

function bodyOf(fields: Fields, { encoding, accept }: Case): Omit<SentRequest, 'method' | 'path'> {
  return encoding === 'JSON'
    ? { body: JSON.stringify(fields), headers: { accept, 'content-type': 'application/json' } }
    : {
        body: new URLSearchParams(
          Object.entries(fields).map(([name, value]): [string, string] => [name, asText(value)]),
        ).toString(),
        headers: { accept, 'content-type': 'application/x-www-form-urlencoded' },
      };
}

/** One of a list, by the number of the case. */
const pick = <T>(list: readonly [T, ...T[]] | readonly T[], { variant }: Case): T => {
  const found = list[variant % list.length];
  if (found === undefined) throw new Error('The list is empty.');
  return found;
};

/** What a person could put into a path or a header. */
const segment = (text: string): string => encodeURIComponent(text.toWellFormed()).slice(0, 6000);
const headerValue = (text: string): string =>
  text
    .replace(/[^\x20-\x7E\x80-\xFF]/g, '?')
    .trim()
    .slice(0, 6000);

const exportPaths = ['export.csv', 'export.vcf', 'export.ics', 'export.json'] as const;

/** Takes cases through the product, and reads every answer, email and file. */
export class Visitor {
  readonly #product: HostileProduct;
  #count = 0;
  /** Letters that were sent, whose notices, receipts and reminders are still to come. */
  readonly #sent: { readonly id: string; readonly addresses: Addresses }[] = [];
  /** The people of all cases, by the candidate's address. */
  readonly #people = new Map<string, Addresses>();
  #keptDraft: KeptDraft | undefined;
  #keptContact: KeptContact | undefined;
  #notYou: KeptContact | undefined;
  #headDraft: KeptDraft | undefined;
  #headContact: KeptContact | undefined;

  constructor(product: HostileProduct) {
    this.#product = product;
  }

  /** How many letters were sent since the last jobs. */
  get sentLetters(): number {
    return this.#sent.length;
  }

  /** Two people of whom no other case knows, so that no case meets another's limits. */
  #newAddresses(): Addresses {
    this.#count += 1;
    const name = this.#count.toString(36);
    return { candidate: `c${name}@candidates.example`, recruiter: `r${name}@r${name}.example` };
  }

  /** A stored draft that no case has changed. Most cases are refused and change none. */
  async #draftOf(addresses: Addresses): Promise<KeptDraft> {
    this.#keptDraft ??= await this.#newDraft(addresses);
    return this.#keptDraft;
  }

  async #newDraft(addresses: Addresses): Promise<KeptDraft> {
    const { candidate, recruiter } = addresses;
    const draft = newDraft({ candidateEmail: candidate, recruiterEmail: recruiter });
    await keepDraft(this.#product.at(0).store, draft.decline);
    return { decline: draft.decline, path: `/letters/${tokenOf(draft.link)}`, addresses };
  }

  /** A contact with its link, as no case has changed it. */
  async #contactOf(addresses: Addresses): Promise<KeptContact> {
    this.#keptContact ??= await this.#newContact(addresses);
    return this.#keptContact;
  }

  async #newContact(addresses: Addresses): Promise<KeptContact> {
    const { decline } = await this.#newDraft(addresses);
    const { contacts } = this.#product.at(0);
    await contacts.prepare(decline);
    await contacts.record(contactFromDecline(decline, Date.now()));
    const path = await grantContactsLink(this.#product.table, addresses.candidate);
    return { path, addresses };
  }

  async run(input: Case): Promise<Visit> {
    const visit: Visit = { exchanges: [], readings: [] };
    const addresses = this.#newAddresses();
    this.#people.set(addresses.candidate, addresses);
    switch (input.door) {
      case 'preview':
        await this.#post(visit, '/preview', input, addresses);
        break;
      case 'form':
        await this.#draft(visit, input, addresses);
        break;
      case 'letter':
        await this.#sendLetter(visit, input, addresses);
        break;
      case 'edit':
        await this.#edit(visit, input, addresses);
        break;
      case 'another':
        await this.#another(visit, input, addresses);
        break;
      case 'notYou':
        await this.#stopEmails(visit, input, addresses);
        break;
      case 'actions':
        await this.#act(visit, input, addresses);
        break;
      case 'contact':
        await this.#actOnContact(visit, input, addresses);
        break;
      case 'link': {
        const fields = { candidateEmail: addresses.candidate, ...input.fields };
        const typed = this.#typed(fields, addresses);
        await this.#exchange(visit, typed, {
          method: 'POST',
          path: `/contacts/link?lang=${input.language}`,
          ...bodyOf(fields, input),
        });
        break;
      }
      case 'head':
        await this.#head(visit, input, addresses);
        break;
    }
    return visit;
  }

  /**
   * Runs the jobs until everything is emailed that follows from the letters: some bounce,
   * some are marked as unwanted, and some get a receipt and, in two years, a reminder.
   */
  async runJobs(): Promise<readonly Reading[]> {
    const sent = this.#sent.splice(0);
    const mails = await this.#product.mailsOf(async () => {
      for (const [index, { id, addresses }] of sent.entries()) {
        const kind = (['Bounce', 'Complaint', 'Delivery', 'Delivery'] as const)[index % 4];
        const to = addresses.recruiter;
        await this.#product.at(0).recordEvent(sesEvent(kind ?? 'Delivery', id, { to }));
      }
      await this.#product.at(0.02).sendNotices();
      for (const days of [0.02, 800]) await this.#product.at(days).sendReminders();
    });
    const nobody = { candidate: '', recruiter: '' };
    return Promise.all(
      mails.map((mail) => {
        const to =
          mail.get('Destination.ToAddresses.member.1') ?? mail.get('Destinations.member.1');
        return readMail(mail, this.#people.get(to ?? '') ?? nobody);
      }),
    );
  }

  /** The addresses that a form's fields give, as the product reads them. */
  #typed(fields: Fields, addresses: Addresses): Addresses {
    const read = (names: readonly string[], otherwise: string): string => {
      // What JSON holds in place of a text is not read.
      const value = names.map((name) => fields[name]).find((found) => typeof found === 'string');
      const typed = takeAddress(asText(value ?? ''));
      return typed.kind === 'one' ? typed.address : otherwise;
    };
    return {
      candidate: read(['takeCandidateEmail', 'candidateEmail'], addresses.candidate),
      recruiter: read(['takeRecruiterEmail', 'recruiterEmail'], addresses.recruiter),
    };
  }

  async #exchange(visit: Visit, addresses: Addresses, sent: SentRequest): Promise<Exchange> {
    const exchange = await this.#product.exchange(sent);
    visit.exchanges.push(exchange);
    const { headers, body, mails } = exchange;
    visit.readings.push(readAnswerHeaders(headers, addresses));
    const type = headers.get('content-type')?.split(';')[0];
    if (sent.method !== 'HEAD') {
      if (type === 'text/html') visit.readings.push(readPage(body, addresses));
      if (type === 'application/json') visit.readings.push(readJson(body));
      if (type === 'message/rfc822') {
        const output = /letter\.eml|hello\.eml/.exec(sent.path)?.[0];
        visit.readings.push(await readEml(body, addresses, output));
      }
      if (type === 'text/calendar') visit.readings.push(readCalendar(body));
      if (type === 'text/vcard') visit.readings.push(readCards(body));
      if (type === 'text/csv') {
        visit.readings.push(readTable(body, sent.path.includes('lang=es') ? ';' : ','));
      }
    }
    for (const mail of mails) visit.readings.push(await readMail(mail, addresses));
    return exchange;
  }

  #get(visit: Visit, addresses: Addresses, path: string): Promise<Exchange> {
    return this.#exchange(visit, addresses, { method: 'GET', path });
  }

  /** Posts the form. The case's fields replace the harmless ones. */
  async #post(visit: Visit, path: string, input: Case, addresses: Addresses) {
    const own = { candidateEmail: addresses.candidate, recruiterEmail: addresses.recruiter };
    const form = pick(input.door === 'preview' ? [...handForms, ...forms] : forms, input);
    const fields = { ...form, ...(form !== forms.at(-1) && own), ...input.fields };
    const typed = this.#typed({ ...own, ...fields }, addresses);
    const request = { method: 'POST', path: `${path}?lang=${input.language}` };
    const exchange = await this.#exchange(visit, typed, { ...request, ...bodyOf(fields, input) });
    return { exchange, typed };
  }

  /** Posts the form, and opens the link in the email. */
  async #draft(visit: Visit, input: Case, addresses: Addresses) {
    const { exchange, typed } = await this.#post(visit, '/declines', input, addresses);
    const text = exchange.mails[0]?.get('Message.Body.Text.Data') ?? '';
    const [path] = /(?<=https:\/\/[^/]+)\/letters\/\S+/.exec(text) ?? [];
    if (path === undefined) return undefined;
    const page = await this.#get(visit, typed, path);
    return { path, page, typed };
  }

  async #sendLetter(visit: Visit, input: Case, addresses: Addresses): Promise<void> {
    const draft = await this.#draft(visit, input, addresses);
    if (draft === undefined) return;
    const { path, page, typed } = draft;
    await this.#get(visit, typed, `${path}/edit`);
    await this.#get(visit, typed, `${path}/letter.eml`);
    const { values, checkboxes } = formOf(page.body, '/send');
    const sent = await this.#exchange(visit, typed, {
      method: 'POST',
      path: `${path}/send`,
      ...bodyOf({ ...values, ...checkboxes }, input),
    });
    if (sent.mails.length === 0) throw new Error(`The letter was not sent: ${sent.status}`);
    await this.#get(visit, typed, path);
    await this.#get(visit, typed, `${path}/reminder.ics`);
    const contacts = await grantContactsLink(this.#product.table, typed.candidate);
    const search = new URLSearchParams({ words: asText(Object.values(input.fields)[0]) });
    await this.#get(visit, typed, `${contacts}?lang=${input.language}`);
    await this.#get(visit, typed, `${contacts}?${search}`);
    for (const file of [...exportPaths, `hello.eml?contact=${addressKey(typed.recruiter)}`]) {
      const query = `${file.includes('?') ? '&' : '?'}lang=${input.language}`;
      await this.#get(visit, typed, `${contacts}/${file}${query}`);
    }
    const id = path.slice('/letters/'.length).split('.')[0] ?? '';
    this.#sent.push({ id, addresses: typed });
    this.#people.set(typed.candidate, typed);
  }

  async #edit(visit: Visit, input: Case, own: Addresses): Promise<void> {
    const { path, addresses } = await this.#draftOf(own);
    const { exchange, typed } = await this.#post(visit, `${path}/edit`, input, addresses);
    if (exchange.status !== 303) return;
    this.#keptDraft = undefined;
    const shown = { candidate: addresses.candidate, recruiter: typed.recruiter };
    this.#people.set(addresses.candidate, shown);
    await this.#get(visit, shown, path);
  }

  /** Writes another letter with the link of one. */
  async #another(visit: Visit, input: Case, own: Addresses): Promise<void> {
    const { path, addresses } = await this.#draftOf(own);
    const page = await this.#get(visit, addresses, `${path}/another?lang=${input.language}`);
    const { nonce } = formOf(page.body, '/another').values;
    const fields = { nonce, ...input.fields };
    const changed = { ...input, fields };
    const { exchange, typed } = await this.#post(visit, `${path}/another`, changed, addresses);
    const location = exchange.headers.get('location');
    if (exchange.status !== 303 || location === null) return;
    // So that no candidate gets more drafts than one may have.
    this.#keptDraft = undefined;
    const shown = { candidate: addresses.candidate, recruiter: typed.recruiter };
    await this.#get(visit, shown, location);
  }

  /** The page "Not you?": its form stops emails, and then allows them again. */
  async #stopEmails(visit: Visit, input: Case, own: Addresses): Promise<void> {
    this.#notYou ??= {
      addresses: own,
      path: await grantNotYouLink(this.#product.table, own.candidate),
    };
    const { path, addresses } = this.#notYou;
    const query = `?lang=${input.language}`;
    const page = await this.#get(visit, addresses, `${path}${query}`);
    const form = formOf(page.body, path);
    const fields = { ...form.values, ...form.checkboxes, ...input.fields };
    const posted = { method: 'POST', path: `${path}${query}` };
    await this.#exchange(visit, addresses, { ...posted, ...bodyOf(fields, input) });
    await this.#get(visit, addresses, `${path}${query}`);
  }

  /** The forms of a letter's page. */
  async #act(visit: Visit, input: Case, own: Addresses): Promise<void> {
    const { path, addresses } = await this.#draftOf(own);
    const page = await this.#get(visit, addresses, path);
    const action = pick(['send', 'cancel', 'self-sent', 'send', 'fresh-link'], input);
    const form = action === 'fresh-link' ? undefined : formOf(page.body, `/${action}`);
    const fields = { ...form?.values, ...form?.checkboxes, ...input.fields };
    const { changedItems } = await this.#exchange(visit, addresses, {
      method: 'POST',
      path: `${path}/${action}`,
      ...bodyOf(fields, input),
    });
    if (changedItems > 0) this.#keptDraft = undefined;
    await this.#get(visit, addresses, path);
  }

  async #actOnContact(visit: Visit, input: Case, own: Addresses): Promise<void> {
    const { path, addresses } = await this.#contactOf(own);
    const [name = ''] = Object.keys(input.fields);
    const action = actionOf[name] ?? pick(actionNames, input);
    const isAboutAll = action === 'time-zone' || action === 'erase';
    const fields = {
      ...contactFields,
      ...confirmed(path, isAboutAll ? undefined : addresses.recruiter),
      ...input.fields,
    };
    const { changedItems } = await this.#exchange(visit, addresses, {
      method: 'POST',
      path: `${path}/${action}?lang=${input.language}`,
      ...bodyOf(fields, input),
    });
    if (changedItems > 0) this.#keptContact = undefined;
    await this.#get(visit, addresses, `${path}?lang=${input.language}`);
    await this.#get(visit, addresses, `${path}/${pick(exportPaths, input)}?lang=${input.language}`);
  }

  /** The line and the headers of a request. */
  async #head(visit: Visit, input: Case, own: Addresses): Promise<void> {
    // Nothing that such a request asks for changes anything.
    this.#headDraft ??= await this.#newDraft(own);
    this.#headContact ??= await this.#newContact(own);
    const { path: letter, addresses } = this.#headDraft;
    const { path: contacts } = this.#headContact;
    let path = pick(
      ['/', '/contacts', letter, contacts, `${letter}/edit`, `${contacts}/hello.eml`],
      input,
    );
    const headers: Record<string, string> = { accept: input.accept };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(input.fields)) {
      const text = asText(value);
      if (name === 'path') path = `/${segment(text)}`;
      else if (name === 'token')
        path = `${pick(['/letters/', '/contacts/', '/not-you/'], input)}${segment(text)}`;
      else if (name === 'end') path = `${pick([letter, contacts], input)}/${segment(text)}`;
      else if (headerNames.includes(name)) headers[name] = headerValue(text);
      else query.append(name, text);
    }
    const method = pick(['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'], input);
    await this.#exchange(visit, addresses, {
      method,
      path: `${path}${query.size === 0 ? '' : `?${query}`}`,
      headers,
    });
  }
}
