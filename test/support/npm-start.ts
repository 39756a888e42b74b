import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';
import type { ArrivedMail } from '../journey/journey.ts';
import { freePort } from './free-port.ts';

const storeSchema = z.object({
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

export interface NpmStart {
  readonly origin: string;
  readonly inbox: string;
  /** Everything it has printed. */
  readonly output: () => string;
  readonly mails: () => Promise<readonly ArrivedMail[]>;
  readonly clearMails: () => Promise<void>;
  /** Ends it as Ctrl-C does; the exit code, null where it had to be killed. */
  readonly stop: () => Promise<number | null>;
}

/** Runs `bin/dev.ts` as `npm start` does, in a process of its own. */
export function spawnNpmStart(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/dev.ts'], {
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

/** Starts the local product and waits until it says that it is open. */
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
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const inbox = `http://localhost:${inboxPort}`;
  return {
    origin: `http://localhost:${port}`,
    inbox,
    output,
    mails: async () => {
      const { emails } = storeSchema.parse(await (await fetch(`${inbox}/store`)).json());
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
    stop: async () => {
      child.kill('SIGINT');
      await exited;
      return child.exitCode;
    },
  };
}
