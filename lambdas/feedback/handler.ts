import type { LambdaContext } from 'hono/aws-lambda';
import { feedback } from './main.ts';

const { settle, tell } = feedback(process.env);

/**
 * What the schedule sends, see `lib/constructs/feedback.ts`; everything else is an event
 * of SES's.
 */
interface TellEvent {
  readonly job: 'tell';
}

const isTellEvent = (event: object): event is TellEvent => 'job' in event;

export const handler = async (event: object, context: LambdaContext): Promise<void> =>
  isTellEvent(event) ? tell(Date.now() + context.getRemainingTimeInMillis()) : settle(event);
