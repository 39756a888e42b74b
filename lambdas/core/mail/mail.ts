/** One mail as it goes out. Addresses are plain ASCII ones, see `parseEmailAddress`. */
export interface OutgoingMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  /** The candidate's own copy of their letter: same bytes, same call. */
  readonly bcc?: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /**
   * SES message tags: they come back with every event. ASCII letters, digits, `_` and `-`
   * only; never personal data.
   */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A mail that SES cannot put together by itself: with headers of its own, or a file
 * beside it.
 */
export interface RawMail extends OutgoingMail {
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachment?: {
    readonly filename: string;
    /** With its parameters, as in the header. */
    readonly contentType: string;
    readonly content: string;
  };
}

/**
 * What is known after one attempt. `not-sent`: SES answered that it did not take the
 * mail; `retry` says whether and when to try again. `cannot-know`: no answer
 * that says either; the mail may be on its way.
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
