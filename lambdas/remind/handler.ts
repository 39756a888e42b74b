import type { LambdaContext } from 'hono/aws-lambda';
import { reminders } from './main.ts';

const remind = reminders(process.env);

/** The schedule's event says nothing that is needed. */
export const handler = async (_event: unknown, context: LambdaContext): Promise<void> =>
  remind(Date.now() + context.getRemainingTimeInMillis());
