import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { freePort } from '../test/support/free-port.ts';
import { startLighthouse } from '../test/support/lighthouse.ts';
import { findLighthouse } from '../test/support/page-tools.ts';
import type { Results } from './results.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `npm start` in a process of its own. */
interface Started {
  readonly origin: string;
  readonly inbox: string;
  readonly stop: () => Promise<void>;
}

async function startProduct(): Promise<Started> {
  const [port, inboxPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/dev.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), INBOX_PORT: String(inboxPort) },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  const origin = `http://localhost:${port}`;
  const answers = () =>
    fetch(`${origin}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error('npm start has ended.');
    await sleep(100);
  }
  return {
    origin,
    inbox: `http://localhost:${inboxPort}`,
    stop: async () => {
      child.kill('SIGINT');
      await exited;
    },
  };
}

const storeSchema = z.object({
  emails: z.array(z.object({ body: z.object({ text: z.string().default('') }) })),
});

/** The latest link of this kind in the inbox. */
async function linkIn(inbox: string, kind: 'letters' | 'contacts'): Promise<string> {
  const { emails } = storeSchema.parse(await (await fetch(`${inbox}/store`)).json());
  const pattern = new RegExp(`http\\S+/${kind}/[\\w-]{5,}\\.[\\w-]+`);
  const link = emails.map(({ body }) => pattern.exec(body.text)?.[0]).findLast(Boolean);
  if (link === undefined) throw new Error(`No email has a link to ${kind}.`);
  return link;
}

/** Posts JSON, as a script does. @throws {Error} if it is refused */
async function post(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} from ${new URL(url).pathname}`);
}

const letterForm = {
  candidateName: 'Alex Rivera',
  candidateEmail: 'alex@candidates.example',
  recruiterName: 'Dana Lee',
  recruiterEmail: 'dana@northwind.example',
  company: 'Northwind',
  role: 'Data Engineer',
  stage: 'screen',
  tone: 'warm',
  letterLanguage: 'en',
  reconnect: '6-months',
};

/** Writes letters until each of the pages can be opened. @returns their URLs */
async function urlsOf({ origin, inbox }: Started): Promise<Readonly<Record<string, string>>> {
  const ask = async (form: object): Promise<string> => {
    await post(`${origin}/declines`, { ...letterForm, ...form });
    return linkIn(inbox, 'letters');
  };
  const sent = await ask({});
  const html = await (await fetch(sent)).text();
  const inputOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
  await post(`${sent}/send`, { letter: inputOf('letter'), nonce: inputOf('nonce'), sure: 'yes' });
  const review = await ask({ role: 'Data Architect' });
  await post(`${origin}/contacts/link`, { candidateEmail: letterForm.candidateEmail });
  return { form: `${origin}/`, review, sent, contacts: await linkIn(inbox, 'contacts') };
}

/**
 * Opens the pages of this checkout with Lighthouse, on an emulated phone with a slow
 * network and a slow processor, and measures their performance.
 */
export async function measurePages({
  rounds,
  say,
}: {
  readonly rounds: number;
  readonly say: (text: string) => void;
}): Promise<NonNullable<Results['pages']>> {
  const found = await findLighthouse();
  if (!found.found) throw new Error(`${found.reason}. To fix it: ${found.remedy}.`);
  const product = await startProduct();
  const lighthouse = await startLighthouse(found.cli);
  const scores: Record<string, number[]> = {};
  try {
    const urls = Object.entries(await urlsOf(product));
    for (let round = 0; round < rounds; round += 1) {
      say(`pages: round ${round + 1} of ${rounds}`);
      for (const [name, url] of urls) {
        const { performance = 0 } = (await lighthouse.open(url, ['performance'])).scores;
        scores[name] = [...(scores[name] ?? []), performance];
      }
    }
  } finally {
    await lighthouse.close();
    await product.stop();
  }
  return scores;
}
