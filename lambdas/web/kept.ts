import { LETTER_KEPT_DAYS } from '../core/decline/retention.ts';
import {
  COUNT_DAYS,
  DRAFT_GRACE_DAYS,
  NOT_YOU_DAYS,
  REMINDER_LINK_DAYS,
  SALT_DAYS,
} from '../core/kept-days.ts';
import { BACKUP_DAYS } from '../environment.ts';
import type { Deployment } from '../site/deployment.ts';

/** The settings that the page `/privacy` says, besides the `Deployment`. */
export interface KeptSettings {
  readonly linkHours: number;
  /** Default: CloudWatch's for us, see `logDays` in `lib/config.ts`. */
  readonly logDays?: number | undefined;
  /** The AWS region. Undefined if it is not known. */
  readonly region?: string | undefined;
  readonly hasNoLettersLink?: boolean;
}

/** The default of the setting `logDays`. */
const LOG_DAYS = 30;

/** What the page `/privacy` says: each number is the one that the code uses. */
export const keptOf = (settings: KeptSettings, { letterDays }: Deployment) => ({
  linkHours: settings.linkHours,
  letterDays: letterDays ?? LETTER_KEPT_DAYS,
  draftDays: DRAFT_GRACE_DAYS,
  reminderLinkDays: REMINDER_LINK_DAYS,
  notYouDays: NOT_YOU_DAYS,
  saltDays: SALT_DAYS,
  countDays: COUNT_DAYS,
  logDays: settings.logDays ?? LOG_DAYS,
  backupDays: BACKUP_DAYS,
  region: settings.region,
  hasNoLettersLink: settings.hasNoLettersLink ?? false,
});
export type Kept = ReturnType<typeof keptOf>;
