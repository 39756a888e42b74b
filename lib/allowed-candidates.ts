/** The file in the bundle of `web` that has a long list of allowed candidates. */
const FILE = 'allowed-candidates.txt';

/**
 * A list up to this length is a variable of the function. All variables together may have
 * 4 KB: about a hundred addresses would break a deployment.
 */
const MAX_VARIABLE_BYTES = 1000;

/** Where `web` finds the list: in its variable, or in a file of its bundle. */
export interface AllowedCandidates {
  /** The value of `ALLOWED_CANDIDATES`. */
  readonly variable: string;
  /** Files of the bundle: the text of each by its name. */
  readonly files: Readonly<Record<string, string>>;
}

export function placeAllowedCandidates(entries: readonly string[]): AllowedCandidates {
  const list = entries.join(',');
  return Buffer.byteLength(list) <= MAX_VARIABLE_BYTES
    ? { variable: list, files: {} }
    : { variable: `file:${FILE}`, files: { [FILE]: list } };
}
