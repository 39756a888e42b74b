import { addressKey } from '../email-address.ts';
import { shortHash } from '../short-hash.ts';
import { withoutAccents } from '../without-accents.ts';
import type { LetterInput } from './letter.ts';

/** The person to whom a letter goes, or to whom the candidate wrote by hand. */
export type PersonOfLetter = Pick<LetterInput, 'recruiterEmail' | 'recruiterName' | 'company'>;

const normalise = (text: string): string =>
  withoutAccents(text.normalize('NFKC')).toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * The id of a person in the keys of a candidate's contacts: the hash of their address.
 * Without an address it is the hash of name and company, so that a second text to the
 * same person joins the same contact. No address has a line break, so the two kinds of
 * ids are never made of the same text.
 */
export const personKey = ({ recruiterEmail, recruiterName, company }: PersonOfLetter): string =>
  recruiterEmail === ''
    ? shortHash(`${normalise(recruiterName)}\n${normalise(company)}`)
    : addressKey(recruiterEmail);
