import { reminders } from './main.ts';

const remind = reminders(process.env);

/** The schedule's event says nothing that is needed. */
export const handler = async (): Promise<void> => remind();
