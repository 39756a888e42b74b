import { recruiterOf } from '../letter/recruiter.ts';
import type { Decline } from './decline.ts';

/**
 * The short name of the recruiter, see `shortName`. It is stored with each version of a
 * letter: to find it takes 23 KB of known names, and 8 to 14 ms of CPU in a new process.
 * Drafts of earlier releases do not have it.
 */
export async function shortNameOf({
  recruiterShortName,
  input,
}: Pick<Decline, 'recruiterShortName' | 'input'>): Promise<string> {
  const { name, greeting = recruiterShortName } = recruiterOf(input);
  if (greeting !== undefined) return greeting;
  const { shortName } = await import('../letter/greeting.ts');
  return shortName({ name });
}
