/**
 * Replaces `@aws-sdk/credential-provider-node` in the Lambda bundles (see `bundle.ts`).
 * Lambda always sets the credentials of the function's role as environment variables, for
 * as long as the execution environment lives. So the SDK's chain of eight providers would
 * only cost start-up time.
 */
interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Makes a credential provider. The SDK's clients import it by this name. The provider
 * rejects if the variables are not set.
 */
export function defaultProvider(): () => Promise<Credentials> {
  let credentials: Credentials | undefined;
  const read = () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
      throw new Error(
        'No AWS credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set. Lambda ' +
          'sets them. Outside of Lambda, set them yourself.',
      );
    }
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
  };
  return async () => {
    // The SDK asks seven times for each request that it signs, and keeps nothing itself.
    credentials ??= read();
    return credentials;
  };
}
