import type { LambdaContext } from 'hono/aws-lambda';
import { remind } from './main.ts';

const { sendReminders } = remind(process.env);

/** The event of the schedule holds no data that we need. */
export const handler = async (_event: unknown, context: LambdaContext): Promise<void> =>
  sendReminders(Date.now() + context.getRemainingTimeInMillis());
