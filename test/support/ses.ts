import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { type StoredEmail, storeSchema } from '../../local/inbox/emails.ts';

/**
 * An email as the emulator stores it. It has no configuration set, no tags and no raw
 * headers, and for `SendEmail` only the first address of To, Cc and Bcc. Tests that need
 * these use `ses-wire.ts`.
 */
export type ReceivedMail = StoredEmail;

/** An SES emulator with an inbox. */
export interface RunningSes {
  readonly endpoint: string;
  /** All emails since the start or the last `clear`, oldest first. */
  mails(): Promise<ReceivedMail[]>;
  /** The emails to this address, with or without a display name. */
  mailsTo(address: string): Promise<ReceivedMail[]>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Whether this address, also as `Dana <dana@example.com>`, is a recipient of the email.
 */
function isAddressedTo(mail: ReceivedMail, address: string): boolean {
  const { to, cc, bcc } = mail.destination;
  const wanted = address.toLowerCase();
  // The emulator gives the recipients of a raw email as one string, "a@x, B <b@x>".
  return [...to, ...cc, ...bcc]
    .flatMap((recipients) => recipients.toLowerCase().split(/[\s,<>]+/))
    .includes(wanted);
}

/** Starts an SES emulator with its own empty inbox, on a free port. */
export async function startSes(): Promise<RunningSes> {
  const worker = new Worker(new URL('ses-worker.js', import.meta.url));
  const [port] = z.tuple([z.number()]).parse(await once(worker, 'message'));
  const endpoint = `http://127.0.0.1:${port}`;

  /**
   * Each request has a connection of its own. The emulator closes an idle one after 5 s,
   * and a process that was busy for longer would still use it.
   */
  const ask = (path: string, method: 'GET' | 'POST'): Promise<Response> =>
    fetch(`${endpoint}${path}`, { method, headers: { connection: 'close' } });

  const mails = async (): Promise<ReceivedMail[]> => {
    const response = await ask('/store', 'GET');
    return storeSchema.parse(await response.json()).emails;
  };
  return {
    endpoint,
    mails,
    mailsTo: async (address) => (await mails()).filter((mail) => isAddressedTo(mail, address)),
    clear: async () => {
      await ask('/clear-store', 'POST');
    },
    stop: async () => {
      await worker.terminate();
    },
  };
}

let shared: Promise<RunningSes> | undefined;

/**
 * The SES emulator of this worker process, with an empty inbox. The test files of a
 * worker run one after the other, so they can share it. It ends with the process.
 */
export async function sharedSes(): Promise<Omit<RunningSes, 'stop'>> {
  shared ??= startSes();
  const ses = await shared;
  await ses.clear();
  return ses;
}
