/** What can happen to an email for one recipient. SES publishes an event for each. */
export type Outcome = 'delivery' | 'delay' | 'bounce' | 'suppressed' | 'auto-reply' | 'complaint';

interface Mailbox {
  /** For the help text: what happens to an email to this mailbox. */
  readonly description: string;
  readonly outcomes: readonly Outcome[];
}

/**
 * SES's own mailbox simulator, by the part of the address before `+`. SES publishes an
 * automatic reply as a bounce of the type "Transient" and the subtype "General".
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 * @see
 *   https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-object
 */
const SIMULATOR = 'simulator.amazonses.com';
const simulator: Readonly<Record<string, Mailbox>> = {
  success: { description: 'delivered', outcomes: ['delivery'] },
  bounce: { description: 'bounces: the mailbox does not exist', outcomes: ['bounce'] },
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

/** An error of SES's API version 1, with the names on the wire. */
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
  /** SES accepts the email, and breaks the connection instead of answering. */
  | { readonly kind: 'break-off'; readonly isReported: boolean }
  | ({ readonly kind: 'accept' } & Pick<Mailbox, 'outcomes'>)
);

const sender = (code: string, message: string): SesError => ({
  status: 400,
  type: 'Sender',
  code,
  message,
});

/**
 * A letter to a recruiter of this domain makes the local SES fail. No real address ends
 * with `.example`.
 */
const FAULT_DOMAIN = 'trouble.example';
const faults: Readonly<Record<string, Fault>> = {
  throttle: {
    kind: 'refuse',
    error: sender('Throttling', 'Maximum sending rate exceeded.'),
    attempts: 2,
    description: 'too fast: refused twice, accepted at the third attempt, minutes later',
  },
  quota: {
    kind: 'refuse',
    error: sender('Throttling', 'Daily message quota exceeded.'),
    description: 'the daily quota is used up: refused at each attempt',
  },
  refuse: {
    kind: 'refuse',
    error: sender('MessageRejected', 'Email address is not verified.'),
    description: 'refused; Open Door does not try again',
  },
  error: {
    kind: 'refuse',
    error: internalFailure,
    description: 'an error that does not say whether SES accepted the letter',
  },
  hang: { kind: 'hang', description: 'no answer: Open Door gives up after 8 seconds' },
  break: {
    kind: 'break-off',
    isReported: true,
    description: 'accepted, then the connection breaks; SES reports the outcome seconds later',
  },
  lost: {
    kind: 'break-off',
    isReported: false,
    description: 'accepted, then the connection breaks; SES never reports the outcome',
  },
  delay: {
    kind: 'accept',
    outcomes: ['delay'],
    description: "accepted, but the recruiter's mail server does not answer",
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

/** The special addresses and what happens to a letter to each, one per line. */
export const mailboxesHelp = `${helpOn(SIMULATOR, simulator)}\n\n${helpOn(FAULT_DOMAIN, faults)}`;

/**
 * The mailbox of a recipient such as `Dana <dana+1@example.com>`, in lower case. The part
 * after a `+` does not count: senders use it as a label.
 */
export function mailboxOf(recipient: string): { readonly name: string; readonly domain: string } {
  const address = (/<([^<>]*)>\s*$/.exec(recipient)?.[1] ?? recipient).trim().toLowerCase();
  const at = address.lastIndexOf('@');
  const [name = ''] = address.slice(0, Math.max(at, 0)).split('+', 1);
  return { name, domain: address.slice(at + 1) };
}

/** The part of an email that decides what happens to it. */
interface MailToMailbox {
  readonly to: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
}

/** Only letters have faults: a candidate with such an address must still get the link. */
export function faultOf({ to, tags }: MailToMailbox): Fault | undefined {
  if (tags.get('kind') !== 'letter') return undefined;
  const mailbox = to.map(mailboxOf).find(({ domain }) => domain === FAULT_DOMAIN);
  return mailbox && lookUp(faults, mailbox.name);
}

export function outcomesOf(recipient: string, mail: MailToMailbox): readonly Outcome[] {
  const { name, domain } = mailboxOf(recipient);
  if (domain === SIMULATOR) return lookUp(simulator, name)?.outcomes ?? ['bounce'];
  const fault = domain === FAULT_DOMAIN ? faultOf(mail) : undefined;
  return fault?.kind === 'accept' ? fault.outcomes : ['delivery'];
}
