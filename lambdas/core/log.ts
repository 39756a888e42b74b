/**
 * Everything that Open Door logs: codes and ids. No field holds an address, a name, a
 * token or letter text. `letter` is the decline's id, which gives no access without the
 * secret.
 */
type LogEntry =
  | {
      readonly event:
        | 'letter-drafted'
        | 'letter-changed'
        | 'letter-cancelled'
        | 'letter-self-sent'
        | 'letter-copy-arrived'
        | 'link-renewed';
      readonly letter: string;
    }
  | {
      readonly event: 'review-mail-refused' | 'review-mail-not-recorded';
      readonly letter: string;
      readonly code: string;
    }
  | {
      readonly event: 'send-started';
      readonly letter: string;
      readonly attempt: number;
    }
  | { readonly event: 'send-accepted'; readonly letter: string }
  | {
      /** An alarm counts both, see `lib/log-patterns.ts`. */
      readonly event: 'send-failed' | 'send-unknown';
      readonly letter: string;
      readonly code: string;
    }
  | {
      /**
       * The letter waits. `attempt`: how many attempts it has had. `wait`: for moments,
       * or for an hour, because a daily quota is used up.
       */
      readonly event: 'send-postponed';
      readonly letter: string;
      readonly code: string;
      readonly attempt: number;
      readonly wait: 'backoff' | 'quota';
    }
  | {
      readonly event: 'contact-not-recorded' | 'sent-not-recorded' | 'turn-not-taken';
      readonly letter: string;
      readonly code: string;
    }
  | {
      readonly event: 'recruiter-blocked';
      readonly letter: string;
      readonly by: 'complaint' | 'page';
    }
  /** Emails with links stop, or stay stopped, because too many bounced. */
  | { readonly event: 'links-stopped' }
  | { readonly event: 'outcome-not-counted'; readonly code: string }
  | { readonly event: 'recruiter-unblocked'; readonly letter: string }
  | {
      /** What a letter took that was not sent stays taken for a while. */
      readonly event: 'slot-not-given-back' | 'turn-not-given-back';
      readonly letter: string;
      readonly code: string;
    }
  /** The kill switch or the blocks could not be read: the letter waits. */
  | { readonly event: 'send-door-not-read'; readonly code: string }
  | {
      /**
       * One entry for each run. `lateMs`: see `watchLateness`. `isStopped`: whether the
       * kill switch was on, or could not be read.
       */
      readonly event: 'sweep-done';
      readonly due: number;
      readonly broken: number;
      readonly lateMs: number;
      readonly isStopped: boolean;
    }
  | {
      /** One entry for each run. `lateMs`: see `watchLateness`. */
      readonly event: 'notices-done';
      readonly due: number;
      readonly lateMs: number;
    }
  | {
      readonly event: 'sweep-item-broken';
      readonly letter: string;
      readonly code: string;
    }
  | {
      /**
       * An alarm counts this: a letter that could not be processed, or a notice that
       * could not be emailed. `notice`: the notice that the candidate gets, or `none`.
       */
      readonly event: 'item-given-up';
      readonly letter: string;
      readonly code: string;
      readonly notice: string;
    }
  | {
      readonly event: 'report-settled';
      readonly letter: string;
      readonly report: string;
      readonly moved: boolean;
    }
  | {
      /** A report about an email to the candidate: a link, a notice, the copy, … */
      readonly event: 'mail-report-settled';
      readonly letter: string;
      readonly report: string;
      readonly moved: boolean;
    }
  | {
      readonly event: 'report-ignored';
      readonly why: 'not-ours' | 'unknown-letter' | 'no-news';
    }
  | {
      /** An event of a test email of `npm run doctor`, which reads this entry. */
      readonly event: 'probe-reported';
      readonly probe: string;
      readonly report: string;
    }
  | {
      /**
       * One entry for each run. `due`: contacts. `sent`: emails. `lateMs`: how long the
       * oldest contact that is due at the end of the run has been due.
       */
      readonly event: 'reminders-done';
      readonly due: number;
      readonly sent: number;
      readonly lateMs: number;
    }
  | { readonly event: 'candidate-told'; readonly letter: string; readonly notice: string }
  | { readonly event: 'notice-not-sent'; readonly letter: string; readonly code: string }
  | {
      /** An alarm counts `reminder-late`. */
      readonly event: 'reminder-not-sent' | 'reminder-late';
      readonly code: string;
      readonly attempt: number;
    }
  /** A contact comes from a backup. An alarm counts this. */
  | { readonly event: 'reminder-held' }
  /** A link was requested for an address that is not on the allow-list. */
  | { readonly event: 'link-not-allowed' }
  | { readonly event: 'contacts-link-mailed' | 'contacts-link-held-back' }
  | { readonly event: 'contacts-link-refused'; readonly code: string }
  | { readonly event: 'mailbox-stopped' | 'mailbox-allowed'; readonly kind: string }
  | { readonly event: 'contact-changed'; readonly action: string }
  | {
      /** `result`: whether all is erased, or why not yet. */
      readonly event: 'candidate-erased';
      readonly contacts: number;
      readonly letters: number;
      readonly result: string;
    }
  /** A letter did not leave, because its candidate is erasing everything. */
  | { readonly event: 'send-held-by-erasing'; readonly letter: string }
  | {
      readonly event: 'request-broken';
      readonly route: string;
      readonly code: string;
      readonly at: string;
    };

export type LogEvent = LogEntry['event'];
export type Log = (entry: LogEntry) => void;

/**
 * The log code of an unexpected error: its name. The message is not logged, because it
 * could quote what a person typed.
 */
export const errorCode = (error: unknown): string =>
  error instanceof Error ? error.name : typeof error;

/**
 * Where an unexpected error was thrown, `file:line:column`, or `unknown`. It contains
 * nothing of the error's message.
 */
export function errorOrigin(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { stack = '', message } = error;
  for (const line of stack.slice(stack.indexOf(message) + message.length).split('\n')) {
    const place = /^ +at /.test(line) && line.split(/[\s()]+/).findLast(isPlace);
    if (place) return place;
  }
  return 'unknown';
}

/** `file:line:column` */
const isPlace = (word: string): boolean => /:\d+:\d+$/.test(word);
