import type { ThreadHeaders } from '../letter/letter.ts';

/** One email to send. Addresses are plain ASCII, see `parseEmailAddress`. */
export interface OutgoingMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  /** The candidate, who gets a copy of their letter: the same bytes, in the same call. */
  readonly bcc?: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /**
   * SES message tags. SES returns them with every event about the email. Only ASCII
   * letters, digits, `_` and `-`; never personal data.
   */
  readonly tags: Readonly<Record<string, string>>;
}

/** How many recipients an email has: SES counts them, not emails. */
export const recipientsOf = ({ bcc }: Pick<OutgoingMail, 'bcc'>): number =>
  bcc === undefined ? 1 : 2;

/**
 * An email with additional headers or an attachment. SES cannot compose such an email, so
 * the mailer composes the whole message.
 */
export interface RawMail extends OutgoingMail {
  /** The headers of an answer to another email. */
  readonly thread?: ThreadHeaders;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachment?: {
    readonly filename: string;
    /** The value of the Content-Type header, with its parameters. */
    readonly contentType: string;
    readonly content: string;
  };
}

/**
 * The result of one attempt to send an email. `accepted`: SES accepted the email.
 * `not-sent`: SES answered that it did not accept the email; `retry` says whether and
 * when to retry. `cannot-know`: SES gave no clear answer, so the email may have been
 * sent.
 */
export type SendResult =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | {
      readonly kind: 'not-sent';
      readonly retry: 'backoff' | 'quota' | 'never';
      readonly code: string;
    }
  | { readonly kind: 'cannot-know'; readonly code: string };

export interface Mailer {
  send(mail: OutgoingMail): Promise<SendResult>;
}

export interface RawMailer {
  send(mail: RawMail): Promise<SendResult>;
}
