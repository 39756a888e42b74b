/**
 * Reads a function's environment, typed by its contract in `environment.ts`: naming a
 * variable too few does not compile.
 *
 * @throws where a variable is not set, at start-up rather than in the middle of a letter
 */
export function readEnvironment<Contract extends { readonly [name in keyof Contract]: string }>(
  environment: Readonly<Record<string, string | undefined>>,
  names: { readonly [name in keyof Contract]: true },
): { readonly [name in keyof Contract]: string } {
  const read: { [name in keyof Contract]?: string } = {};
  for (const name in names) {
    const value = environment[name];
    if (value === undefined || value === '')
      throw new Error(`The environment variable ${name} is not set.`);
    read[name] = value;
  }
  const isComplete = (it: typeof read): it is { [name in keyof Contract]: string } =>
    Object.keys(names).every((name) => name in it);
  if (!isComplete(read)) throw new Error('The environment is not complete.');
  return read;
}
