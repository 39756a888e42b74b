import { type Config, exampleValuesLeft, parseConfig } from '../../lib/config.ts';
import { readSettings } from '../../lib/settings-file.ts';

/** What doctor needs of the operator's settings. */
export interface DoctorSettings {
  readonly config: Config;
  /** What is still an example, see `exampleValuesLeft`. */
  readonly examples: readonly string[];
}

/**
 * Reads the settings of the operator, as a deployment does.
 *
 * @param path the file; default: that of a deployment
 * @throws {ConfigError} that says what is wrong
 */
export function readDoctorSettings(path?: string): DoctorSettings {
  const config = parseConfig(readSettings(path), {}, path);
  return { config, examples: exampleValuesLeft(config) };
}
