import { GetMetricDataCommand, type GetMetricDataCommandOutput } from '@aws-sdk/client-cloudwatch';
import type { GetAccountCommandOutput } from '@aws-sdk/client-sesv2';
import type { Clients } from './clients.ts';
import { type Finding, judge, ok, todo, warning } from './finding.ts';
import { look } from './look.ts';
import { productionRequest } from './production-request.ts';
import type { DoctorSettings } from './settings.ts';

type Account = GetAccountCommandOutput;

/** In the sandbox SES sends to verified addresses only: no recruiter gets a letter. */
export function checkSandbox(
  settings: DoctorSettings,
  account: Account,
  site: string | undefined,
): Finding {
  const id = 'sandbox';
  if (account.ProductionAccessEnabled === true) return ok(id, 'SES may send to everybody.');
  const { Status: review, CaseId: supportCase = 'unknown' } = account.Details?.ReviewDetails ?? {};
  const message = 'The account is in the SES sandbox: emails reach verified addresses only.';
  if (review === 'PENDING')
    return warning(id, `${message} AWS is looking at your request (case ${supportCase}).`, 'Wait.');
  if (review === 'DENIED' || review === 'FAILED')
    return todo(
      id,
      `${message} AWS did not grant your request (${review.toLowerCase()}, case ${supportCase}).`,
      `Answer in the case, in AWS Support. ${productionRequest(settings, site)}`,
    );
  return todo(id, message, productionRequest(settings, site));
}

/** Whether SES, or somebody in this account, has paused sending. */
export function checkPaused(account: Account): Finding {
  const id = 'paused';
  switch (account.EnforcementStatus) {
    case 'SHUTDOWN':
      return todo(
        id,
        'SES has paused this account: no email leaves.',
        'Turn the kill switch on, so that letters wait and do not fail: npm run sending -- stop. ' +
          'Then see "MailStopped" in docs/runbook.md.',
      );
    case 'PROBATION':
      return warning(
        id,
        'SES has put this account under review, and may pause it.',
        'Read the case in AWS Support, and lower the bounces and complaints.',
      );
    default:
      return account.SendingEnabled === false
        ? todo(
            id,
            'Sending is switched off for this account and region: no email leaves.',
            'aws sesv2 put-account-sending-attributes --sending-enabled',
          )
        : ok(id, 'SES is not paused.');
  }
}

/** What Open Door believes to have, from the deployed functions or the settings. */
export interface Limits {
  readonly sendRate: number;
  readonly dailyQuota: number;
}

/** The limits of SES beside the settings, in both directions. In recipients. */
export function checkLimits({ sendRate, dailyQuota }: Limits, account: Account): Finding[] {
  const {
    Max24HourSend: quota,
    MaxSendRate: rate,
    SentLast24Hours: sent = 0,
  } = account.SendQuota ?? {};
  const findings: Finding[] = [];
  if (rate === undefined || quota === undefined)
    return ['daily-quota', 'send-rate'].map((id) => warning(id, 'SES does not tell its limits.'));
  const deploy = 'in the settings, and run npm run deploy.';
  // -1: no limit.
  if (quota !== -1 && dailyQuota > quota)
    findings.push(
      todo(
        'daily-quota',
        `"dailyQuota" is ${dailyQuota}, and SES allows ${quota} in 24 hours: what is above ` +
          'is refused.',
        `Set "dailyQuota" to ${quota} ${deploy}`,
      ),
    );
  else if (quota !== -1 && sent >= 0.8 * quota)
    findings.push(
      warning(
        'daily-quota',
        `${sent} of ${quota} recipients in 24 hours are used up.`,
        'Ask for more in the console: Service Quotas → Amazon SES.',
      ),
    );
  else if (quota > dailyQuota)
    findings.push(
      warning(
        'daily-quota',
        `"dailyQuota" is ${dailyQuota}, and SES allows ${quota} in 24 hours.`,
        `If nothing else sends from this account, set "dailyQuota" to ${quota} ${deploy}`,
      ),
    );
  else
    findings.push(
      ok('daily-quota', `${sent} of ${quota === -1 ? 'unlimited' : quota} in 24 hours.`),
    );

  if (sendRate > rate)
    findings.push(
      todo(
        'send-rate',
        `"sendRate" is ${sendRate}, and SES allows ${rate} a second: letters must try ` +
          'several times.',
        `Set "sendRate" to ${rate} ${deploy}`,
      ),
    );
  else if (rate > sendRate)
    findings.push(
      warning(
        'send-rate',
        `"sendRate" is ${sendRate}, and SES allows ${rate} a second.`,
        `If nothing else sends from this account, set "sendRate" to ${rate} ${deploy}`,
      ),
    );
  else findings.push(ok('send-rate', `${rate} a second, as in the settings.`));
  return findings;
}

const DAY_MS = 24 * 60 * 60_000;

/** The metrics of the account's reputation, and the rates at which AWS acts. */
const reputation = [
  { metric: 'Reputation.BounceRate', what: 'bounces', warnAt: 0.02, reviewAt: 0.05, pauseAt: 0.1 },
  {
    metric: 'Reputation.ComplaintRate',
    what: 'complaints',
    warnAt: 0.0005,
    reviewAt: 0.001,
    pauseAt: 0.005,
  },
] as const;

const percent = (rate: number): string => `${Number((rate * 100).toFixed(3))} %`;

/** The latest value of a metric; undefined if there is none. */
const latest = ({ MetricDataResults = [] }: GetMetricDataCommandOutput, id: string) =>
  MetricDataResults.find(({ Id }) => Id === id)?.Values?.[0];

/**
 * The rates of bounces and complaints by which AWS judges the account.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
 */
export async function checkReputation(clients: Clients, now: number): Promise<readonly Finding[]> {
  const id = 'reputation';
  const answer = await look('cloudwatch:GetMetricData', (abortSignal) =>
    clients.cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - 2 * DAY_MS),
        EndTime: new Date(now),
        ScanBy: 'TimestampDescending',
        MetricDataQueries: reputation.map(({ metric, what }) => ({
          Id: what,
          MetricStat: {
            Metric: { Namespace: 'AWS/SES', MetricName: metric },
            Period: 3600,
            Stat: 'Average',
          },
        })),
      }),
      { abortSignal },
    ),
  );
  return judge([id], answer, (data) => {
    const rates = reputation.map((of) => ({ ...of, rate: latest(data, of.what) }));
    const text = rates
      .map(({ what, rate }) => `${what} ${rate === undefined ? 'unknown' : percent(rate)}`)
      .join(', ');
    const above = (limit: 'reviewAt' | 'warnAt') =>
      rates.find((of) => of.rate !== undefined && of.rate >= of[limit]);
    if (rates.every(({ rate }) => rate === undefined))
      return [ok(id, 'SES has no figures of bounces and complaints yet.')];
    const review = above('reviewAt');
    const cause = 'To find the cause, see "Reputation" in docs/runbook.md.';
    if (review !== undefined)
      return [
        todo(
          id,
          `In the last two days: ${text}. AWS puts an account under review at ` +
            `${percent(review.reviewAt)} ${review.what}, and may pause it at ` +
            `${percent(review.pauseAt)}.`,
          cause,
        ),
      ];
    return [above('warnAt') ? warning(id, `Too high: ${text}.`, cause) : ok(id, `${text}.`)];
  });
}
