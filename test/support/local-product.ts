import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { startLocalProduct } from '../../local/product.ts';
import { mailboxesHelp } from '../../local/ses/mailboxes.ts';
import type { ArrivedMail } from '../journey/journey.ts';
import { freePort } from './free-port.ts';

const inboxSchema = z.object({
  emails: z.array(
    z.object({
      from: z.string(),
      replyTo: z.array(z.string()),
      destination: z.object({ to: z.array(z.string()), bcc: z.array(z.string()) }),
      subject: z.string(),
      body: z.object({ text: z.string().default(''), html: z.string().default('') }),
    }),
  ),
});

/** The running local product: the URLs of its pages and of its inbox, and its emails. */
export interface LocalProduct {
  readonly origin: string;
  readonly inbox: string;
  readonly mails: () => Promise<readonly ArrivedMail[]>;
  readonly clearMails: () => Promise<void>;
}

const localProduct = (port: number, inboxPort: number): LocalProduct => {
  const inbox = `http://localhost:${inboxPort}`;
  return {
    origin: `http://localhost:${port}`,
    inbox,
    mails: async () => {
      const { emails } = inboxSchema.parse(await (await fetch(`${inbox}/store`)).json());
      return emails.map(({ from, replyTo, destination, subject, body }) => ({
        from,
        replyTo,
        ...destination,
        subject,
        ...body,
      }));
    },
    clearMails: async () => {
      await fetch(`${inbox}/clear-store`, { method: 'POST' });
    },
  };
};

export interface ProductInProcess extends LocalProduct {
  /** Delivers the SES events about all emails that were sent until now. */
  readonly deliverEvents: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the local product in this process. SES events are delivered only when the test
 * calls `deliverEvents`, so a test never waits for them. Only one product can run at a
 * time: stop it before you start another one.
 */
export async function startInProcess(
  settings: { readonly dataFolder?: string } = {},
): Promise<ProductInProcess> {
  const [port, inboxPort] = [await freePort(), await freePort()];
  const { deliverEvents, stop } = await startLocalProduct(
    { ...settings, port, inboxPort, daysAhead: 0 },
    { holdsEvents: true },
  );
  return { ...localProduct(port, inboxPort), deliverEvents, stop };
}

/** Runs `bin/dev.ts` in its own process, as `npm start` does. */
export function spawnNpmStart(
  environment: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/dev.ts', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return { child, output: () => printed, exited: once(child, 'exit') };
}

export interface NpmStart extends LocalProduct {
  /** Everything that it has printed to stdout and stderr. */
  readonly output: () => string;
  /** Ends it as Ctrl-C does, and gives its exit code, or null if a signal ended it. */
  readonly stop: () => Promise<number | null>;
}

/**
 * Runs `npm start` in its own process, and waits until the product is running.
 *
 * @throws {Error} if the process ends before; the message has its output
 */
export async function npmStart(
  environment: Readonly<Record<string, string>> = {},
): Promise<NpmStart> {
  const [port, inboxPort] = [await freePort(), await freePort()];
  const { child, output, exited } = spawnNpmStart({
    PORT: String(port),
    INBOX_PORT: String(inboxPort),
    ...environment,
  });
  while (!output().includes('Open Door is running.')) {
    if (child.exitCode !== null) throw new Error(`npm start ended:\n${output()}`);
    await sleep(50);
  }
  return {
    ...localProduct(port, inboxPort),
    output,
    stop: async () => {
      child.kill('SIGINT');
      await exited;
      return child.exitCode;
    },
  };
}

/**
 * The recipient addresses that `npm start -- --help` lists, each with its own outcome.
 */
export const helpAddresses: string[] = [...mailboxesHelp.matchAll(/\S+@\S+/g)].map(
  ([address]) => address,
);
