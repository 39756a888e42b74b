import { expect } from 'vitest';
import {
  englishForm,
  type FormValues,
  interviewDay,
  spanishForm,
  spanishTuForm,
} from '../support/fixtures.ts';

/** A mail as it came in, whatever emulator took it. */
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
 * The page in front of the person: what can be read on it, line ends and runs of blanks
 * as one blank.
 */
export interface SeenPage {
  readonly text: string;
}

/**
 * How a journey is driven: through the app, through the Lambda events, in a browser, on a
 * deployed stack. Each starts with an empty inbox and keeps one page open.
 */
export interface JourneyDriver {
  openForm(language: 'en' | 'es'): Promise<SeenPage>;
  /** Fills the form on the page in and submits it by its main button. */
  submitForm(values: FormValues): Promise<SeenPage>;
  openLink(link: string): Promise<SeenPage>;
  /** Presses the send button, with the box ticked or not. */
  send(options: { readonly ticked: boolean }): Promise<SeenPage>;
  /**
   * Fills in and submits the form on the page whose action ends so, unfolding it where it
   * is folded. A value of a button presses that one; a box that is not named stays
   * unticked.
   */
  submit(pathEnd: string, values: FormValues): Promise<SeenPage>;
  /** The file that the page offers at an address that ends so. */
  download(pathEnd: string): Promise<string>;
  mails(): Promise<readonly ArrivedMail[]>;
}

export interface Journey {
  readonly name: string;
  readonly language: 'en' | 'es';
  readonly form: FormValues;
  readonly inboxTitle: string;
  readonly reviewTitle: string;
  readonly tickTitle: string;
  readonly sentTitle: string;
  readonly subject: string;
  /** Must be in the letter. */
  readonly letter: readonly string[];
  /** Must be in no mail. */
  readonly secrets: readonly string[];
  /** Must be at the contact, for the candidate to see. */
  readonly contactTexts: readonly string[];
}

const spanish = (options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('es', { timeZone: 'UTC', ...options }).format(interviewDay);
/** The day of the interview as a Spanish letter names it. */
const spanishInterviewDay = `${spanish({ weekday: 'long' })} ${interviewDay.getUTCDate()} de ${spanish({ month: 'long' })}`;

/** The journeys; the first is the one that most tests use. */
export const journeys: readonly Journey[] = [
  {
    name: 'English, warm, after a recruiter screen',
    language: 'en',
    form: englishForm,
    inboxTitle: 'Look in your inbox',
    reviewTitle: 'Review your letter',
    tickTitle: 'Please tick the box first',
    sentTitle: 'Sent to Dana',
    subject: "Senior Data Engineer at Northwind & Sons: I'm withdrawing, with thanks",
    letter: [
      'Hi Dana,',
      'Sam Ortiz and Lee Wong',
      "I'm withdrawing",
      'I enjoyed hearing about the lighthouse project.',
      'Alex Rivera',
    ],
    secrets: ['overqualified', 'reconnect'],
    contactTexts: ['I am overqualified for it', 'Also thanked Sam Ortiz, Lee Wong'],
  },
  {
    name: 'Spanish, formal, an interview with a date',
    language: 'es',
    form: spanishForm,
    inboxTitle: 'Mira tu correo',
    reviewTitle: 'Revisa tu carta',
    tickTitle: 'Marca antes la casilla',
    sentTitle: 'Enviada a María',
    subject:
      'Declino la entrevista y retiro mi candidatura a la vacante de Dirección de Operaciones ' +
      'en Café del Norte',
    letter: [
      'Reciba un cordial saludo, María José Peña:',
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
    inboxTitle: 'Mira tu correo',
    reviewTitle: 'Revisa tu carta',
    tickTitle: 'Marca antes la casilla',
    sentTitle: 'Enviada a Teo',
    subject: 'Diseño de Producto en Faro: declino la oferta',
    letter: ['Hola, Teo:', 'Declino la oferta', 'Lucía Sanz'],
    secrets: [],
    contactTexts: ['Sin recordatorio'],
  },
];

const LINK = /https?:\/\/\S+\/letters\/[\w.-]+/;

/** The magic link of the newest review mail. */
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
 * The product's one story: fill in the form, get the link, read the exact letter, be held
 * back without the tick, send it, and find it at the recruiter's when the page answers;
 * exactly once, whatever is clicked afterwards.
 */
export async function runJourney(journey: Journey, driver: JourneyDriver): Promise<void> {
  await driver.openForm(journey.language);
  const submitted = await driver.submitForm(journey.form);
  expect(submitted.text).toContain(journey.inboxTitle);

  const [reviewMail, ...others] = await driver.mails();
  expect(others).toEqual([]);
  expect(reviewMail?.to).toEqual([englishForm.candidateEmail]);
  expect(reviewMail?.subject).toBe(journey.reviewTitle);
  for (const typed of [
    journey.form['recruiterName'],
    journey.form['company'],
    journey.form['personalNote'],
  ]) {
    if (typed !== undefined) expect(`${reviewMail?.text}${reviewMail?.html}`).not.toContain(typed);
  }

  const link = linkIn(reviewMail ? [reviewMail] : []);
  const review = await driver.openLink(link);
  expect(review.text).toContain(journey.reviewTitle);
  expect(review.text).toContain(journey.subject);
  expect(review.text).toContain(englishForm.recruiterEmail);
  for (const part of journey.letter) expect(review.text).toContain(part);

  const heldBack = await driver.send({ ticked: false });
  expect(heldBack.text).toContain(journey.tickTitle);
  expect((await driver.mails()).filter(isLetter)).toEqual([]);

  const sent = await driver.send({ ticked: true });
  expect(sent.text).toContain(journey.sentTitle);
  expect(sent.text).toContain(englishForm.recruiterEmail);

  const letters = (await driver.mails()).filter(isLetter);
  expect(letters).toHaveLength(1);
  const [letter] = letters;
  expect(letter).toMatchObject({
    to: [englishForm.recruiterEmail],
    bcc: [englishForm.candidateEmail],
    replyTo: [englishForm.candidateEmail],
    subject: journey.subject,
  });
  for (const part of journey.letter) expect(oneLine(letter?.text ?? '')).toContain(part);
  // What was read is what arrived: every paragraph of the mail stood on the review page.
  for (const paragraph of (letter?.text ?? '').trim().split(/\n{2,}/)) {
    expect(review.text).toContain(oneLine(paragraph));
  }
  for (const mail of await driver.mails()) {
    for (const secret of journey.secrets)
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain(secret);
  }

  const again = await driver.openLink(link);
  expect(again.text).toContain(journey.sentTitle);
  expect((await driver.mails()).filter(isLetter)).toHaveLength(1);
}

/** What a candidate reads at their contacts. */
const contactWords = {
  en: {
    ask: 'The people you keep in touch with',
    mailed: 'Look in your inbox',
    contacts: 'Your contacts',
    note: 'The note is saved.',
    day: /remind you (?:again )?(?:to write to .+ )?on (?<day>[A-Z][a-z]+ \d+, \d{4})\./,
    open: 'Door open',
    reconnected: 'Reconnected',
    closed: 'Reminders stopped',
    nobody: 'Nobody here matches that.',
    tick: 'Please tick the box first',
    erased: 'Everything is erased',
    gone: 'This link has expired',
    nothing: 'There is nothing here',
  },
  es: {
    ask: 'Las personas con quienes sigues en contacto',
    mailed: 'Mira tu correo',
    contacts: 'Tus contactos',
    note: 'La nota queda guardada.',
    day: /recordaremos .*?el (?<day>\d+ de [a-z]+ de \d{4})\./,
    open: 'Puerta abierta',
    reconnected: 'En contacto de nuevo',
    closed: 'Sin seguimiento',
    nobody: 'Nadie coincide con eso.',
    tick: 'Marca antes la casilla',
    erased: 'Todo está borrado',
    gone: 'Este enlace ha caducado',
    nothing: 'Aquí no hay nada',
  },
} as const;

const CONTACTS_LINK = /https?:\/\/\S+\/contacts\/[\w.-]+\?lang=\w\w/;

/** The link of the newest mail that opens all contacts. */
export function contactsLinkIn(mails: readonly ArrivedMail[]): string {
  const link = mails
    .map(({ text }) => CONTACTS_LINK.exec(text)?.[0])
    .findLast((found) => found !== undefined);
  if (link === undefined) throw new Error(`No link to contacts in ${mails.length} mails.`);
  return link;
}

/**
 * The door stays open, told from where {@link runJourney} ends: the candidate asks for
 * their contacts, finds whom they declined, notes something down, puts the day off,
 * writes, lets go, and in the end takes all along and erases it.
 */
export async function runContactsJourney(journey: Journey, driver: JourneyDriver): Promise<void> {
  const { language, form, contactTexts, secrets } = journey;
  const words = contactWords[language];
  const dayIn = ({ text }: SeenPage): string | undefined => words.day.exec(text)?.groups?.['day'];
  const { recruiterName = '', company = '', role = '' } = form;
  const note = 'Plays the cello https://cello.example';

  const letterLink = linkIn(await driver.mails());
  const plannedDay = dayIn(await driver.openLink(letterLink));

  const ask = await driver.openLink(new URL(`/contacts?lang=${language}`, letterLink).href);
  expect(ask.text).toContain(words.ask);
  const mailed = await driver.submit('/contacts/link', {
    candidateEmail: englishForm.candidateEmail,
  });
  expect(mailed.text).toContain(words.mailed);
  const contactsMail = (await driver.mails()).find(({ subject }) => subject === words.contacts);
  expect(contactsMail?.to).toEqual([englishForm.candidateEmail]);
  for (const typed of [recruiterName, company, role]) {
    expect(`${contactsMail?.text}${contactsMail?.html}`).not.toContain(typed);
  }

  const link = contactsLinkIn(contactsMail ? [contactsMail] : []);
  const list = await driver.openLink(link);
  for (const part of [
    words.contacts,
    recruiterName,
    englishForm.recruiterEmail,
    company,
    role,
    words.open,
  ]) {
    expect(list.text).toContain(part);
  }
  for (const part of contactTexts) expect(list.text).toContain(part);
  if (form['reconnect'] !== 'never')
    expect(list.text).toContain(plannedDay ?? 'the day on the page of the letter');

  const noted = await driver.submit('/note', { note });
  expect(noted.text).toContain(words.note);
  expect(noted.text).toContain(note);

  const snoozed = await driver.submit('/snooze', { months: '3' });
  const snoozedDay = dayIn(snoozed) ?? 'the day in the answer';
  expect(snoozedDay).not.toBe(plannedDay);
  const wrote = await driver.submit('/done', {});
  expect(wrote.text).toContain(words.reconnected);
  expect(dayIn(wrote)).not.toBe(snoozedDay);

  const listPath = new URL(link).pathname;
  const inPlainCapitals = recruiterName.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
  const found = await driver.submit(listPath, { words: `${inPlainCapitals} cello` });
  expect(found.text).toContain(englishForm.recruiterEmail);
  const notFound = await driver.submit(listPath, { words: `${inPlainCapitals} trombone` });
  expect(notFound.text).toContain(words.nobody);
  expect(notFound.text).not.toContain(englishForm.recruiterEmail);

  const reopened = await driver.openLink(link);
  expect(reopened.text).toContain(dayIn(wrote) ?? 'the day in the answer');
  const stopped = await driver.submit('/stop', {});
  expect(stopped.text).toContain(words.closed);
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

  const eraseLink = new URL(link);
  eraseLink.pathname += '/erase';
  await driver.openLink(eraseLink.href);
  const heldBack = await driver.submit('/erase', {});
  expect(heldBack.text).toContain(words.tick);
  expect((await driver.openLink(link)).text).toContain(englishForm.recruiterEmail);
  await driver.openLink(eraseLink.href);
  const erased = await driver.submit('/erase', { sure: 'yes' });
  expect(erased.text).toContain(words.erased);
  expect((await driver.openLink(link)).text).toContain(words.gone);
  expect((await driver.openLink(`${letterLink}?lang=${language}`)).text).toContain(words.nothing);

  for (const mail of await driver.mails()) {
    for (const secret of [note, ...secrets]) {
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain(secret);
    }
  }
  expect((await driver.mails()).filter(isLetter)).toHaveLength(1);
}
