import type { LambdaContext } from 'hono/aws-lambda';
import { feedback } from './main.ts';

const { recordEvent, sendNotices } = feedback(process.env);

/**
 * The event of the schedule, see `lib/constructs/feedback.ts`. Every other event is an
 * SES event.
 */
interface SendNoticesEvent {
  readonly job: 'send-notices';
}

const isSendNoticesEvent = (event: object): event is SendNoticesEvent => 'job' in event;

export const handler = async (event: object, context: LambdaContext): Promise<void> =>
  isSendNoticesEvent(event)
    ? sendNotices(Date.now() + context.getRemainingTimeInMillis())
    : recordEvent(event);
