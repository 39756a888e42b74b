/** The answer of a look-up, or why there is none. */
export type Answer<T> =
  | { readonly found: true; readonly value: T }
  | { readonly found: false; readonly why: string };

/** How long one look-up may take, in ms. */
const LOOK_TIMEOUT_MS = 10_000;

/** Names of the errors of AWS that say: the caller may not do this. */
const DENIED = /^(?:AccessDenied|AuthorizationError|NotAuthorized|Unauthorized)/;
/** … that say: the credentials themselves are refused. */
const BAD_CREDENTIALS = new RegExp(
  '^(?:ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|' +
    'InvalidSignature|IncompleteSignature|CredentialsProviderError|RequestExpired)',
);
/** … that say: the account is new, and its registration is not complete. */
const NOT_SIGNED_UP = /^(?:SubscriptionRequired|OptInRequired|NotSignedUp)/;
const THROTTLED = /^(?:Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded)/;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');
/** Whether AWS says that the caller may not do this. */
export const isDenied = (error: unknown): boolean => DENIED.test(nameOf(error));
/** Whether AWS refuses the credentials themselves, or there are none. */
export const isBadCredentials = (error: unknown): boolean => BAD_CREDENTIALS.test(nameOf(error));
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/**
 * Why a look-up failed, in plain words. Never the message of the error: that of a wrong
 * signature quotes the request, with its session token.
 *
 * @param what the permission that the look-up needs, `ses:GetAccount`, or its subject
 */
function reasonOf(error: unknown, what: string): string {
  const [name, code] = [nameOf(error), codeOf(error)];
  if (isDenied(error)) return `no permission (${what})`;
  if (isBadCredentials(error)) return `AWS does not accept the credentials (${name})`;
  if (NOT_SIGNED_UP.test(name))
    return `the registration of the AWS account is not complete: ${name} (${what})`;
  if (THROTTLED.test(name)) return `AWS answered "too many requests": run again (${what})`;
  if (name === 'TimeoutError' || name === 'AbortError' || /^ETIMED?OUT$/.test(code))
    return `no answer in time (${what})`;
  if (/^E[A-Z_]+$/.test(code)) return `no connection: ${code} (${what})`;
  return `the look-up failed: ${name} (${what})`;
}

/**
 * Looks something up, within 10 s. It never throws.
 *
 * @param what see `reasonOf`
 * @param request must stop when the signal is aborted
 */
export async function look<T>(
  what: string,
  request: (signal: AbortSignal) => Promise<T>,
): Promise<Answer<T>> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // A provider of credentials does not know the signal, so this does not depend on it.
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      abort.abort();
      reject(Object.assign(new Error('timeout'), { name: 'TimeoutError' }));
    }, LOOK_TIMEOUT_MS);
  });
  try {
    return { found: true, value: await Promise.race([request(abort.signal), timeout]) };
  } catch (error) {
    return { found: false, why: reasonOf(error, what) };
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined if the request fails with an error of one of these names: not found. */
export async function orAbsent<T>(
  request: Promise<T>,
  ...names: readonly string[]
): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (names.includes(nameOf(error))) return undefined;
    throw error;
  }
}
