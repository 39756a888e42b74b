import {
  type DeploymentWords,
  deploymentOptions,
  type Options,
  readDeploymentWords,
  readWords,
  refusePositionals,
  UsageError,
  type Words,
} from '../operator-words.ts';

/**
 * The options of `cdk deploy` that are passed on. Others are refused: they deploy past
 * CloudFormation (`--hotswap`, `--watch`), another app (`--app`), something else than the
 * settings say (`--tags`, `--parameters`), or to another place than the one that was
 * looked at (`--region`).
 */
const cdkOptions = {
  'require-approval': { type: 'string' },
  progress: { type: 'string' },
  'outputs-file': { type: 'string', short: 'O' },
  method: { type: 'string', short: 'm' },
  'change-set-name': { type: 'string' },
  'role-arn': { type: 'string', short: 'r' },
  rollback: { type: 'boolean' },
  'no-rollback': { type: 'boolean', short: 'R' },
  force: { type: 'boolean', short: 'f' },
  verbose: { type: 'boolean', short: 'v' },
  debug: { type: 'boolean' },
  ci: { type: 'boolean' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  notices: { type: 'boolean' },
  'no-notices': { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
} as const satisfies Options;

const methods = ['change-set', 'direct', 'prepare-change-set'];

/** What a command line for a deployment says. */
export interface CdkWords extends DeploymentWords {
  /**
   * The words for CDK, without the keys that the command decides: `table` and `identity`.
   */
  readonly words: readonly string[];
  /** Whether CloudFormation only prepares a change set, and deploys nothing. */
  readonly isPreparedOnly: boolean;
}

/** The words of a deployment for CDK: settings and profile. */
export function cdkWordsOf(words: Words): CdkWords {
  const { context, profile } = readDeploymentWords(words);
  const passed = Object.entries(context).filter(([key]) => key !== 'table' && key !== 'identity');
  return {
    context,
    profile,
    words: [
      ...passed.flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ...(profile === undefined ? [] : ['--profile', profile]),
    ],
    isPreparedOnly: false,
  };
}

/**
 * Reads the words of `npm run deploy`.
 *
 * @throws {UsageError} for a word that is not known
 */
export function readDeployWords(given: readonly string[]): CdkWords {
  const words = readWords('deploy', given, { ...deploymentOptions, ...cdkOptions });
  refusePositionals('deploy', words);
  const [method] = words.values.get('method') ?? [];
  if (method !== undefined && !methods.includes(method)) {
    throw new UsageError(`--method is ${methods.join(', ')}.`);
  }
  const deployment = cdkWordsOf(words);
  const options = Object.entries(cdkOptions).flatMap(([name, { type }]) =>
    (words.values.get(name) ?? []).flatMap((value) =>
      type === 'boolean' ? [`--${name}`] : [`--${name}`, value],
    ),
  );
  return {
    ...deployment,
    words: [...deployment.words, ...options],
    isPreparedOnly: method === 'prepare-change-set',
  };
}
