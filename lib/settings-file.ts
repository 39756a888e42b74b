import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);

/** The operator's settings. Git ignores this file. */
export const SETTINGS_FILE = 'open-door.json';

/** Holds the example values. They are used while there is no {@link SETTINGS_FILE}. */
export const EXAMPLE_FILE = 'open-door.example.json';

/**
 * Settings are missing or wrong. The message names the file, each setting, its value, and
 * what to write.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The settings as they stand in a file, before `parseConfig` reads them. */
export type RawSettings = Readonly<Record<string, unknown>>;

/**
 * Reads the settings of the operator: {@link SETTINGS_FILE} at the root of the
 * repository. If there is no such file, it reads {@link EXAMPLE_FILE}.
 *
 * @param path another file, relative to the current folder: one for each stack. It must
 *   exist
 * @throws {ConfigError} if the file cannot be read, or is not one JSON object
 */
export function readSettings(path?: string): RawSettings {
  const own = new URL(SETTINGS_FILE, root);
  const file = path ?? (existsSync(own) ? own : new URL(EXAMPLE_FILE, root));
  return parseSettings(readText(file), path ?? (file === own ? SETTINGS_FILE : EXAMPLE_FILE));
}

function readText(file: string | URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const name = typeof file === 'string' ? file : fileURLToPath(file);
    throw new ConfigError(
      `The file with the settings of Open Door, ${name}, cannot be read: ` +
        `${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function parseSettings(text: string, name: string): RawSettings {
  let settings: unknown;
  try {
    // Some editors on Windows put a byte order mark in front.
    settings = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ConfigError(
      `${name} is not valid JSON: ${error instanceof Error ? error.message : String(error)}. ` +
        'Names and texts are in double quotes, a comma stands between two settings and not ' +
        `after the last one, and there are no comments. ${EXAMPLE_FILE} is an example.`,
    );
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new ConfigError(
      `${name} must hold one object of settings: {"mailIdentity": "school.edu", …}. ` +
        `${EXAMPLE_FILE} is an example.`,
    );
  }
  return Object.fromEntries(Object.entries(settings));
}
