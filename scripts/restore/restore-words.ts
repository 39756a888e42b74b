import { type CdkWords, cdkWordsOf } from '../deployment/deploy-words.ts';
import {
  deploymentOptions,
  type Options,
  readWords,
  refusePositionals,
  UsageError,
} from '../operator-words.ts';
import type { RestoreSource } from './restore-table.ts';

const momentHelp =
  'Write day, time and zone: 2026-11-20T10:00Z, or with seconds 2026-11-20T10:00:30Z, or ' +
  '2026-11-20T11:00+01:00.';

/**
 * Reads a moment. DynamoDB restores to a whole second, so there are no fractions. There
 * is a zone, because the operator and AWS may mean different ones.
 *
 * @throws {UsageError} if it is none
 */
export function readMoment(text: string): Date {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(?:Z|[+-](\d{2}):(\d{2}))$/.exec(text);
  if (match === null) throw new UsageError(`"${text}" is not a moment. ${momentHelp}`);
  const [
    year = 0,
    month = 0,
    day = 0,
    hour = 0,
    minute = 0,
    second = 0,
    zoneHour = 0,
    zoneMinute = 0,
  ] = match.slice(1).map((part) => Number(part ?? 0));
  // `Date` takes February 30 for March 2.
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= days && hour <= 23 && minute <= 59;
  if (!isReal || second > 59 || zoneHour > 14 || zoneMinute > 59) {
    throw new UsageError(`"${text}" does not exist. ${momentHelp}`);
  }
  return new Date(text);
}

/** What the command line of a restore says. */
export interface RestoreWords {
  readonly source: RestoreSource;
  readonly keepDeleted: boolean;
  readonly acceptErased: boolean;
  /** Which deployment it is. */
  readonly deployment: CdkWords;
}

const ownOptions = {
  at: { type: 'string' },
  backup: { type: 'string' },
  from: { type: 'string' },
  missing: { type: 'string' },
} as const satisfies Options;

/**
 * Reads the words of `npm run restore`.
 *
 * @throws {UsageError} for a word that is not known: what it should have changed, would
 *   be restored for real
 */
export function readRestoreWords(given: readonly string[]): RestoreWords {
  const words = readWords('restore', given, { ...ownOptions, ...deploymentOptions });
  refusePositionals('restore', words);
  const read = (name: keyof typeof ownOptions) => words.values.get(name)?.[0]?.trim();
  const [at, arn, missing] = [read('at'), read('backup'), read('missing')];
  const from = read('from');
  if ((at === undefined) === (arn === undefined)) {
    throw new UsageError('Say to which moment, --at 2026-11-20T10:00Z, or --backup ARN.');
  }
  if (from !== undefined && arn !== undefined) {
    throw new UsageError('--from is for --at. A backup is of one table: leave out --from.');
  }
  if (from !== undefined && !/^[\w.-]{3,255}$/.test(from)) {
    throw new UsageError(`"${from}" is not the name of a table: aws dynamodb list-tables has all.`);
  }
  if (missing !== undefined && missing !== 'erased' && missing !== 'keep') {
    throw new UsageError('--missing is "erased" or "keep".');
  }
  if (arn !== undefined && !/^arn:[a-z-]+:dynamodb:[^/]+:table\/[^/]+\/backup\/[\w-]+$/.test(arn)) {
    throw new UsageError(`"${arn}" is not the ARN of a backup: aws dynamodb list-backups has it.`);
  }
  const source: RestoreSource =
    arn === undefined
      ? { kind: 'moment', at: readMoment(at ?? ''), ...(from !== undefined && { from }) }
      : { kind: 'backup', arn };
  return {
    source,
    keepDeleted: missing === 'keep',
    acceptErased: missing === 'erased',
    deployment: cdkWordsOf(words),
  };
}
