import { afterAll, beforeAll, expect, test } from 'vitest';
import { HttpDriver, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { englishForm } from '../support/fixtures.ts';
import { helpAddresses, type ProductInProcess, startInProcess } from '../support/local-product.ts';

const titles = {
  sent: 'Sent to Dana',
  bounced: 'Your letter did not arrive',
  complained: 'Your letter was marked as unwanted',
  retry: 'Your letter is waiting to leave',
  failed: 'Your letter was not sent',
  unknown: 'We cannot tell whether your letter has left',
} as const;
const accepted = 'Their mail server has accepted it.';

interface Story {
  readonly address: string;
  /** A text of the page that answers the send request. */
  readonly first: string;
  /** How many letters arrive in the inbox. */
  readonly letters: 0 | 1;
  /** A text of the page after SES's events, if it is not `first`. */
  readonly last?: string;
}
const stories: readonly Story[] = [
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
    last: 'is taking its time',
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

/** The result of sending the letter of one story. */
interface Result {
  readonly link: string;
  /** The text of the page that answered the send request. */
  readonly answer: string;
  /** How many letters were in the inbox right after sending. */
  readonly letters: number;
}

let product: ProductInProcess;
const results = new Map<Story, Result>();

// All stories share one inbox. Each story has its own candidate, to find its mails there.
const candidateOf = ({ address }: Story): string =>
  `${address.replace(/\W/g, '.').toLowerCase()}@candidates.example`;
const lettersOf = async (story: Story): Promise<number> =>
  (await product.mails()).filter(({ bcc }) => bcc.includes(candidateOf(story))).length;

async function send(story: Story): Promise<void> {
  const candidateEmail = candidateOf(story);
  const mails = async () => (await product.mails()).filter(({ to }) => to.includes(candidateEmail));
  const driver = new HttpDriver({ origin: product.origin, fetch, mails });
  await driver.openForm('en');
  await driver.submitForm({ ...englishForm, candidateEmail, recruiterEmail: story.address });
  const link = linkIn(await mails());
  await driver.openLink(link);
  const { text } = await driver.send({ ticked: true });
  results.set(story, { link, answer: text, letters: await lettersOf(story) });
}

beforeAll(async () => {
  product = await startInProcess();
  await Promise.all(stories.map(send));
  await product.deliverEvents();
});
afterAll(() => product?.stop());

test('when the help names an address, then there is a story of it', () => {
  expect(stories.map(({ address }) => address)).toEqual(expect.arrayContaining(helpAddresses));
});

test.each(stories)(
  'when a letter is sent to $address, then its page says what became of it',
  async (story) => {
    const { first, letters, last } = story;
    const result = results.get(story);
    expect(result?.answer).toContain(first);
    expect(result?.letters).toBe(letters);
    const page = await (await fetch(result?.link ?? '')).text();
    expect(textOf(page)).toContain(last ?? first);
    expect(await lettersOf(story)).toBe(letters);
  },
);

test('when a candidate has a fault address, then they still get their link', async () => {
  const driver = new HttpDriver({ ...product, fetch });
  await driver.openForm('en');
  const candidateEmail = 'refuse@trouble.example';
  expect((await driver.submitForm({ ...englishForm, candidateEmail })).text).toContain(
    'Look in your inbox',
  );
  expect((await product.mails()).filter(({ to }) => to.includes(candidateEmail))).toHaveLength(1);
});
