import * as z from 'zod/mini';
import type { ReportedState } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { canonicalAddress } from '../core/email-address.ts';
import type { Log } from '../core/log.ts';

const recipient = z.object({ emailAddress: z.string() });
const at = z.object({ timestamp: z.string() });

/**
 * An SES event as EventBridge delivers it: `detail` is the event publishing record.
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
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
  /** Undefined where the event is about the mail as a whole. */
  readonly recipients?: readonly string[];
  readonly timestamp: string;
}

const addresses = (recipients: readonly z.infer<typeof recipient>[]): string[] =>
  recipients.map(({ emailAddress }) => emailAddress);

/**
 * What an event says of the letter; undefined for kinds that say nothing of its arrival
 * (opens, clicks).
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
    // "General" is what SES makes of an out-of-office reply, which may well follow a
    // delivery.
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
  // SES took it and then would not deliver it.
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
 * Settles one SES event on its letter. Repeated, late and reordered events change nothing
 * that ranks higher.
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
  const wasRecorded = decline.sentAt !== undefined;
  const isUnwelcome = report.state === 'bounced' || report.state === 'complained';
  const { applied } = await store.apply(id, {
    transition: `report-${report.state}`,
    patch: {
      reportedAt: Date.parse(report.timestamp),
      // The event is the first we hear of SES having taken it: fill in the rest, and let
      // the sweep record the contact.
      ...(!wasRecorded && {
        sentAt: Date.parse(detail.mail.timestamp),
        messageId: detail.mail.messageId,
        notice: null,
        dueAt: now().getTime(),
      }),
      // The candidate is told, see `sendNotices`.
      ...(isUnwelcome && { notice: report.state, dueAt: now().getTime() }),
    },
  });
  log({ event: 'report-settled', letter: id, report: report.state, moved: applied });
}
