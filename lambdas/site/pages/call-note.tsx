import type { CallAdvice } from '../../core/letter/call-advice.ts';
import type { Words } from '../words/en.ts';

/** Advises the candidate to phone as well. Renders nothing if there is no reason to. */
export const CallNote = ({
  advice,
  call,
}: {
  readonly advice: Words['advice'];
  readonly call: CallAdvice | undefined;
}) => (call === undefined ? null : <p class="call">{advice.call[call]}</p>);
