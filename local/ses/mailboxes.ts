/** What may become of a mail for one recipient; SES publishes an event for each. */
export type Outcome = 'delivery' | 'delay' | 'bounce' | 'suppressed' | 'auto-reply' | 'complaint';

interface Mailbox {
  /** For people: what happens to a mail to it. */
  readonly description: string;
  readonly outcomes: readonly Outcome[];
}

/**
 * SES's own mailbox simulator: the part of the address before `+`. An automatic reply is
 * published as a bounce, which SES's documentation description of "Transient" "General".
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-object
 */
const SIMULATOR = 'simulator.amazonses.com';
const simulator: Readonly<Record<string, Mailbox>> = {
  success: { description: 'delivered', outcomes: ['delivery'] },
  bounce: { description: 'bounces: there is no such mailbox', outcomes: ['bounce'] },
  complaint: {
    description: 'delivered, then marked as unwanted',
    outcomes: ['delivery', 'complaint'],
  },
  suppressionlist: { description: 'bounces: SES does not even try', outcomes: ['suppressed'] },
  ooto: {
    description: 'delivered, then an out-of-office reply',
    outcomes: ['delivery', 'auto-reply'],
  },
};

/** An error as SES v1 has them on the wire. */
export interface SesError {
  readonly status: number;
  readonly type: 'Sender' | 'Receiver';
  readonly code: string;
  readonly message: string;
}

export const internalFailure: SesError = {
  status: 500,
  type: 'Receiver',
  code: 'InternalFailure',
  message: 'The request processing has failed because of an unknown error, exception or failure.',
};

export type Fault = { readonly description: string } & (
  | { readonly kind: 'refuse'; readonly error: SesError; readonly attempts?: number }
  | { readonly kind: 'hang' }
  /** The mail is taken, and nobody description so. */
  | { readonly kind: 'break-off'; readonly isReported: boolean }
  | ({ readonly kind: 'take' } & Pick<Mailbox, 'outcomes'>)
);

const sender = (code: string, message: string): SesError => ({
  status: 400,
  type: 'Sender',
  code,
  message,
});

/**
 * How SES misbehaves over a letter to a recruiter here; nobody can have an address under
 * `.example`.
 */
const FAULT_DOMAIN = 'trouble.example';
const faults: Readonly<Record<string, Fault>> = {
  throttle: {
    kind: 'refuse',
    error: sender('Throttling', 'Maximum sending rate exceeded.'),
    attempts: 2,
    description: 'too fast: refused twice, taken at the third attempt, minutes later',
  },
  quota: {
    kind: 'refuse',
    error: sender('Throttling', 'Daily message quota exceeded.'),
    description: 'the daily quota is used up: refused, however often',
  },
  refuse: {
    kind: 'refuse',
    error: sender('MessageRejected', 'Email address is not verified.'),
    description: 'refused for good',
  },
  error: {
    kind: 'refuse',
    error: internalFailure,
    description: 'an error that does not say whether it was taken',
  },
  hang: { kind: 'hang', description: 'no answer: after 8 seconds the product gives up' },
  break: {
    kind: 'break-off',
    isReported: true,
    description: 'taken, then the connection breaks; some seconds later the report comes',
  },
  lost: {
    kind: 'break-off',
    isReported: false,
    description: 'taken, then the connection breaks; no report ever',
  },
  delay: {
    kind: 'take',
    outcomes: ['delay'],
    description: 'taken, but their mail server does not answer',
  },
};

const lookUp = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

function helpOn(
  domain: string,
  entries: Readonly<Record<string, { readonly description: string }>>,
): string {
  const lines = Object.entries(entries).map(
    ([name, { description }]) => [`${name}@${domain}`, description] as const,
  );
  const width = Math.max(...lines.map(([address]) => address.length));
  return lines
    .map(([address, description]) => `  ${address.padEnd(width)}   ${description}`)
    .join('\n');
}

/** Every address with which something else happens than a delivery, one a line. */
export const mailboxesHelp = `${helpOn(SIMULATOR, simulator)}\n\n${helpOn(FAULT_DOMAIN, faults)}`;

/**
 * The address alone of `Dana <dana@example.com>`, in lower case; what follows a `+` is
 * for the sender to tell mails apart.
 */
export function mailboxOf(recipient: string): { readonly name: string; readonly domain: string } {
  const address = (/<([^<>]*)>\s*$/.exec(recipient)?.[1] ?? recipient).trim().toLowerCase();
  const at = address.lastIndexOf('@');
  const [name = ''] = address.slice(0, Math.max(at, 0)).split('+', 1);
  return { name, domain: address.slice(at + 1) };
}

/** As much of a mail as a mailbox's behaviour depends on. */
interface MailToMailbox {
  readonly to: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
}

/** Only letters meet a fault: a candidate with such an address must still get their link. */
export function faultOf({ to, tags }: MailToMailbox): Fault | undefined {
  if (tags.get('kind') !== 'letter') return undefined;
  const mailbox = to.map(mailboxOf).find(({ domain }) => domain === FAULT_DOMAIN);
  return mailbox && lookUp(faults, mailbox.name);
}

export function outcomesOf(recipient: string, mail: MailToMailbox): readonly Outcome[] {
  const { name, domain } = mailboxOf(recipient);
  if (domain === SIMULATOR) return lookUp(simulator, name)?.outcomes ?? ['bounce'];
  const fault = domain === FAULT_DOMAIN ? faultOf(mail) : undefined;
  return fault?.kind === 'take' ? fault.outcomes : ['delivery'];
}
