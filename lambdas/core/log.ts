/**
 * Everything Open Door ever logs: codes and ids. No address, name, token or letter text
 * has a field here. `letter` is the decline's id, which opens nothing.
 */
type LogEntry =
  | {
      readonly event:
        | 'letter-drafted'
        | 'letter-changed'
        | 'letter-cancelled'
        | 'letter-self-sent'
        | 'link-renewed';
      readonly letter: string;
    }
  | {
      readonly event: 'review-mail-refused';
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
      readonly event: 'send-postponed' | 'send-failed' | 'send-unknown';
      readonly letter: string;
      readonly code: string;
    }
  | {
      readonly event: 'contact-not-recorded' | 'sent-not-recorded';
      readonly letter: string;
      readonly code: string;
    }
  | {
      readonly event: 'sweep-done';
      readonly due: number;
      readonly broken: number;
    }
  | {
      readonly event: 'sweep-item-broken';
      readonly letter: string;
      readonly code: string;
    }
  | {
      readonly event: 'report-settled';
      readonly letter: string;
      readonly report: string;
      readonly moved: boolean;
    }
  | {
      readonly event: 'report-ignored';
      readonly why: 'not-ours' | 'own-copy' | 'unknown-letter' | 'no-news';
    }
  | {
      readonly event: 'reminders-done';
      readonly due: number;
      readonly sent: number;
    }
  | { readonly event: 'candidate-told'; readonly letter: string; readonly notice: string }
  | { readonly event: 'notice-not-sent'; readonly letter: string; readonly code: string }
  | {
      /** `late` is what an alarm listens for. */
      readonly event: 'reminder-not-sent' | 'reminder-late';
      readonly code: string;
      readonly attempt: number;
    }
  | { readonly event: 'contacts-link-mailed' | 'contacts-link-held-back' }
  | { readonly event: 'contacts-link-refused'; readonly code: string }
  | { readonly event: 'contact-changed'; readonly action: string }
  | { readonly event: 'candidate-erased'; readonly contacts: number; readonly letters: number }
  | {
      readonly event: 'request-broken';
      readonly route: string;
      readonly code: string;
      readonly at: string;
    };

export type Log = (entry: LogEntry) => void;

/**
 * What an unplanned error may say in a log: its name. Its message could quote what a
 * person typed.
 */
export const errorCode = (error: unknown): string =>
  error instanceof Error ? error.name : typeof error;

/** Where an unplanned error came from, `file:line:column`; nothing of what it says. */
export const errorOrigin = (error: unknown): string =>
  (error instanceof Error && /^ +at .*?([^\s()]+:\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1]) ||
  'unknown';
