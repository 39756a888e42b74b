import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** One call, as the emulator saw it. */
const wireCall = z.object({
  service: z.enum(['dynamodb', 'ses']),
  /** Such as `PutItem` or `SendEmail`. */
  action: z.string(),
  /** JSON for DynamoDB, form fields for SES; of DynamoDB only while bodies are kept. */
  body: z.string(),
  /** The HTTP status of the answer. */
  status: z.number(),
  /** Epoch ms with fractions, of the request's arrival and the answer's end. */
  startedAt: z.number(),
  endedAt: z.number(),
});
export type WireCall = z.infer<typeof wireCall>;

/** What the parent asks of an emulator. It always takes the calls since the last time. */
export const emulatorRequest = z.object({
  /** Whether to keep the bodies of the calls to DynamoDB from now on. */
  keepsBodies: z.optional(z.boolean()),
  /** How long each call waits from now on before it is answered, in ms. */
  holdMs: z.optional(z.number()),
});
type EmulatorRequest = z.infer<typeof emulatorRequest>;

export interface Emulator {
  /** `https://127.0.0.1:port` */
  readonly endpoint: string;
  /** The calls since the last time, oldest first. */
  readonly take: (request?: EmulatorRequest) => Promise<readonly WireCall[]>;
  readonly stop: () => void;
}

/** The certificate of the emulators, for `NODE_EXTRA_CA_CERTS`. */
export const certificateFile = fileURLToPath(new URL('tls-certificate.pem', import.meta.url));

const portMessage = z.object({ port: z.number() });
const callsMessage = z.object({ id: z.number(), calls: z.array(wireCall) });

/** Starts an emulator in a process of its own. */
export async function startEmulator(service: WireCall['service']): Promise<Emulator> {
  const child = fork(fileURLToPath(new URL('emulator.ts', import.meta.url)), [service], {
    execArgv: ['--import', 'tsx'],
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The emulator of ${service} ended with the code ${code}.`);
  });
  failed.catch(() => {});
  const [first] = await Promise.race([once(child, 'message'), failed]);
  const { port } = portMessage.parse(first);
  let last = 0;
  const take = async (request: EmulatorRequest = {}): Promise<readonly WireCall[]> => {
    last += 1;
    const id = last;
    const answered = new Promise<readonly WireCall[]>((resolve) => {
      const onMessage = (message: unknown): void => {
        const parsed = callsMessage.safeParse(message);
        if (!parsed.success || parsed.data.id !== id) return;
        child.off('message', onMessage);
        resolve(parsed.data.calls);
      };
      child.on('message', onMessage);
    });
    child.send({ id, ...request });
    return Promise.race([answered, failed]);
  };
  return { endpoint: `https://127.0.0.1:${port}`, take, stop: () => child.disconnect() };
}
