import * as z from 'zod/mini';
import type { ReportedState } from '../core/decline/decline.ts';
import { bouncedRecipientState } from './bounced-recipient.ts';
import { recipientAddress } from './recipient-address.ts';

/**
 * A part of an event that may be missing. A part of another type counts as missing: what
 * the rest of the event says must not get lost.
 */
const maybe = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.catch(z.optional(schema), undefined);
const list = <Schema extends z.ZodMiniType>(entry: Schema) => z.catch(z.array(entry), []);

const text = maybe(z.string());
const recipient = z.catch(
  z.object({ emailAddress: text, action: text, status: text, diagnosticCode: text }),
  {},
);
const at = { timestamp: text };

/**
 * An SES event as EventBridge delivers it: `detail` is the event publishing record, see
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const eventSchema = z.object({
  time: text,
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string(),
      ...at,
      commonHeaders: maybe(z.object({ to: list(z.catch(z.string(), '')) })),
      tags: z.catch(z.record(z.string(), z.array(z.string())), {}),
    }),
    delivery: maybe(z.object({ ...at, recipients: list(z.catch(z.string(), '')) })),
    deliveryDelay: maybe(z.object({ ...at, delayedRecipients: list(recipient) })),
    bounce: maybe(
      z.object({
        ...at,
        bounceType: text,
        bounceSubType: text,
        bouncedRecipients: list(recipient),
      }),
    ),
    complaint: maybe(
      z.object({
        ...at,
        complaintSubType: text,
        complaintFeedbackType: text,
        complainedRecipients: list(recipient),
      }),
    ),
  }),
});
type Detail = z.infer<typeof eventSchema>['detail'];
type Recipient = z.infer<typeof recipient>;

/** What an event reports about one recipient. */
export interface RecipientReport {
  readonly state: ReportedState;
  /**
   * In canonical form, see {@link recipientAddress}. Undefined if the event names nobody:
   * then it is about the whole email.
   */
  readonly address?: string;
  /** When it happened, by SES's clock, epoch ms. */
  readonly at: number;
}

export interface SesEvent {
  /** SES's id of the email. */
  readonly messageId: string;
  /** When SES accepted the email, epoch ms. */
  readonly mailedAt: number;
  /** The tags of the email, see `OutgoingMail`. */
  readonly letter: string | undefined;
  readonly kind: string | undefined;
  /** The id of a test email of `npm run doctor`, whose kind is `probe`. */
  readonly probe: string | undefined;
  /** The addresses of the header `To`, in canonical form; a copy is not among them. */
  readonly to: readonly string[];
  /**
   * Empty if the event does not say whether the email arrived: an open, a click, a
   * subscription, or a kind of event that we do not know.
   */
  readonly reports: readonly RecipientReport[];
}

/**
 * Feedback of a mailbox provider that is no complaint. `not-spam`: the reader took the
 * email out of the spam folder. `auth-failure`: a report of a server about SPF or DKIM.
 *
 * @see https://www.iana.org/assignments/marf-parameters/marf-parameters.xhtml
 */
const noComplaint: readonly (string | undefined)[] = ['not-spam', 'auth-failure'];

/**
 * `OnAccountSuppressionList`: nobody complained about this email. SES did not try to
 * deliver it, because of an earlier complaint.
 */
function complaintState(complaint: Detail['complaint']): ReportedState | undefined {
  if (complaint?.complaintSubType === 'OnAccountSuppressionList') return 'bounced';
  const feedback = complaint?.complaintFeedbackType?.trim().toLowerCase();
  return noComplaint.includes(feedback) ? undefined : 'complained';
}

/** A report for each recipient, or one for the whole email if no recipient is named. */
function forEach(
  recipients: readonly Recipient[],
  timestamp: string | undefined,
  stateOf: (details: Recipient) => ReportedState,
): readonly { readonly state: ReportedState; readonly to?: string; readonly timestamp?: string }[] {
  const all: readonly Recipient[] = recipients.length > 0 ? recipients : [{}];
  return all.map((details) => ({
    state: stateOf(details),
    ...(details.emailAddress !== undefined && { to: details.emailAddress }),
    ...(timestamp !== undefined && { timestamp }),
  }));
}

function rawReportsOf(detail: Detail): ReturnType<typeof forEach> {
  const { delivery, deliveryDelay, bounce, complaint } = detail;
  // `Rendering Failure` and `DeliveryDelay` are also written with and without spaces.
  const kind = detail.eventType.replaceAll(' ', '').toLowerCase();
  const state = kind === 'complaint' || complaint ? complaintState(complaint) : undefined;
  return [
    ...(state === undefined
      ? []
      : forEach(complaint?.complainedRecipients ?? [], complaint?.timestamp, () => state)),
    ...(kind === 'bounce' || bounce
      ? forEach(bounce?.bouncedRecipients ?? [], bounce?.timestamp, (details) =>
          bouncedRecipientState(bounce ?? {}, details),
        )
      : []),
    ...(kind === 'delivery' || delivery
      ? forEach(
          (delivery?.recipients ?? []).map((emailAddress) => ({ emailAddress })),
          delivery?.timestamp,
          () => 'delivered',
        )
      : []),
    ...(kind === 'deliverydelay' || deliveryDelay
      ? forEach(deliveryDelay?.delayedRecipients ?? [], deliveryDelay?.timestamp, () => 'delayed')
      : []),
    ...(kind === 'send' ? forEach([], undefined, () => 'sent') : []),
    // SES accepted the email and then refused to deliver it.
    ...(kind === 'reject' || kind === 'renderingfailure'
      ? forEach([], undefined, () => 'bounced')
      : []),
  ];
}

/**
 * Reads an SES event. What it says about each recipient is decided by the details of the
 * recipient, because its kind alone is often wrong.
 *
 * @param now epoch ms; replaces a time that the event does not have
 * @throws if `event` is not an SES event
 */
export function readSesEvent(event: unknown, now: number): SesEvent {
  const { detail, time } = eventSchema.parse(event);
  const { mail } = detail;
  const timeOf = (...texts: readonly (string | undefined)[]): number =>
    texts.map((written) => Date.parse(written ?? '')).find(Number.isFinite) ?? now;
  const { letter: [letter] = [], kind: [kind] = [], probe: [probe] = [] } = mail.tags;
  return {
    messageId: mail.messageId,
    mailedAt: timeOf(mail.timestamp, time),
    letter,
    kind,
    probe,
    to: (mail.commonHeaders?.to ?? []).map(recipientAddress),
    reports: rawReportsOf(detail).map(({ state, to, timestamp }) => ({
      state,
      ...(to !== undefined && { address: recipientAddress(to) }),
      at: timeOf(timestamp, mail.timestamp, time),
    })),
  };
}
