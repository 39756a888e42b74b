import type { Log } from '../core/log.ts';

/**
 * Logs to the console. Lambda's JSON log format takes the fields of the object, and adds
 * the time, the level and the request id.
 */
export const jsonLog: Log = (entry) => {
  // biome-ignore lint/suspicious/noConsole: the console is Lambda's log
  console.info(entry);
};
