import { domainOf } from '../email-address.ts';
import type { Letter, LetterInput } from './letter.ts';

/**
 * Whether a candidate is the sender of their own letters: their address is of the domain
 * that the operator has chosen, and of none below it. SES has verified that domain, so
 * that recipients accept the sender (DMARC).
 *
 * @param domain undefined: no candidate is the sender
 */
export const isOwnSender = (candidateEmail: string, domain: string | undefined): boolean =>
  domain !== undefined && domainOf(candidateEmail) === domain;

/**
 * Whether a letter may leave from the sender that the candidate has read. From the
 * candidate's own address it may not if the operator has turned that off since: then IAM
 * refuses it, too. And the address is the one to which the link was emailed.
 */
export const mayLeaveFrom = (
  {
    isFromCandidate,
    letter,
    input,
  }: {
    readonly isFromCandidate?: true;
    readonly letter: Pick<Letter, 'from'>;
    readonly input: Pick<LetterInput, 'candidateEmail'>;
  },
  domain: string | undefined,
): boolean =>
  isFromCandidate !== true ||
  (letter.from.address === input.candidateEmail && isOwnSender(input.candidateEmail, domain));
