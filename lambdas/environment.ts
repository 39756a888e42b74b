/**
 * The environment of each function: one contract between `lib/`, which sets it, and
 * `lambdas/`, which reads it. `lib/` imports these types only, so a variable that is
 * forgotten there does not compile.
 */
/**
 * How many days back the table can be restored. Until then its backups hold what was erased
 * from it.
 */
export const BACKUP_DAYS = 35;

interface TableEnvironment {
  /** Name of the one DynamoDB table. */
  readonly TABLE_NAME: string;
}

interface MailEnvironment {
  /**
   * SES configuration set named in every send; its event destination is how outcomes come
   * back.
   */
  readonly CONFIGURATION_SET: string;
}

interface SiteEnvironment {
  /**
   * Public origin of the site, `https://host`, no trailing slash: links are made from
   * this and never from a header.
   */
  readonly ORIGIN: string;
}

interface LettersEnvironment {
  /** The address recruiters get letters from, `letters@…`. */
  readonly LETTERS_ADDRESS: string;
}

interface ReviewEnvironment {
  /** The address candidates get their links and reminders from, `review@…`. */
  readonly REVIEW_ADDRESS: string;
}

export interface WebEnvironment
  extends TableEnvironment,
    MailEnvironment,
    SiteEnvironment,
    LettersEnvironment,
    ReviewEnvironment {
  /** Life of a magic link, in whole hours. */
  readonly LINK_HOURS: string;
  /**
   * Who may use this deployment: addresses and domains, comma-separated; `*` for
   * everyone.
   */
  readonly ALLOWED_CANDIDATES: string;
}

export interface SendEnvironment extends TableEnvironment, MailEnvironment, SiteEnvironment {
  /** Letters a second, at most, that the sweep hands to SES. */
  readonly SEND_RATE: string;
}

export interface FeedbackEnvironment
  extends TableEnvironment,
    MailEnvironment,
    SiteEnvironment,
    ReviewEnvironment {}

export interface RemindEnvironment
  extends TableEnvironment,
    MailEnvironment,
    SiteEnvironment,
    ReviewEnvironment {}
