import type { LambdaContext } from 'hono/aws-lambda';
import { remind } from './main.ts';

const { sendReminders } = remind(process.env);

/** The schedule's event says nothing that is needed. */
export const handler = async (_event: unknown, context: LambdaContext): Promise<void> =>
  sendReminders(Date.now() + context.getRemainingTimeInMillis());
