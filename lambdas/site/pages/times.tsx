import { isReported } from '../../core/decline/decline.ts';
import { formatMoment } from '../../core/time/format-date.ts';
import { troubleWords } from '../words/trouble.ts';
import { Fold, type PartProps } from './letter-parts.tsx';

/** What happened to the letter, folded, with times in the candidate's local time. */
export const Times = ({ words, decline }: PartProps) => {
  const { state, attempts, confirmedAt, sentAt, copyArrivedAt, reportedAt, closedAt, input } =
    decline;
  const { timeline } = troubleWords(words);
  const steps: readonly (readonly [string, number | undefined])[] = [
    [timeline.confirmed, confirmedAt],
    // Of a letter that was tried again, the time of the last attempt is not known.
    ...(state === 'unknown' && attempts <= 1 ? ([[timeline.unknown, confirmedAt]] as const) : []),
    [timeline.accepted, sentAt],
    [timeline.copyArrived, copyArrivedAt],
    ...(isReported(state) && state !== 'sent' ? ([[timeline[state], reportedAt]] as const) : []),
    ...(state === 'failed' ? ([[timeline.failed, closedAt]] as const) : []),
  ];
  const known = steps.flatMap(([label, at]) => (at === undefined ? [] : [{ label, at }]));
  if (known.length === 0) return null;
  return (
    <Fold title={timeline.title}>
      <ol class="times">
        {known.map(({ label, at }) => {
          const { clock, date } = formatMoment(at, input.timeZone, words.language);
          return (
            <li>
              <span>{label}</span>{' '}
              <time datetime={new Date(at).toISOString()}>{`${date}, ${clock}`}</time>
            </li>
          );
        })}
      </ol>
    </Fold>
  );
};
