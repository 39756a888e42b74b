/**
 * What `sdk-config.js` replaces of `@smithy/core/config` in the Lambda bundles (see
 * `bundle.ts`). Lambda has no files `~/.aws/config`. The first request of a process would
 * look for them, which takes 3 ms of CPU: among others it starts the threads that read
 * files.
 */

type Environment = Readonly<Record<string, string | undefined>>;

interface Setting<T> {
  readonly environmentVariableSelector: (
    environment: Environment,
    options?: { readonly signingName?: string },
  ) => T | undefined;
  readonly default: T | (() => T | Promise<T>);
}

/**
 * The value of a setting of the SDK: from the environment variables, else the default. As
 * in the SDK, a variable with a wrong value counts as none, and the value is kept.
 */
export function loadConfig<T>(
  { environmentVariableSelector, default: fallback }: Setting<T>,
  options: { readonly signingName?: string } = {},
): () => Promise<T> {
  const isFunction = (value: Setting<T>['default']): value is () => T | Promise<T> =>
    typeof value === 'function';
  const load = async (): Promise<T> => {
    try {
      const value = environmentVariableSelector(process.env, options);
      if (value !== undefined) return value;
    } catch {
      // The default applies.
    }
    return isFunction(fallback) ? fallback() : fallback;
  };
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

/** Lambda always sets the region. The SDK would ask a service of EC2 for it. */
export const NODE_REGION_CONFIG_OPTIONS: Setting<string> = {
  environmentVariableSelector: ({ AWS_REGION }) => AWS_REGION,
  default: () => {
    throw new Error('Region is missing');
  },
};

/** The SDK's default. `lib/` sets no `AWS_DEFAULTS_MODE`. */
export const resolveDefaultsModeConfig = () => async () => 'legacy' as const;
