import * as z from 'zod/mini';
import type { ReportedState } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { canonicalAddress } from '../core/email-address.ts';
import type { Log } from '../core/log.ts';

const recipient = z.object({ emailAddress: z.string() });
const at = z.object({ timestamp: z.string() });

/**
 * An SES event as EventBridge delivers it: `detail` is the event publishing record, see
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const eventSchema = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string(),
      timestamp: z.string(),
      tags: z.record(z.string(), z.array(z.string())),
    }),
    delivery: z.optional(z.extend(at, { recipients: z.array(z.string()) })),
    deliveryDelay: z.optional(z.extend(at, { delayedRecipients: z.array(recipient) })),
    bounce: z.optional(
      z.extend(at, {
        bounceType: z.string(),
        bounceSubType: z.optional(z.string()),
        bouncedRecipients: z.array(recipient),
      }),
    ),
    complaint: z.optional(z.extend(at, { complainedRecipients: z.array(recipient) })),
  }),
});
type SesEvent = z.infer<typeof eventSchema>['detail'];

interface Report {
  readonly state: ReportedState;
  /** Undefined if the event is about the whole email. */
  readonly recipients?: readonly string[];
  readonly timestamp: string;
}

const addresses = (recipients: readonly z.infer<typeof recipient>[]): string[] =>
  recipients.map(({ emailAddress }) => emailAddress);

/**
 * What an event reports about the letter. Undefined for kinds that say nothing about its
 * arrival (opens, clicks).
 */
function reportOf({
  eventType,
  mail,
  delivery,
  deliveryDelay,
  bounce,
  complaint,
}: SesEvent): Report | undefined {
  if (complaint) {
    return {
      state: 'complained',
      recipients: addresses(complaint.complainedRecipients),
      timestamp: complaint.timestamp,
    };
  }
  if (bounce) {
    // SES publishes an out-of-office reply as a transient bounce of the subtype
    // "General". It may follow a delivery: `delayed` has a lower rank than `delivered`.
    const isReply = bounce.bounceType === 'Transient' && bounce.bounceSubType === 'General';
    return {
      state: isReply ? 'delayed' : 'bounced',
      recipients: addresses(bounce.bouncedRecipients),
      timestamp: bounce.timestamp,
    };
  }
  if (delivery)
    return { state: 'delivered', recipients: delivery.recipients, timestamp: delivery.timestamp };
  if (deliveryDelay) {
    return {
      state: 'delayed',
      recipients: addresses(deliveryDelay.delayedRecipients),
      timestamp: deliveryDelay.timestamp,
    };
  }
  if (eventType === 'Send') return { state: 'sent', timestamp: mail.timestamp };
  // SES accepted the email and then refused to deliver it.
  if (eventType === 'Reject' || eventType === 'Rendering Failure')
    return { state: 'bounced', timestamp: mail.timestamp };
  return undefined;
}

export interface RecordEventDependencies {
  readonly store: DeclineStore;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Records one SES event on its letter. An event replaces only a state of lower rank, so
 * events may be repeated, late or out of order.
 *
 * @throws if `event` is not an SES event
 */
export async function recordEvent(
  { store, now, log }: RecordEventDependencies,
  event: unknown,
): Promise<void> {
  const { detail } = eventSchema.parse(event);
  const { letter: [id] = [], kind: [kind] = [] } = detail.mail.tags;
  if (id === undefined || kind !== 'letter')
    return log({ event: 'report-ignored', why: 'not-ours' });
  const report = reportOf(detail);
  if (report === undefined) return log({ event: 'report-ignored', why: 'no-news' });
  const decline = await store.find(id);
  if (decline === undefined) return log({ event: 'report-ignored', why: 'unknown-letter' });
  const isAbout = (address: string) =>
    canonicalAddress(address) === canonicalAddress(decline.letter.to);
  if (report.recipients !== undefined && !report.recipients.some(isAbout)) {
    return log({ event: 'report-ignored', why: 'own-copy' });
  }
  const isKnownSent = decline.sentAt !== undefined;
  const needsNotice = report.state === 'bounced' || report.state === 'complained';
  const { applied } = await store.apply(id, {
    transition: `report-${report.state}`,
    patch: {
      reportedAt: Date.parse(report.timestamp),
      // The event is our first proof that SES accepted the letter: add the time and the
      // id, drop the notice `unknown`, and make the letter due, so that the sweep records
      // the contact.
      ...(!isKnownSent && {
        sentAt: Date.parse(detail.mail.timestamp),
        messageId: detail.mail.messageId,
        notice: null,
        dueAt: now().getTime(),
      }),
      // `sendNotices` emails the candidate.
      ...(needsNotice && { notice: report.state, dueAt: now().getTime() }),
    },
  });
  log({ event: 'report-settled', letter: id, report: report.state, moved: applied });
}
