import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HttpDriver, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { englishForm } from '../support/fixtures.ts';
import { helpAddresses, type ProductInProcess, startInProcess } from '../support/local-product.ts';

const titles = {
  sent: 'Sent to Dana',
  bounced: "It didn't reach Dana",
  complained: 'Your letter was marked as unwanted',
  retry: 'Your letter is waiting to be sent',
  failed: "Your letter wasn't sent",
  unknown: "We can't tell whether it was sent",
} as const;
const accepted = 'Their mail server has accepted it.';

/** An address, and what happens to a letter to it. */
interface Expectation {
  readonly address: string;
  /** A text of the page that answers the send request. */
  readonly first: string;
  /** How many letters arrive in the inbox. */
  readonly letters: 0 | 1;
  /** A text of the page after SES's events, if it is not `first`. */
  readonly last?: string;
}
const expectations: readonly Expectation[] = [
  // Sending takes 8 s here, the timeout of a call to SES.
  { address: 'hang@trouble.example', first: titles.unknown, letters: 0 },
  { address: 'break@trouble.example', first: titles.unknown, letters: 1, last: accepted },
  { address: 'lost@trouble.example', first: titles.unknown, letters: 1 },
  { address: 'error@trouble.example', first: titles.unknown, letters: 0 },
  { address: 'refuse@trouble.example', first: titles.failed, letters: 0 },
  { address: 'throttle@trouble.example', first: titles.retry, letters: 0 },
  { address: 'quota@trouble.example', first: titles.retry, letters: 0 },
  {
    address: 'delay@trouble.example',
    first: titles.sent,
    letters: 1,
    last: 'is slow to respond',
  },
  { address: 'nobody@trouble.example', first: titles.sent, letters: 1, last: accepted },
  { address: 'Lost+again@Trouble.Example', first: titles.unknown, letters: 1 },
  { address: 'success@simulator.amazonses.com', first: titles.sent, letters: 1, last: accepted },
  {
    address: 'bounce@simulator.amazonses.com',
    first: titles.sent,
    letters: 1,
    last: titles.bounced,
  },
  {
    address: 'bounce+x@simulator.amazonses.com',
    first: titles.sent,
    letters: 1,
    last: titles.bounced,
  },
  {
    address: 'complaint@simulator.amazonses.com',
    first: titles.sent,
    letters: 1,
    last: titles.complained,
  },
  {
    address: 'suppressionlist@simulator.amazonses.com',
    first: titles.sent,
    letters: 1,
    last: titles.bounced,
  },
  // An automatic reply does not undo a delivery.
  { address: 'ooto@simulator.amazonses.com', first: titles.sent, letters: 1, last: accepted },
  { address: 'dana@northwind.example', first: titles.sent, letters: 1, last: accepted },
];

/** The result of sending one letter. */
interface Result {
  readonly link: string;
  /** The text of the page that answered the send request. */
  readonly answer: string;
  /** How many letters were in the inbox right after sending. */
  readonly letters: number;
}

let product: ProductInProcess;
const results = new Map<Expectation, Result>();

// All letters arrive in one inbox. Each address has its own candidate, so that a test
// finds its letters there.
const candidateOf = ({ address }: Expectation): string =>
  `${address.replace(/\W/g, '.').toLowerCase()}@candidates.example`;
const lettersOf = async (expectation: Expectation): Promise<number> =>
  (await product.mails()).filter(({ bcc }) => bcc.includes(candidateOf(expectation))).length;

async function send(expectation: Expectation): Promise<void> {
  const candidateEmail = candidateOf(expectation);
  const mails = async () => (await product.mails()).filter(({ to }) => to.includes(candidateEmail));
  const driver = new HttpDriver({ origin: product.origin, fetch, mails });
  await driver.openForm('en');
  await driver.submitForm({ ...englishForm, candidateEmail, recruiterEmail: expectation.address });
  const link = linkIn(await mails());
  await driver.openLink(link);
  const { text } = await driver.send({ ticked: true });
  results.set(expectation, { link, answer: text, letters: await lettersOf(expectation) });
}

beforeAll(async () => {
  // As `OWN_SENDER_DOMAIN=school.example npm start`. The other candidates are elsewhere.
  vi.stubEnv('OWN_SENDER_DOMAIN', 'school.example');
  product = await startInProcess();
  await Promise.all(expectations.map(send));
  await product.deliverEvents();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await product?.stop();
});

test('when the help names an address, then it is tested here', () => {
  expect(expectations.map(({ address }) => address)).toEqual(expect.arrayContaining(helpAddresses));
});

test.each(expectations)(
  'when a letter is sent to $address, then its page says what became of it',
  async (expectation) => {
    const { first, letters, last } = expectation;
    const result = results.get(expectation);
    expect(result?.answer).toContain(first);
    expect(result?.letters).toBe(letters);
    const page = await (await fetch(result?.link ?? '')).text();
    expect(textOf(page)).toContain(last ?? first);
    expect(await lettersOf(expectation)).toBe(letters);
  },
);

test('when a candidate has a fault address, then they still get their link', async () => {
  const driver = new HttpDriver({ ...product, fetch });
  await driver.openForm('en');
  const candidateEmail = 'refuse@trouble.example';
  expect((await driver.submitForm({ ...englishForm, candidateEmail })).text).toContain(
    'Check your inbox',
  );
  expect((await product.mails()).filter(({ to }) => to.includes(candidateEmail))).toHaveLength(1);
});

test('when a candidate is of the own domain, then the letter is from them', async () => {
  const [candidateEmail, recruiterEmail] = ['ana@school.example', 'dana@southwind.example'];
  const to = async (address: string) =>
    (await product.mails()).filter((mail) => mail.to.includes(address));
  const mails = () => to(candidateEmail);
  const driver = new HttpDriver({ origin: product.origin, fetch, mails });
  await driver.openForm('en');
  await driver.submitForm({ ...englishForm, candidateEmail, recruiterEmail });
  await driver.openLink(linkIn(await mails()));
  expect((await driver.send({ ticked: true })).text).toContain(titles.sent);
  const [own] = await to(recruiterEmail);
  expect(own?.from).toBe('"Alex Rivera" <ana@school.example>');
  const [other] = await to('dana@northwind.example');
  expect(other?.from).toContain('via Open Door');
});
