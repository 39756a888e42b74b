/**
 * List prices in US dollars, us-east-1, read in 2026-11. AWS changes them: look at the
 * page of each before you rely on a figure.
 */
export interface Price {
  readonly what: string;
  /** US dollars for one unit. */
  readonly perUnit: number;
  /** How many units a month are free, for ever and for every account. */
  readonly free: number;
  readonly source: string;
}

const MILLION = 1_000_000;
const MONTHLY_GB_FREE_OF_LOGS = 5;

/** By the kind of usage, see `Usage`. */
export const prices = {
  emailRecipients: {
    what: 'SES: recipients',
    perUnit: 0.1 / 1000,
    free: 0,
    source: 'https://aws.amazon.com/ses/pricing/',
  },
  apiRequests: {
    what: 'API Gateway: requests (HTTP API)',
    perUnit: 1 / MILLION,
    free: 0,
    source: 'https://aws.amazon.com/api-gateway/pricing/',
  },
  invocations: {
    what: 'Lambda: invocations',
    perUnit: 0.2 / MILLION,
    free: MILLION,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  gigabyteSeconds: {
    what: 'Lambda: GB-seconds (arm64)',
    perUnit: 0.0000133334,
    free: 400_000,
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  readUnits: {
    what: 'DynamoDB: read request units',
    perUnit: 0.125 / MILLION,
    free: 0,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  writeUnits: {
    what: 'DynamoDB: write request units',
    perUnit: 0.625 / MILLION,
    free: 0,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  storedGigabytes: {
    what: 'DynamoDB: GB stored',
    perUnit: 0.25,
    free: 25,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  backupGigabytes: {
    what: 'DynamoDB: GB with point-in-time recovery',
    perUnit: 0.2,
    free: 0,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  schedules: {
    what: 'EventBridge Scheduler: invocations',
    perUnit: 1 / MILLION,
    free: 14 * MILLION,
    source: 'https://aws.amazon.com/eventbridge/pricing/',
  },
  logGigabytes: {
    what: 'CloudWatch: GB of logs',
    perUnit: 0.5,
    free: MONTHLY_GB_FREE_OF_LOGS,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  metrics: {
    what: 'CloudWatch: custom metrics',
    perUnit: 0.3,
    free: 10,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  alarmMetrics: {
    what: 'CloudWatch: metrics of alarms',
    perUnit: 0.1,
    free: 10,
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  gigabytesOut: {
    what: 'Data to the internet: GB',
    perUnit: 0.09,
    free: 100,
    source: 'https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer',
  },
} as const satisfies Readonly<Record<string, Price>>;

/** What is paid for, in the units of `prices`. */
export type Usage = Readonly<Record<keyof typeof prices, number>>;
