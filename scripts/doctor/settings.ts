import { type Config, contextFaults, exampleValuesLeft, parseConfig } from '../../lib/config.ts';
import { ConfigError, readSettings } from '../../lib/settings-file.ts';

/** What doctor needs of the operator's settings. */
export interface DoctorSettings {
  readonly config: Config;
  /** What is still an example, see `exampleValuesLeft`. */
  readonly examples: readonly string[];
}

/**
 * Reads the settings of the operator, as a deployment does.
 *
 * @param context the values of `-c key=value`; `settings` is the file, by default that of
 *   a deployment
 * @throws {ConfigError} that says what is wrong
 */
export function readDoctorSettings(context: Readonly<Record<string, string>>): DoctorSettings {
  const faults = contextFaults(context);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  const { settings: path, ...overrides } = context;
  const config = parseConfig(readSettings(path), overrides, path);
  return { config, examples: exampleValuesLeft(config) };
}
