/**
 * Replaces `@smithy/core/config` in the Lambda bundles: see `environment-config.ts`. The
 * rest is the original, which the package exports by its name only, and that leads here.
 * The bundle does not build if something is missing.
 */
// biome-ignore lint/performance/noBarrelFile: it replaces a module that exports all this
export {
  booleanSelector,
  CONFIG_PREFIX_SEPARATOR,
  NODE_REGION_CONFIG_FILE_OPTIONS,
  NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS,
  NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS,
  ProviderError,
  REGION_ENV_NAME,
  REGION_INI_NAME,
  resolveRegionConfig,
  SelectorType,
} from '../node_modules/@smithy/core/dist-es/submodules/config/index.js';
export {
  loadConfig,
  NODE_REGION_CONFIG_OPTIONS,
  resolveDefaultsModeConfig,
} from './environment-config.ts';
