import type { Log } from '../core/log.ts';

/**
 * Lambda's JSON log format takes the object as fields, and adds time, level and request
 * id.
 */
export const jsonLog: Log = (entry) => {
  // biome-ignore lint/suspicious/noConsole: the console is Lambda's log
  console.info(entry);
};
