import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { send } from './main.ts';

const { app, sweep } = send(process.env);
const answer = handle(app);

/** The event of the schedule, see `lib/constructs/send.ts`. */
interface SweepEvent {
  readonly job: 'sweep';
}

/**
 * Both triggers, the HTTP route and the schedule, are here, because only the role of this
 * function may email recruiters.
 */
export const handler = async (event: LambdaEvent | SweepEvent, context: LambdaContext) =>
  'job' in event ? sweep(Date.now() + context.getRemainingTimeInMillis()) : answer(event, context);
