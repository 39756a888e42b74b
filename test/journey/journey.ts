import { expect } from 'vitest';
import {
  englishForm,
  type FormValues,
  interviewDay,
  spanishForm,
  spanishTuForm,
} from '../support/fixtures.ts';
import { theirEmail, theirWords } from '../support/their-message.ts';

/** An email in an inbox. The type is the same for all emulators. */
export interface ArrivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * The page that the person sees: its text, in which each run of whitespace is one space.
 */
export interface SeenPage {
  readonly text: string;
}

/**
 * Carries out the steps of a journey: through the app, through the Lambda events, in a
 * browser, or on a deployed stack. A driver starts with an empty inbox and has one page
 * open.
 */
export interface JourneyDriver {
  openForm(language: 'en' | 'es'): Promise<SeenPage>;
  /** Pastes a message into the fold of the form on the page, and has it read. */
  readMessage(message: string): Promise<SeenPage>;
  /** Fills in the form on the page and submits it with its main button. */
  submitForm(values: FormValues): Promise<SeenPage>;
  openLink(link: string): Promise<SeenPage>;
  /** Presses the send button. `ticked` says whether the box is ticked. */
  send(options: { readonly ticked: boolean }): Promise<SeenPage>;
  /**
   * Fills in and submits the form on the page whose action has a path that ends with
   * `pathEnd`. If the form is in a closed `<details>`, it opens that first. If `values`
   * has the name of a button, the button with that value is pressed. A checkbox that is
   * not in `values` stays unticked.
   */
  submit(pathEnd: string, values: FormValues): Promise<SeenPage>;
  /** The content of the file to which the page has a link that ends with `pathEnd`. */
  download(pathEnd: string): Promise<string>;
  /** All emails in the inbox, oldest first. */
  mails(): Promise<readonly ArrivedMail[]>;
}

export interface Journey {
  readonly name: string;
  readonly language: 'en' | 'es';
  readonly form: FormValues;
  /**
   * An email that is pasted first, the fields that it fills in, and its Message-ID: the
   * letter and the hello answer it.
   */
  readonly pasted?: {
    readonly message: string;
    readonly fills: FormValues;
    readonly messageId: string;
  };
  readonly inboxTitle: string;
  /** The subject of the email with the link. */
  readonly reviewTitle: string;
  readonly reviewLead: string;
  readonly tickTitle: string;
  readonly sentTitle: string;
  readonly subject: string;
  /** Texts that the letter must contain. */
  readonly letter: readonly string[];
  /** Texts that no email may contain. */
  readonly secrets: readonly string[];
  /** Texts that the candidate must see on the page of the contacts. */
  readonly contactTexts: readonly string[];
}

const spanishDatePart = (options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('es', { timeZone: 'UTC', ...options }).format(interviewDay);
/**
 * The day of the interview as a Spanish letter writes it, such as `lunes 7 de diciembre`.
 */
const spanishInterviewDay = [
  spanishDatePart({ weekday: 'long' }),
  interviewDay.getUTCDate(),
  'de',
  spanishDatePart({ month: 'long' }),
].join(' ');

/** The journeys. Most tests use only the first one. */
export const journeys: readonly Journey[] = [
  {
    name: 'English, warm, after a recruiter screen',
    language: 'en',
    form: englishForm,
    inboxTitle: 'Check your inbox',
    reviewTitle: 'Review your letter',
    reviewLead: 'Word for word.',
    tickTitle: 'Please tick the box first',
    sentTitle: 'Sent to Dana',
    subject: "Senior Data Engineer at Northwind & Sons: I'm withdrawing, with thanks – Alex Rivera",
    letter: [
      'Hi Dana,',
      'Sam Ortiz and Lee Wong',
      "I'm withdrawing",
      'I enjoyed hearing about the lighthouse project.',
      'Alex Rivera',
    ],
    secrets: ['overqualified', 'reconnect'],
    contactTexts: ["I'm overqualified for it", 'Also thanked Sam Ortiz, Lee Wong'],
  },
  {
    name: 'Spanish, formal, an interview with a date',
    language: 'es',
    form: spanishForm,
    inboxTitle: 'Revisa tu correo',
    reviewTitle: 'Revisa tu carta',
    reviewLead: 'Palabra por palabra.',
    tickTitle: 'Marca antes la casilla',
    sentTitle: 'Enviada a María',
    subject:
      'Declino la entrevista y retiro mi candidatura a la vacante de Dirección de Operaciones ' +
      'en Café del Norte – Íñigo Núñez',
    letter: [
      'Buenos días, María José Peña:',
      `la entrevista del ${spanishInterviewDay}`,
      'retiro mi candidatura',
      'Inés Ibarra',
      'Íñigo Núñez',
    ],
    secrets: ['other-offer', 'otra oferta'],
    contactTexts: ['Tengo otra oferta', 'También diste las gracias a Inés Ibarra'],
  },
  {
    name: 'Spanish with tú, brief, an offer',
    language: 'es',
    form: spanishTuForm,
    inboxTitle: 'Revisa tu correo',
    reviewTitle: 'Revisa tu carta',
    reviewLead: 'Palabra por palabra.',
    tickTitle: 'Marca antes la casilla',
    sentTitle: 'Enviada a Teo',
    subject: 'Diseño de Producto en Faro: declino la oferta – Lucía Sanz',
    letter: ['Hola, Teo:', 'Declino la oferta', 'Lucía Sanz'],
    secrets: [],
    contactTexts: ['Sin recordatorio'],
  },
  {
    name: 'English, warm, an answer in the thread of an email that is pasted',
    language: 'en',
    form: { ...englishForm, ...theirWords },
    pasted: {
      message: theirEmail,
      fills: theirWords,
      messageId: '<invitation.1@northwind.example>',
    },
    inboxTitle: 'Check your inbox',
    reviewTitle: 'Review your letter',
    reviewLead: 'Word for word.',
    tickTitle: 'Please tick the box first',
    sentTitle: 'Sent to Dana',
    subject: 'Re: Interview for the Senior Data Engineer position at Northwind & Sons',
    letter: ['Hi Dana,', 'Sam Ortiz and Lee Wong', "I'm declining the interview on", 'Alex Rivera'],
    secrets: ['overqualified', 'reconnect'],
    contactTexts: [
      "I'm overqualified for it",
      'Also thanked Sam Ortiz, Lee Wong',
      'Reply in the old thread',
    ],
  },
];

const LINK = /https?:\/\/\S+\/letters\/[\w.-]+/;

/**
 * The magic link to a letter in the newest email that has one.
 *
 * @throws {Error} if no email has one
 */
export function linkIn(mails: readonly ArrivedMail[]): string {
  const link = mails
    .map(({ text }) => LINK.exec(text)?.[0])
    .findLast((found) => found !== undefined);
  if (link === undefined) throw new Error(`No link in ${mails.length} mails.`);
  return link;
}

const isLetter = (mail: ArrivedMail): boolean => mail.to.includes(englishForm.recruiterEmail);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Plays the journey of a letter. The candidate fills in the form, gets the link by email,
 * and reads the exact letter. Sending without the tick is refused. Then the candidate
 * sends the letter, and it is in the recruiter's inbox when the page answers. The
 * recruiter gets it exactly once, also if the candidate opens the link again.
 */
export async function runJourney(journey: Journey, driver: JourneyDriver): Promise<void> {
  await driver.openForm(journey.language);
  const { pasted } = journey;
  if (pasted !== undefined) {
    const filled = await driver.readMessage(pasted.message);
    expect(filled.text).toContain('fields are filled in from their message');
    expect(filled.text).toContain(`From their message: “`);
  }
  // What the message filled in is not typed again.
  const typed = Object.entries(journey.form).filter(([name]) => !(name in (pasted?.fills ?? {})));
  const submitted = await driver.submitForm(Object.fromEntries(typed));
  expect(submitted.text).toContain(journey.inboxTitle);

  const [reviewLinkMail, ...others] = await driver.mails();
  expect(others).toEqual([]);
  expect(reviewLinkMail?.to).toEqual([englishForm.candidateEmail]);
  expect(reviewLinkMail?.subject).toBe(journey.reviewTitle);
  for (const typed of [
    journey.form['recruiterName'],
    journey.form['company'],
    journey.form['personalNote'],
  ]) {
    if (typed !== undefined)
      expect(`${reviewLinkMail?.text}${reviewLinkMail?.html}`).not.toContain(typed);
  }

  const link = linkIn(reviewLinkMail ? [reviewLinkMail] : []);
  const review = await driver.openLink(link);
  expect(review.text).toContain(journey.reviewLead);
  expect(review.text).toContain(journey.subject);
  expect(review.text).toContain(englishForm.recruiterEmail);
  for (const part of journey.letter) expect(review.text).toContain(part);

  const refused = await driver.send({ ticked: false });
  expect(refused.text).toContain(journey.tickTitle);
  expect((await driver.mails()).filter(isLetter)).toEqual([]);

  const sent = await driver.send({ ticked: true });
  expect(sent.text).toContain(journey.sentTitle);
  expect(sent.text).toContain(englishForm.recruiterEmail);

  const letters = (await driver.mails()).filter(isLetter);
  expect(letters).toHaveLength(1);
  const [letter] = letters;
  expect(letter).toMatchObject({
    replyTo: [englishForm.candidateEmail],
    subject: journey.subject,
  });
  const [to, ...copies] = [...(letter?.to ?? []), ...(letter?.bcc ?? [])];
  expect(to).toBe(englishForm.recruiterEmail);
  // A letter in a thread is a raw email, of which the local SES keeps no envelope.
  if (pasted === undefined || copies.length > 0)
    expect(copies).toEqual([englishForm.candidateEmail]);
  for (const part of journey.letter) expect(oneLine(letter?.text ?? '')).toContain(part);
  // The letter that arrived is the letter that the candidate read: the review page
  // contained every paragraph of the email.
  for (const paragraph of (letter?.text ?? '').trim().split(/\n{2,}/)) {
    expect(review.text).toContain(oneLine(paragraph));
  }
  for (const mail of await driver.mails()) {
    for (const secret of journey.secrets)
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain(secret);
  }

  const reopened = await driver.openLink(link);
  expect(reopened.text).toContain(journey.sentTitle);
  expect((await driver.mails()).filter(isLetter)).toHaveLength(1);
}

/** The texts that the candidate reads on the contacts pages. */
const contactWords = {
  en: {
    askTitle: 'The people you keep in touch with',
    mailedTitle: 'Check your inbox',
    contactsTitle: 'Your contacts',
    listTitle: 'People to write to again',
    noteSaved: 'The note is saved.',
    plannedDay: /On (?<day>[A-Z][a-z]+ \d+(?:, \d{4})?) we'll remind you/,
    day: /remind you (?:again )?(?:to write to .+ )?on (?<day>[A-Z][a-z]+ \d+, \d{4})\./,
    statusOpen: 'Door open',
    statusReconnected: 'Reconnected',
    statusClosed: 'Reminders stopped',
    noMatch: 'Nobody here matches that.',
    tickTitle: 'Please tick the box first',
    erasedTitle: 'Everything is erased',
    linkExpired: 'This link has expired',
    letterMissing: "There's nothing here",
  },
  es: {
    askTitle: 'Las personas con quienes sigues en contacto',
    mailedTitle: 'Revisa tu correo',
    contactsTitle: 'Tus contactos',
    listTitle: 'Personas a quienes volver a escribir',
    noteSaved: 'La nota queda guardada.',
    plannedDay: /El (?<day>\d+ de [a-z]+(?: de \d{4})?) te recordaremos/,
    day: /recordaremos .*?el (?<day>\d+ de [a-z]+ de \d{4})\./,
    statusOpen: 'Puerta abierta',
    statusReconnected: 'En contacto de nuevo',
    statusClosed: 'Sin seguimiento',
    noMatch: 'Nadie coincide con eso.',
    tickTitle: 'Marca antes la casilla',
    erasedTitle: 'Todo está borrado',
    linkExpired: 'Este enlace ya no es válido',
    letterMissing: 'Aquí no hay nada',
  },
} as const;

const CONTACTS_LINK = /https?:\/\/\S+\/contacts\/[\w.-]+\?lang=\w\w/;

/**
 * The link to all contacts in the newest email that has one.
 *
 * @throws {Error} if no email has one
 */
export function contactsLinkIn(mails: readonly ArrivedMail[]): string {
  const link = mails
    .map(({ text }) => CONTACTS_LINK.exec(text)?.[0])
    .findLast((found) => found !== undefined);
  if (link === undefined) throw new Error(`No link to contacts in ${mails.length} mails.`);
  return link;
}

/** Opens the page that erases everything, by a link to the contacts, and submits it. */
async function erase(driver: JourneyDriver, link: string, values: FormValues): Promise<SeenPage> {
  const page = new URL(link);
  page.pathname += '/erase';
  await driver.openLink(page.href);
  return driver.submit('/erase', values);
}

/**
 * Plays the journey of the contacts. It starts where {@link runJourney} ends. The
 * candidate asks for a link to their contacts and finds the recruiter there. They save a
 * note, choose a later day, say that they wrote, search, and stop the reminders. At the
 * end they download everything and erase it.
 */
export async function runContactsJourney(journey: Journey, driver: JourneyDriver): Promise<void> {
  const { language, form, contactTexts, secrets } = journey;
  const words = contactWords[language];
  const dayIn = ({ text }: SeenPage): string | undefined => words.day.exec(text)?.groups?.['day'];
  const { recruiterName = '', company = '', role = '' } = form;
  const note = 'Plays the cello https://cello.example';

  const letterLink = linkIn(await driver.mails());
  const letterPage = await driver.openLink(letterLink);
  const plannedDay = words.plannedDay.exec(letterPage.text)?.groups?.['day'];

  const askPage = await driver.openLink(new URL(`/contacts?lang=${language}`, letterLink).href);
  expect(askPage.text).toContain(words.askTitle);
  const mailed = await driver.submit('/contacts/link', {
    candidateEmail: englishForm.candidateEmail,
  });
  expect(mailed.text).toContain(words.mailedTitle);
  const contactsMail = (await driver.mails()).find(
    ({ subject }) => subject === words.contactsTitle,
  );
  expect(contactsMail?.to).toEqual([englishForm.candidateEmail]);
  for (const typed of [recruiterName, company, role]) {
    expect(`${contactsMail?.text}${contactsMail?.html}`).not.toContain(typed);
  }

  const link = contactsLinkIn(contactsMail ? [contactsMail] : []);
  const list = await driver.openLink(link);
  for (const part of [
    words.listTitle,
    recruiterName,
    englishForm.recruiterEmail,
    company,
    role,
    words.statusOpen,
  ]) {
    expect(list.text).toContain(part);
  }
  for (const part of contactTexts) expect(list.text).toContain(part);
  if (journey.pasted !== undefined)
    expect(await driver.download('/hello.eml')).toContain(
      `In-Reply-To: ${journey.pasted.messageId}\r\n`,
    );
  if (form['reconnect'] !== 'never')
    expect(list.text).toContain(plannedDay ?? 'the day on the page of the letter');

  const noted = await driver.submit('/note', { note });
  expect(noted.text).toContain(words.noteSaved);
  expect(noted.text).toContain(note);

  const snoozed = await driver.submit('/snooze', { months: '3' });
  const snoozedDay = dayIn(snoozed) ?? 'the day in the answer';
  expect(snoozedDay).not.toBe(plannedDay);
  const markedWritten = await driver.submit('/done', { sure: 'yes' });
  expect(markedWritten.text).toContain(words.statusReconnected);
  expect(dayIn(markedWritten)).not.toBe(snoozedDay);

  const listPath = new URL(link).pathname;
  const inPlainCapitals = recruiterName.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
  // With few contacts, only a page that was searched for has the search.
  const search = new URL(link);
  search.searchParams.set('words', `${inPlainCapitals} cello`);
  const found = await driver.openLink(search.href);
  expect(found.text).toContain(englishForm.recruiterEmail);
  const notFound = await driver.submit(listPath, { words: `${inPlainCapitals} trombone` });
  expect(notFound.text).toContain(words.noMatch);
  expect(notFound.text).not.toContain(englishForm.recruiterEmail);

  const reopened = await driver.openLink(link);
  expect(reopened.text).toContain(dayIn(markedWritten) ?? 'the day in the answer');
  const stopped = await driver.submit('/stop', { sure: 'yes' });
  expect(stopped.text).toContain(words.statusClosed);
  expect(dayIn(stopped)).toBeUndefined();

  const everything: unknown = JSON.parse(await driver.download('/export.json'));
  expect(everything).toMatchObject({
    contacts: [
      {
        person: { name: recruiterName, address: englishForm.recruiterEmail },
        company,
        role,
        note,
        status: 'closed',
      },
    ],
    letters: expect.arrayContaining([
      expect.objectContaining({ to: englishForm.recruiterEmail, subject: journey.subject }),
    ]),
  });

  const refused = await erase(driver, link, {});
  expect(refused.text).toContain(words.tickTitle);
  expect((await driver.openLink(link)).text).toContain(englishForm.recruiterEmail);
  const erased = await erase(driver, link, { sure: 'yes' });
  expect(erased.text).toContain(words.erasedTitle);
  expect((await driver.openLink(link)).text).toContain(words.linkExpired);
  expect((await driver.openLink(`${letterLink}?lang=${language}`)).text).toContain(
    words.letterMissing,
  );

  for (const mail of await driver.mails()) {
    for (const secret of [note, ...secrets]) {
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain(secret);
    }
  }
  expect((await driver.mails()).filter(isLetter)).toHaveLength(1);
}

/** The form of a text that the candidate sends by hand: there is no address. */
const byHand = {
  candidateName: 'Alex Rivera',
  candidateEmail: englishForm.candidateEmail,
  recruiterName: 'Nora Hale',
  company: 'Westwind',
  role: 'Data Analyst',
  stage: 'screen',
  channel: 'linkedin',
  reconnect: '6-months',
} as const;

/**
 * Plays the way of a candidate who has no address of the recruiter. The text is on the
 * page that answers the form, and behind the emailed link. The candidate says that they
 * sent it, finds the person among their contacts, and erases everything. No letter is
 * emailed.
 */
export async function runByHandJourney(driver: JourneyDriver): Promise<void> {
  const ready = 'Your message is ready.';
  const text = 'Hi Nora, thanks for taking the time to tell me about the Data Analyst role';
  await driver.openForm('en');
  const submitted = await driver.submitForm(byHand);
  const [mail, ...others] = await driver.mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: [byHand.candidateEmail], subject: 'Your message is ready' });
  for (const typed of [byHand.recruiterName, byHand.company])
    expect(`${mail?.text}${mail?.html}`).not.toContain(typed);

  const link = linkIn(mail ? [mail] : []);
  const opened = await driver.openLink(link);
  for (const page of [submitted, opened]) expect(page.text).toContain(ready);
  expect(opened.text).toContain(text);
  const refused = await driver.submit('/self-sent', {});
  expect(refused.text).toContain('Please tick');
  const sent = await driver.submit('/self-sent', { sure: 'yes' });
  expect(sent.text).toContain("You've sent it.");
  expect((await driver.openLink(link)).text).toContain("You've sent it.");

  await driver.openLink(new URL('/contacts?lang=en', link).href);
  await driver.submit('/contacts/link', { candidateEmail: byHand.candidateEmail });
  const contactsLink = contactsLinkIn(await driver.mails());
  const list = await driver.openLink(contactsLink);
  for (const part of [byHand.recruiterName, byHand.company, byHand.role])
    expect(list.text).toContain(part);
  expect(list.text).toContain('Your message, ready to copy');
  expect((await driver.mails()).filter(isLetter)).toEqual([]);

  const erased = await erase(driver, contactsLink, { sure: 'yes' });
  expect(erased.text).toContain(contactWords.en.erasedTitle);
  expect((await driver.openLink(link)).text).toContain(contactWords.en.letterMissing);
}
