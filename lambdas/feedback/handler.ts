import type { LambdaContext } from 'hono/aws-lambda';
import { feedback } from './main.ts';

const { recordEvent, sendNotices } = feedback(process.env);

/**
 * What the schedule sends, see `lib/constructs/feedback.ts`; everything else is an event
 * of SES's.
 */
interface SendNoticesEvent {
  readonly job: 'send-notices';
}

const isSendNoticesEvent = (event: object): event is SendNoticesEvent => 'job' in event;

export const handler = async (event: object, context: LambdaContext): Promise<void> =>
  isSendNoticesEvent(event)
    ? sendNotices(Date.now() + context.getRemainingTimeInMillis())
    : recordEvent(event);
