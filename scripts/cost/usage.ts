import type { Usage } from './prices.ts';

/**
 * What one decline does, from the form to its reminder. The counts of table units are
 * measured by test/integration/cost.test.ts, which fails if they change.
 */
export const decline = {
  /** The form with its style and script, 6 previews, asking, the review, and sending. */
  requests: { form: 1, assets: 2, previews: 6, ask: 1, review: 1, send: 1 },
  /** The link, the letter with the copy, the receipt, and the reminder. */
  emails: 4,
  recipients: 5,
  /** SES's events: one Send for each email, and one Delivery for each recipient. */
  events: 9,
  tableUnits: { read: 68, write: 43 },
} as const;

const requestKinds = ['form', 'assets', 'previews', 'ask', 'review', 'send'] as const;

/** What each run of a job reads if nothing is due, in read units. Measured, too. */
export const idleReadUnits = { sweep: 3, notices: 2, reminders: 2 } as const;

/**
 * Milliseconds that Lambda bills, with the memory of each function in MB. Assumed: not
 * measured on AWS. Asking takes 500 ms by design (docs/adr/0025-the-allow-list.md). A
 * candidate is usually the only visitor of the hour, so a decline has one cold start of
 * each of `web` and `send`.
 */
const billed = {
  form: { ms: 15, memory: 1024 },
  assets: { ms: 5, memory: 1024 },
  previews: { ms: 20, memory: 1024 },
  ask: { ms: 520, memory: 1024 },
  review: { ms: 40, memory: 1024 },
  send: { ms: 200, memory: 1024 },
  event: { ms: 60, memory: 512 },
  reminder: { ms: 150, memory: 512 },
  coldStarts: { ms: 2 * 600, memory: 1024 },
  sweep: { ms: 60, memory: 1024 },
  notices: { ms: 90, memory: 512 },
  reminders: { ms: 90, memory: 512 },
} as const;

const gigabyteSeconds = (kind: keyof typeof billed, count: number): number =>
  (billed[kind].ms / 1000) * (billed[kind].memory / 1024) * count;

const GIGABYTE = 1e9;
/** Lambda's own entries of an invocation, and one of ours. Assumed. */
const LOG_BYTES_PER_INVOCATION = 1000;
const LOG_BYTES_PER_REQUEST = 350;
/** The pages of a decline, compressed by nothing. Assumed. */
const BYTES_OUT_PER_DECLINE = 120_000;
/** A letter, which loses its text after 30 days, its contact and its small items. */
const STORED_BYTES_PER_DECLINE = 6000;

const sum = (values: Readonly<Record<string, number>>): number =>
  Object.values(values).reduce((total, value) => total + value, 0);

const nothing: Usage = {
  emailRecipients: 0,
  apiRequests: 0,
  invocations: 0,
  gigabyteSeconds: 0,
  readUnits: 0,
  writeUnits: 0,
  storedGigabytes: 0,
  backupGigabytes: 0,
  schedules: 0,
  logGigabytes: 0,
  metrics: 0,
  alarmMetrics: 0,
  gigabytesOut: 0,
};

const MINUTES_A_MONTH = 30 * 24 * 60;

/** A month without a visitor: three jobs each minute, and the alarms. */
export function idleMonth({
  metrics,
  alarmMetrics,
}: {
  readonly metrics: number;
  readonly alarmMetrics: number;
}): Usage {
  const runs = 3 * MINUTES_A_MONTH;
  const jobs = ['sweep', 'notices', 'reminders'] as const;
  return {
    ...nothing,
    invocations: runs,
    schedules: runs,
    gigabyteSeconds: jobs.reduce((total, job) => total + gigabyteSeconds(job, MINUTES_A_MONTH), 0),
    readUnits: MINUTES_A_MONTH * sum(idleReadUnits),
    logGigabytes: (runs * LOG_BYTES_PER_INVOCATION) / GIGABYTE,
    metrics,
    alarmMetrics,
  };
}

/** Over the requests of one decline: each kind, and how many there are of it. */
const overRequests = (amountOf: (kind: keyof typeof decline.requests) => number): number =>
  requestKinds.reduce((total, kind) => total + amountOf(kind) * decline.requests[kind], 0);

/** What `count` declines in a month add. */
export function declines(count: number): Usage {
  const { requests, recipients, events, tableUnits } = decline;
  const invocations = sum(requests) + events;
  const ofOne =
    overRequests((kind) => gigabyteSeconds(kind, 1)) +
    gigabyteSeconds('event', events) +
    gigabyteSeconds('reminder', 2) +
    gigabyteSeconds('coldStarts', 1);
  const stored = (count * STORED_BYTES_PER_DECLINE) / GIGABYTE;
  return {
    ...nothing,
    emailRecipients: recipients * count,
    apiRequests: sum(requests) * count,
    invocations: invocations * count,
    gigabyteSeconds: ofOne * count,
    readUnits: tableUnits.read * count,
    writeUnits: tableUnits.write * count,
    storedGigabytes: stored,
    backupGigabytes: stored,
    logGigabytes:
      (count * (invocations * LOG_BYTES_PER_INVOCATION + sum(requests) * LOG_BYTES_PER_REQUEST)) /
      GIGABYTE,
    gigabytesOut: (count * BYTES_OUT_PER_DECLINE) / GIGABYTE,
  };
}

/** Seconds of Lambda that one decline takes, for the number of concurrent executions. */
export const lambdaSecondsPerDecline = (): number => {
  const ms = overRequests((kind) => billed[kind].ms);
  return (ms + billed.event.ms * decline.events + billed.reminder.ms * 2) / 1000;
};
