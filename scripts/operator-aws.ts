import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { isBadCredentials, isDenied } from './doctor/look.ts';

/**
 * Lets the SDK and CDK use the same credentials and the same region. They find them in
 * different ways: CDK also reads AWS_DEFAULT_PROFILE and AWS_DEFAULT_REGION, and without
 * a region it takes us-east-1.
 *
 * @param profile the option `--profile`
 * @throws {Error} if there is no such profile, or no region
 */
export async function prepareAws(profile: string | undefined): Promise<void> {
  chooseProfile(profile);
  const problem = missingProfile();
  if (problem !== undefined) throw new Error(problem);
  const { env } = process;
  env['AWS_REGION'] ||= env['AWS_DEFAULT_REGION'] || '';
  if (env['AWS_REGION'] === '') delete env['AWS_REGION'];
  try {
    env['AWS_REGION'] = await new CloudFormationClient().config.region();
  } catch {
    throw new Error(
      'There is no region: set AWS_REGION, or a region in your AWS profile (aws configure).',
    );
  }
}

/** The profile of `--profile`, or of the variable that only CDK reads. */
export function chooseProfile(profile: string | undefined): void {
  const { env } = process;
  // Hides the SDK's warning about the end of Node 20, which would hide the answer.
  env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  env['AWS_PROFILE'] = profile ?? (env['AWS_PROFILE'] || env['AWS_DEFAULT_PROFILE'] || '');
  if (env['AWS_PROFILE'] === '') delete env['AWS_PROFILE'];
}

/** A sentence if AWS_PROFILE names a profile that is in none of AWS's files. */
export function missingProfile(): string | undefined {
  const { env } = process;
  const name = env['AWS_PROFILE'];
  if (!name || name === 'default') return undefined;
  const files = [
    env['AWS_CONFIG_FILE'] || join(homedir(), '.aws', 'config'),
    env['AWS_SHARED_CREDENTIALS_FILE'] || join(homedir(), '.aws', 'credentials'),
  ];
  if (files.some((file) => profilesOf(file).includes(name))) return undefined;
  return (
    `There is no AWS profile "${name}" in ${files.join(' or ')}. Correct AWS_PROFILE or ` +
    '--profile: "aws configure list-profiles" lists the profiles.'
  );
}

function profilesOf(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split(/\r?\n/).flatMap((line) => {
    const section = /^\s*\[([^\]]{1,300})\]/.exec(line)?.[1]?.trim();
    return section === undefined ? [] : [section.replace(/^profile\s+/, '').replace(/["']/g, '')];
  });
}

/**
 * What went wrong, and what to do. The message of a refused signature is never shown: it
 * quotes the request, with its session token.
 */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const profile = process.env['AWS_PROFILE'];
  if (error.name === 'CredentialsProviderError') {
    return profile
      ? `The AWS profile "${profile}" gives no credentials (${error.message}). Sign in again, ` +
          `for example: aws sso login --profile ${profile}`
      : `There are no AWS credentials in this shell (${error.message}). Sign in, or set ` +
          'AWS_PROFILE; "aws sts get-caller-identity" shows whose they are.';
  }
  if (isBadCredentials(error)) {
    return (
      `AWS does not accept the credentials${profile ? ` of the profile "${profile}"` : ''} ` +
      `(${error.name}). Sign in again; "aws sts get-caller-identity" shows whose they are.`
    );
  }
  if (isDenied(error)) {
    return `The credentials do not allow this. AWS says: ${error.message}`;
  }
  const code = 'code' in error ? String(error.code) : '';
  if (/^(?:E[A-Z_]+)$/.test(code) && !('path' in error)) {
    return (
      `AWS does not answer (${code}). Look at the network, and whether there is a region ` +
      `${process.env['AWS_REGION'] ?? ''}.`
    );
  }
  return error.message || error.name;
}
