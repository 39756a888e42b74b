import { parseArgs } from 'node:util';
import { isOneTypoApart } from '../lambdas/core/one-typo.ts';
import { sentenceOf } from './operator-aws.ts';

/** A command was called in a wrong way. The message says how to call it. */
export class UsageError extends Error {}

/** The options of a command by their names, as `parseArgs` has them. */
export type Options = Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>
>;

/** Which deployment an operator means. Each command of an operator has these options. */
export const deploymentOptions = {
  context: { type: 'string', short: 'c' },
  settings: { type: 'string' },
  profile: { type: 'string' },
} as const satisfies Options;

/** What a command line says. */
export interface Words {
  /** The values of each option that is there; a flag has `true`. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

/** These may be there several times. */
const isRepeatable = (name: string): boolean => ['context', 'resolver', 'verbose'].includes(name);

/**
 * Reads the words of a command. What it does not know is refused: an option that is
 * ignored, or passed on to CDK, which ignores it, does something else than its operator
 * wants.
 *
 * @param command its name for npm: `deploy`
 * @throws {UsageError} for an option that is unknown, has no value, or is there twice;
 *   and if npm has kept one
 */
export function readWords(
  command: string,
  given: readonly string[],
  options: Options,
  env: NodeJS.ProcessEnv = process.env,
): Words {
  refuseKeptByNpm(command, options, env);
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  const { tokens } = parseArgs({
    args: [...given],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, inlineValue } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) {
      throw new UsageError(`npm run ${command} has no option ${rawName}. Nothing was done.`);
    }
    // `parseArgs` leaves the sign in `-c=key=value`.
    const value = rawName.startsWith('--') ? token.value : token.value?.replace(/^=/, '');
    if (option.type === 'boolean' && value !== undefined) {
      throw new UsageError(`${rawName} has no value: leave out "=${value}".`);
    }
    const isNextOption = value?.startsWith('-') === true && inlineValue === false;
    if (option.type === 'string' && (value === undefined || value.trim() === '' || isNextOption)) {
      throw new UsageError(
        name === 'context'
          ? `${rawName} needs key=value, for example -c linkHours=24.`
          : `${rawName} needs a value.`,
      );
    }
    const earlier = values.get(name) ?? [];
    if (earlier.length > 0 && !isRepeatable(name)) {
      throw new UsageError(`${rawName} is there twice.`);
    }
    values.set(name, [...earlier, value ?? 'true']);
  }
  return { values, positionals };
}

/**
 * Options that npm also has. Their variables may come from an `.npmrc`, so they say
 * nothing about the command line.
 */
const optionsOfNpm = ['progress', 'verbose', 'force', 'color', 'no-color', 'yes', 'help', 'before'];

/**
 * Without `--` npm takes options for its own, and a command never sees them: it would use
 * other credentials, or deploy another department.
 *
 * @throws {UsageError} that names the option
 */
function refuseKeptByNpm(command: string, options: Options, env: NodeJS.ProcessEnv): void {
  const keptNames = Object.keys(env).flatMap((variable) =>
    variable.startsWith('npm_config_') ? [variable.slice('npm_config_'.length)] : [],
  );
  const isKept = (option: string): boolean => {
    const name = option.replace(/^no-/, '').replaceAll('-', '_');
    // A short name is too near to others, which npm has.
    return keptNames.some(
      (kept) => kept === name || (name.length > 4 && isOneTypoApart(kept, name)),
    );
  };
  const names = Object.keys(options).filter((name) => !optionsOfNpm.includes(name));
  // npm has both of these, too: it reads "-c" as "--call".
  const kept = env['npm_config_call']
    ? '-c'
    : ['dry-run', ...names].filter(isKept).map((name) => `--${name}`)[0];
  if (kept === undefined) return;
  throw new UsageError(
    `npm has kept ${kept}: write two dashes before the options, npm run ${command} -- ${kept} …`,
  );
}

/** Which deployment a command line names. */
export interface DeploymentWords {
  /** The values of `-c key=value`, also of `--settings`. The last one of a key counts. */
  readonly context: Readonly<Record<string, string>>;
  /** The value of `--profile`. */
  readonly profile: string | undefined;
}

/**
 * @throws {UsageError} for `-c` without `key=value`, and if two files of settings are
 *   named
 */
export function readDeploymentWords({ values }: Words): DeploymentWords {
  const context: Record<string, string> = {};
  const settings = values.get('settings') ?? [];
  const pairs = [
    ...(values.get('context') ?? []),
    ...settings.map((path) => `settings=${path}`),
  ].map((pair) => {
    const [, key, text = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (key === undefined) {
      throw new UsageError('-c needs key=value, for example -c linkHours=24.');
    }
    return [key, text] as const;
  });
  for (const [key, text] of pairs) {
    const earlier = context[key];
    if (key === 'settings' && earlier !== undefined && earlier !== text) {
      throw new UsageError(`Two files of settings are named: ${earlier} and ${text}.`);
    }
    if (key === 'settings' && text.trim() === '') {
      throw new UsageError('-c settings= needs the path of a file.');
    }
    context[key] = text;
  }
  return { context, profile: values.get('profile')?.[0] };
}

/** @throws {UsageError} if there are words that belong to no option */
export function refusePositionals(command: string, { positionals }: Words): void {
  const [first] = positionals;
  if (first === undefined) return;
  throw new UsageError(
    `npm run ${command} does not know the word "${first}". Nothing was done. An option that ` +
      'stands before "--" is taken by npm, and only its value arrives here.',
  );
}

/** Prints why a command failed, without a stack, and sets the exit code. */
export function printError(error: unknown, usage: string): void {
  process.stderr.write(
    error instanceof UsageError ? `${error.message}\n\n${usage}` : `${sentenceOf(error)}\n`,
  );
  process.exitCode = 1;
}
