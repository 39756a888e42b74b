import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HttpDriver, textOf } from '../journey/http-driver.ts';
import { journeys, linkIn, runContactsJourney, runJourney } from '../journey/journey.ts';
import { helpAddresses, npmStart, spawnNpmStart } from '../support/local-product.ts';

/** The tests run concurrently, because most of their time is the start of a process. */
const { concurrent } = test;

const [journey] = journeys;
if (journey === undefined) throw new Error('There is no journey.');

/** The line of an email: the time, the recipient and the subject. */
const EMAIL_LINE = /^ {2}\d\d:\d\d:\d\d {2}(\S+) +(.+)$/;

concurrent(
  'when npm start runs, then it serves the journey, says what to open, and ends cleanly',
  async ({ onTestFinished }) => {
    const product = await npmStart({ LOG: '1' });
    onTestFinished(async () => {
      await product.stop();
    });
    expect(product.output()).toContain(`${product.origin}/`);
    expect(product.output()).toContain(`${product.inbox}/`);
    expect(product.output()).toContain('Letters and contacts are lost when it stops');
    const driver = new HttpDriver({ ...product, fetch });
    await runJourney(journey, driver);
    await runContactsJourney(journey, driver);
    expect(await product.stop()).toBe(0);
    expect(product.output()).toContain('Open Door has stopped.');
    // The log contains only codes and ids.
    expect(product.output()).toContain("event: 'send-accepted'");
    expect(product.output()).toContain("event: 'candidate-erased'");
    // The runs in which nothing was due would fill the terminal.
    expect(product.output()).not.toContain('due: 0,');
    const logged = product
      .output()
      .split('\n')
      .filter((line) => !EMAIL_LINE.test(line))
      .join('\n');
    for (const typed of [...Object.values(journey.form), 'letters/', 'contacts/']) {
      if (typed.length > 6) expect(logged).not.toContain(typed);
    }
  },
);

concurrent(
  'when OPEN_DOOR_DATA names a folder, then it keeps the letters',
  async ({ onTestFinished }) => {
    const data = await mkdtemp(join(tmpdir(), 'open-door-'));
    onTestFinished(() => rm(data, { recursive: true }));
    const first = await npmStart({ OPEN_DOOR_DATA: data });
    const driver = new HttpDriver({ ...first, fetch });
    await driver.openForm('en');
    await driver.submitForm(journey.form);
    const { pathname } = new URL(linkIn(await first.mails()));
    expect(await first.stop()).toBe(0);

    const second = await npmStart({ OPEN_DOOR_DATA: data });
    onTestFinished(async () => {
      await second.stop();
    });
    expect(textOf(await (await fetch(`${second.origin}${pathname}`)).text())).toContain(
      'Word for word.',
    );
  },
);

concurrent(
  'when DAYS_AHEAD passes the day of a reminder, then it arrives with a hello and links',
  async ({ expect, onTestFinished }) => {
    const data = await mkdtemp(join(tmpdir(), 'open-door-'));
    onTestFinished(() => rm(data, { recursive: true }));
    const first = await npmStart({ OPEN_DOOR_DATA: data });
    const before = new HttpDriver({ ...first, fetch });
    await before.openForm('en');
    await before.submitForm({ ...journey.form, reconnect: '3-months' });
    await before.openLink(linkIn(await first.mails()));
    await before.send({ ticked: true });
    expect(await first.stop()).toBe(0);

    const later = await npmStart({ OPEN_DOOR_DATA: data, DAYS_AHEAD: '95' });
    onTestFinished(async () => {
      await later.stop();
    });
    const year = new Date(Date.now() + 95 * 24 * 60 * 60_000).getFullYear();
    expect(later.output()).toMatch(new RegExp(`The clock is set to .*${year}`));
    await expect.poll(async () => (await later.mails()).length).toBe(1);
    const [reminder] = await later.mails();
    expect(reminder).toMatchObject({
      to: [journey.form['candidateEmail']],
      subject: 'It may be time to write to Dana Lee at Northwind & Sons (Senior Data Engineer)',
    });
    const text = reminder?.text ?? '';
    expect(text).toContain('Hi Dana,');
    expect(reminder?.html).toContain('"mailto:dana@northwind.example?subject=');
    expect(text).not.toContain('overqualified');
    const links = ['wrote', 'snooze', 'stop'].map(
      (part) => new RegExp(`http\\S+(?=#${part}\\b)`).exec(text)?.[0],
    );
    expect(new Set(links).size).toBe(1);

    const driver = new HttpDriver({ ...later, fetch });
    const contact = await driver.openLink(links[0] ?? '');
    expect(contact.text).toContain('Now (planned for');
    expect((await driver.submit('/done', { sure: 'yes' })).text).toContain(
      "Good. We'll remind you",
    );
    expect(await later.mails()).toHaveLength(1);
  },
);

concurrent('when a port is taken, then the error says what to do', async ({ onTestFinished }) => {
  const blocker = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    blocker.close();
  });
  await once(blocker, 'listening');
  const address = blocker.address();
  const taken = typeof address === 'object' ? address?.port : undefined;
  const { output, exited } = spawnNpmStart({ PORT: String(taken) });
  expect(await exited).toEqual([1, null]);
  expect(output()).toContain(`Port ${taken}, for the form, is taken`);
  expect(output()).not.toMatch(/^ +at /m);
});

concurrent(
  'when --help is asked for, then it lists the addresses that fail on demand',
  async () => {
    const { output, exited } = spawnNpmStart({}, ['--help']);
    expect(await exited).toEqual([0, null]);
    for (const address of helpAddresses) expect(output()).toContain(address);
  },
);

concurrent(
  'when it is stopped before SES has reported, then it ends cleanly; it had a line for each email',
  async () => {
    const product = await npmStart();
    const started = product.output();
    expect(started).toContain('npm start -- --help');
    expect(started.match(/http:\S+/g)).toEqual([`${product.origin}/`, `${product.inbox}/`]);
    const driver = new HttpDriver({ ...product, fetch });
    await driver.openForm('en');
    await driver.submitForm({ ...journey.form, recruiterEmail: 'break@trouble.example' });
    await driver.openLink(linkIn(await product.mails()));
    await driver.send({ ticked: true });
    const mails = await product.mails();
    expect(await product.stop()).toBe(0);
    const lines = product.output().slice(started.length).split('\n').filter(Boolean);
    // It stopped without waiting for the event, which comes after 4 s at the earliest.
    // The logs of the functions, and errors, would be other lines.
    expect(lines.pop()).toBe('Open Door has stopped.');
    expect(lines.map((line) => EMAIL_LINE.exec(line)?.slice(1))).toEqual(
      mails.map(({ to, subject }) => [
        to[0]?.replace(/^.*<|>$/g, ''),
        expect.stringMatching(`^${subject.slice(0, 40)}`),
      ]),
    );
  },
);
