import { readTextFile } from './template-files.ts';

const PREFIX = 'file:';

/**
 * A list that may be too long for an environment variable. `file:name` names a file
 * beside `templates/` that has the list; any other value is the list itself.
 */
export const listOf = (variable: string): string =>
  variable.startsWith(PREFIX) ? readTextFile(variable.slice(PREFIX.length)).trim() : variable;
