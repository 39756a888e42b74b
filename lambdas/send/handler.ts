import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { send } from './main.ts';

const { app, sweep } = send(process.env);
const answer = handle(app);

/** What the schedule sends, see `lib/constructs/delivery.ts`. */
interface SweepEvent {
  readonly job: 'sweep';
}

/** Two triggers, one role: whoever mails recruiters is here. */
export const handler = async (event: LambdaEvent | SweepEvent, context: LambdaContext) =>
  'job' in event ? sweep(Date.now() + context.getRemainingTimeInMillis()) : answer(event, context);
