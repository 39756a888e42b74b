import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { limits } from './cost/limits.ts';
import { prices, type Usage } from './cost/prices.ts';
import { decline, declines, idleMonth } from './cost/usage.ts';

const kinds = [
  'emailRecipients',
  'apiRequests',
  'invocations',
  'gigabyteSeconds',
  'readUnits',
  'writeUnits',
  'storedGigabytes',
  'backupGigabytes',
  'schedules',
  'logGigabytes',
  'metrics',
  'alarmMetrics',
  'gigabytesOut',
] as const satisfies readonly (keyof Usage)[];

/**
 * The custom metrics and the metrics of the alarms, see lib/constructs/letter-alarms.ts.
 * A metric costs only while there are values: those of the three jobs always, the other
 * five if something happens.
 */
const observed = { idleMetrics: 3, metrics: 8, alarmMetrics: 11 };

const months: readonly { readonly count: number; readonly name: string }[] = [
  { count: 0, name: 'idle' },
  { count: 10, name: '10' },
  { count: 1000, name: '1,000' },
  { count: 100_000, name: '100,000' },
  { count: 1_000_000, name: '1,000,000' },
];

/** The usage of a month with `count` declines. */
function usageOf(count: number): Usage {
  const { idleMetrics, metrics, alarmMetrics } = observed;
  const idle = idleMonth({ metrics: count === 0 ? idleMetrics : metrics, alarmMetrics });
  const more = declines(count);
  const total: Record<keyof Usage, number> = { ...idle };
  for (const kind of kinds) total[kind] += more[kind];
  return total;
}

/** US dollars of one kind of usage in a month. */
export function costOf(kind: keyof Usage, amount: number, hasFreeTier: boolean): number {
  const { perUnit, free } = prices[kind];
  return perUnit * Math.max(amount - (hasFreeTier ? free : 0), 0);
}

/** US dollars of a month with `count` declines. */
export function costOfMonth(count: number, hasFreeTier: boolean): number {
  const usage = usageOf(count);
  return kinds.reduce((total, kind) => total + costOf(kind, usage[kind], hasFreeTier), 0);
}

const dollars = (amount: number): string =>
  amount === 0 ? '0' : amount < 0.005 ? '<0.01' : amount.toFixed(2);

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function costTable(hasFreeTier: boolean): string {
  const columns = months.map(({ count }) => usageOf(count));
  const rows = kinds.map((kind) =>
    row([
      prices[kind].what,
      ...columns.map((usage) => dollars(costOf(kind, usage[kind], hasFreeTier))),
    ]),
  );
  const totals = months.map(({ count }) => `**${dollars(costOfMonth(count, hasFreeTier))}**`);
  return [
    row(['US dollars a month', ...months.map(({ name }) => name)]),
    row(['---', ...months.map(() => '---:')]),
    ...rows,
    row(['**all**', ...totals]),
  ].join('\n');
}

const perSecond = (value: number): string =>
  value >= 10 ? value.toFixed(0) : value.toPrecision(2);

const limitTable = [
  row(['limit', 'declines a second', 'to raise it']),
  row(['---', '---:', '---']),
  ...limits.map(({ what, declinesPerSecond, raise }) =>
    row([what, perSecond(declinesPerSecond), raise]),
  ),
].join('\n');

const rates: readonly number[] = [1, 10, 100, 1000];

/** For each rate: the limits that it meets and the rate above it does not. */
const rateTable = [
  row(['declines a second', 'limits that are met, the lowest first']),
  row(['---', '---']),
  ...rates.map((rate, index) => {
    const lower = rates[index - 1] ?? 0;
    const names = limits
      .filter(({ declinesPerSecond: of }) => of < rate && of >= lower)
      .map(({ name }) => name);
    return row([
      rate.toLocaleString('en'),
      [...(index ? ['those above'] : []), ...names].join(', '),
    ]);
  }),
].join('\n');

const sources = [...new Set(kinds.map((kind) => prices[kind].source))];

/** The text of `docs/cost.md`. */
export function costPage(): string {
  const { tableUnits, emails, recipients, events } = decline;
  const units = `${tableUnits.read} read and ${tableUnits.write} write units`;
  const requests = Object.values(decline.requests).reduce((total, count) => total + count, 0);
  const besidesSes = costOfMonth(1_000_000, false) - costOf('emailRecipients', 5_000_000, false);
  const percent = ((100 * besidesSes) / costOf('emailRecipients', 5_000_000, false)).toFixed(0);
  return `# What it costs, and which limit comes first

\`npm run docs:cost\` writes this page. Prices are AWS's list prices of us-east-1, read in
November 2026, in US dollars, without tax. The units of the table are measured on dynalite
(\`test/integration/cost.test.ts\`): one decline takes ${units}.
The times of the functions and the sizes of logs and pages are assumed
(\`scripts/cost/usage.ts\`). Nothing of this was compared with a bill of AWS.

One decline is ${requests} requests, ${emails} emails to ${recipients} recipients (the link,
the letter with the copy, the receipt and the reminder), and ${events} events of SES.

## A month at list prices

${costTable(false)}

SES is most of it. All the rest of a million declines costs ${percent} % of what SES costs.

## A month with the free tiers that last

Of these tiers every account has one, for ever: Lambda, DynamoDB's storage, CloudWatch,
the Scheduler, and data out. Those of SES and API Gateway end after a year, or are
credits, so they are not counted. Other things in the account use the same tiers.

${costTable(true)}

Idle, without the free tiers, the metrics and the alarms are most of it. The free tier
covers ten each. There are at most eight metrics, and ten alarms on eleven metrics, since
SES publishes two rates. X-Ray is off by default (\`tracing\`): nothing
reads its traces, and it would cost $0.65 a month.

## Which limit comes first

For a new account outside of SES's sandbox, with the default settings. A rate that lasts:
each limit allows more for a moment. A letter that meets a limit of SES is not lost. It
waits, and the candidate sees when it leaves. A link that meets one is refused with a time
to come back.

${limitTable}

${rateTable}

Up to 10 a second, raising these settings and quotas is enough. At 100 a second the
design holds, with the turns of emails split into several keys, because all emails of a
deployment write one item. At 1,000 a second SES itself is the question: 5,000 recipients
a second are 432 million a day. The design would then change in three places: turns by
worker and not by email, reports of SES through a queue in batches and not one invocation
for each, and one deployment for each department or region.

## Sources

${sources.map((source) => `- ${source}`).join('\n')}
- https://docs.aws.amazon.com/ses/latest/dg/quotas.html
- https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
- https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../docs/cost.md', import.meta.url), costPage());
}
